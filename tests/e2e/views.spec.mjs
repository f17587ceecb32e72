// The ways to look at bytes, and choices that come from elsewhere.
import { execFileSync } from "node:child_process";
import { randomBytes } from "./files.mjs";
import { expect, test } from "./kit.mjs";

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
  ["utf-8", "UTF-8", "Grüße, 世界 and 🙂, שלום and السلام"],
  ["utf-16", "UTF-16LE", "Grüße, 世界 and 🙂, שלום"],
  ["ascii", "US-ASCII", "Nothing but ASCII ~!@#$%"],
];

for (const [value, charset, text] of TEXTS) {
  test(`the text column reads ${charset}`, async ({ decoder, folder, page }) => {
    const file = folder.write("text.bin", encoded(text, charset));
    await decoder.visit("#cols=16");
    await decoder.drop(file);
    await decoder.set("Text", value);
    await expect.poll(async () => letters(await shownText(page))).toBe(letters(text));
    // Whatever stands there, a letter has the place of its bytes: rows are as long as each other.
    await page.keyboard.press("Escape");
    const widths = await page.locator(".row .text").evaluateAll((cells) =>
      cells.slice(0, -1).map((cell) => Math.round(cell.getBoundingClientRect().width)),
    );
    expect(new Set(widths).size, `the widths ${widths}`).toBeLessThanOrEqual(1);
    // And the other part of the row says the same whatever the text is.
    await decoder.set("Text", "off");
    await expect.poll(async () => (await texts(page)).join("")).toBe("");
  });
}

test("UTF-16 follows the byte order", async ({ decoder, folder, page }) => {
  const text = "big ends: 世界 🙂";
  await decoder.visit("#text=utf-16&order=big&cols=16");
  await decoder.drop(folder.write("big.bin", encoded(text, "UTF-16BE")));
  await expect.poll(async () => letters(await shownText(page))).toBe(letters(text));
});

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
