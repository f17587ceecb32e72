// What helps those who see, point or read differently.
import fs from "node:fs";
import http from "node:http";
import { kinds, read } from "./dist.mjs";
import { GIB, MIB, randomBytes } from "./files.mjs";
import { SCREENS, drop, expect, hydrated, test, violations, visit, watchShifts } from "./kit.mjs";

const WIDTHS = [360, 1280];
const KINDS = kinds();

/** States of the decoder beyond the empty one: each is reached from an open file. */
const STATES = {
  "a file": () => {},
  "the caret": async ({ decoder, page }) => {
    await decoder.goTo("0x4321");
    await decoder.press("ArrowDown");
    await expect(page.locator(".rows[aria-activedescendant]")).toBeVisible();
  },
  "coloured text": async ({ decoder, page }) => {
    await decoder.set("Colours", "spans");
    await decoder.press("ArrowDown");
    await expect(page.locator(".row .printable").first()).toBeVisible();
  },
  "the View menu": ({ decoder }) => decoder.openMenu(),
  "a selection": async ({ decoder }) => {
    await decoder.goTo("0x22..0x4321");
    await expect(decoder.status).toContainText("bytes selected");
  },
  "the map of keys": async ({ decoder, page }) => {
    await decoder.press("?");
    await expect(page.getByRole("dialog", { name: "Keys" })).toBeVisible();
  },
  "the choice of the inspector's rows": async ({ page }) => {
    await page.getByRole("button", { name: "Rows" }).click();
    await expect(page.getByRole("group", { name: "Rows" })).toBeVisible();
  },
  "what the file is": async ({ decoder, folder, page }) => {
    await decoder.drop(folder.write("page.png", fs.readFileSync(new URL("../../static/screenshot.png", import.meta.url))));
    await page.getByRole("button", { name: "Why?" }).click();
    const panel = page.getByRole("region", { name: "File type" });
    await expect(panel.locator(".verdict")).toHaveText(/^PNG image data/);
    await expect(panel.getByRole("listitem").getByRole("button").first()).toBeVisible();
  },
  "what a terminal would print": async ({ decoder, folder, page }) => {
    const text = "plain\n\x1b[1;31mred\x1b[0m\x07\tx\0\0\x0e\xff";
    await decoder.drop(folder.write("coloured.txt", Buffer.from(text, "latin1")));
    const panel = page.getByRole("region", { name: "As cat would show it" });
    await panel.getByRole("button", { name: "As cat would show it" }).click();
    await expect(panel.locator(".verdict")).toContainText("A terminal would be garbled");
  },
  "a value that does not fit": async ({ page }) => {
    const explain = page.getByRole("region", { name: "Explain" });
    await explain.getByRole("textbox", { name: "decimal" }).fill("256");
    await expect(explain.locator(".error")).not.toBeEmpty();
    // A field that has been scrolled half under the panel's heading is smaller than it is.
    await page.locator(".panels").evaluate((panels) => (panels.scrollTop = 0));
  },
  "panels that are folded away": async ({ page }) => {
    for (const name of ["Explain", "Inspector"]) {
      const fold = page.getByRole("button", { name, exact: true });
      await fold.click();
      await expect(fold).toHaveAttribute("aria-expanded", "false");
    }
  },
  "work that goes on": async ({ decoder, folder, page }) => {
    await decoder.drop(folder.sparse("long.bin", 200 * GIB, [0, 200 * GIB]));
    await decoder.goTo("4194304");
    await decoder.rows({ offset: 4194304 });
    await decoder.press("n");
    await expect(page.getByRole("progressbar")).toBeVisible();
  },
  "an error": async ({ decoder, file }) => {
    fs.rmSync(file);
    await decoder.goTo("end");
    await expect(decoder.alert).toContainText("no longer there");
  },
  "a refusal": async ({ decoder, folder, page }) => {
    await drop(page, { files: [folder.folder("photos")] });
    await expect(decoder.alert).toContainText("is a folder");
  },
  "an empty file": async ({ decoder, folder }) => decoder.drop(folder.write("empty.bin", "")),
  "three files": async ({ decoder, folder, page }) => {
    await drop(page, { files: [folder.random("one.bin", 100), folder.random("two.bin", 200)] });
    await expect(decoder.tabs).toHaveCount(3);
    await decoder.tab("two.bin").focus();
  },
  "500 files": async ({ decoder, folder, page }) => {
    await drop(page, { files: Array.from({ length: 499 }, (_, index) => folder.random(`file ${index}.bin`, 100)) });
    await expect(decoder.tabs).toHaveCount(500);
  },
  "files from before a reload": async ({ decoder, folder, page }) => {
    await fromBefore(decoder, folder, page);
    await expect(decoder.tabs).toHaveCount(0);
  },
  "files from before a reload beside open ones": async ({ decoder, folder, page }) => {
    await fromBefore(decoder, folder, page);
    await decoder.drop(folder.random("new.bin", 5000));
    await expect(page.getByRole("region", { name: "Open before the reload" })).toBeVisible();
  },
};

