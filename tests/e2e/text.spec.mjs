// What pages of text do beside the app: code is copied, pages are fetched before they are asked for, and
// fade into each other.
import http from "node:http";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { fileAt, kinds, pages, read } from "./dist.mjs";
import { expect, hydrated, test, visit, watchShifts } from "./kit.mjs";
import { address, base } from "./setting.mjs";

const POST = "/posts/reading-binary-files/";
const CODE = kinds()["post with code"];

/** A block of code of this language. */
const block = (page, language) => page.locator(`.code:has(pre[data-language="${language}"])`).first();

/** The page of a post that has one. */
const pageWith = (language) => pages("root").find(({ text }) => text.includes(`data-language="${language}"`)).path;

test.describe("code is copied", () => {
  test.beforeEach(({ context }) => context.grantPermissions(["clipboard-read", "clipboard-write"]));
  const clipboard = (page) => page.evaluate(() => navigator.clipboard.readText());

  test("as it stands", async ({ page }) => {
    await visit(page, pageWith("yaml"));
    const yaml = block(page, "yaml");
    await expect(yaml.locator(".code-head")).toHaveText(/^YAML/);
    await yaml.getByRole("button", { name: "Copy" }).click();
    await expect(yaml.getByRole("button", { name: "Copied" })).toBeVisible();
    expect(await clipboard(page)).toBe(await yaml.locator("code").evaluate((code) => code.textContent));
    await expect(yaml.getByRole("button", { name: "Copy", exact: true }), "it can be pressed again").toBeVisible();
  });

  test("of a session only the commands, by the keyboard, on a page reached by a link", async ({ page }) => {
    await visit(page, "/");
    await page.evaluate((href) => {
      const link = Object.assign(document.createElement("a"), { href, textContent: "added link" });
      document.querySelector("main h1").after(link);
    }, pageWith("console"));
    await page.getByRole("link", { name: "added link" }).click();
    const session = block(page, "console");
    await expect(session.getByText("Shell session")).toBeVisible();
    await session.getByRole("button", { name: "Copy" }).focus();
    await page.keyboard.press("Enter");
    const button = session.getByRole("button", { name: "Copied" });
    await expect(button).toBeVisible();
    await expect(button).toHaveAttribute("aria-live", "polite");
    const text = await session.locator("code").evaluate((code) => code.textContent);
    const commands = text.split("\n").filter((line) => line.startsWith("$ "));
    expect(commands.length).toBeGreaterThan(0);
    const copied = await clipboard(page);
    expect(copied.split("\n").length).toBeGreaterThanOrEqual(commands.length);
    expect(copied).not.toMatch(/^\$ /m);
    for (const command of commands) expect(copied).toContain(command.slice(2));
    expect(copied.length).toBeLessThan(text.length);
  });

  test("or selected, where the browser does not allow it", async ({ page }) => {
    await page.addInitScript(() => {
      navigator.clipboard.writeText = () => Promise.reject(new DOMException("Denied.", "NotAllowedError"));
    });
    await visit(page, pageWith("yaml"));
    const yaml = block(page, "yaml");
    await yaml.getByRole("button", { name: "Copy" }).click();
    await expect(yaml.getByRole("button")).toHaveText(/^Selected/);
    const selected = await page.evaluate(() => getSelection().toString().trim());
    expect(selected).toBe((await yaml.locator("code").evaluate((code) => code.textContent)).trim());
  });
});

test("the button is beside the code and not on it", async ({ page }) => {
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    await visit(page, CODE);
    for (const code of await page.locator(".code").all()) {
      const button = await code.getByRole("button").boundingBox();
      const pre = await code.locator("pre").boundingBox();
      expect(button.height).toBeGreaterThanOrEqual(24);
      expect(button.width).toBeGreaterThanOrEqual(24);
      expect(button.y + button.height).toBeLessThanOrEqual(pre.y + 1);
      expect(button.x + button.width).toBeLessThanOrEqual(width);
    }
  }
  await page.emulateMedia({ media: "print" });
  await expect(page.locator(".code-head").first()).toBeHidden();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("code has its language and no button", async ({ page }) => {
    await page.goto(address(pageWith("yaml")));
    await expect(block(page, "yaml").locator(".code-head")).toHaveText("YAML", { useInnerText: true });
    await expect(block(page, "yaml").locator(".code-head")).toBeVisible();
    await expect(page.getByRole("button", { name: "Copy" })).toHaveCount(0);
  });
});

