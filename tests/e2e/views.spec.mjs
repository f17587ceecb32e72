// The ways to look at bytes, and choices that come from elsewhere.
import { execFileSync } from "node:child_process";
import { randomBytes } from "./files.mjs";
import { expect, forgetful, test } from "./kit.mjs";

/** What iconv makes of a text. */
const encoded = (text, charset) => execFileSync("iconv", ["-f", "UTF-8", "-t", charset], { input: text });

const texts = (page) => page.locator(".row .text").allTextContents();

/** The text column's letters, without the bars. */
async function shownText(page) {
  const rows = await texts(page);
  return rows.map((row) => row.replace(/^\|/, "").replace(/\|$/, "")).join("");
}

/** The rest of a letter that begins in the row above is blank, as a space is. */
const letters = (text) => text.replaceAll(" ", "");

const TEXTS = [
  ["latin-1", "ISO-8859-1", "Grüße für ½ Æther, ça va? ¡Olé! ÿ"],
  ["cp437", "CP437", "Çüé ░▒▓│┤╣║ αßΓ ≡±≥≤ °∙·√ⁿ² plain"],
  ["ebcdic", "IBM037", "HELLO, World 1964: {[(<+|&!$*)]}"],
  ["utf-16", "UTF-16LE", "Letters of ASCII in two bytes each have two places"],
  ["utf-8", "UTF-8", "Letters of ASCII have one place each, whatever"],
  ["utf-8", "UTF-8", "Grüße, 世界 and 🙂, שלום and السلام"],
  ["utf-16", "UTF-16LE", "Grüße, 世界 and 🙂, שלום"],
  ["ascii", "US-ASCII", "Nothing but ASCII ~!@#$%"],
];

for (const [index, [value, charset, text]] of TEXTS.entries()) {
  test(`the text column reads ${charset} (${index + 1})`, async ({ decoder, folder, page }) => {
    const file = folder.write("text.bin", encoded(text, charset));
    await decoder.visit("#cols=16");
    await decoder.drop(file);
    await decoder.set("Text", value);
    await expect.poll(async () => letters(await shownText(page))).toBe(letters(text));
    // Whatever stands there, a letter has the place of its bytes: rows are as long as in ASCII.
    await page.keyboard.press("Escape");
    const widths = () =>
      page.locator(".row .text").evaluateAll((cells) => cells.map((cell) => Math.round(cell.getBoundingClientRect().width)));
    const found = await widths();
    await decoder.set("Text", "ascii");
    await expect.poll(async () => (await texts(page))[0]).toMatch(/^\|[ -~]{16}\|$/);
    expect(found).toEqual(await widths());
    // And the other part of the row says the same whatever the text is.
    await decoder.set("Text", "off");
    await expect.poll(async () => (await texts(page)).join("")).toBe("");
  });
}

/** The classes that the characters of the first rows have, by elements or by the plane. */
function classes(page) {
  return page.evaluate(() => {
    const names = ["null", "whitespace", "printable", "control", "high"];
    const canvas = document.querySelector("canvas.plane");
    const style = getComputedStyle(canvas);
    const byColour = new Map(
      names.map((name) => {
        const digits = style.getPropertyValue(`--byte-${name}`).trim().slice(1);
        return [[0, 2, 4].map((at) => parseInt(digits.slice(at, at + 2), 16)).join(), name];
      }),
    );
    const isPlane = style.display !== "none";
    // A canvas that is read often is another kind of canvas; its copy may be one.
    const copy = Object.assign(document.createElement("canvas"), { width: canvas.width, height: canvas.height });
    const context = copy.getContext("2d", { willReadFrequently: true });
    context.drawImage(canvas, 0, 0);
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    return [...document.querySelectorAll(".row")].slice(1, 5).map((row, index) => {
      const found = [];
      for (const cell of row.querySelectorAll(".bytes, .text")) {
        const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          const element = node.parentElement.closest("[class]");
          for (const character of node.data) {
            const at = ((index + 1) * canvas.width + found.length) * 4;
            const byPlane = data[at + 3] === 0 ? "" : byColour.get(data.slice(at, at + 3).join());
            const byElement = names.find((name) => element.classList.contains(name)) ?? "";
            found.push(/[\s|]/.test(character) ? "" : isPlane ? byPlane : byElement);
          }
        }
      }
      return found;
    });
  });
}