/** Loads the page again with some files open, of which one can be opened again after a question. */
async function fromBefore(decoder, folder, page) {
  await page.addInitScript(() => (FileSystemHandle.prototype.queryPermission = async () => "prompt"));
  await decoder.choose(folder.random(`${"chosen-".repeat(20)}.bin`, 5000));
  await expect.poll(() => page.evaluate(() => sessionStorage.getItem("hexlog-files") ?? "")).toMatch(/axe\.bin[^]*chosen-/);
  // The database has no name to ask for; the page asks it again when it is loaded.
  const again = page.getByRole("button", { name: "Open again" });
  await expect(async () => {
    await page.reload();
    await hydrated(page);
    await expect(again).toBeVisible({ timeout: 1000 });
  }).toPass();
  await expect(page.getByRole("button", { name: "Choose them again" })).toBeVisible();
}

for (const width of WIDTHS) {
  test(`axe finds nothing in any kind of page, light or dark, ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    for (const [kind, path] of Object.entries(KINDS)) {
      await visit(page, path);
      for (const colorScheme of ["light", "dark"]) {
        await page.emulateMedia({ colorScheme });
        expect(await violations(page), `${kind}, ${colorScheme}`).toEqual([]);
      }
    }
    console.log(`a11y: ${Object.keys(KINDS).length} kinds of pages`);
  });
}

for (const { width, colorScheme } of SCREENS) {
  test.describe(`axe finds nothing, ${width} px, ${colorScheme}`, () => {
    test.use({ viewport: { width, height: 800 }, colorScheme });

    for (const [state, reach] of Object.entries(STATES)) {
      test(`the decoder with ${state}`, async ({ decoder, folder, page }) => {
        // All classes of bytes, and some of each.
        const file = folder.write("axe.bin", Buffer.concat([Buffer.from("text \t\n\0\0\0\x01\xff"), randomBytes(MIB, 61)]));
        await decoder.visit();
        await decoder.drop(file);
        await decoder.rows({ offset: 0 });
        await reach({ decoder, folder, page, file });
        // Many tabs have the colours and the size of three, and take minutes to be looked at one by one.
        const leftOut = state === "500 files" ? ["color-contrast", "target-size"] : [];
        expect(await violations(page, leftOut)).toEqual([]);
      });
    }
  });
}

const CLASSES = ["null", "whitespace", "printable", "control", "high"];

/** Contrast as WCAG reckons it, of two colours as `#rrggbb`. */
function contrast(one, other) {
  const luminance = (colour) => {
    const [red, green, blue] = [1, 3, 5].map((at) => {
      const part = parseInt(colour.slice(at, at + 2), 16) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [low, high] = [luminance(one), luminance(other)].sort((one, other) => one - other);
  return (high + 0.05) / (low + 0.05);
}

const colour = (page, name) =>
  page.locator(".layer").evaluate((layer, name) => {
    const value = getComputedStyle(layer).getPropertyValue(name).trim();
    return value.length === 4 ? `#${[...value.slice(1)].map((digit) => digit + digit).join("")}` : value;
  }, name);

for (const [theme, ground] of [
  ["light", "#ffffff"],
  ["dark", "#000000"],
]) {
  for (const by of ["system", "choice"]) {
    test(`bytes can be read in ${theme}, by ${by}`, async ({ decoder, folder, page }) => {
      await page.emulateMedia({ colorScheme: (by === "system") === (theme === "dark") ? "dark" : "light" });
      await decoder.visit();
      if (by === "choice") await page.getByRole("combobox", { name: "Theme" }).selectOption(theme);
      await decoder.drop(folder.random("colours.bin", 5000));
      await decoder.rows();
      expect(await colour(page, "--bytes-ground")).toBe(ground);
      const colours = [];
      for (const name of CLASSES) {
        const value = await colour(page, `--byte-${name}`);
        expect(value, name).toMatch(/^#[0-9a-f]{6}$/);
        expect(contrast(value, ground), `${name} is ${value}`).toBeGreaterThanOrEqual(4.5);
        colours.push(value);
      }
      expect(new Set(colours).size, "each class has a colour of its own").toBe(CLASSES.length);
      const drawn = await page.locator(".layer").evaluate((layer) => getComputedStyle(layer).backgroundColor);
      expect(drawn).toBe(theme === "light" ? "rgb(255, 255, 255)" : "rgb(0, 0, 0)");
    });
  }
}

test("in forced colours the bytes have no colours of ours", async ({ decoder, folder, page }) => {
  await page.emulateMedia({ forcedColors: "active" });
  await decoder.visit();
  const file = folder.random("forced.bin", 5000);
  await decoder.drop(file);
  await decoder.check(file, { offset: 0 });
  await expect(page.locator("canvas.plane")).toBeHidden();
  await decoder.press("ArrowRight");
  await expect(page.locator(".caret").first()).toBeVisible();
  expect(await violations(page)).toEqual([]);
});

test("the regions that speak are there before they have something to say", async ({ page }) => {
  for (const path of ["/", "/decoder/"]) {
    await visit(page, path);
    await expect(page.getByRole("status"), path).toHaveCount(1);
    await expect(page.getByRole("alert"), path).toHaveCount(1);
  }
});

test("no page is wider than 360 px", async ({ decoder, folder, page }) => {
  await page.setViewportSize({ width: 360, height: 640 });
  const wide = () => page.evaluate(() => document.documentElement.scrollWidth - 360);
  for (const [kind, path] of Object.entries(KINDS)) {
    await visit(page, path);
    expect(await wide(), kind).toBeLessThanOrEqual(0);
  }
  await decoder.visit();
  await decoder.drop(folder.random(`${"long-name-".repeat(20)}.bin`, 100_000));
  await decoder.rows({ width: 8 });
  expect(await wide(), "a file").toBeLessThanOrEqual(0);
  const { scroll, client } = await decoder.scroller.evaluate((element) => ({
    scroll: element.scrollWidth,
    client: element.clientWidth,
  }));
  expect(scroll, "eight columns fit").toBeLessThanOrEqual(client);
  const menu = await (await decoder.openMenu()).boundingBox();
  expect(await wide(), "the View menu").toBeLessThanOrEqual(0);
  expect(menu.x, "the menu is inside the window").toBeGreaterThanOrEqual(0);
  expect(menu.x + menu.width).toBeLessThanOrEqual(360);
  await drop(page, { files: [folder.folder("photos")] });
  await expect(decoder.alert).toContainText("is a folder");
  expect(await wide(), "a refusal").toBeLessThanOrEqual(0);
});

for (const width of WIDTHS) {
  test(`nothing shifts while pages load and files open, ${width} px`, async ({ decoder, folder, page }) => {
    await page.setViewportSize({ width, height: 800 });
    await watchShifts(page);
    const calm = async (what) => {
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 100))));
      expect(await page.evaluate(() => window.shifts), what).toEqual([]);
    };
    for (const [kind, path] of Object.entries(KINDS)) {
      await visit(page, path);
      await calm(kind);
    }
    await decoder.visit();
    const file = folder.random("calm.bin", MIB);
    await decoder.drop(file);
    await decoder.rows({ width: width === 360 ? 8 : 16 });
    await calm("a file opens");
    await decoder.goTo("50%");
    await decoder.rows({ offset: MIB / 2, width: width === 360 ? 8 : 16 });
    await calm("a jump");
    // Long enough after the last key that nothing counts as wanted.
    await page.waitForTimeout(1000);
    await decoder.drop(folder.random("another.bin", 3000));
    await calm("another file opens");
  });
}

/** What a host says of the files that a page is made of. */
const TYPES = { css: "text/css", js: "text/javascript", svg: "image/svg+xml", wasm: "application/wasm" };

test("nothing shifts where a page comes in pieces, cut before what a button says", async ({ page }) => {
  const cut = async (path, response) => {
    const html = read("root", `${path}index.html`);
    const at = html.indexOf("Copy</button>");
    expect(at).toBeGreaterThan(0);
    response.setHeader("content-type", "text/html");
    response.write(html.subarray(0, at));
    await page.locator(".code-head button").first().waitFor();
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 100))));
    response.end(html.subarray(at));
  };
  const server = http.createServer((request, response) => {
    const path = request.url.slice(1);
    if (path.endsWith("/")) return cut(path, response);
    response.setHeader("content-type", TYPES[path.split(".").pop()] ?? "application/octet-stream");
    response.end(read("root", path));
  });
  await new Promise((listens) => server.listen(0, "127.0.0.1", listens));
  page.once("close", () => server.close());
  await page.setViewportSize({ width: 360, height: 3000 });
  await watchShifts(page);
  await page.goto(`http://127.0.0.1:${server.address().port}/posts/reading-binary-files/`);
  await expect(page.locator(".site-footer")).toBeVisible();
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 100))));
  expect(await page.evaluate(() => window.shifts)).toEqual([]);
});

