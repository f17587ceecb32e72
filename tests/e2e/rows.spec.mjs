// Every row's text is exactly its line of `hexdump -C -v`.
import fs from "node:fs";
import { GIB, KIB, MIB, PAGE, randomBytes } from "./files.mjs";
import { expect, test } from "./kit.mjs";

/** Lengths around everything that can go wrong: rows, pages of the reader, nothing at all. */
const SIZES = [
  0, 1, 7, 8, 9, 15, 16, 17, 31, 32, 33, 255, 256, 257, 4095, 4096, 4097, 65535, 65536, 65537, 131071, 131072, 131073,
  MIB - 1, MIB, MIB + 1,
];

const BINARIES = [
  "/bin/ls",
  "/usr/bin/file",
  "/bin/cat",
  "/usr/bin/env",
  "/bin/bash",
  "/usr/bin/hexdump",
  "/usr/bin/git",
  "/usr/bin/perl",
];

const TEXTS = {
  "lines.txt": "one\ntwo\nthree\n",
  "windows.txt": "one\r\ntwo\r\n",
  "tabs.txt": "\t\t|\t|\t\n",
  "utf-8.txt": "Grüße aus Köln, 字节, 🐝\n",
  "markup.html": '<b>bold</b> &amp; <script>alert("1")</script><!-- x -->\n',
  "spaces.txt": " ".repeat(100),
  "bars.txt": "||  ||  ||  ||  ||\n",
  "every-byte.bin": Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)),
  "every-byte-twice.bin": Buffer.from(Array.from({ length: 512 }, (_, index) => index >> 1)),
  "zeros.bin": Buffer.alloc(1000),
  "high.bin": Buffer.alloc(999, 0xff),
  "long-line.txt": "x".repeat(5000),
};

/** Offsets at which two reads meet, in a file of `size` bytes. */
const seams = (size) => [PAGE, 2 * PAGE, 8 * PAGE].filter((seam) => seam < size);

/** Opens a file and compares its start, the given places and its end; gives the count of views. */
async function check(decoder, file, how, places) {
  const { size } = fs.statSync(file);
  await decoder[how](file);
  if (size === 0) {
    await expect(decoder.page.getByText("Empty file: 0 bytes", { exact: true })).toBeVisible();
    await expect(decoder.grid).toHaveCount(0);
    return 1;
  }
  await decoder.check(file, { offset: 0 });
  for (const place of places) {
    await decoder.goTo(place % 2 === 0 ? `0x${place.toString(16)}` : String(place));
    await decoder.check(file, { offset: place });
  }
  await decoder.press("Control+End");
  const rows = await decoder.check(file, { offset: size - 1 });
  expect(rows.first + 16 * rows.length, "the last row is the last").toBe(Math.ceil(size / 16) * 16);
  return places.length + 2;
}

async function checkAll(decoder, files, places = seams) {
  let views = 0;
  for (const [index, file] of files.entries()) {
    const how = index % 4 === 3 ? "choose" : "drop";
    views += await check(decoder, file, how, places(fs.statSync(file).size));
  }
  console.log(`rows: ${files.length} files in ${views} views are as hexdump prints them`);
}

test("random bytes of every length that matters", async ({ decoder, folder }) => {
  await decoder.visit();
  await checkAll(decoder, SIZES.map((size) => folder.random(`random-${size}.bin`, size)));
});

test("programs of this system", async ({ decoder }) => {
  const files = BINARIES.filter((file) => fs.existsSync(file));
  if (files.length < 5) throw new Error(`Five of ${BINARIES.join(", ")} are needed; here are ${files.length}.`);
  await decoder.visit();
  await checkAll(decoder, files);
});

test("text", async ({ decoder, folder }) => {
  const files = Object.entries(TEXTS).map(([name, text]) => folder.write(name, text));
  await decoder.visit();
  await checkAll(decoder, [...files, "/etc/passwd", "/etc/os-release"]);
});

for (const gib of [10, 200]) {
  test(`a sparse file of ${gib} GiB`, async ({ decoder, folder }) => {
    const size = gib * GIB + 5;
    const spots = [0, PAGE, 2 ** 31, 2 ** 32 - PAGE, 2 ** 32, 2 ** 33 + PAGE, Math.floor(size / 2), size].filter(
      (spot) => spot <= size,
    );
    const file = folder.sparse(`sparse-${gib}.bin`, size, spots);
    const places = spots.slice(1, -1).flatMap((spot) => [spot - 1, spot, spot + 17]);
    await decoder.visit();
    await checkAll(decoder, [file], () => places);
  });
}

test("each row is the same after its neighbours were read", async ({ decoder, folder }) => {
  const file = folder.write("seam.bin", randomBytes(3 * PAGE + 100 * KIB, 3));
  await decoder.visit();
  await decoder.drop(file);
  let views = 0;
  for (const step of [-40, -16, -8, 0, 8, 16, 40]) {
    for (const seam of [PAGE, 2 * PAGE, 3 * PAGE]) {
      await decoder.goTo(String(seam + step));
      await decoder.check(file, { offset: seam + step });
      views += 1;
    }
  }
  console.log(`rows: ${views} views around seams`);
});

test("nine digits of offset and eight columns", async ({ decoder, folder, page }) => {
  const size = 2 ** 32 + 64;
  const file = folder.sparse("nine.bin", size, [0, size]);
  await page.setViewportSize({ width: 360, height: 700 });
  await decoder.visit();
  await decoder.drop(file);
  await decoder.press("Control+End");
  const rows = await decoder.rows({ offset: size - 1, width: 8 });
  expect(rows.at(-1)).toMatch(/^100000038 {2}([0-9a-f]{2} ){8} +\|.{8}\|$/);
  const lefts = await decoder.grid.locator(".bytes").evaluateAll((cells) => cells.map((cell) => cell.offsetLeft));
  expect(new Set(lefts).size, "bytes stand under each other").toBe(1);
});
