// The figures in posts: what is shown of bytes, the reader's own bytes, and what is asked about them.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import { randomBytes } from "./files.mjs";
import { drop, expect, finger, test, violations, visit } from "./kit.mjs";
import { address } from "./setting.mjs";

const POST = "/posts/reading-binary-files/";
const SEED = Date.now() % 1_000_000;

/** A figure, as its reader sees it. */
class Figure {
  constructor(page, kind, index = 0) {
    this.page = page;
    this.box = page.locator(`[data-figure="${kind}"]`).nth(index);
    this.lines = this.box.locator(".lines");
    this.notes = this.box.locator(".note");
    this.said = this.box.locator(".said");
    this.field = this.box.getByRole("textbox", { name: "Bytes" });
    this.mode = this.box.getByRole("combobox", { name: "Written as" });
    this.more = this.box.getByText("Try other bytes");
  }

  button(name) {
    return this.box.getByRole("button", { name, exact: true });
  }

  async show(text, mode = "hex") {
    if (!(await this.field.isVisible())) await this.more.click();
    await this.mode.selectOption(mode);
    await this.field.fill(text);
    await this.button("Show").click();
    await expect(this.said).toHaveText("Shown: the bytes that were typed.");
  }

  lit() {
    return this.box.locator(".lit").allTextContents();
  }
}

const digits = (bytes) => Buffer.from(bytes).toString("hex");
const printed = (program, args) => execFileSync(program, args, { env: { ...process.env, LC_ALL: "C" }, encoding: "latin1" });
/** Random bytes that are letters, signs and digits. */
const signs = (length, seed) => Buffer.from(randomBytes(length, seed).map((byte) => 0x21 + (byte % 0x5e)));

/** What each kind has to show of three random inputs, beside the post's own. */
const KINDS = {
  dump: async (figure, bytes, file) => {
    await figure.show(digits(bytes));
    expect(await figure.lines.textContent()).toBe(printed("hexdump", ["-C", "-v", file]));
  },
  cat: async (figure, bytes, file) => {
    await figure.show(digits(bytes));
    expect(await figure.lines.textContent()).toBe(printed("hexdump", ["-C", "-v", file]));
    // Each byte that is no text of ASCII is in something that can be pressed.
    const marked = await figure.lines.locator("[data-i]").allTextContents();
    const pairs = marked.join(" ").match(/\b[0-9a-f]{2}\b/g) ?? [];
    const orders = [...bytes].filter((byte) => (byte < 0x20 && byte !== 0x09 && byte !== 0x0a) || byte === 0x7f);
    for (const order of orders) expect(pairs).toContain(digits([order]));
  },
  inspect: async (figure, bytes) => {
    await figure.show(digits(bytes));
    const view = new DataView(new Uint8Array(bytes).buffer);
    await expect(figure.box.getByRole("row", { name: /^u32/ }).getByRole("cell")).toHaveText([
      String(view.getUint32(0, true)),
      String(view.getUint32(0)),
    ]);
  },
  type: async (figure, bytes, file) => {
    const text = signs(40, bytes[0] + 1).toString("latin1");
    fs.writeFileSync(file, text);
    await figure.show(text, "text");
    await expect(figure.box.locator(".verdict")).toHaveText(printed("file", ["-b", file]).trim());
  },
  ascii: async (figure, bytes) => {
    const text = signs(12, bytes[0] + 1).toString("latin1");
    await figure.show(text, "text");
    const marked = await figure.box.locator("td.marked").allTextContents();
    expect(marked.sort()).toEqual([...new Set(text)].sort());
    await expect(figure.notes).toHaveText([...text].map((sign) => `${digits(Buffer.from(sign))} ${sign}`));
  },
  exercise: async (figure, bytes) => {
    await figure.show(digits(bytes));
    const right = bytes[0x2b - 0x20];
    const answer = figure.box.getByRole("textbox", { name: "Your answer" });
    await answer.fill(String((right + 1) % 256));
    await figure.button("Check").click();
    await expect(figure.box.locator(".answer p")).toContainText("Not ");
    await answer.fill(`0x${right.toString(16)}`);
    await answer.press("Enter");
    await expect(figure.box.locator(".answer p")).toHaveText(`Right: ${right}.`);
  },
};