test("every control can be reached by Tab and shows where the keyboard is", async ({ decoder, folder, page }) => {
  await decoder.visit();
  await decoder.drop(folder.random("tab.bin", 5000));
  await page.evaluate(() => document.activeElement?.blur());
  const reached = [];
  for (let step = 0; step < 60; step += 1) {
    await page.keyboard.press("Tab");
    const found = await page.evaluate(() => {
      const element = document.activeElement;
      const outlined = [element, element.closest(".open-files"), element.closest(".scroller")].filter(Boolean);
      const shows = outlined.some((element) => getComputedStyle(element).outlineStyle !== "none");
      return { name: element.getAttribute("aria-label") ?? element.labels?.[0]?.textContent ?? element.textContent, shows };
    });
    reached.push(found);
  }
  const names = ["Posts", "Decoder", "ASCII", "About", "Theme", "Go to offset", "Go", "View", "Keys", "Open files", "Bytes", "tab.bin", "Close tab.bin"];
  for (const name of [...names, "Inspector", "Rows"]) {
    const found = reached.find((control) => control.name.trim() === name);
    expect(found, `${name} is reached`).toBeDefined();
    expect(found.shows, `${name} shows that it has the keyboard`).toBe(true);
  }
});

test("the page's title and its language are told", async ({ page }) => {
  await visit(page, "/decoder/");
  await hydrated(page);
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page.getByRole("main")).toHaveCount(1);
  await expect(page.getByRole("navigation", { name: "Site" })).toHaveCount(1);
  await expect(page.getByRole("banner")).toHaveCount(1);
  await expect(page.getByRole("contentinfo", { includeHidden: true })).toHaveCount(1);
});
