// From page to page without a reload, as if each had been loaded.
import { MIB } from "./files.mjs";
import { address } from "./setting.mjs";
import { drop, expect, holdBack, hydrated, test, visit, waitFor } from "./kit.mjs";

const mark = (page) => page.evaluate(() => (window.markOfThisDocument = true));
const isMarked = (page) => page.evaluate(() => window.markOfThisDocument === true);
const scrollY = (page) => page.evaluate(() => Math.round(window.scrollY));
const POST = "/posts/reading-binary-files/";

test.use({ viewport: { width: 1280, height: 500 } });

/** A link in the text of the page, as a post could have it. */
const addLink = (page, href) =>
  page.evaluate((href) => {
    const link = Object.assign(document.createElement("a"), { href, textContent: "added link" });
    document.querySelector("main h1").after(link);
  }, href);

for (const site of ["root", "based"]) {
  test(`a link shows another page in the same document (${site})`, async ({ page }) => {
    await visit(page, "/", site);
    await mark(page);
    await page.evaluate(() => scrollTo(0, 400));
    const link = page.locator(".post-list h2 a").nth(2);
    const name = await link.innerText();
    const path = await link.getAttribute("href");
    await link.click();
    await expect(page.locator("article.post h1")).toHaveText(name);
    await expect(page).toHaveTitle(new RegExp(` · `));
    expect(await page.title()).toContain(name);
    expect(new URL(page.url()).pathname).toBe(path);
    await expect(page.locator("main")).toBeFocused();
    await expect.poll(() => scrollY(page), { message: "a new page begins at its top" }).toBe(0);

    for (const [link, heading] of [
      ["About", /^About/],
      ["ASCII", /^ASCII/],
      ["Tags", /Tags/],
      ["Decoder", /^Drop a file/],
      ["Posts", /./],
    ]) {
      await page.getByRole("link", { name: link, exact: true }).first().click();
      await expect(page.locator("main h1")).toHaveText(heading);
      await expect(page.locator("main"), link).toBeFocused();
      if (link !== "Tags") {
        await expect(page.getByRole("link", { name: link, exact: true })).toHaveAttribute("aria-current", "page");
      }
    }
    expect(await isMarked(page), "the document is the same").toBe(true);
    await expect(page.locator(".post-list")).toBeVisible();
  });
}

test("what is shown after a link is what the page's file holds", async ({ page, request }) => {
  await visit(page, "/");
  await mark(page);
  const paths = ["/about/", "/tags/", POST, "/"];
  for (const path of paths) {
    await addLink(page, path);
    const before = page.url();
    await page.getByRole("link", { name: "added link" }).click();
    await expect.poll(() => page.url()).not.toBe(before);
    await expect(page).toHaveURL(address(path));
    const text = await (await request.get(address(path))).text();
    await expect
      .poll(() =>
        page.evaluate((text) => {
          const html = new DOMParser().parseFromString(text, "text/html");
          // A figure is to become another one; all around it stays.
          const around = (document) => {
            const copy = document.querySelector("main").cloneNode(true);
            for (const figure of copy.querySelectorAll("[data-figure]")) figure.replaceChildren();
            return copy.textContent;
          };
          return around(document) === around(html) && document.title === html.title;
        }, text),
      )
      .toBe(true);
    if (path === POST) {
      await page.locator("[data-figure=byte]").scrollIntoViewIfNeeded();
      await expect(page.getByRole("group", { name: "Explain 40" }), "its figure comes alive").toBeVisible();
    }
  }
  expect(await isMarked(page)).toBe(true);
});

test("Back brings back place and title", async ({ page }) => {
  await visit(page, "/");
  await mark(page);
  const title = await page.title();
  await page.evaluate(() => scrollTo(0, 333));
  // A link that is in view, so that the driver does not scroll to it.
  await page.evaluate(() => {
    const links = [...document.querySelectorAll(".post-list h2 a")];
    links.find((link) => link.getBoundingClientRect().top > 60).click();
  });
  await expect(page.locator("article.post")).toBeVisible();
  await page.evaluate(() => scrollTo(0, 777));
  await page.goBack();
  await expect(page.locator(".post-list")).toBeVisible();
  await expect(page).toHaveTitle(title);
  await expect.poll(() => scrollY(page), { message: "the list is where it was" }).toBe(333);
  await page.goForward();
  await expect(page.locator("article.post")).toBeVisible();
  await expect.poll(() => scrollY(page), { message: "the post is where it was" }).toBe(777);
  expect(await isMarked(page)).toBe(true);
});

