// Pages on paper, and in scripts that are written from right to left.
import { expect, test, visit } from "./kit.mjs";
import { POST } from "./figure.mjs";
import { address } from "./setting.mjs";

/** The width of an A4 page between its margins, in CSS pixels. */
const PAPER = { width: 673, height: 1002 };

const PRINTED = {
  post: POST,
  "post of a series": "/posts/a-zip-read-backwards/",
  "ASCII table": "/ascii/",
  tag: "/tags/binary/",
};

for (const [what, path] of Object.entries(PRINTED)) {
  test(`on paper: ${what}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: "dark" });
    await visit(page, path);
    await page.getByRole("combobox", { name: "Theme" }).selectOption("dark");
    await page.emulateMedia({ media: "print" });
    await page.setViewportSize(PAPER);
    const controls = "header.site-header, footer, nav, button, input, select, textarea";
    // A byte that is taken apart stays as its numbers.
    const shown = page.locator(controls).filter({ visible: true });
    const others = await shown.evaluateAll((all) => all.filter((one) => !one.matches(".field input, .bit button")).map((one) => one.outerHTML.slice(0, 80)));
    expect(others).toEqual([]);
    const faults = await page.evaluate(() => {
      const faults = [];
      const dark = (colour) => colour.match(/\d+/g).slice(0, 3).every((part) => Number(part) < 190);
      const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_ELEMENT);
      while (walker.nextNode()) {
        const element = walker.currentNode;
        if (!element.checkVisibility() || element.getClientRects().length === 0) continue;
        const { color, overflowX } = getComputedStyle(element);
        const has = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim() !== "");
        if (has && !dark(color)) faults.push(`${element.outerHTML.slice(0, 80)} is ${color}`);
        const { right } = element.getBoundingClientRect();
        if (right > innerWidth + 1) faults.push(`${element.outerHTML.slice(0, 80)} ends at ${right}`);
        if (overflowX !== "visible" && element.scrollWidth > element.clientWidth + 1) faults.push(`${element.outerHTML.slice(0, 80)} is cut off`);
      }
      const { backgroundColor } = getComputedStyle(document.body);
      if (backgroundColor !== "rgb(255, 255, 255)") faults.push(`the paper is ${backgroundColor}`);
      return faults;
    });
    expect(faults).toEqual([]);
    // Links to other sites say where they lead.
    for (const link of await page.locator(".prose a[href^=http]").all()) {
      const after = await link.evaluate((link) => getComputedStyle(link, "::after").content);
      expect(after).toContain(await link.getAttribute("href"));
    }
    const pdf = await page.pdf({ format: "A4" });
    expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
  });
}

test("on paper, hints and answers of exercises are there", async ({ page }) => {
  await visit(page, POST);
  await page.emulateMedia({ media: "print" });
  for (const text of await page.locator(".shown details p").all()) {
    expect(await text.evaluate((text) => text.getBoundingClientRect().height)).toBeGreaterThan(10);
  }
});

test("text from right to left stands on the right, and bytes and code do not turn", async ({ page }) => {
  const hebrew = "שלום, 40 41 (עולם)";
  await page.route(`**${POST}`, async (route) => {
    const response = await route.fetch();
    const text = await response.text();
    // What the site is written with where a post has such letters.
    const more = `<p dir="rtl" id="he">${hebrew} <code dir="ltr">40 41</code></p><blockquote dir="rtl" id="said"><p dir="rtl">${hebrew}</p><pre id="code">a b</pre></blockquote><ul dir="rtl" id="list"><li>${hebrew}</li></ul>`;
    const title = text.replace(/(<h1[^>]*>)[^<]*/, `$1${hebrew}`);
    await route.fulfill({ response, body: title.replace(/(<div [^>]*class="prose"[^>]*>(?:<!--.*?-->)?)/, `$1${more}`) });
  });
  await page.goto(address(POST));
  const look = (selector) =>
    page.locator(selector).first().evaluate((element) => {
      const range = document.createRange();
      range.selectNodeContents(element);
      const [box, text] = [element.getBoundingClientRect(), range.getBoundingClientRect()];
      return { direction: getComputedStyle(element).direction, left: text.left - box.left, right: box.right - text.right };
    });
  for (const selector of ["h1", "#he", "#said > p", "#list > li"]) {
    const { direction, left, right } = await look(selector);
    expect(direction, selector).toBe("rtl");
    expect(right, selector).toBeLessThan(2);
    expect(left, selector).toBeGreaterThan(20);
  }
  for (const selector of ["#code", "#he code", "[data-figure=dump] .lines"]) {
    expect((await look(selector)).direction, selector).toBe("ltr");
  }
  // The first letter of the row stands left of its last.
  const order = await page.locator("[data-figure=dump] .lines").first().evaluate((lines) => {
    const [offset] = lines.querySelectorAll(".offset");
    return offset.getBoundingClientRect().left - lines.getBoundingClientRect().left;
  });
  expect(order).toBeLessThan(30);
  // In a list of posts, a title turns and what stands around it does not.
  await page.route(address("/"), async (route) => {
    const response = await route.fetch();
    const text = await response.text();
    await route.fulfill({ response, body: text.replace(/(<h2[^>]*><a[^>]*>)[^<]*/, `$1${hebrew}`) });
  });
  await page.goto(address("/"));
  expect((await look(".post-list h2")).direction).toBe("rtl");
  expect((await look(".post-list .facts")).direction).toBe("ltr");
});

test("a word that is longer than any line makes no page wider", async ({ page }) => {
  const word = "Donaudampfschiff".repeat(40);
  await page.setViewportSize({ width: 360, height: 740 });
  for (const path of ["/", POST, "/archive/", "/series/bytes-by-hand/"]) {
    await page.route(address(path), async (route) => {
      const response = await route.fetch();
      const text = await response.text();
      const titles = /(<h1[^>]*>|<a [^>]*dir="auto"[^>]*>|<h2[^>]*><a[^>]*>|<p class="summary"[^>]*>)[^<]*/g;
      await route.fulfill({ response, body: text.replace(titles, `$1${word}`) });
    });
    await page.goto(address(path));
    await expect(page.locator("h1")).toHaveText(word);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), path).toBeLessThanOrEqual(0);
  }
});

for (const width of [360, 1280]) {
  test(`figures take their room before they are alive, ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 740 });
    const heights = () => [...document.querySelectorAll(".figure.bytes")].map((figure) => figure.getBoundingClientRect().height);
    await page.addInitScript(`addEventListener("DOMContentLoaded", () => (window.before = (${heights})()))`);
    await visit(page, POST);
    await expect(page.locator(".figure.bytes .figure-tools")).toHaveCount(16);
    expect(await page.evaluate(heights)).toEqual(await page.evaluate(() => window.before));
  });
}