/** A host that keeps a log, says of its files what `headers` say, and rests where a page is cut. */
async function host(site, headers, cuts = {}) {
  const log = [];
  const types = { html: "text/html", js: "text/javascript", css: "text/css", svg: "image/svg+xml", wasm: "application/wasm" };
  const server = http.createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    log.push(pathname);
    const file = fileAt(site, pathname);
    if (file === undefined) return response.writeHead(404).end();
    response.writeHead(200, { "content-type": types[path.extname(file).slice(1)] ?? "application/octet-stream", ...headers });
    let rest = read(site, file);
    for (const cut of cuts[pathname] ?? []) {
      const end = rest.indexOf(cut) + cut.length;
      if (end < cut.length) throw new Error(`${pathname} has no ${cut}`);
      response.write(rest.subarray(0, end));
      rest = rest.subarray(end);
      await setTimeout(400);
    }
    response.end(rest);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return { log, url: `http://127.0.0.1:${server.address().port}`, close: () => new Promise((done) => server.close(done).closeAllConnections()) };
}

test("what is seen of a page that comes in pieces does not shift", async ({ page }) => {
  await watchShifts(page);
  // In the list of themes, and in the middle of a centred line.
  const list = 'aria-label="Theme" class="theme app-only">';
  const cuts = { "/": [list], "/decoder/": [list, "A file at"] };
  const { url, close } = await host("root", {}, cuts);
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    for (const path of Object.keys(cuts)) {
      await page.goto(url + path);
      await hydrated(page);
      expect(await page.evaluate(() => window.shifts), `${path}, ${width} px`).toEqual([]);
    }
  }
  await close();
});

for (const [name, headers] of Object.entries({ "says nothing": {}, "wants to be asked each time": { "cache-control": "no-cache" } })) {
  for (const site of ["root", "based"]) {
    test(`a page is fetched once, before it is asked for, from a host that ${name} (${site})`, async ({ page }) => {
      const { log, url, close } = await host(site, headers);
      const about = `${base[site]}about/`;
      const times = (pathname) => log.filter((one) => one === pathname).length;
      await page.goto(url + base[site]);
      await hydrated(page);
      const link = page.getByRole("link", { name: "About" });
      await link.hover();
      await expect.poll(() => times(about), { message: "it is fetched under the pointer" }).toBe(1);
      await page.mouse.move(0, 500);
      await link.hover();
      await link.click();
      await expect(page.locator("main h1")).toHaveText(/^About/);
      expect(times(about), "and not again").toBe(1);

      // By the keyboard as well.
      const nav = page.getByRole("navigation", { name: "Site" });
      const ascii = `${base[site]}ascii/`;
      await nav.getByRole("link", { name: "ASCII" }).focus();
      await expect.poll(() => times(ascii)).toBe(1);
      await page.keyboard.press("Enter");
      await expect(page.locator("main h1")).toHaveText(/^ASCII/);
      // The page that has arrived takes the keyboard first.
      await expect(page.locator("main")).toBeFocused();
      expect(times(ascii)).toBe(1);

      // Neither the decoder, which the app draws, nor the page itself.
      for (const other of ["Decoder", "ASCII"]) await nav.getByRole("link", { name: other, exact: true }).focus();
      await page.getByRole("link", { name: "Tags" }).first().focus();
      await expect.poll(() => times(`${base[site]}tags/`)).toBe(1);
      expect(times(`${base[site]}decoder/`)).toBe(0);
      expect(times(ascii)).toBe(1);

      // A pointer that rests while the page moves below it takes nothing back.
      await nav.evaluate((nav) => {
        nav.querySelector("a[href$='/search/']").focus();
        nav.dispatchEvent(new PointerEvent("pointerover", { bubbles: true }));
      });
      await expect.poll(() => times(`${base[site]}search/`)).toBe(1);
      await close();
    });
  }
}

test("nobody who saves data is made to fetch", async ({ page }) => {
  await page.addInitScript(() => Object.defineProperty(navigator, "connection", { value: { saveData: true } }));
  const requests = [];
  page.on("request", (request) => requests.push(request.url()));
  await visit(page, "/");
  const about = page.getByRole("link", { name: "About" });
  const count = () => requests.filter((url) => url.endsWith("/about/")).length;
  // The keyboard's wish is fulfilled at once, where one is.
  await about.focus();
  await page.evaluate(() => new Promise((done) => setTimeout(done)));
  expect(count()).toBe(0);
  await about.click();
  await expect(page.locator("main h1")).toHaveText(/^About/);
  expect(count()).toBe(1);
});