test("a link to a heading scrolls there, in the page and from another one", async ({ page }) => {
  const top = () => page.evaluate(() => Math.round(document.getElementById("keys")?.getBoundingClientRect().top ?? -1));
  await visit(page, "/");
  await mark(page);
  await addLink(page, "/about/#keys");
  await page.getByRole("link", { name: "added link" }).click();
  await expect(page.locator("#keys")).toBeInViewport();
  await expect.poll(top, { message: "the heading is at the top" }).toBeLessThan(60);
  await expect(page).toHaveURL(address("/about/#keys"));
  await page.evaluate(() => scrollTo(0, 0));
  await addLink(page, "#keys");
  await page.getByRole("link", { name: "added link" }).click();
  await expect.poll(top).toBeLessThan(60);
  expect(await isMarked(page)).toBe(true);
  await page.goto(address("/about/#links"));
  await hydrated(page);
  await expect(page.locator("#links")).toBeInViewport();
});

test("Ctrl and the middle button open another tab", async ({ context, page }) => {
  await visit(page, "/");
  await mark(page);
  for (const options of [{ modifiers: ["Control"] }, { button: "middle" }]) {
    const opened = context.waitForEvent("page");
    await page.getByRole("link", { name: "About" }).click(options);
    const tab = await opened;
    await expect(tab.locator("main h1")).toHaveText(/^About/);
    await expect(page).toHaveURL(address("/"));
    await tab.close();
  }
  expect(await isMarked(page)).toBe(true);
});

test("a file stays open while posts are read", async ({ decoder, folder, page }) => {
  const file = folder.random("stays.bin", 4 * MIB);
  await decoder.visit();
  await mark(page);
  await decoder.drop(file);
  await decoder.goTo("0x200000");
  const { first } = await decoder.check(file, { offset: 0x200000 });
  const url = page.url();

  await page.getByRole("link", { name: "Posts" }).click();
  await page.locator(".post-list h2 a").first().click();
  await expect(page.locator("article.post")).toBeVisible();
  await page.getByRole("link", { name: "Decoder", exact: true }).click();
  await expect(decoder.name).toHaveText("stays.bin");
  expect((await decoder.check(file)).first, "by link: the same place").toBe(first);
  await expect(page).toHaveTitle(/^stays\.bin · /);

  await page.goBack();
  await expect(page.locator("article.post")).toBeVisible();
  await page.goBack();
  await expect(page.locator(".post-list")).toBeVisible();
  await page.goBack();
  await expect(decoder.name).toHaveText("stays.bin");
  expect((await decoder.check(file, { offset: 0x200000 })).first, "by Back: the same place").toBe(first);
  await expect(page).toHaveURL(url);
  expect(await isMarked(page)).toBe(true);
});

