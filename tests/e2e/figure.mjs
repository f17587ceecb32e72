// The figures of posts: as their posts describe them, as their readers see them, and the ways to use them.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import { read } from "./dist.mjs";
import { expect } from "./kit.mjs";

/** The kinds of figures. */
export const KINDS = ["dump", "inspect", "cat", "type", "ascii", "exercise", "byte"];

/** The post that has all of them. */
export const POST = "/posts/reading-binary-files/";

/** What a program prints. */
export function printed(program, args) {
  return execFileSync(program, args, { env: { ...process.env, LC_ALL: "C" }, encoding: "latin1" });
}

/** Bytes as pairs of digits. */
export const pairs = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join(" ");

/** The figures that a post describes, in their order: what they are made of, found without our code. */
export function described(path) {
  const post = new URL(`../../posts/${path.split("/")[2]}.md`, import.meta.url);
  const blocks = fs.readFileSync(post, "utf8").matchAll(/^```(\w+)\n([^]*?)^```$/gm);
  return [...blocks].filter(([, kind]) => KINDS.includes(kind)).map(([, kind, text]) => describe(kind, text));
}

function describe(kind, text) {
  const [first, ...rest] = text.split("\n");
  const end = kind === "byte" ? 0 : rest.indexOf("");
  const lines = rest.slice(0, end);
  const caption = rest.slice(end).join(" ").trim();
  const setting = (name) => lines.filter((line) => line.startsWith(`${name} = `)).map((line) => line.slice(name.length + 3));
  const notes = lines.map((line) => line.match(/^(0x[0-9a-f]+)\+(\d+) /)).filter(Boolean);
  return {
    kind,
    ...bytesOf(kind, first),
    caption,
    notes: notes.map(([, start, length]) => [Number(start), Number(length)]),
    words: lines.filter((line) => line.startsWith("0x")).map((line) => line.slice(line.indexOf(": ") + 2)),
    ask: setting("ask")[0],
    query: setting("answer")[0]?.split(": ")[0],
    hints: setting("hint"),
  };
}

function bytesOf(kind, line) {
  const [name, range = ""] = line.split(" ");
  const own = (bytes) => ({ bytes, start: 0 });
  if (kind === "byte") return own(Buffer.from(line, "hex"));
  if (name === "hex") return own(Buffer.from(line.slice(4).replaceAll(" ", ""), "hex"));
  if (name === "text") return own(Buffer.from(line.slice(5)));
  const file = read("root", `samples/${name}`);
  // Of a whole file, the beginning is shown.
  const [start, end] = range === "" ? [0, 64] : range.split("..").map(Number);
  return { bytes: file.subarray(start, end), start, file };
}

/** The answer to what an exercise asks, as the bytes give it. */
export function solve({ query, bytes, start, file }, folder) {
  const [name, ...rest] = query.split(" ");
  const needle = () => Buffer.from(rest.join(""), "hex");
  const at = Number(rest[0]) - start;
  const view = new DataView(new Uint8Array(bytes).buffer);
  switch (name) {
    case "u8":
      return String(view.getUint8(at));
    case "u32be":
      return String(view.getUint32(at));
    case "offset":
      return `0x${(start + bytes.indexOf(needle())).toString(16)}`;
    case "count": {
      let count = 0;
      for (let place = bytes.indexOf(needle()); place >= 0; place = bytes.indexOf(needle(), place + 1)) count += 1;
      return String(count);
    }
    case "kind":
      return printed("file", ["-b", folder.write("asked.bin", file ?? bytes)]).split(/[,\n]/)[0];
    default:
      throw new Error(`${query} is not known here`);
  }
}

/** What `hexdump` prints of bytes of which the first one stands at `start`. */
export function dumped(folder, bytes, start = 0) {
  const file = folder.write("dumped.bin", Buffer.concat([Buffer.alloc(start), bytes]));
  return printed("hexdump", ["-C", "-v", "-s", String(start), file]);
}

/** A figure, as its reader sees it. */
export class Figure {
  constructor(page, kind, index = 0) {
    this.page = page;
    this.box = page.locator(`[data-figure="${kind}"]`).nth(index);
    this.shown = this.box.locator(".shown");
    this.lines = this.box.locator(".lines");
    this.notes = this.box.locator(".note");
    this.said = this.box.locator(".said");
    this.field = this.box.getByRole("textbox", { name: "Bytes" });
    this.mode = this.box.getByRole("combobox", { name: "Written as" });
    this.more = this.box.getByText("Try other bytes");
    this.file = this.box.locator("input[type=file]");
    this.answer = this.box.getByRole("textbox", { name: "Your answer" });
    this.judged = this.box.locator(".answer p");
  }

  button(name) {
    return this.box.getByRole("button", { name, exact: true });
  }

  async show(text, mode = "hex") {
    const isOpen = await this.box.locator(".try").evaluate((fields) => fields.open);
    if (!isOpen) await this.more.click();
    await this.mode.selectOption(mode);
    await this.field.fill(text);
    await this.button("Show").click();
    await expect(this.said).toHaveText("Shown: the bytes that were typed.");
  }

  lit() {
    return this.box.locator(".lit").allTextContents();
  }
}

/** Whether a control has the keyboard. */
const isFocused = (control) => control.evaluate((control) => control === document.activeElement);

/** Presses Tab, or Shift and Tab, until a control has the keyboard. */
export async function tabTo(page, control, most = 250) {
  const side = await control.evaluate((control) => {
    const from = document.activeElement ?? document.body;
    return from.compareDocumentPosition(control) & Node.DOCUMENT_POSITION_PRECEDING;
  });
  for (let step = 0; step < most; step += 1) {
    if (await isFocused(control)) return;
    await page.keyboard.press(side ? "Shift+Tab" : "Tab");
  }
  throw new Error(`Tab does not lead to ${control}`);
}

/** What a hand does: each way in its own manner, to the same end. */
export const HANDS = {
  mouse: (page) => ({
    press: (control) => control.click(),
    // The list of a select element is the system's, and no page's.
    choose: (select, value) => select.selectOption(value),
    write: async (field, text) => {
      await field.click({ clickCount: 3 });
      await page.keyboard.press("Control+a");
      await page.keyboard.insertText(text);
      if (text === "") await page.keyboard.press("Delete");
    },
    note: (notes, index) => notes.nth(index).click(),
  }),
  keyboard: (page) => ({
    press: async (control) => {
      await tabTo(page, control);
      await page.keyboard.press("Enter");
    },
    choose: async (select, value) => {
      await tabTo(page, select);
      await page.keyboard.press(value === "text" ? "End" : "Home");
    },
    write: async (field, text) => {
      await tabTo(page, field);
      await page.keyboard.press("Control+a");
      await page.keyboard.press("Delete");
      await page.keyboard.insertText(text);
    },
    note: async (notes, index) => {
      // One of them is a stop, and arrows lead on.
      const stop = notes.and(page.locator("[tabindex='0']"));
      await tabTo(page, stop);
      await page.keyboard.press("Home");
      for (let step = 0; step < index; step += 1) await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Enter");
    },
  }),
  touch: () => ({
    press: (control) => control.tap(),
    choose: (select, value) => select.selectOption(value),
    write: async (field, text) => {
      await field.tap();
      // What the keyboard on the screen does.
      await field.fill(text);
    },
    note: (notes, index) => notes.nth(index).tap(),
  }),
};
