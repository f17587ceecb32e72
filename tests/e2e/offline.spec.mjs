// The site without a connection, and the site when another build has taken its place on the server.
import fs from "node:fs";
import path from "node:path";
import { Decoder, expect, hydrated, test, violations, waitFor } from "./kit.mjs";
import { serve } from "./servers.mjs";
import { base, dist } from "./setting.mjs";

test.use({ serviceWorkers: "allow" });

const POST = "posts/reading-binary-files/";

/** The name of the build that takes the place of the first, and of those after it. */
const build = (turn) => `fedcba987654321${turn}`;

/** A copy of a built site on a server that can be stopped, started again, and given another build. */
class Host {
  constructor(folder, site) {
    this.site = site;
    this.dist = folder.in(`dist-${site}`);
    fs.cpSync(dist[site], this.dist, { recursive: true });
  }

  async start() {
    const port = this.url === undefined ? 0 : new URL(this.url).port;
    this.server = await serve(["--dist", this.dist, "--base", base[this.site]], port);
    this.url = this.server.url;
  }

  async stop() {
    await this.server?.stop();
    this.server = undefined;
  }

  /** Every file whose name says what is in it gets another name, the build another one, and headings say so. */
  replace(turn = 0) {
    const home = fs.readFileSync(path.join(this.dist, "index.html"), "utf8");
    const names = new Map([[home.match(/data-build="(\w+)"/)[1], build(turn)]]);
    for (const name of fs.readdirSync(this.dist)) {
      const hash = name.match(/-([0-9a-f]{12,16})(_bg)?\./)?.[1];
      if (hash) names.set(hash, `012${3 + turn}${hash.slice(4)}`);
    }
    const renamed = (text) => [...names].reduce((text, [from, to]) => text.replaceAll(from, to), text);
    for (const entry of fs.readdirSync(this.dist, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const file = path.join(entry.parentPath ?? entry.path, entry.name);
      if (/\.(html|js|webmanifest)$/.test(file)) {
        const text = renamed(fs.readFileSync(file, "utf8"));
        fs.writeFileSync(file, file.includes("decoder") ? text : text.replace(/<h1([^>]*)>(?!Second: )/, "<h1$1>Second: "));
      }
      const other = path.join(path.dirname(file), renamed(entry.name));
      if (other !== file) fs.renameSync(file, other);
    }
    expect(names.size, "the site has files that are renamed").toBeGreaterThan(8);
  }
}

const run = test.extend({
  host: async ({ folder }, use) => {
    const host = new Host(folder, "root");
    await host.start();
    await use(host);
    await host.stop();
  },
});

/** Waits until the page is kept and the worker answers for it. */
async function kept(page) {
  const isKept = async () => {
    const { pathname } = location;
    return navigator.serviceWorker.controller !== null && (await caches.match(pathname)) !== undefined;
  };
  await waitFor(page, isKept, "the page is kept");
}

async function visit(page, url) {
  const answer = await page.goto(url);
  await hydrated(page);
  return answer;
}

/** Which build the page is of: its text, what says so in it, and every file of the app that it has loaded. */
async function generation(page) {
  const found = await page.evaluate(() => ({
    build: document.querySelector("meta[data-build]").dataset.build,
    title: document.querySelector("main h1").textContent,
    path: location.pathname,
    files: performance
      .getEntriesByType("resource")
      .map(({ name }) => new URL(name).pathname.match(/-([0-9a-f]{12,16})(?:_bg)?\.\w+$/)?.[1])
      .filter(Boolean),
  }));
  const isSecond = found.build === build(0);
  expect(found.files.length, "files of the app were loaded").toBeGreaterThan(2);
  for (const hash of found.files) expect(hash.startsWith("0123"), `${hash} belongs to the page`).toBe(isSecond);
  if (!found.path.includes("/decoder/")) expect(found.title.startsWith("Second: ")).toBe(isSecond);
  return isSecond ? "second" : "first";
}

for (const site of ["root", "based"]) {
  test(`after one visit, visited pages and the decoder work without the server (${site})`, async ({ folder, noise, page }) => {
    const host = new Host(folder, site);
    await host.start();
    await visit(page, host.url + POST);
    await kept(page);
    await host.stop();
    noise.expect(/net::ERR_CONNECTION_REFUSED|Failed to load resource/);

    await page.reload();
    await hydrated(page);
    await expect(page.locator("main h1")).toHaveText("Reading Binary Files");
    await expect(page.locator("[data-figure]").first()).toBeVisible();

    const decoder = new Decoder(page);
    await page.getByRole("link", { name: "Decoder", exact: true }).click();
    await decoder.drop("/bin/ls");
    await decoder.check("/bin/ls", { offset: 0 });
    await expect(page.locator(".kind")).toContainText("ELF 64-bit");
    await decoder.goTo("end");
    await decoder.check("/bin/ls", { offset: fs.statSync("/bin/ls").size - 1 });

    // A page that nobody has visited is not made up.
    const response = await page.goto(`${host.url}tags/`);
    expect(response.status()).toBe(503);
    await expect(page.locator("main h1")).toHaveText("No connection");
    await hydrated(page);
    expect(await violations(page)).toEqual([]);
    // The file that was open comes back as it does with a connection.
    await page.getByRole("link", { name: "Decoder", exact: true }).click();
    await decoder.check("/bin/ls");

    await host.start();
    await visit(page, `${host.url}tags/`);
    await expect(page.locator("main h1")).toHaveText("Tags");
    await host.stop();
  });
}

run("pages that are reached by links are kept as well", async ({ host, noise, page }) => {
  await visit(page, host.url);
  await kept(page);
  await page.getByRole("link", { name: "ASCII", exact: true }).click();
  await expect(page.locator("main h1")).toHaveText(/ASCII/);
  await kept(page);
  await host.stop();
  noise.expect(/net::ERR_CONNECTION_REFUSED|Failed to load resource/);
  await visit(page, `${host.url}ascii/#40`);
  await expect(page.locator("main h1")).toHaveText(/ASCII/);
  // A link to what is not kept says so, too.
  await page.getByRole("link", { name: "About", exact: true }).click();
  await expect(page.locator("main h1")).toHaveText("No connection");
});

run("pages that are passed before the worker answers are kept as well", async ({ host, page }) => {
  await visit(page, host.url);
  for (const [link, heading] of [["ASCII", /ASCII/], ["About", /About/], ["Posts", /./]]) {
    await page.getByRole("link", { name: link, exact: true }).click();
    await expect(page.locator("main h1").first()).toHaveText(heading);
  }
  const passed = async () => {
    const pages = await Promise.all(["/", "/ascii/", "/about/"].map((path) => caches.match(path)));
    return pages.every((answer) => answer !== undefined);
  };
  await waitFor(page, passed, "each page is kept");
});

run("a new build never meets the old one, and comes when it is wanted", async ({ host, page }) => {
  await visit(page, host.url + POST);
  await kept(page);
  host.replace();

  // What was visited is there as it was, with what belongs to it.
  await visit(page, host.url + POST);
  expect(await generation(page)).toBe("first");
  const notice = page.getByRole("complementary", { name: "Notice" });
  await expect(notice).toContainText("A newer version of this site is here.");
  expect(await violations(page)).toEqual([]);

  // A link to what was not visited leads into the new build, whole.
  await page.getByRole("link", { name: "About", exact: true }).click();
  await expect(page.locator("main h1")).toHaveText(/^Second: About/);
  await hydrated(page);
  expect(await generation(page)).toBe("second");
  // And back to the old one, whole.
  await page.goBack();
  await expect(page.locator("main h1")).toHaveText("Reading Binary Files");
  await hydrated(page);
  expect(await generation(page)).toBe("first");

  const reloaded = page.waitForEvent("load");
  await notice.getByRole("button", { name: "Load it" }).click();
  await reloaded;
  await hydrated(page);
  expect(await generation(page)).toBe("second");
  await expect(notice).toHaveCount(0);
  await page.getByRole("link", { name: "Decoder", exact: true }).click();
  const decoder = new Decoder(page);
  await decoder.drop("/bin/ls");
  await expect(page.locator(".kind")).toContainText("ELF 64-bit");
  expect(await generation(page)).toBe("second");
});

run("a new build waits while it is not wanted, and comes when all pages are closed", async ({ context, host, page }) => {
  await visit(page, host.url);
  await kept(page);
  host.replace();
  await visit(page, host.url);
  const notice = page.getByRole("complementary", { name: "Notice" });
  await notice.getByRole("button", { name: "Later" }).click();
  await expect(notice).toHaveCount(0);
  const other = await context.newPage();
  await visit(other, host.url);
  expect(await generation(other)).toBe("first");
  await page.close();
  await other.close();

  const last = await context.newPage();
  // The old worker goes once its last page has gone; until then it answers.
  await expect
    .poll(async () => {
      await last.goto("about:blank");
      await visit(last, host.url);
      return generation(last);
    })
    .toBe("second");
});

run("a tab of the old build goes on when another has taken the new one", async ({ context, host, page }) => {
  await visit(page, `${host.url}decoder/`);
  await kept(page);
  const decoder = new Decoder(page);
  host.replace();
  const other = await context.newPage();
  await visit(other, `${host.url}decoder/`);
  const reloaded = other.waitForEvent("load");
  await other.getByRole("button", { name: "Load it" }).click();
  await reloaded;
  await hydrated(other);
  expect(await generation(other)).toBe("second");
  // The workers of the old build are loaded only now.
  await decoder.drop("/bin/ls");
  await expect(page.locator(".kind")).toContainText("ELF 64-bit");
  await decoder.check("/bin/ls", { offset: 0 });
  expect(await generation(page)).toBe("first");
});

run("of several builds, the one that a tab still shows is kept", async ({ context, host, page }) => {
  await visit(page, `${host.url}decoder/`);
  await kept(page);
  const decoder = new Decoder(page);
  const other = await context.newPage();
  const waits = async (turn) => {
    host.replace(turn);
    await visit(other, `${host.url}decoder/`);
    const isThere = async (name) => {
      const { installing, waiting } = await navigator.serviceWorker.getRegistration();
      return installing === null && waiting !== null && (await caches.keys()).some((cache) => cache.endsWith(name));
    };
    await waitFor(other, isThere, "the build waits", build(turn));
  };
  await waits(1);
  await waits(2);
  // The notice may have been about the first of them.
  await visit(other, `${host.url}decoder/`);
  const reloaded = other.waitForEvent("load");
  await other.getByRole("button", { name: "Load it" }).click();
  await reloaded;
  await hydrated(other);
  expect(await other.evaluate(() => document.querySelector("meta[data-build]").dataset.build)).toBe(build(2));
  await decoder.drop("/bin/ls");
  await expect(page.locator(".kind")).toContainText("ELF 64-bit");
  expect(await generation(page)).toBe("first");
  const first = await page.evaluate(() => document.querySelector("meta[data-build]").dataset.build);
  const builds = () => page.evaluate(async () => (await caches.keys()).map((name) => name.split(" ").at(-1)).sort());
  await expect.poll(builds, "the one between has gone").toEqual([first, build(2)].sort());
});

run("a new build that another tab has taken is loaded by a press, too", async ({ context, host, page }) => {
  await visit(page, host.url);
  await kept(page);
  host.replace();
  await visit(page, host.url);
  const other = await context.newPage();
  await visit(other, host.url);
  for (const one of [other, page]) {
    const reloaded = one.waitForEvent("load");
    await one.getByRole("button", { name: "Load it" }).click();
    await reloaded;
    await hydrated(one);
    expect(await generation(one)).toBe("second");
  }
});

run("without a worker, a link into another build loads its page", async ({ browser, host }) => {
  const context = await browser.newContext({ serviceWorkers: "block" });
  const page = await context.newPage();
  await visit(page, host.url);
  host.replace();
  await page.getByRole("link", { name: "About", exact: true }).click();
  await expect(page.locator("main h1")).toHaveText(/^Second: About/);
  await hydrated(page);
  expect(await generation(page)).toBe("second");
  await context.close();
});

run("Forget everything lets go of the pages that were visited", async ({ decoder, host, page }) => {
  await visit(page, `${host.url}about/`);
  await kept(page);
  await page.getByRole("link", { name: "Decoder", exact: true }).click();
  await decoder.drop("/bin/ls");
  const visited = () => page.evaluate(async () => (await caches.match("/about/")) !== undefined);
  expect(await visited()).toBe(true);
  await decoder.openMenu();
  await page.getByRole("button", { name: "Forget everything" }).click();
  await expect.poll(visited).toBe(false);
  expect(await page.evaluate(async () => (await caches.match("/decoder/")) !== undefined)).toBe(true);
});

run("what is forgotten while a page is new stays forgotten", async ({ decoder, host, page }) => {
  await visit(page, `${host.url}about/`);
  await kept(page);
  await visit(page, `${host.url}about/`);
  await page.getByRole("link", { name: "Decoder", exact: true }).click();
  await expect(page).toHaveURL(/decoder/);
  // The same as a press of the button, with no time lost.
  await page.evaluate(() => dispatchEvent(new Event("hexlog:forget")));
  const visited = () => page.evaluate(async () => (await caches.match("/about/")) !== undefined);
  await expect.poll(visited).toBe(false);
  await page.waitForTimeout(4000);
  expect(await visited()).toBe(false);
});

run("Forget everything lets go of the pages of the build before, too", async ({ decoder, host, page }) => {
  await visit(page, `${host.url}about/`);
  await kept(page);
  host.replace();
  await visit(page, `${host.url}about/`);
  const reloaded = page.waitForEvent("load");
  await page.getByRole("button", { name: "Load it" }).click();
  await reloaded;
  await hydrated(page);
  await page.getByRole("link", { name: "Decoder", exact: true }).click();
  await decoder.drop("/bin/ls");
  const visited = () => page.evaluate(async () => (await caches.match("/about/")) !== undefined);
  expect(await visited()).toBe(true);
  await decoder.openMenu();
  await page.getByRole("button", { name: "Forget everything" }).click();
  await expect.poll(visited).toBe(false);
});

test("a fault that stops the app is said, with the version", async ({ noise, page }) => {
  const host = process.env.HEXLOG_URL_ROOT;
  await visit(page, host);
  noise.expect(/RuntimeError/);
  await page.evaluate(() => {
    // As if the app had met it.
    setTimeout(() => { throw new WebAssembly.RuntimeError("unreachable"); });
    setTimeout(() => { throw new WebAssembly.RuntimeError("again"); }, 50);
  });
  const notice = page.getByRole("complementary", { name: "Notice" });
  await expect(notice).toContainText(/stopped.*Version \d+\.\d+\.\d+, build [0-9a-f]{16}\./);
  expect(await violations(page)).toEqual([]);
  const reloaded = page.waitForEvent("load");
  await notice.getByRole("button", { name: "Reload the page" }).click();
  await reloaded;
});

test("files that the system hands to the installed app are opened", async ({ folder, page }) => {
  await page.addInitScript(() => {
    const setConsumer = (consumer) => { window.consumer = consumer; };
    Object.defineProperty(window, "launchQueue", { value: { setConsumer } });
  });
  await visit(page, `${process.env.HEXLOG_URL_ROOT}decoder/`);
  const file = folder.random("launched.bin", 5000);
  const bytes = [...fs.readFileSync(file)];
  const decoder = new Decoder(page);
  await decoder.opening(() =>
    page.evaluate(async (bytes) => {
      const root = await navigator.storage.getDirectory();
      const handle = await root.getFileHandle("launched.bin", { create: true });
      const stream = await handle.createWritable();
      await stream.write(Uint8Array.from(bytes));
      await stream.close();
      await window.consumer({ files: [handle] });
    }, bytes),
  );
  await expect(decoder.name).toHaveText("launched.bin");
  await decoder.check(file, { offset: 0 });
});

test("the manifest and what it names are there", async ({ page }) => {
  for (const url of [process.env.HEXLOG_URL_ROOT, process.env.HEXLOG_URL_BASED]) {
    await visit(page, url);
    const client = await page.context().newCDPSession(page);
    const { errors, data } = await client.send("Page.getAppManifest");
    expect(errors).toEqual([]);
    const manifest = JSON.parse(data);
    const home = new URL(url).pathname;
    expect(manifest).toMatchObject({ name: "Hexlog", scope: home, start_url: `${home}decoder/` });
    expect(manifest.file_handlers[0].action).toBe(`${home}decoder/`);
    const { installabilityErrors } = await client.send("Page.getInstallabilityErrors");
    const known = installabilityErrors.filter(({ errorId }) => errorId !== "in-incognito");
    expect(known).toEqual([]);
    for (const { src, sizes, type } of manifest.icons) {
      const answer = await page.request.get(new URL(src, url).href);
      expect(answer.status(), src).toBe(200);
      expect(answer.headers()["content-type"]).toBe(type);
      if (type !== "image/png") continue;
      const png = await answer.body();
      expect(`${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`, src).toBe(sizes);
    }
  }
});
