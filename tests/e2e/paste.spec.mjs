// Other ways in: what is pasted, typed and dropped as text, and what it is read as.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import { MIB, randomBytes } from "./files.mjs";
import { SCREENS, dragged, drop, expect, test, violations, visit } from "./kit.mjs";

/** Pastes as the user would, with this on the clipboard: texts by their type, or files. */
const paste = (page, { texts = {}, files = [] }) =>
  page.evaluate(
    ({ texts, files }) => {
      const data = new DataTransfer();
      for (const [type, text] of Object.entries(texts)) data.setData(type, text);
      for (const { name, bytes } of files) data.items.add(new File([new Uint8Array(bytes)], name));
      (document.activeElement ?? document.body).dispatchEvent(
        new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }),
      );
    },
    { texts, files },
  );

/** A dump with a letter that is no digit. */
const BROKEN = "00000000: 6865 6c6c 6f  hello\n00000005: 6865 6z6c 6f  helo\n";

const readAs = (page) => page.getByRole("combobox", { name: "Text read as" });

/** Waits for the bytes that `hexdump` would print of these. */
async function shows(decoder, folder, bytes) {
  const file = folder.write(`expected-${Math.random()}`, bytes);
  const lines = execFileSync("hexdump", ["-C", "-v", file], { encoding: "latin1" }).split("\n").slice(0, -2);
  const seen = lines.slice(0, 8);
  await expect
    .poll(async () => Array.from(await decoder.rows()).slice(0, seen.length), { message: "rows of what was read" })
    .toEqual(seen);
}

test("any dump that is pasted is read, and can be read as something else", async ({ decoder, folder, page }) => {
  await decoder.visit();
  const bytes = randomBytes(100, 3);
  const file = folder.write("bytes.bin", bytes);
  const made = (program, ...flags) => execFileSync(program, [...flags, file], { encoding: "latin1" });
  const dumps = {
    canonical: made("hexdump", "-C"),
    xxd: made("xxd"),
    "xxd-bits": made("xxd", "-b"),
    list: made("xxd", "-i"),
    od: made("od", "-A", "x", "-t", "x1z"),
    plain: bytes.toString("hex").replace(/../g, "$& "),
    base64: made("base64"),
  };
  for (const [name, text] of Object.entries(dumps)) {
    await decoder.opening(() => paste(page, { texts: { "text/plain": text } }));
    await expect(readAs(page), name).toHaveValue(name);
    await expect(decoder.status).toContainText("Read as ");
    await shows(decoder, folder, bytes);
    // Its characters are always a reading.
    await readAs(page).selectOption("utf-8");
    await shows(decoder, folder, Buffer.from(text));
    await expect(readAs(page)).toHaveValue("utf-8");
    await readAs(page).selectOption(name);
    await shows(decoder, folder, bytes);
  }
  await expect(page.getByRole("tab")).toHaveCount(Object.keys(dumps).length);
  console.log(`paste: ${Object.keys(dumps).length} kinds of dumps`);
});

test("what is no dump is its characters, in the encoding that is chosen", async ({ decoder, folder, page }) => {
  await visit(page, "/about/");
  const text = "Grüße, 100 € für Ærøskøbing?";
  await paste(page, { texts: { "text/plain": text } });
  await expect(decoder.name).toHaveText("pasted.bin");
  await expect(readAs(page)).toHaveValue("utf-8");
  await shows(decoder, folder, Buffer.from(text));
  await readAs(page).selectOption("utf-16be");
  await shows(decoder, folder, Buffer.from(text, "utf16le").swap16());
  await readAs(page).selectOption("windows-1252");
  await shows(decoder, folder, execFileSync("iconv", ["-f", "UTF-8", "-t", "CP1252"], { input: text }));
  // Latin-1 has no euro, so it is not offered.
  expect(await readAs(page).locator("option").evaluateAll((all) => all.map((it) => it.value))).not.toContain("latin-1");
});

test("a dump with errors is read as far as it goes, and they are named", async ({ decoder, folder, page }) => {
  await decoder.visit();
  await paste(page, { texts: { "text/plain": BROKEN } });
  await expect(readAs(page)).toHaveValue("xxd");
  await expect(page.locator(".read-as .note")).toHaveText(['Line 2, column 17: expected the second hex digit of a byte, found "z".']);
  await shows(decoder, folder, Buffer.from("hellohe"));
});

test("files and pictures that are pasted are opened", async ({ decoder, folder, page }) => {
  await decoder.visit();
  const bytes = [...randomBytes(300, 9)];
  await decoder.opening(() => paste(page, { files: [{ name: "picture.png", bytes }] }));
  await expect(decoder.name).toHaveText("picture.png");
  await shows(decoder, folder, Buffer.from(bytes));
  await expect(readAs(page)).toHaveCount(0);
});

test("a paste into a field is a paste into the field", async ({ decoder, page }) => {
  await decoder.visit();
  await page.getByRole("button", { name: "Text", exact: true }).click();
  await page.getByRole("textbox", { name: /^Type or paste/ }).focus();
  await paste(page, { texts: { "text/plain": "ca fe" } });
  await expect(decoder.grid).toHaveCount(0);
});

