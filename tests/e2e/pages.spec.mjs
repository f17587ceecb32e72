// Every page of the site is a file that can be read without JavaScript and comes alive with it.
import { fileAt, files, htmlFiles, pages, read } from "./dist.mjs";
import { drop, expect, hydrated, test, visit } from "./kit.mjs";
import { address, base } from "./setting.mjs";

for (const site of ["root", "based"]) {
  test.describe(`the pages of ${site}`, () => {
    test.describe("without JavaScript", () => {
      test.use({ javaScriptEnabled: false });

      test("can be read", async ({ page, noise }) => {
        const all = pages(site);
        const titles = new Map();
        for (const { file, path } of all) {
          await page.goto(address(path, site));
          await expect(page.locator("main h1"), file).toBeVisible();
          const text = await page.locator("main").innerText();
          expect(text.length, `${file} has text`).toBeGreaterThan(60);
          await expect(page.locator("html"), file).toHaveAttribute("lang", /^[a-z]{2}/);
          const title = await page.title();
          expect(title, `${file} has a title`).toMatch(/\S/);
          expect(titles.get(title), `“${title}” of ${file} is the title of one page`).toBeUndefined();
          titles.set(title, file);
          await expect(page.locator("meta[name=description]"), file).toHaveAttribute("content", /\S.{10,}/);
          await expect(page.locator("main"), file).toHaveCount(1);
          await expect(page.locator("h1"), file).toHaveCount(1);
          await expect(page.getByRole("combobox", { name: "Theme" }), "what needs the app is hidden").toBeHidden();
        }
        await page.goto(address("/decoder/", site));
        await expect(page.getByText("needs JavaScript")).toBeVisible();
        await expect(page.getByText("Open files")).toBeHidden();
        expect(noise.heard).toEqual([]);
        console.log(`pages: ${all.length} pages of ${site} can be read without JavaScript`);
      });
    });

    test("come alive as they are", async ({ page }) => {
      await page.addInitScript(() => {
        addEventListener("DOMContentLoaded", () => (window.firstHeading = document.querySelector("main h1")));
      });
      const all = pages(site);
      for (const { file, path, text } of all) {
        await visit(page, path, site);
        const { before, after, same, figures } = await page.evaluate((text) => {
          const main = new DOMParser().parseFromString(text, "text/html").querySelector("main");
          const now = document.querySelector("main");
          // A figure is to become another one; all around it stays.
          const around = (main) => {
            const copy = main.cloneNode(true);
            for (const figure of copy.querySelectorAll("[data-figure]")) figure.replaceChildren();
            return copy.textContent;
          };
          const find = (main) => [...main.querySelectorAll("[data-figure]")];
          return {
            before: around(main),
            after: around(now),
            same: now.querySelector("h1") === window.firstHeading,
            figures: find(main).map((figure, index) => [figure.textContent, find(now)[index].textContent]),
          };
        }, text);
        expect(after, file).toBe(before);
        for (const [before, after] of figures) {
          // The shortest is a table of one reading.
          expect(before.length, `${file}: a figure is text at first`).toBeGreaterThan(40);
          expect(after, `${file}: a figure comes alive`).not.toBe(before);
        }
        expect(same, `${file}: what stood there was kept`).toBe(true);
        await expect(page.getByRole("combobox", { name: "Theme" })).toBeVisible();
      }
      console.log(`pages: ${all.length} pages of ${site} come alive`);
    });

    test("have no dead links and miss nothing", async ({ page }) => {
      const all = htmlFiles(site);
      const found = await page.evaluate((all) => {
        const result = { links: [], ids: {} };
        for (const { path, text } of all) {
          const html = new DOMParser().parseFromString(text, "text/html");
          result.ids[path] = [...html.querySelectorAll("[id]")].map((element) => element.id);
          for (const element of html.querySelectorAll("[href], [src], [data-js], [data-wasm]")) {
            for (const name of ["href", "src", "data-js", "data-wasm"]) {
              const to = element.getAttribute(name);
              if (to !== null) result.links.push({ path, to, tag: element.localName });
            }
          }
        }
        return result;
      }, all);
      const origin = "http://site.test";
      const dead = [];
      let internal = 0;
      for (const { path, to } of found.links) {
        const from = new URL(base[site] + path.slice(1), origin);
        const url = new URL(to, from);
        if (url.origin !== origin) continue;
        internal += 1;
        const file = fileAt(site, url.pathname);
        if (file === undefined) {
          dead.push(`${path} → ${to}`);
          continue;
        }
        const target = `/${file.replace(/(^|\/)index\.html$/, "$1")}`;
        const id = decodeURIComponent(url.hash.slice(1));
        if (id !== "" && target !== "/decoder/" && !found.ids[target]?.includes(id)) dead.push(`${path} → ${to}`);
      }
      expect(dead).toEqual([]);
      const twice = Object.entries(found.ids).filter(([, ids]) => new Set(ids).size !== ids.length);
      expect(twice.map(([path]) => path), "no page has an id twice").toEqual([]);
      console.log(`pages: ${internal} links in ${all.length} files of ${site}`);
    });

    test("are at their addresses", async ({ request }) => {
      const all = htmlFiles(site);
      for (const { path, text } of all) {
        const response = await request.get(address(path, site));
        expect(response.status(), path).toBe(200);
        expect(await response.text(), path).toBe(text);
      }
      for (const { path, text } of all.filter(({ text }) => text.includes('http-equiv="refresh"'))) {
        const [, target] = text.match(/url=([^"]+)"/);
        expect(fileAt(site, target), `${path} leads on to ${target}`).toBeDefined();
      }
    });

    test("an unknown address has a page that works", async ({ page, noise }) => {
      noise.expect(/status of 404/);
      for (const path of ["/no-such-page", "/posts/no-such-post/", "/deep/er/still/"]) {
        const response = await visit(page, path, site);
        expect(response.status(), path).toBe(404);
        await expect(page.getByRole("heading", { name: "Nothing at this offset" })).toBeVisible();
        await expect(page).toHaveURL(address(path, site));
        await page.getByRole("link", { name: "All posts" }).click();
        await expect(page).toHaveURL(address("/", site));
        await expect(page.locator(".post-list")).toBeVisible();
      }
    });
  });
}

test("the decoder at its file's name works as well", async ({ decoder, folder, page }) => {
  await visit(page, "/decoder/index.html");
  const file = folder.random("index.bin", 3000);
  await decoder.drop(file);
  await decoder.check(file, { offset: 0 });
});

test("the app holds the formats that the grid draws, and the worker all others", async () => {
  const module = (name) => {
    const found = files("root").filter((file) => file.startsWith(name) && file.endsWith(".wasm"));
    expect(found.length, name).toBe(1);
    return read("root", found[0]);
  };
  const wasm = module("app-");
  const worker = module("worker-");
  // What only this format writes, or only its errors say.
  const formats = {
    "C and C++": "unsigned char",
    "Rust": "pub static",
    "Go": "[]byte{",
    "JavaScript": "new Uint8Array(",
    "Swift": ": [UInt8] = [",
    "PowerShell": "[byte[]]",
    "data URL": "application/octet-stream",
    "base64": "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",
    "Intel HEX": ":00000001FF",
    "undump": "checksum",
  };
  for (const [format, text] of Object.entries(formats)) {
    expect(wasm.includes(text), `${format} is in the app`).toBe(false);
    expect(worker.includes(text), `${format} is in the worker`).toBe(true);
  }
  // The search finds what is there.
  for (const text of ["hexdump -C -v ", "0123456789abcdef"]) expect(wasm.includes(text), text).toBe(true);
  console.log(`pages: ${Object.keys(formats).length} formats are not in the app`);
});

test("the app holds no post and nothing that makes one", async ({ page }) => {
  const names = files("root").filter((file) => file.endsWith(".wasm"));
  expect(names.length, "there is a wasm file").toBeGreaterThan(0);
  const wasm = Buffer.concat(names.map((file) => read("root", file)));
  for (const name of ["pulldown", "commonmark", "syntect", "toml_edit"]) {
    expect(wasm.toString("latin1").toLowerCase().includes(name), `${name} is in the app`).toBe(false);
  }
  // The search finds what is there.
  expect(wasm.includes("Drop a file. It never leaves this page.")).toBe(true);
  const posts = pages("root").filter(({ path }) => path.startsWith("/posts/"));
  const sentences = await page.evaluate((posts) => {
    const parts = [];
    for (const { path, text } of posts) {
      const html = new DOMParser().parseFromString(text, "text/html");
      const walker = html.createTreeWalker(html.querySelector(".prose"), NodeFilter.SHOW_TEXT);
      const texts = [];
      while (walker.nextNode()) texts.push(walker.currentNode.data.trim());
      texts.sort((one, other) => other.length - one.length);
      for (const long of texts.filter((text) => text.length >= 40).slice(0, 6)) {
        parts.push({ path, part: long.slice(0, 40) }, { path, part: long.slice(-40) });
      }
    }
    return parts;
  }, posts);
  expect(sentences.length).toBeGreaterThan(posts.length * 3);
  const inside = sentences.filter(({ part }) => wasm.includes(part));
  expect(inside).toEqual([]);
  console.log(`pages: ${sentences.length} pieces of ${posts.length} posts are not in the app`);
});

test("a browser without SIMD is told in a sentence", async ({ page }) => {
  await page.addInitScript(() => (WebAssembly.validate = () => false));
  await page.goto(address("/decoder/"));
  await expect(page.getByText("The decoder needs WebAssembly with SIMD")).toBeVisible();
  await expect(page.getByText("Open files")).toBeHidden();
  await expect(page.getByText("needs JavaScript")).toBeHidden();
  await page.getByRole("link", { name: "Reading Binary Files" }).click();
  await expect(page.locator("article.post h1")).toBeVisible();
});

test("a file dropped where the decoder does not run is answered", async ({ folder, page }) => {
  await page.addInitScript(() => (WebAssembly.validate = () => false));
  const file = folder.random("refused.bin", 100);
  for (const path of ["/", "/decoder/", "/about/"]) {
    await page.goto(address(path));
    const answer = page.getByText("The file was not opened");
    await expect(answer).toBeHidden();
    await drop(page, { files: [file] });
    await expect(answer).toBeVisible();
    await expect(page).toHaveURL(address(path));
  }
});

test("a browser that knows all shows none of the excuses", async ({ page }) => {
  await visit(page, "/decoder/");
  await hydrated(page);
  const excuses = [
    "The decoder needs WebAssembly with SIMD",
    "The decoder could not be loaded",
    "needs JavaScript",
    "The file was not opened",
  ];
  for (const text of excuses) {
    await expect(page.getByText(text)).toHaveCount(1);
    await expect(page.getByText(text)).toBeHidden();
  }
});
