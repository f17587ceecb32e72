// Every kind of figure by mouse, keyboard and touch: with the bytes of its post, and with three random inputs.
// What is expected comes from other programs and from JavaScript.
import { gzipSync } from "node:zlib";
import fs from "node:fs";
import { randomBytes } from "./files.mjs";
import { drop, expect, test, visit } from "./kit.mjs";
import { setting } from "./setting.mjs";
import { Figure, HANDS, POST, described, dumped, pairs, printed, solve } from "./figure.mjs";

const SEED = Number(setting("HEXLOG_SEED"));
const OWN = described(POST);
const own = (kind, index = 0) => OWN.filter((figure) => figure.kind === kind)[index];

/** Random letters and spaces, which no program takes for more than text. */
const letters = (length, seed) => `qz ${[...randomBytes(length - 3, seed)].map((byte) => "etaoin shrdlu"[byte % 13]).join("")}`;

/** A picture's beginning, of random width and height. */
function png(seed) {
  const picture = Buffer.from("89504e470d0a1a0a0000000d49484452000000000000000008060000000000000000", "hex");
  randomBytes(2, seed).copy(picture, 18);
  randomBytes(2, seed + 1).copy(picture, 22);
  return picture;
}

/** Three inputs for a figure of this kind: bytes in hex, a text, and a file. */
function inputs(kind, seed) {
  // As many as are shown of it.
  const most = { exercise: 16, inspect: 16, type: 64 }[kind] ?? 200;
  const length = 16 + (seed % (most - 15));
  const inHex = kind === "type" ? png(seed) : randomBytes(length, seed);
  const file = kind === "type" ? gzipSync(randomBytes(3000, seed + 2)) : randomBytes(600, seed + 2);
  return [
    ["hex", inHex],
    ["text", Buffer.from(letters(length, seed + 1))],
    ["file", file],
  ];
}

/** What each kind has to show of bytes whose first one stands at `start`; `isFile` if they are a file. */
const CHECKS = {
  dump: async (figure, bytes, { folder, start = 0, notes, isFile }) => {
    expect(await figure.lines.textContent()).toBe(dumped(folder, bytes.subarray(0, 256), start));
    const end = start + bytes.length;
    // Notes are about the post's bytes, and not about a file.
    const fit = isFile ? [] : notes.filter(([at, length]) => at + length <= end);
    await expect(figure.notes).toHaveCount(fit.length);
    const values = await figure.notes.locator(".value").allTextContents();
    for (const [index, [at, length]] of fit.entries()) {
      if (length !== 4 || index === 0) continue;
      const value = bytes.readUInt32BE(at - start);
      expect(values[index]).toBe(value > 9 ? `${value} = 0x${value.toString(16)}` : String(value));
    }
  },
  inspect: async (figure, bytes) => {
    const view = new DataView(new Uint8Array(bytes.subarray(0, 8)).buffer.slice(0));
    const cells = figure.box.getByRole("row", { name: /^u32/ }).getByRole("cell");
    await expect(cells).toHaveText([String(view.getUint32(0, true)), String(view.getUint32(0))]);
  },
  cat: async (figure, bytes, { folder, isFile }) => {
    const shown = isFile ? bytes.subarray(0, 256) : bytes;
    expect(await figure.lines.textContent()).toBe(dumped(folder, shown));
    const marked = (await figure.lines.locator("[data-i]").allTextContents()).join(" ");
    const orders = [...shown].filter((byte) => (byte < 0x20 && byte !== 9 && byte !== 10) || byte === 0x7f);
    for (const order of orders) expect(marked).toContain(pairs([order]));
    const screen = await figure.box.locator(".screen").textContent();
    const text = shown.toString("latin1");
    if (/^[ a-z]*$/.test(text)) expect(screen).toBe(text);
  },
  type: async (figure, bytes, { folder, file }) => {
    // What `file` says on several lines, its versions say differently: of that, the first part.
    const [kind] = printed("file", ["-b", folder.write("kind.bin", file ?? bytes)]).trim().split("[");
    await expect(figure.box.locator(".verdict")).toHaveText(file ? new RegExp(`^${kind}\\[`) : kind);
    expect(await figure.lines.textContent()).toBe(dumped(folder, bytes.subarray(0, 64)));
  },
  ascii: async (figure, bytes, { isFile }) => {
    const shown = [...(isFile ? bytes.subarray(0, 256) : bytes)];
    const marked = await figure.box.locator("td.marked").evaluateAll((cells) => cells.map((cell) => Number(cell.dataset.i)));
    expect(marked.sort((one, other) => one - other)).toEqual([...new Set(shown.filter((byte) => byte < 0x80))].sort((one, other) => one - other));
    const codes = await figure.notes.locator("code").allTextContents();
    expect(codes.join(" ")).toBe(pairs(shown));
  },
  exercise: async (figure, bytes, { folder, hand, start = 0, isFile, isOwn }) => {
    expect(await figure.lines.textContent()).toBe(dumped(folder, bytes.subarray(0, 256), start));
    const right = Number(solve({ ...own("exercise"), bytes, start: isFile ? 0 : start }, folder));
    await hand.write(figure.answer, String((right + 1) % 256));
    await hand.press(figure.button("Check"));
    await expect(figure.judged).toHaveText(`Not ${(right + 1) % 256}. Look again.`);
    await hand.write(figure.answer, `0x${right.toString(16)}`);
    await hand.press(figure.button("Check"));
    await expect(figure.judged).toHaveText(`Right: ${right}.`);
    if (!isOwn) return;
    for (const [name, text] of [
      ["Hint", own("exercise").hints[0]],
      ["Answer", `${right} = 0x${right.toString(16)}`],
    ]) {
      const details = figure.box.locator("details", { has: figure.page.locator("summary", { hasText: new RegExp(`^${name}$`) }) });
      await expect(details.locator("p")).toBeHidden();
      await hand.press(details.locator("summary"));
      await expect(details.locator("p")).toHaveText(text);
      await expect(details.locator("p")).toBeVisible();
    }
  },
};