test("the plane colours what elements would, in words of either order", async ({ decoder, folder, page }) => {
  await decoder.visit("#cols=16");
  const bytes = Buffer.concat([Buffer.alloc(20, 0x41), Buffer.alloc(13), randomBytes(4000, 77)]);
  await decoder.drop(folder.write("words.bin", bytes));
  const views = ["word=1", "word=2&order=little", "word=4&order=little", "word=8&order=big", "view=binary"];
  for (const view of views) {
    const found = {};
    for (const colours of ["spans", "plane"]) {
      await page.evaluate((fragment) => (location.hash = fragment), `at=0&cols=16&colours=${colours}&${view}`);
      await expect(page.locator("canvas.plane")).toBeVisible({ visible: colours === "plane" });
      await expect(page).toHaveURL(new RegExp(colours));
      await expect.poll(async () => (await classes(page)).flat().filter((name) => name !== "").length).toBeGreaterThan(50);
      found[colours] = await classes(page);
    }
    expect(found.plane, view).toEqual(found.spans);
  }
  console.log(`views: ${views.length} views are coloured alike`);
});

test("the caret is on its byte when the rows are laid out anew", async ({ decoder, folder, page }) => {
  await decoder.visit("#cols=16");
  await decoder.drop(folder.random("layout.bin", 5000));
  await decoder.press("ArrowRight");
  for (const layout of ["od", "xxd", "hexdump", "od"]) {
    await decoder.set("Rows as in", layout);
    await page.keyboard.press("Escape");
    await expect
      .poll(() =>
        page.evaluate(() => {
          const cell = document.querySelector("[id='byte-1']").getBoundingClientRect();
          const caret = document.querySelector(".caret").getBoundingClientRect();
          return Math.abs(cell.left - caret.left) + Math.abs(cell.right - caret.right);
        }), { message: layout })
      .toBeLessThan(2);
  }
});

test("UTF-16 follows the byte order", async ({ decoder, folder, page }) => {
  const text = "big ends: 世界 🙂";
  await decoder.visit("#text=utf-16&order=big&cols=16");
  await decoder.drop(folder.write("big.bin", encoded(text, "UTF-16BE")));
  await expect.poll(async () => letters(await shownText(page))).toBe(letters(text));
});

for (const width of [360, 1280, 2560]) {
  test(`menus open at their buttons, ${width} px`, async ({ decoder, folder, page }) => {
    const height = 800;
    await page.setViewportSize({ width, height });
    await decoder.visit();
    await decoder.drop(folder.random("menus.bin", 5000));
    for (const name of ["View", "Rows"]) {
      const button = page.getByRole("button", { name, exact: true });
      await button.scrollIntoViewIfNeeded();
      await button.click();
      const menu = page.getByRole("group", { name, exact: true });
      await expect(menu).toBeVisible();
      const [at, box] = [await button.boundingBox(), await menu.boundingBox()];
      expect(box.x, name).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width, name).toBeLessThanOrEqual(width);
      expect(box.y, name).toBeGreaterThanOrEqual(0);
      expect(box.y + box.height, name).toBeLessThanOrEqual(height);
      const isBeside = box.x <= at.x + at.width && box.x + box.width >= at.x;
      expect(isBeside, `${name} is under or over its button`).toBe(true);
      const gap = Math.max(box.y - (at.y + at.height), at.y - (box.y + box.height));
      expect(gap, `${name} is near its button`).toBeLessThan(height / 2);
      await page.keyboard.press("Escape");
    }
  });
}

test("glyphs tell apart what a dot hides", async ({ decoder, folder, page }) => {
  await decoder.visit("#cols=16");
  await decoder.drop(folder.write("dots.bin", Buffer.from("a\0b \n\x01.\xff", "latin1")));
  await expect.poll(() => shownText(page)).toBe("a.b ....");
  await decoder.openMenu();
  await page.getByRole("checkbox", { name: "Glyphs" }).check();
  await expect.poll(() => shownText(page)).toBe("a◊b␣␣•.×");
});