test.describe("pages fade into each other", () => {
  test.beforeEach(({ page }) =>
    page.addInitScript(() => {
      window.fades = [];
      const start = document.startViewTransition?.bind(document);
      document.startViewTransition = (update) => {
        const fade = start(update);
        window.fades.push("begun");
        fade.ready.then(() => window.fades.push("shown"), () => window.fades.push("skipped"));
        return fade;
      };
    }),
  );
  const fades = (page) => page.evaluate(() => window.fades);
  const link = (page, name) => page.getByRole("navigation", { name: "Site" }).getByRole("link", { name, exact: true });

  test("from text to text, but not to the decoder and back", async ({ page }) => {
    await visit(page, "/");
    await link(page, "About").click();
    await expect(page.locator("main h1")).toHaveText(/^About/);
    await expect(page.locator("main")).toBeFocused();
    await expect.poll(() => fades(page)).toEqual(["begun", "shown"]);
    await link(page, "Decoder").click();
    await expect(page.locator("main h1")).toHaveText(/^Drop a file/);
    await link(page, "About").click();
    await expect(page.locator("main h1")).toHaveText(/^About/);
    expect(await fades(page)).toEqual(["begun", "shown"]);
  });

  test("but not for those who want less motion", async ({ page }) => {
    await page.emulateMedia({ reducedMotion: "reduce" });
    await visit(page, "/");
    await link(page, "About").click();
    await expect(page.locator("main h1")).toHaveText(/^About/);
    expect(await fades(page)).toEqual([]);
  });

  test("and a click during a fade counts", async ({ page }) => {
    // A fade that never ends by itself.
    await page.addInitScript(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync("::view-transition-group(*), ::view-transition-old(*), ::view-transition-new(*) { animation-duration: 60s !important }");
      document.adoptedStyleSheets = [sheet];
    });
    await visit(page, "/");
    const place = await link(page, "ASCII").boundingBox();
    await link(page, "About").click();
    await expect.poll(() => fades(page)).toContain("shown");
    await page.mouse.click(place.x + 5, place.y + 5);
    await expect(page.locator("main h1")).toHaveText(/^ASCII/);
  });

  test("quick clicks end at the last page, whatever is fading", async ({ page }) => {
    await visit(page, "/");
    // All in one turn: no page is there before the next is asked for.
    await page.evaluate(() => {
      const links = [...document.querySelectorAll(".site-header nav a")];
      const click = (name) => links.find((link) => link.textContent === name).click();
      for (const name of ["About", "ASCII", "Posts", "About", "ASCII"]) click(name);
    });
    await expect(page.locator("main h1")).toHaveText(/^ASCII/);
    await expect(page).toHaveURL(address("/ascii/"));
    // One after the other, each as soon as the one before is there.
    for (const [name, heading] of [["About", /^About/], ["ASCII", /^ASCII/], ["About", /^About/]]) {
      await link(page, name).evaluate((link) => link.click());
      await expect(page.locator("main h1")).toHaveText(heading);
    }
    await expect(page).toHaveURL(address("/about/"));
    await expect(page).toHaveTitle(/^About/);
  });

  test("a page whose turn comes after another was asked for does not come back", async ({ page }) => {
    await visit(page, "/");
    // The decoder is drawn at once, while the fade to the other page has yet to begin.
    await page.evaluate(() => {
      const start = document.startViewTransition;
      document.startViewTransition = (update) => {
        const fade = start(update);
        const links = [...document.querySelectorAll(".site-header nav a")];
        links.find((link) => link.textContent === "Decoder").click();
        return fade;
      };
    });
    await link(page, "About").evaluate((link) => link.click());
    await expect(page.locator("main h1")).toHaveText(/^Drop a file/);
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    await expect(page.locator("main h1")).toHaveText(/^Drop a file/);
    await expect(page).toHaveURL(address("/decoder/"));
  });

  test("a dropped file opens while a page fades", async ({ decoder, folder, page }) => {
    await visit(page, POST);
    await link(page, "About").evaluate((link) => link.click());
    const file = folder.random("dropped.bin", 5000);
    await decoder.drop(file);
    await decoder.check(file, { offset: 0 });
    await expect(page).toHaveURL(/\/decoder\//);
  });
});
