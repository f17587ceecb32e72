// What a terminal would print: the panel beside the bytes, by mouse and by keyboard.
import { expect, painted, test } from "./kit.mjs";

const panel = (page) => page.getByRole("region", { name: "As cat would show it" });
const screen = (page) => panel(page).getByRole("group", { name: "What a terminal would get" });
const unfold = (page) => panel(page).getByRole("button", { name: "As cat would show it" }).click();
const verdict = (page) => panel(page).locator(".verdict");
const selected = (page) => page.locator(".position");

/** A line with what ECMA-48 calls SGR, a bell, a tab, a byte that is no UTF-8, and a line end as DOS has it. */
const TEXT = Buffer.from("né \x1b[31mred\x1b[0m\x07\x07\tx\r\n", "utf8");
const WRONG = Buffer.concat([TEXT, Buffer.from([0xff, 0x0a])]);

test("control characters are signs, sequences are named, and what is no text stands as its bytes", async ({ decoder, folder, page }) => {
  await decoder.visit();
  await decoder.drop(folder.write("colours.txt", WRONG));
  await expect(screen(page), "it is folded at first").toBeHidden();
  await unfold(page);
  // To the tab stop it is 1 column from column 7: "né " and "red" are 6, and a bell takes none.
  await expect(screen(page)).toHaveText(/^né colour redredcolours and styles off ×2→ xCR↵\s<ff>↵\s*$/);
  const names = await screen(page).getByRole("button").evaluateAll((all) => all.map((it) => it.title));
  expect(names).toEqual(["Bytes 0x4 to 0x8", "Bytes 0xc to 0xf", "Bytes 0x10 to 0x11", "Byte 0x16"]);
  await expect(screen(page).getByRole("img", { name: "bell ×2" })).toBeVisible();
  await expect(verdict(page)).toHaveText("These 24 bytes would not garble a terminal.");
});

test("what would garble a terminal is told, with its place", async ({ decoder, folder, page }) => {
  await decoder.visit();
  let count = 0;
  for (const [name, text, said] of [
    ["shift.bin", "abc\x0edef", "at 0x3, which stays so after it."],
    ["drawing.bin", "\x1b(0lqk", "“line drawing instead of letters” at 0x0, which stays so after it."],
    ["asks.bin", "what \x1b[c", "at 0x5, which the terminal answers as if you typed it."],
    ["back.bin", "\x0eabc\x0f", "These 5 bytes would not garble a terminal."],
  ]) {
    await decoder.drop(folder.write(name, text));
    if (count === 0) await unfold(page);
    await expect(verdict(page), name).toContainText(said);
    count += 1;
  }
  console.log(`terminal: ${count} files that would garble a terminal or not`);
});

test("a sequence lights its bytes and leads to them, by mouse", async ({ decoder, folder, page }) => {
  await decoder.visit();
  await decoder.drop(folder.write("colours.txt", TEXT));
  await unfold(page);
  const lit = async () => (await painted(page)).length;
  const red = screen(page).getByRole("button", { name: "colour red" });
  await red.hover();
  // Five bytes: their digits, the spaces between them, of which the middle of a row has two, and their characters.
  await expect.poll(lit).toBe(5 * 2 + 5 + 5);
  await red.click();
  await expect(selected(page)).toContainText("5 (0x5) bytes selected");
  await expect(page).toHaveURL(/#at=0x4&len=5$/);
  // What is selected is what the terminal gets now.
  await expect(screen(page)).toHaveText("colour red");
  await expect(verdict(page)).toHaveText("These 5 bytes would not garble a terminal.");
});

test("it is reached by keys", async ({ decoder, folder, page }) => {
  await decoder.visit();
  await decoder.drop(folder.write("colours.txt", WRONG));
  await decoder.rows({});
  await decoder.press("v");
  const buttons = screen(page).getByRole("button");
  await expect(buttons.first(), "also where the panel was folded").toBeFocused();
  await expect(buttons).toHaveCount(4);
  const lit = async () => (await painted(page)).length;
  await expect.poll(lit).toBe(5 * 2 + 5 + 5);
  await page.keyboard.press("ArrowRight");
  await expect(buttons.nth(1)).toBeFocused();
  await page.keyboard.press("End");
  await expect(buttons.last()).toBeFocused();
  await page.keyboard.press("ArrowLeft");
  await expect(buttons.nth(2)).toBeFocused();
  await page.keyboard.press("Home");
  await page.keyboard.press("Enter");
  await expect(selected(page)).toContainText("5 (0x5) bytes selected");
  await expect(screen(page)).toHaveText("colour red");
  await expect(buttons.first(), "the keyboard stays where it is").toBeFocused();
  await page.keyboard.press("Escape");
  await expect(decoder.grid).toBeFocused();
});

test("a long file is gone through screen by screen, from any place", async ({ decoder, folder, page }) => {
  await decoder.visit();
  const lines = Array.from({ length: 60 }, (_, index) => `line ${index}\n`);
  await decoder.drop(folder.write("lines.txt", lines.join("")));
  await unfold(page);
  await expect(screen(page)).toContainText("line 23");
  await expect(screen(page)).not.toContainText("line 24");
  const length = lines.slice(0, 24).join("").length;
  await panel(page).getByRole("button", { name: `Go on from 0x${length.toString(16)}` }).click();
  await expect(screen(page)).toHaveText(/^line 24↵/);
  await expect(screen(page)).toContainText("line 47");
  await panel(page).getByRole("button", { name: /^Go on from/ }).click();
  await expect(screen(page)).toContainText("line 59");
  await panel(page).getByRole("button", { name: "Back to the start" }).press("Enter");
  await expect(screen(page)).toHaveText(/^line 0↵/);
  await expect(panel(page).getByRole("button", { name: /^Go on from/ }), "the keyboard stays on it").toBeFocused();
  // A row of one byte, and all rows of nothing but one.
  await decoder.drop(folder.write("zeros.bin", Buffer.alloc(5000)));
  await expect(screen(page).getByRole("img", { name: "null ×1024" })).toBeVisible();
});