for (const [kind, check] of Object.entries(KINDS)) {
  test(`${kind}: the reader's own bytes, and back to the post's`, async ({ folder, page }) => {
    await visit(page, POST);
    const figure = new Figure(page, kind);
    const own = await figure.box.locator(".shown").textContent();
    const fields = async () => [await figure.mode.inputValue(), await figure.field.inputValue()];
    await figure.more.click();
    const first = await fields();
    for (let turn = 0; turn < 3; turn += 1) {
      const length = ["exercise", "inspect"].includes(kind) ? 16 : 16 + ((SEED + turn * 37) % 200);
      const bytes = randomBytes(length, SEED + turn);
      await check(figure, bytes, folder.write(`${turn}.bin`, bytes));
    }
    console.log(`figures: ${kind}, 3 random inputs, seed ${SEED}`);
    await figure.button("Back to the post’s bytes").click();
    await expect(figure.said).toHaveText("The bytes of the post are back.");
    expect(await figure.box.locator(".shown").textContent()).toBe(own);
    expect(await fields()).toEqual(first);
    await expect(figure.field, "the button has gone, and the keyboard is beside it").toBeFocused();
    expect(page.url(), "a figure is no place").toBe(address(POST));
  });
}

test("notes light their bytes, by pointer, keyboard and finger", async ({ page }) => {
  await visit(page, POST);
  const figure = new Figure(page, "dump", 1);
  const magic = figure.notes.first();
  await magic.hover();
  // Its digits, its characters and itself.
  await expect.poll(() => figure.lit()).toHaveLength(3);
  expect((await figure.lit()).slice(0, 2)).toEqual(["ca fe ba be", "...."]);
  await page.mouse.move(0, 0);
  await expect.poll(() => figure.lit()).toHaveLength(0);
  await magic.click();
  await page.mouse.move(0, 0);
  await expect(magic).toHaveAttribute("aria-pressed", "true");
  await expect.poll(() => figure.lit(), { message: "it stays lit" }).toHaveLength(3);
  // The bytes themselves lead to their note.
  await figure.lines.locator("[data-i='1']").first().click();
  await expect(figure.notes.nth(1)).toHaveAttribute("aria-pressed", "true");
  await expect(magic).toHaveAttribute("aria-pressed", "false");
  await magic.focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect(figure.notes.nth(2)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(figure.notes.nth(2)).toHaveAttribute("aria-pressed", "true");
  await page.keyboard.press("End");
  await expect(figure.notes.last()).toBeFocused();
  expect(await figure.box.locator('.note[tabindex="0"]').count(), "one stop for the keyboard").toBe(1);
  const touch = await finger(page);
  await magic.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await magic.boundingBox();
  const point = { x: x + width / 2, y: y + height / 2 };
  await touch("touchStart", [point]);
  await touch("touchEnd", []);
  await expect(magic).toHaveAttribute("aria-pressed", "true");
});

test("of two equal bytes, the one that is pressed is the one that is kept", async ({ page }) => {
  await visit(page, POST);
  const figure = new Figure(page, "ascii");
  await figure.show("Hello", "text");
  await figure.notes.nth(3).click();
  await expect(figure.notes.nth(3)).toHaveAttribute("aria-pressed", "true");
  await expect(figure.notes.nth(2)).toHaveAttribute("aria-pressed", "false");
});

test("values are what they are read as, and several bytes are no number", async ({ page }) => {
  await visit(page, POST);
  const figure = new Figure(page, "dump", 3);
  await expect(figure.notes.first()).toContainText("Hello");
  await figure.show("12345", "text");
  await expect(figure.notes.first().locator(".value")).toHaveText("12345");
});

test("a file that is dropped on a figure or chosen is shown in it", async ({ folder, page }) => {
  await visit(page, POST);
  const file = folder.write("own.png", fs.readFileSync(new URL("../../static/screenshot.png", import.meta.url)));
  const type = new Figure(page, "type");
  await type.box.scrollIntoViewIfNeeded();
  const { x, y } = await type.box.boundingBox();
  await drop(page, { files: [file] }, { x: x + 20, y: y + 20 });
  await expect(type.box.locator(".verdict")).toHaveText(printed("file", ["-b", file]).trim());
  await expect(type.said).toHaveText("Shown: own.png, its first 64 bytes.");
  expect(page.url()).toBe(address(POST));
  const dump = new Figure(page, "dump");
  await dump.more.click();
  await dump.box.locator("input[type=file]").setInputFiles(file);
  await expect(dump.said).toHaveText("Shown: own.png, its first 256 bytes.");
  expect(await dump.lines.textContent()).toBe(printed("hexdump", ["-C", "-v", "-n", "256", file]));
  await expect(dump.notes, "notes are about the post's bytes").toHaveCount(0);
  await dump.button("Open in the decoder").click();
  await expect(page.locator("h1 .file-name")).toHaveText("own.png");
  await expect(page).toHaveURL(/\/decoder\//);
});

test("what is no byte is told, and what was shown stays", async ({ page }) => {
  await visit(page, POST);
  const figure = new Figure(page, "dump");
  const before = await figure.lines.textContent();
  await figure.more.click();
  for (const [text, said] of [
    ["4", "Each byte is written as two hex digits, such as 4f."],
    ["zz", "Each byte is written as two hex digits, such as 4f."],
  ]) {
    await figure.field.fill(text);
    await figure.button("Show").click();
    await expect(figure.said).toHaveText(said);
    expect(await figure.lines.textContent()).toBe(before);
  }
  await figure.show("");
  await expect(figure.lines).toHaveText("");
});

test("bytes that stand in a post open in the decoder, and so does the part of a sample", async ({ page }) => {
  await visit(page, "/posts/a-zip-read-backwards/");
  await page.getByRole("link", { name: "Open in the decoder" }).first().click();
  await expect(page.locator("h1 .file-name")).toHaveText("two-files.zip");
  await expect(page).toHaveURL(/#sample=two-files\.zip&at=0xb9&len=22$/);
  await expect(page.getByText("Zip archive data", { exact: false }).first()).toBeVisible();
  await visit(page, POST);
  const cat = new Figure(page, "cat");
  await cat.more.click();
  await cat.button("Open in the decoder").click();
  await expect(page.getByRole("grid", { name: "Bytes" })).toContainText("ca fe ba be 07 20");
});

test("every exercise of the lead post is solved by keyboard alone", async ({ page }) => {
  await visit(page, POST);
  const answers = ["f0", "4", "0x10000", "4070", "compiled Java class data"];
  const exercises = page.locator('[data-figure="exercise"]');
  await expect(exercises).toHaveCount(answers.length);
  for (const [index, answer] of answers.entries()) {
    const field = exercises.nth(index).getByRole("textbox", { name: "Your answer" });
    let presses = 0;
    while (!(await field.evaluate((field) => field === document.activeElement))) {
      await page.keyboard.press("Tab");
      presses += 1;
      expect(presses, "the keyboard gets there").toBeLessThan(200);
    }
    await page.keyboard.type(answer);
    await page.keyboard.press("Enter");
    await expect(exercises.nth(index).locator(".answer p")).toContainText("Right: ");
  }
  console.log(`figures: ${answers.length} exercises`);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("figures are read as text, and hints and answers open", async ({ page }) => {
    await page.goto(address(POST));
    for (const kind of Object.keys(KINDS)) {
      const text = await page.locator(`[data-figure="${kind}"]`).first().innerText();
      expect(text.length, kind).toBeGreaterThan(40);
    }
    await expect(page.locator("[data-figure='dump'] .lines").nth(1)).toContainText("ca fe ba be 00 00 00 02");
    await expect(page.getByRole("button")).toHaveCount(0);
    const exercise = page.locator("[data-figure='exercise']").first();
    await exercise.getByText("Answer").click();
    await expect(exercise).toContainText("240 = 0xf0");
  });
});

for (const width of [360, 1280]) {
  for (const colorScheme of ["light", "dark"]) {
    test.describe(`axe finds nothing in figures, ${width} px, ${colorScheme}`, () => {
      test.use({ viewport: { width, height: 800 }, colorScheme });

      test("at rest, with the fields open, lit, and with an answer", async ({ page }) => {
        await visit(page, POST);
        expect(await violations(page)).toEqual([]);
        for (const details of await page.locator(".figure summary").all()) await details.click();
        await new Figure(page, "dump").notes.first().click();
        await new Figure(page, "dump").show("00 ff 41");
        const exercise = new Figure(page, "exercise");
        await exercise.button("Check").click();
        await expect(exercise.box.locator(".answer p")).not.toBeEmpty();
        expect(await violations(page), "open").toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      });
    });
  }
}
