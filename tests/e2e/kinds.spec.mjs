// What a file is: the panel, its evidence by mouse and keyboard, and files that are not what they seem.
import { execFileSync } from "node:child_process";
import { GIB, MIB, randomBytes } from "./files.mjs";
import { drop, expect, hydrated, painted, test } from "./kit.mjs";

const panel = (page) => page.getByRole("region", { name: "File type" });
/** Opens the panel, which is folded at first. */
const ask = (page) => page.getByRole("button", { name: "Why?" }).click();
const findings = (page) => panel(page).getByRole("listitem").getByRole("button");
const selected = (page) => page.locator(".position");

/** A PNG as its specification says it, without our code: one grey pixel. */
const PNG = Buffer.from(
  "89504e470d0a1a0a" +
    "0000000d49484452" + "00000001" + "00000001" + "0800000000" + "3a7e9b55" +
    "0000000a49444154" + "789c636000000002000148afa471" +
    "0000000049454e44ae426082",
  "hex",
);

test("the sample is called what the post calls it, with the bytes that say so", async ({ decoder, page }) => {
  await decoder.visit("#sample=ls-universal");
  await ask(page);
  await expect(panel(page).locator(".verdict")).toHaveText(/^Mach-O universal binary with 2 architectures: \[x86_64:/);
  await expect(panel(page).locator(".sure")).toHaveText(/^Certain · application\/x-mach-binary/);
  await expect(findings(page).first()).toContainText("the bytes ca fe ba be");
  await expect(page.locator(".kind span")).toHaveText(/^Mach-O universal binary/);
});

test("a kind is worded as file words it", async ({ decoder, folder, page }) => {
  await decoder.visit();
  let count = 0;
  for (const [name, bytes] of Object.entries({
    "a.png": PNG,
    "text.txt": "A line.\nAnother one.\n",
    "crlf.txt": "Grüße\r\naus Köln\r\n",
    "data.bin": randomBytes(5000, 7),
    "page.html": "<!DOCTYPE html>\n<html><head><title>A</title></head><body><p>B</p></body></html>\n",
  })) {
    const file = folder.write(name, bytes);
    await decoder.drop(file);
    if (count === 0) await ask(page);
    const said = execFileSync("file", ["-b", file], { encoding: "utf8" }).trim();
    await expect(panel(page).locator(".verdict"), name).toHaveText(said);
    count += 1;
  }
  console.log(`kinds: ${count} files as file says`);
});

test("evidence lights its bytes and leads to them, by mouse", async ({ decoder, folder, page }) => {
  await decoder.visit();
  await decoder.drop(folder.write("a.png", PNG));
  await ask(page);
  const lit = async () => (await painted(page)).length;
  await findings(page).first().hover();
  // Eight bytes: their digits, the spaces between them, and their characters.
  await expect.poll(lit).toBe(8 * 2 + 7 + 8);
  await page.mouse.move(5, 5);
  await findings(page).filter({ hasText: "Width" }).click();
  await expect(selected(page)).toContainText("4 (0x4) bytes selected");
  await expect(selected(page)).toContainText("0x10");
  await expect(page).toHaveURL(/#at=0x10&len=4$/);
});

test("evidence is reached by keys", async ({ decoder, folder, page }) => {
  await decoder.visit();
  await decoder.drop(folder.write("a.png", PNG));
  await decoder.press("t");
  await expect(findings(page).first(), "also where the panel was folded").toBeFocused();
  const lit = async () => (await painted(page)).length;
  await expect.poll(lit).toBe(8 * 2 + 7 + 8);
  await page.keyboard.press("ArrowDown");
  await expect(findings(page).nth(1)).toBeFocused();
  await expect.poll(lit).toBe(4 * 2 + 3 + 4);
  await page.keyboard.press("End");
  await expect(findings(page).last()).toBeFocused();
  await page.keyboard.press("Home");
  await page.keyboard.press("Enter");
  await expect(selected(page)).toContainText("8 (0x8) bytes selected");
  await page.keyboard.press("Escape");
  await expect(decoder.grid).toBeFocused();
});

test("a damaged file is told, with the byte that is wrong", async ({ decoder, folder, page }) => {
  const bytes = Buffer.from(PNG);
  bytes[1] = 0x51;
  await decoder.visit();
  await decoder.drop(folder.write("broken.png", bytes));
  await ask(page);
  await expect(panel(page)).toContainText("but byte 1 is 51, not 50: one bit is flipped.");
  await findings(page).filter({ hasText: "one bit is flipped" }).click();
  await expect(page).toHaveURL(/#at=0x1$/);
});

test("a name that lies is told", async ({ decoder, folder, page }) => {
  await decoder.visit();
  await decoder.drop(folder.write("picture.gif", PNG));
  await ask(page);
  await expect(panel(page)).toContainText("Its name ends in “.gif”, as those of the kind “GIF image data” do");
});

test("a file of 100 GiB is looked at as quickly as any, and tabs keep what was found", async ({ decoder, folder, page }) => {
  await decoder.visit();
  const long = folder.sparse("long.bin", 100 * GIB, [0]);
  await drop(page, { files: [folder.write("a.png", PNG), long] });
  await ask(page);
  await expect(panel(page).locator(".verdict")).toHaveText(/^PNG image data, 1 x 1/);
  await decoder.tab("long.bin").click();
  await expect(panel(page).locator(".verdict")).toHaveText("data");
  await decoder.tab("a.png").click();
  await expect(panel(page).locator(".verdict")).toHaveText(/^PNG image data, 1 x 1/);
});

test("a file that is read afresh is looked at afresh", async ({ decoder, folder, page }) => {
  await decoder.visit();
  const file = folder.write("a.png", Buffer.concat([PNG, Buffer.alloc(MIB)]));
  await decoder.drop(file);
  await ask(page);
  await expect(panel(page).locator(".verdict")).toHaveText(/^PNG image data, 1 x 1/);
  folder.write("a.png", Buffer.from("just text\n"));
  await decoder.goTo("end");
  await page.getByRole("button", { name: "Reopen" }).click();
  await expect(panel(page).locator(".verdict")).toHaveText("ASCII text");
});

test("what it is stands above the bytes, and why in a panel that stays open once it was", async ({ decoder, folder, page }) => {
  await decoder.visit();
  await decoder.drop(folder.write("a.png", PNG));
  await expect(page.locator(".kind")).toContainText("PNG image data, 1 x 1, 8-bit grayscale, non-interlaced");
  await expect(panel(page).locator(".verdict")).toHaveCount(0);
  await decoder.press("t");
  await expect(panel(page).locator(".verdict")).toBeVisible();
  await page.reload();
  await hydrated(page);
  await expect(panel(page).locator(".verdict")).toBeVisible();
  await panel(page).getByRole("button", { name: "File type" }).click();
  await expect(panel(page).locator(".verdict")).toHaveCount(0);
});