test("the scrolled place stays too, where the caret is elsewhere", async ({ decoder, folder, page }) => {
  const file = folder.random("stays.bin", 4 * MIB);
  await decoder.visit();
  await decoder.drop(file);
  await decoder.scroller.evaluate((element) => (element.scrollTop = 40_000));
  await expect(page).toHaveURL(/#at=0x7d00$/);
  const { first } = await decoder.check(file);
  expect(first).toBe(32_000);
  await page.getByRole("link", { name: "About" }).click();
  await expect(page.locator("main h1")).toHaveText(/^About/);
  await page.getByRole("link", { name: "Decoder", exact: true }).click();
  expect((await decoder.check(file)).first).toBe(first);
});

test("a link to the decoder keeps the file that is open there", async ({ decoder, folder, page }) => {
  const file = folder.random("stays.bin", 100_000);
  await decoder.visit();
  await mark(page);
  await decoder.drop(file);
  await decoder.goTo("0x8000");
  const { first } = await decoder.check(file, { offset: 0x8000 });
  await page.getByRole("link", { name: "Decoder", exact: true }).click();
  await page.waitForTimeout(500);
  await expect(decoder.name).toHaveText("stays.bin");
  expect((await decoder.check(file)).first).toBe(first);
  expect(await isMarked(page)).toBe(true);
});

test("every page can be reloaded after it was reached by links", async ({ page }) => {
  await visit(page, "/");
  for (const link of ["About", "ASCII", "Decoder", "Posts"]) {
    await page.getByRole("link", { name: link, exact: true }).click();
    await expect(page.getByRole("link", { name: link, exact: true })).toHaveAttribute("aria-current", "page");
    await hydrated(page);
    const title = await page.title();
    const text = await page.locator("main").innerText();
    await page.reload();
    await hydrated(page);
    await expect(page).toHaveTitle(title);
    expect(await page.locator("main").innerText()).toBe(text);
  }
});

test("a page that cannot be fetched is loaded instead", async ({ page, noise }) => {
  noise.expect(/net::ERR_FAILED/);
  await visit(page, "/");
  await mark(page);
  await page.route("**/about/", (route) => (route.request().resourceType() === "fetch" ? route.abort() : route.continue()));
  await page.getByRole("link", { name: "About" }).click();
  await expect(page.locator("main h1")).toHaveText(/^About/);
  expect(await isMarked(page), "it is another document").toBe(false);
  await hydrated(page);
  await expect(page).toHaveURL(address("/about/"));
});

test("a link to an address without a page shows the page for that", async ({ page, noise }) => {
  noise.expect(/status of 404/);
  await visit(page, "/");
  await addLink(page, "/no/such/page/");
  await page.getByRole("link", { name: "added link" }).click();
  await expect(page.getByRole("heading", { name: "Nothing at this offset" })).toBeVisible();
  await hydrated(page);
  await page.goBack();
  await expect(page.locator(".post-list")).toBeVisible();
});

test("Back on a page that was reloaded, before the app has come", async ({ page }) => {
  await visit(page, "/");
  await page.getByRole("link", { name: "About" }).click();
  await expect(page.locator("main h1")).toHaveText(/^About/);
  const release = await holdBack(page, "**/*.wasm");
  await page.reload();
  await page.goBack();
  await expect(page).toHaveURL(address("/"));
  release();
  await expect(page.locator(".post-list")).toBeVisible();
  await expect(page).not.toHaveTitle(/^About/);
});

test("the last of several quick clicks counts", async ({ page }) => {
  await visit(page, "/");
  const release = await holdBack(page, `**${POST}`);
  await page.locator(`a[href="${POST}"]`).first().click();
  await page.getByRole("link", { name: "About" }).click();
  await expect(page.locator("main h1")).toHaveText(/^About/);
  release();
  await page.waitForTimeout(500);
  await expect(page.locator("main h1")).toHaveText(/^About/);
  await expect(page).toHaveTitle(/^About/);
  await expect(page).toHaveURL(address("/about/"));
});

/** From `hold()` on, what is due after another page is drawn waits for `release()`: a browser that is slow has tasks between. */
async function holdsTurns(page) {
  await page.addInitScript(() => {
    const { now } = Date;
    const later = window.setTimeout;
    window.held = [];
    window.hold = () => {
      const heading = () => document.querySelector("h1").textContent;
      const before = heading();
      let turn = 0;
      Date.now = () => now() + 100 * (turn += 1);
      const isDue = (rest) => rest === 0 && heading() !== before;
      window.setTimeout = (run, rest, ...values) => (isDue(rest) ? window.held.push(() => run(...values)) : later(run, rest, ...values));
    };
    window.release = () => {
      Object.assign(Date, { now });
      window.setTimeout = later;
      for (const run of window.held) run();
    };
  });
}

test("Back that comes just when another page is put in place", async ({ page }) => {
  await holdsTurns(page);
  await visit(page, "/about/");
  await mark(page);
  await page.evaluate(() => hold());
  await page.getByRole("navigation", { name: "Site" }).getByRole("link", { name: "ASCII" }).click();
  await expect(page.locator("main h1")).toHaveText(/^ASCII/);
  expect(await page.evaluate(() => held.length), "something is due").toBeGreaterThan(0);
  await page.goBack();
  await page.waitForTimeout(200);
  await page.evaluate(() => release());
  await expect(page).toHaveURL(address("/about/"));
  await expect(page.locator("main h1")).toHaveText(/^About/);
  await expect(page).toHaveTitle(/^About/);
  await expect(page.getByRole("link", { name: "About" })).toHaveAttribute("aria-current", "page");
  await page.goForward();
  await expect(page.getByRole("group", { name: "Explain 40" }), "the next is alive").toBeVisible();
  await expect(page).toHaveTitle(/^ASCII/);
  expect(await isMarked(page), "it was one document").toBe(true);
});

test("Back that comes just when another page is put in place finds where one was", async ({ page }) => {
  await holdsTurns(page);
  await visit(page, "/");
  await page.evaluate(() => scrollTo(0, 345));
  await page.evaluate(() => hold());
  await page.getByRole("link", { name: "About" }).evaluate((link) => link.click());
  await expect(page.locator("main h1")).toHaveText(/^About/);
  expect(await page.evaluate(() => held.length), "something is due").toBeGreaterThan(0);
  const release = await holdBack(page, address("/"));
  await page.goBack();
  await page.evaluate(() => release());
  await page.waitForTimeout(1000);
  release();
  await expect(page.locator(".post-list")).toBeVisible();
  await expect.poll(() => page.evaluate(() => Math.round(scrollY))).toBe(345);
});

test("a page that takes long leaves the one before in place", async ({ page }) => {
  await visit(page, "/");
  const release = await holdBack(page, "**/about/");
  await page.getByRole("link", { name: "About" }).click();
  await expect(page.locator(".post-list")).toBeVisible();
  release();
  await expect(page.locator("main h1")).toHaveText(/^About/);
});

test("links that are not pages of the site are left to the browser", async ({ page }) => {
  await visit(page, "/");
  await page.route("**/favicon.ico", (route) => route.fulfill({ status: 204 }));
  const icon = await page.locator("link[rel=icon]").getAttribute("href");
  await addLink(page, icon);
  await page.getByRole("link", { name: "added link" }).click();
  await expect(page).toHaveURL(new RegExp(`${icon}$`));
});

test.describe("without the Navigation API", () => {
  test.beforeEach(async ({ page }) => {
    await page.addInitScript(() => {
      delete window.navigation;
      delete Window.prototype.navigation;
    });
  });

  test("links load their pages", async ({ page }) => {
    await visit(page, "/");
    expect(await page.evaluate(() => "navigation" in window)).toBe(false);
    await mark(page);
    await page.getByRole("link", { name: "About" }).click();
    await expect(page.locator("main h1")).toHaveText(/^About/);
    await hydrated(page);
    expect(await isMarked(page)).toBe(false);
    await page.goBack();
    await expect(page.locator(".post-list")).toBeVisible();
  });

  test("a file dropped on the home page opens without a reload, and Back works", async ({ decoder, folder, page }) => {
    const file = folder.random("old.bin", 100_000);
    await visit(page, "/");
    await mark(page);
    await decoder.drop(file);
    await decoder.check(file, { offset: 0 });
    expect(await isMarked(page)).toBe(true);
    expect(new URL(page.url()).pathname).toBe("/decoder/");
    await decoder.goTo("0x8000");
    await decoder.check(file, { offset: 0x8000 });
    await page.goBack();
    await decoder.check(file, { offset: 0 });
    expect(await isMarked(page), "a place in the file is no other page").toBe(true);
    await page.goBack();
    await expect(page.locator(".post-list")).toBeVisible();
    await expect(page).toHaveURL(address("/"));
    await hydrated(page);
  });

  test("a file is still refused and opened on the decoder", async ({ decoder, folder, page }) => {
    await decoder.visit();
    await drop(page, { files: [folder.folder("photos")] });
    await expect(decoder.alert).toContainText("“photos” is a folder");
    const file = folder.random("old.bin", 1000);
    await decoder.drop(file);
    await decoder.check(file, { offset: 0 });
    await waitFor(page, () => location.hash === "#at=0x0", "the address follows");
  });
});