test("any number of columns stands in the rows as it is chosen", async ({ decoder, folder, page }) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  const bytes = randomBytes(5000, 31);
  await decoder.visit();
  await decoder.drop(folder.write("columns.bin", bytes));
  const counts = [1, 2, 3, 7, 8, 12, 16, 24, 33, 64];
  for (const count of counts) {
    await decoder.set("Columns", String(count));
    const first = page.locator(".row .bytes").first();
    const digits = [...bytes.subarray(0, count)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    await expect.poll(async () => (await first.textContent()).replaceAll(/\s/g, ""), { message: `${count}` }).toBe(digits);
  }
  // Where the rows are wider than the view, the caret is brought into it.
  await page.keyboard.press("Escape");
  await decoder.press("End");
  await expect
    .poll(() => decoder.scroller.evaluate((scroller) => scroller.scrollLeft), { message: "it scrolls sideways" })
    .toBeGreaterThan(0);
  await decoder.press("Home");
  await expect.poll(() => decoder.scroller.evaluate((scroller) => scroller.scrollLeft)).toBeLessThan(200);
  console.log(`views: ${counts.length} counts of columns`);
});

test("offsets count from the caret when that is chosen", async ({ decoder, folder, page }) => {
  await decoder.visit("#cols=16");
  await decoder.drop(folder.random("origin.bin", 5000));
  await decoder.goTo("0x100");
  await decoder.set("Offsets", "here");
  const offset = (row) => page.locator(".row .offset").nth(row);
  const first = await page.evaluate(() =>
    [...document.querySelectorAll("[role=row]")].findIndex((row) => row.querySelector("[id='byte-100']")),
  );
  await expect(offset(first)).toHaveText(/^\+?0+ *$/);
  await expect(offset(first + 1)).toHaveText(/^\+?0+10 *$/);
  await expect(page).toHaveURL(/offset=0x100/);
});

test("settings of an older version are named, and the rest of them holds", async ({ decoder, folder, page }) => {
  await decoder.visit();
  await page.evaluate(() => localStorage.setItem("hexlog-decoder", "cols=8 colours=rainbow minimap=on view=octal"));
  await page.reload();
  await expect(decoder.status).toHaveText(
    "Settings saved earlier are not known any more and were left out: colours=rainbow, minimap=on.",
  );
  await decoder.drop(folder.random("older.bin", 5000));
  await expect(page.locator(".row").nth(1)).toHaveText(/^000008 /);
});

test("storage that holds anything at all does no harm", async ({ decoder, folder, page }) => {
  await forgetful(page);
  for (const text of ["", "{", "= = ==", "cols=0 cols=65 cols=-1", "\u0000\uffff", "view=", "a".repeat(100_000)]) {
    await decoder.visit();
    await page.evaluate((text) => localStorage.setItem("hexlog-decoder", text), text);
    await page.reload();
    const file = folder.random("any.bin", 5000);
    await decoder.drop(file);
    await decoder.check(file, { offset: 0 });
    // A long sentence must not push anything away.
    const status = await decoder.status.boundingBox();
    expect(status.height, "the status line stays a line").toBeLessThan(80);
  }
});

test("moments are told in the time of the place as well", async ({ browser, folder }) => {
  const zone = "Asia/Kolkata";
  const context = await browser.newContext({ timezoneId: zone });
  const page = await context.newPage();
  const seconds = 1_672_403_696;
  const bytes = Buffer.alloc(64);
  bytes.writeUInt32LE(seconds);
  const { Decoder } = await import("./kit.mjs");
  const decoder = new Decoder(page);
  await decoder.visit();
  await decoder.drop(folder.write("time.bin", bytes));
  const date = (zone) =>
    execFileSync("date", ["-d", `@${seconds}`, "+%Y-%m-%d %H:%M:%S %:z"], { env: { TZ: zone }, encoding: "utf8" }).trim();
  const inspector = page.getByRole("region", { name: "Inspector" });
  const row = inspector.getByRole("row").filter({ has: page.getByRole("rowheader", { name: "time_t 32", exact: true }) });
  await expect(row).toContainText(date("UTC").replace(" +00:00", ""));
  await expect(row).toContainText(date(zone));
  await context.close();
});