test("the middle button pastes nothing, though Linux means a paste by it", async ({ decoder, folder, page }) => {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await decoder.visit();
  await decoder.drop(folder.random("open.bin", 300));
  await page.evaluate(() => navigator.clipboard.writeText("ca fe"));
  await decoder.box.fill("selected");
  await decoder.box.click({ clickCount: 3 });
  await page.evaluate(() => {
    window.pastes = 0;
    addEventListener("paste", () => (window.pastes += 1), { capture: true });
  });
  await page.locator("h1 .file-size").click({ button: "middle" });
  await page.waitForTimeout(500);
  await expect(page.getByRole("tab")).toHaveText(["open.bin"]);
  console.log(`paste: the middle button told of ${await page.evaluate(() => window.pastes)} pastes`);
  // A paste by key is one.
  await page.locator("main").focus();
  await decoder.opening(() => page.keyboard.press("Control+v"));
  await expect(readAs(page)).toHaveValue("plain");
});

test("text is typed and opened, as what it looks like or as what is chosen", async ({ decoder, folder, page }) => {
  await decoder.visit();
  const open = async (text, reading) => {
    await page.getByRole("button", { name: "Text", exact: true }).click();
    const menu = page.getByRole("group", { name: "Text" });
    await expect(menu.getByRole("textbox")).toBeFocused();
    await menu.getByRole("textbox").fill(text);
    await menu.getByRole("combobox", { name: "Read as" }).selectOption(reading);
    await menu.getByRole("button", { name: "Open" }).click();
    return menu;
  };
  await open("ca fe ba be", "");
  await expect(decoder.name).toHaveText("typed.bin");
  await shows(decoder, folder, Buffer.from("cafebabe", "hex"));
  await expect(decoder.grid).toBeFocused();
  await open("ca fe ba be", "ebcdic");
  await shows(decoder, folder, execFileSync("iconv", ["-f", "UTF-8", "-t", "IBM037"], { input: "ca fe ba be" }));
  await open("100 €", "latin-1");
  await expect(decoder.alert).toHaveText("“€” is not in Latin-1: line 1, column 5.");
  await expect(page.getByRole("tab")).toHaveCount(2);
});

test("a text that is dropped is read as one that is pasted", async ({ decoder, folder, page }) => {
  await decoder.visit();
  await decoder.opening(() => drop(page, { items: [dragged.text("00000000: 6865 6c6c 6f  hello")] }));
  await expect(decoder.name).toHaveText("dropped.bin");
  await expect(readAs(page)).toHaveValue("xxd");
  await shows(decoder, folder, Buffer.from("hello"));
});

test("the clipboard is read at a press, and one that is denied is told", async ({ decoder, folder, page }) => {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await decoder.visit();
  const press = async () => {
    await page.getByRole("button", { name: "Text", exact: true }).click();
    await page.getByRole("button", { name: "Paste from the clipboard" }).click();
  };
  await page.evaluate(() => navigator.clipboard.writeText("yv66vg=="));
  await decoder.opening(press);
  await expect(readAs(page)).toHaveValue("base64");
  await shows(decoder, folder, Buffer.from("cafebabe", "hex"));
  await page.evaluate(() => {
    navigator.clipboard.read = () => Promise.reject(new DOMException("Read permission denied.", "NotAllowedError"));
  });
  await press();
  await expect(decoder.alert).toHaveText("The browser did not let this page read the clipboard. Press Ctrl+V instead.");
  await expect(page.getByRole("tab")).toHaveCount(1);
});

test("much hex is read, to its end", async ({ decoder, folder, page }) => {
  await decoder.visit();
  const bytes = randomBytes(5 * MIB, 4);
  const file = folder.write("much.bin", bytes);
  const text = execFileSync("xxd", ["-p", file], { encoding: "latin1", maxBuffer: 1 << 26 });
  await decoder.opening(() => paste(page, { texts: { "text/plain": text } }));
  await expect(readAs(page)).toHaveValue(/plain/);
  await decoder.goTo("end");
  const rows = await decoder.rows({ offset: 5 * MIB - 1 });
  expect(rows.at(-1)).toContain(fs.readFileSync(file).subarray(-16, -8).toString("hex").replace(/../g, "$& ").trim());
});

for (const { width, colorScheme: scheme } of SCREENS) {
  test(`axe finds nothing where text is typed and read (${scheme}, ${width})`, async ({ decoder, page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await page.setViewportSize({ width, height: 800 });
    await decoder.visit();
    const check = async (state) => expect(await violations(page), state).toEqual([]);
    await page.getByRole("button", { name: "Text", exact: true }).click();
    await check("the menu, nothing open");
    await page.keyboard.press("Escape");
    await paste(page, { texts: { "text/plain": BROKEN } });
    await expect(readAs(page)).toBeVisible();
    await check("read");
    await page.getByRole("button", { name: "Text", exact: true }).click();
    await check("the menu, a text open");
  });
}