/** Of the figure with numbers, which dump to try. */
const INDEX = { dump: 1 };

/** Presses the second note, and looks whether what it is about is lit. */
async function pressed(kind, figure, hand) {
  if (["inspect", "exercise"].includes(kind)) return;
  const note = figure.notes.nth(1);
  await hand.note(figure.notes, 1);
  await expect(note).toHaveAttribute("aria-pressed", "true");
  const number = await note.getAttribute("data-i");
  const about = figure.shown.locator(`[data-i~="${number}"]`);
  // The note itself, and the bytes that it is about.
  expect(await about.count()).toBeGreaterThanOrEqual(2);
  await expect(figure.shown.locator(".lit")).toHaveCount(await about.count());
  if (kind === "dump") {
    const [at, length] = own("dump", 1).notes[1];
    expect(await figure.lines.locator(".lit").first().textContent()).toBe(pairs(own("dump", 1).bytes.subarray(at, at + length)));
  }
  if (kind === "ascii") expect(await figure.box.locator("td.lit").textContent()).toBe("A");
  await hand.note(figure.notes, 1);
  await expect(note).toHaveAttribute("aria-pressed", "false");
}

for (const [way, hands] of Object.entries(HANDS)) {
  test.describe(`by ${way}`, () => {
    test.use({ hasTouch: way === "touch", viewport: way === "touch" ? { width: 412, height: 800 } : { width: 1280, height: 800 } });

    for (const [kind, check] of Object.entries(CHECKS)) {
      test(`${kind}: the post's bytes, and three random inputs`, async ({ folder, page }) => {
        await visit(page, POST);
        const hand = hands(page);
        const figure = new Figure(page, kind, INDEX[kind]);
        const post = own(kind, INDEX[kind]);
        const first = await figure.shown.textContent();
        await check(figure, post.bytes, { folder, hand, start: post.start, notes: post.notes, file: post.file, isOwn: true });
        await pressed(kind, figure, hand);
        await hand.press(figure.more);
        const fields = async () => [await figure.mode.inputValue(), await figure.field.inputValue()];
        const before = await fields();
        const seed = SEED + kind.length * 1000;
        for (const [turn, [mode, bytes]] of inputs(kind, seed).entries()) {
          if (mode === "file") {
            const file = folder.write(`random ${turn}.bin`, bytes);
            if (way === "mouse") {
              await figure.shown.scrollIntoViewIfNeeded();
              const { x, y } = await figure.shown.boundingBox();
              await drop(page, { files: [file] }, { x: x + 20, y: Math.max(y, 0) + 20 });
            } else {
              const asked = page.waitForEvent("filechooser");
              await hand.press(figure.file);
              await (await asked).setFiles(file);
            }
            await expect(figure.said).toHaveText(new RegExp(`^Shown: random ${turn}.bin`));
          } else {
            await hand.choose(figure.mode, mode);
            await hand.write(figure.field, mode === "hex" ? pairs(bytes) : bytes.toString());
            await hand.press(figure.button("Show"));
            await expect(figure.said).toHaveText("Shown: the bytes that were typed.");
          }
          const isFile = mode === "file";
          await check(figure, bytes, { folder, hand, start: isFile ? 0 : post.start, notes: post.notes, isFile });
        }
        console.log(`inputs: ${kind} by ${way}, 3 random inputs, seed ${SEED}`);
        await hand.press(figure.button("Back to the post’s bytes"));
        await expect(figure.said).toHaveText("The bytes of the post are back.");
        expect(await figure.shown.textContent()).toBe(first);
        expect(await fields()).toEqual(before);
        await expect(figure.field, "the button has gone, and the keyboard is beside it").toBeFocused();
        expect(new URL(page.url()).pathname, "a figure is no place").toBe(POST);
      });
    }

    test("byte: the post's byte, and three random ones", async ({ page }) => {
      await visit(page, POST);
      const hand = hands(page);
      const box = page.locator("[data-figure=byte]");
      const field = (name) => box.getByRole("textbox", { name, exact: true });
      const bit = (number) => box.getByRole("button", { name: new RegExp(`^bit ${number},`) });
      const [first] = own("byte").bytes;
      const check = async (byte) => {
        await expect(field("Hex")).toHaveValue(pairs([byte]));
        await expect(field("Binary")).toHaveValue(byte.toString(2).padStart(8, "0"));
        await expect(field("Decimal")).toHaveValue(String(byte));
        await expect(field("Octal")).toHaveValue(byte.toString(8).padStart(3, "0"));
        if (byte > 0x20 && byte < 0x7f) await expect(field("Character")).toHaveValue(String.fromCharCode(byte));
      };
      await check(first);
      const [one, two, three] = randomBytes(3, SEED);
      await hand.write(field("Hex"), pairs([one]));
      await check(one);
      await hand.write(field("Decimal"), String(two));
      await check(two);
      for (let number = 7; number >= 0; number -= 1) {
        if ((two ^ three) & (1 << number)) await hand.press(bit(number));
      }
      await check(three);
      if (three !== first) await hand.press(box.getByRole("button", { name: "Back to 40" }));
      await check(first);
      console.log(`inputs: byte by ${way}, 3 random bytes, seed ${SEED}`);
    });
  });
}
