// Moving through a file: wheel, thumb, touch, keyboard, address.
import fs from "node:fs";
import { GIB, MIB, hexdump, randomBytes, randomNumbers } from "./files.mjs";
import { drop, expect, finger, hydrated, test, waitFor } from "./kit.mjs";

/** The active cell, as it is announced. */
const announced = (page) =>
  page.evaluate(() => {
    const grid = document.querySelector("[role=grid]");
    const cell = document.getElementById(grid.getAttribute("aria-activedescendant"));
    if (cell === null || cell.getAttribute("role") !== "gridcell" || !grid.contains(cell)) return null;
    return { name: cell.getAttribute("aria-label"), digits: cell.textContent };
  });

const scrollTop = (decoder) => decoder.scroller.evaluate((element) => element.scrollTop);

async function open(decoder, file) {
  await decoder.visit();
  await decoder.drop(file);
  await decoder.check(file, { offset: 0 });
}

async function overGrid(decoder) {
  const box = await decoder.scroller.boundingBox();
  await decoder.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
}

/** Turns the wheel and waits until everything has come to rest. */
async function wheel(decoder, pixels) {
  await decoder.page.mouse.wheel(0, pixels);
  await rest(decoder);
}

async function rest(decoder) {
  let before;
  await expect
    .poll(
      async () => {
        const now = JSON.stringify([await scrollTop(decoder), (await decoder.look()).map((row) => row.text)]);
        const same = now === before;
        before = now;
        return same;
      },
      { message: "scrolling comes to rest", intervals: [250] },
    )
    .toBe(true);
}

/** Moves a finger over the grid, slowly at its end so that the rows do not run on. */
async function swipe({ scroller, page }, distance) {
  const STEPS = 20;
  const box = await scroller.boundingBox();
  const touch = await finger(page);
  const x = box.x + box.width / 2;
  const start = box.y + box.height / 2 - distance / 2;
  await touch("touchStart", [{ x, y: start }]);
  for (let step = 1; step <= STEPS; step += 1) {
    await touch("touchMove", [{ x, y: start + (distance * step) / STEPS }]);
  }
  for (let still = 0; still < 5; still += 1) {
    await page.waitForTimeout(50);
    await touch("touchMove", [{ x, y: start + distance + (still % 2) }]);
  }
  await touch("touchEnd", []);
}

const FILES = [
  { what: "a small file", size: MIB },
  { what: "10 GiB", size: 10 * GIB },
  { what: "200 GiB", size: 200 * GIB + 3 },
];

const makeFile = (folder, size) => folder.sparse("scroll.bin", size, [0, size / 2, size].map(Math.floor), 128 * 1024);

for (const { what, size } of FILES) {
  test(`the wheel goes as far down as up: ${what}`, async ({ decoder, folder }) => {
    const file = makeFile(folder, size);
    await open(decoder, file);
    for (const start of ["0", "50%", "end-5000"]) {
      await decoder.goTo(start);
      await rest(decoder);
      await overGrid(decoder);
      const before = await decoder.check(file);
      for (let turn = 1; turn <= 5; turn += 1) {
        await decoder.page.mouse.wheel(0, 120);
        await expect
          .poll(async () => (await decoder.rows()).first, { message: "the wheel moves six rows" })
          .toBe(before.first + turn * 6 * 16);
      }
      await rest(decoder);
      const below = await decoder.check(file);
      expect(below.first).toBe(before.first + 30 * 16);
      for (let turn = 1; turn <= 5; turn += 1) await decoder.page.mouse.wheel(0, -120);
      await rest(decoder);
      expect((await decoder.check(file)).first).toBe(before.first);
    }
  });

  test(`the thumb reaches both ends exactly: ${what}`, async ({ decoder, folder, page }) => {
    const file = makeFile(folder, size);
    await open(decoder, file);
    const drag = async (part) => {
      await decoder.scroller.evaluate((element, part) => {
        element.scrollTop = part * (element.scrollHeight - element.clientHeight);
      }, part);
      await rest(decoder);
      return decoder.check(file);
    };
    for (const part of [1, 0, 0.5, 1, 0.999, 0.25, 0]) {
      const rows = await drag(part);
      const end = rows.first + rows.length * 16;
      if (part === 0) expect(rows.first, "the first row").toBe(0);
      if (part === 1) expect(end, "the last row").toBe(Math.ceil(size / 16) * 16);
      if (part > 0 && part < 1) {
        expect(Math.abs((rows.first + end) / 2 / size - part), `about ${part} of the way`).toBeLessThan(0.02);
      }
    }
    // At the ends, the ends of the rows are the ends of the view.
    await drag(1);
    const bounds = await decoder.scroller.boundingBox();
    const last = (await decoder.look()).at(-1);
    expect(Math.abs(last.bottom - bounds.y - bounds.height), "the last row ends with the view").toBeLessThan(1);
    await drag(0);
    expect(Math.abs((await decoder.look())[0].top - bounds.y), "the first row begins with the view").toBeLessThan(1);
    expect(page.viewportSize().width, "16 columns fit").toBe(1280);
  });
}

test("the wheel reaches the end of a file that is longer than any scroller", async ({ decoder, folder }) => {
  const size = 200 * GIB;
  const file = makeFile(folder, size);
  await open(decoder, file);
  await decoder.goTo("end-3000");
  await rest(decoder);
  await overGrid(decoder);
  for (let turn = 0; turn < 60; turn += 1) await decoder.page.mouse.wheel(0, 120);
  await rest(decoder);
  const rows = await decoder.check(file);
  expect(rows.first + rows.length * 16).toBe(size);
  await decoder.goTo("3000");
  await rest(decoder);
  for (let turn = 0; turn < 60; turn += 1) await decoder.page.mouse.wheel(0, -120);
  await rest(decoder);
  expect((await decoder.check(file)).first).toBe(0);
});

test("any place that the thumb finds is as hexdump prints it", async ({ decoder, folder }) => {
  const file = makeFile(folder, 10 * GIB);
  await open(decoder, file);
  const parts = randomNumbers(30, 11);
  for (const part of parts) {
    await decoder.scroller.evaluate((element, part) => {
      element.scrollTop = part * (element.scrollHeight - element.clientHeight);
    }, part);
    await decoder.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    await decoder.check(file);
  }
  console.log(`scroll: ${parts.length} places`);
});

/** Keys pressed one after the other, and the offset of the byte that the caret is then on. */
const SIZE = 100_003;
const KEYS = [
  ["ArrowRight", 1],
  ["ArrowRight", 2],
  ["ArrowLeft", 1],
  ["ArrowDown", 17],
  ["ArrowUp", 1],
  ["ArrowUp", 1],
  ["End", 15],
  ["ArrowRight", 16],
  ["ArrowLeft", 15],
  ["Home", 0],
  ["ArrowLeft", 0],
  ["Control+End", SIZE - 1],
  ["ArrowRight", SIZE - 1],
  ["ArrowDown", SIZE - 1],
  ["Home", SIZE - 1 - ((SIZE - 1) % 16)],
  ["End", SIZE - 1],
  ["ArrowUp", SIZE - 17],
  ["Control+Home", 0],
];

test("the keyboard moves the caret, which is announced", async ({ decoder, folder, page }) => {
  const bytes = randomBytes(SIZE, 21);
  const file = folder.write("keys.bin", bytes);
  await open(decoder, file);
  await decoder.grid.focus();
  for (const [index, [key, offset]] of KEYS.entries()) {
    await page.keyboard.press(key);
    const digits = bytes[offset].toString(16).padStart(2, "0");
    const what = `${key} (step ${index + 1})`;
    await expect.poll(async () => (await announced(page))?.digits, { message: what }).toBe(digits);
    expect((await announced(page)).name, what).toMatch(
      new RegExp(`^offset ${offset.toString(16).toUpperCase()}, ${digits.toUpperCase()}, .+`),
    );
    const rows = await decoder.check(file, { offset });
    expect(rows.length).toBeGreaterThan(10);
  }
  const height = (await decoder.scroller.boundingBox()).height;
  const screen = Math.floor(height / 20) * 16;
  for (const [key, offset] of [
    ["PageDown", screen],
    ["PageDown", 2 * screen],
    ["PageUp", screen],
    ["PageUp", 0],
    ["PageUp", 0],
  ]) {
    await page.keyboard.press(key);
    await expect
      .poll(async () => (await announced(page))?.name, { message: key })
      .toMatch(new RegExp(`^offset ${offset.toString(16).toUpperCase()},`));
    await decoder.check(file, { offset });
  }
  console.log(`scroll: ${KEYS.length + 5} keys`);
});

test("each byte has its name", async ({ decoder, folder, page }) => {
  await open(decoder, folder.write("names.bin", Buffer.from("\0hallo \n\xffA7~", "latin1")));
  await decoder.grid.focus();
  const names = [
    "offset 0, 00, null",
    "offset 1, 68, letter h",
    "offset 2, 61, letter a",
    "offset 3, 6C, letter l",
    "offset 4, 6C, letter l",
    "offset 5, 6F, letter o",
    "offset 6, 20, space",
    "offset 7, 0A, line feed",
    "offset 8, FF, not ASCII",
    "offset 9, 41, letter A",
    "offset A, 37, digit 7",
    "offset B, 7E, tilde",
  ];
  for (const name of names) {
    await expect.poll(async () => (await announced(page))?.name).toBe(name);
    await page.keyboard.press("ArrowRight");
  }
  // Assistive technology sees the same.
  await expect(page.getByRole("gridcell", { name: names.at(-1) })).toHaveCount(1);
});

test("g and Ctrl+G lead into the go-to box, Escape leads back", async ({ decoder, folder, page }) => {
  const file = folder.random("keys.bin", SIZE);
  await open(decoder, file);
  await decoder.grid.focus();
  await page.keyboard.press("g");
  await expect(decoder.box).toBeFocused();
  await expect(decoder.box).toHaveValue("");
  await page.keyboard.type("0x4000");
  await page.keyboard.press("Enter");
  await decoder.check(file, { offset: 0x4000 });
  await page.keyboard.press("Escape");
  await expect(decoder.grid).toBeFocused();
  await page.keyboard.press("Control+g");
  await expect(decoder.box).toBeFocused();
  await page.keyboard.type("g100");
  await expect(decoder.box).toHaveValue("g100");
  await page.keyboard.press("Escape");
  await expect(decoder.grid).toBeFocused();
  await page.getByRole("link", { name: "About" }).focus();
  await page.keyboard.press("g");
  await expect(decoder.box, "single letters act in the grid only").not.toBeFocused();
  await page.keyboard.press("Control+g");
  await expect(decoder.box).toBeFocused();
});

test("[ and ] lead back and forward through the places", async ({ decoder, folder, page }) => {
  const file = folder.random("keys.bin", SIZE);
  await open(decoder, file);
  for (const place of ["0x4000", "0x8000"]) {
    await decoder.goTo(place);
    await decoder.check(file, { offset: Number(place) });
  }
  await decoder.grid.focus();
  for (const [key, place] of [
    ["[", 0x4000],
    ["[", 0],
    ["]", 0x4000],
    ["]", 0x8000],
  ]) {
    await page.keyboard.press(key);
    await decoder.check(file, { offset: place });
    await expect(page).toHaveURL(new RegExp(`#at=0x${place.toString(16)}$`));
  }
});

test("Tab leads out of the grid", async ({ decoder, folder, page }) => {
  await open(decoder, folder.random("keys.bin", SIZE));
  await decoder.grid.focus();
  await page.keyboard.press("Shift+Tab");
  await expect(decoder.grid).not.toBeFocused();
  await decoder.grid.focus();
  await page.keyboard.press("Tab");
  await expect(decoder.grid).not.toBeFocused();
});

for (const { what, size, count } of [
  { what: "one row", size: 5, count: 1 },
  { what: "a small file", size: MIB + 1, count: 65_537 },
  { what: "10 GiB", size: 10 * GIB, count: 671_088_640 },
  { what: "the most rows that can be counted", size: (2 ** 31 - 1) * 16, count: 2 ** 31 - 1 },
  { what: "one row more", size: (2 ** 31 - 1) * 16 + 1, count: -1 },
  { what: "200 GiB", size: 200 * GIB, count: -1 },
]) {
  test(`rows are counted while they can be: ${what}`, async ({ decoder, folder }) => {
    const file = folder.sparse("count.bin", size, [0, size], 200);
    await open(decoder, file);
    await expect(decoder.grid).toHaveAttribute("aria-rowcount", String(count));
    for (const place of [0, size - 1]) {
      await decoder.press(place === 0 ? "Control+Home" : "Control+End");
      await decoder.check(file, { offset: place });
      const rows = await decoder.grid.getByRole("row").evaluateAll((rows) =>
        rows.map((row) => ({ offset: parseInt(row.textContent, 16), index: row.getAttribute("aria-rowindex") })),
      );
      for (const { offset, index } of rows) expect(index).toBe(count < 0 ? null : String(offset / 16 + 1));
    }
  });
}

test("bytes that are not read yet have their place, and nothing moves when they come", async ({ decoder, folder, page }) => {
  // Reads wait until they are let through.
  await page.addInitScript(() => {
    const read = Blob.prototype.arrayBuffer;
    window.waiting = [];
    window.slow = false;
    Blob.prototype.arrayBuffer = function () {
      if (!window.slow) return read.call(this);
      return new Promise((resolve) => window.waiting.push(() => resolve(read.call(this))));
    };
  });
  const size = 4 * MIB + 5;
  const file = folder.random("slow.bin", size, 31);
  await open(decoder, file);
  await page.evaluate(() => (window.slow = true));
  /** A line of hexdump with a dot for everything that depends on a byte. */
  const unread = (line) => {
    const bar = line.indexOf("|");
    return line.slice(0, 10) + line.slice(10, bar).replace(/\S/g, "·") + `|${"·".repeat(line.length - bar - 2)}|`;
  };
  for (const place of ["2000000", "end"]) {
    await decoder.goTo(place);
    await waitFor(page, () => document.querySelectorAll(".row.pending").length > 10, "rows wait");
    const waiting = await decoder.look();
    const lines = hexdump(file, waiting[0].offset, waiting.length * 16);
    expect(waiting.map(({ text }) => text)).toEqual(lines.map(unread));
    await page.evaluate(() => {
      for (const next of window.waiting.splice(0)) next();
    });
    await decoder.check(file);
    const read = await decoder.look();
    const places = (rows) => rows.map(({ offset, top, bottom }) => ({ offset, top, bottom }));
    expect(places(read)).toEqual(places(waiting));
    expect(read.map(({ text }) => text.length)).toEqual(waiting.map(({ text }) => text.length));
  }
});

test.describe("by touch", () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 800 } });

  for (const { what, size } of [FILES[0], FILES[2]]) {
    test(`a finger scrolls: ${what}`, async ({ decoder, folder, page }) => {
      const file = makeFile(folder, size);
      await decoder.visit();
      await decoder.drop(file);
      await decoder.goTo("50%");
      await rest(decoder);
      const before = (await decoder.rows({ width: 8 })).first;
      await swipe(decoder, -200);
      await rest(decoder);
      const rows = ((await decoder.rows({ width: 8 })).first - before) / 8;
      expect(rows, "down by about ten rows").toBeGreaterThanOrEqual(8);
      expect(rows, "down by about ten rows").toBeLessThanOrEqual(12);
      await swipe(decoder, 200);
      await rest(decoder);
      expect(Math.abs((await decoder.rows({ width: 8 })).first - before) / 8, "and back").toBeLessThanOrEqual(2);
    });
  }
});

test("a click in either column puts the caret on that byte", async ({ decoder, folder, page }) => {
  const file = folder.random("click.bin", 4099);
  await open(decoder, file);
  /** Clicks on a character of a row's text. */
  const click = async (row, selector, character) => {
    const box = await page.locator("[role=row]").nth(row).locator(selector).first().evaluate((cell, character) => {
      const walker = document.createTreeWalker(cell.closest("[role=row]"), NodeFilter.SHOW_TEXT);
      const range = document.createRange();
      let left = character;
      while (walker.nextNode()) {
        const node = walker.currentNode;
        if (left < node.length) {
          range.setStart(node, left);
          range.setEnd(node, left + 1);
          const { x, y, width, height } = range.getBoundingClientRect();
          return { x: x + width / 2, y: y + height / 2 };
        }
        left -= node.length;
      }
      throw new Error("there is no such character");
    }, character);
    await page.mouse.click(box.x, box.y);
  };
  const texts = await decoder.rows();
  let clicks = 0;
  for (const row of [0, 3, 3, 17]) {
    for (const column of [0, 1, 7, 8, 15]) {
      const digits = 10 + column * 3 + (column >= 8 ? 1 : 0);
      for (const character of [digits, digits + 1, texts[0].indexOf("|") + 1 + column]) {
        await click(row, ".text", character);
        const offset = (row * 16 + column).toString(16).toUpperCase();
        await expect
          .poll(async () => (await announced(page))?.name, { message: `row ${row}, character ${character}` })
          .toMatch(new RegExp(`^offset ${offset},`));
        clicks += 1;
      }
    }
  }
  console.log(`scroll: ${clicks} clicks`);
  await decoder.check(file, { offset: 0 });
});

test("the address follows without filling the history, and a jump is one entry", async ({ decoder, folder, page }) => {
  const file = folder.random("address.bin", 4 * MIB, 41);
  await open(decoder, file);
  const entries = () => page.evaluate(() => history.length);
  const start = await entries();
  const at = () => page.evaluate(() => Number(new URLSearchParams(location.hash.slice(1)).get("at")));
  await overGrid(decoder);
  for (let turn = 0; turn < 20; turn += 1) await page.mouse.wheel(0, 200);
  await rest(decoder);
  const scrolled = (await decoder.check(file)).first;
  await expect.poll(at, { message: "the address follows the wheel" }).toBe(scrolled);
  await decoder.press("PageDown");
  await decoder.press("ArrowDown");
  await rest(decoder);
  expect(await entries(), "scrolling makes no entries").toBe(start);
  const left = parseInt((await announced(page)).name.match(/^offset (\w+)/)[1], 16);
  await expect.poll(at, { message: "the address follows the caret" }).toBe(left);

  await decoder.goTo("0x200000");
  await decoder.check(file, { offset: 0x200000 });
  expect(await entries()).toBe(start + 1);
  await decoder.goTo("0x300000");
  await decoder.check(file, { offset: 0x300000 });
  expect(await entries()).toBe(start + 2);
  await expect.poll(at).toBe(0x300000);

  for (const [go, place] of [
    ["goBack", 0x200000],
    ["goBack", left],
    ["goForward", 0x200000],
    ["goForward", 0x300000],
  ]) {
    await page[go]();
    await decoder.check(file, { offset: place });
    await expect.poll(at).toBe(place);
  }
  await expect(decoder.name).toHaveText("address.bin");
});

test("colours change no text", async ({ decoder, folder, page }) => {
  const bytes = Buffer.concat([Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)), randomBytes(4000, 51)]);
  const file = folder.write("colours.bin", Buffer.concat([Buffer.from("<b>&amp;</b>  \0\0\0\n"), bytes]));
  await open(decoder, file);
  const plain = await decoder.check(file, { offset: 0 });
  for (const colours of ["plane", "spans", "off", "spans", "plane", "auto"]) {
    await decoder.set("Colours", colours);
    expect(Array.from(await decoder.check(file, { offset: 0 })), colours).toEqual(Array.from(plain));
    const plane = await page.locator("canvas.plane").evaluate((canvas) => getComputedStyle(canvas).display);
    if (colours === "plane") expect(plane).toBe("block");
    if (colours === "spans" || colours === "off") expect(plane).toBe("none");
    const classes = await decoder.grid.evaluate((grid) => grid.querySelectorAll(".printable").length);
    if (colours === "spans") expect(classes).toBeGreaterThan(0);
    if (colours === "plane" || colours === "off") expect(classes).toBe(0);
    await decoder.press("Control+End");
    await decoder.check(file, { offset: fs.statSync(file).size - 1 });
    await decoder.press("Control+Home");
    for (let turn = 0; turn < 5; turn += 1) await page.keyboard.press("ArrowDown");
    await decoder.check(file, { offset: 80 });
    await decoder.press("Control+Home");
  }
});

test("the plane's colours lie under the digits that they are for", async ({ decoder, folder, page }) => {
  const bytes = Buffer.from([0, 0x20, 0x41, 1, 0xff, 0x42, 0, 0, 0x43, 0x0a]);
  await open(decoder, folder.write("plane.bin", bytes));
  await decoder.set("Colours", "plane");
  await expect(page.locator("canvas.plane")).toBeVisible();
  const found = await page.evaluate(() => {
    const canvas = document.querySelector("canvas.plane");
    const style = getComputedStyle(canvas);
    const classes = ["null", "whitespace", "printable", "control", "high"];
    const names = new Map(
      classes.map((name) => {
        const digits = style.getPropertyValue(`--byte-${name}`).trim().slice(1);
        return [[0, 2, 4].map((at) => parseInt(digits.slice(at, at + 2), 16)).join(), name];
      }),
    );
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, 1);
    return Array.from({ length: canvas.width }, (_, x) =>
      data[x * 4 + 3] === 0 ? "" : names.get(data.slice(x * 4, x * 4 + 3).join()),
    );
  });
  const wanted = Array(found.length).fill("");
  const kinds = ["null", "whitespace", "printable", "control", "high", "printable", "null", "null", "printable", "whitespace"];
  const text = found.length - 16 - 2;
  kinds.forEach((kind, column) => {
    const digits = column * 3 + (column >= 8 ? 1 : 0);
    wanted[digits] = wanted[digits + 1] = wanted[text + 1 + column] = kind;
  });
  // White space between two digits may have either colour: nothing is drawn there.
  const digits = (list) => list.filter((_, x) => wanted[x] !== "");
  expect(digits(found)).toEqual(digits(wanted));
});

test("glyphs change the text column and nothing else", async ({ decoder, folder, page }) => {
  const file = folder.write("glyphs.bin", Buffer.from([0, 0x20, 0x41, 1, 0xff, 0x3c, 0x0a, 0x7f]));
  await open(decoder, file);
  await decoder.openMenu();
  const glyphs = page.getByRole("checkbox", { name: "Glyphs" });
  for (const colours of ["plane", "spans", "off"]) {
    await decoder.set("Colours", colours);
    await glyphs.check();
    const [marked] = await decoder.rows();
    await glyphs.uncheck();
    const [plain] = await decoder.check(file, { offset: 0 });
    const bar = plain.indexOf("|");
    expect(marked.slice(0, bar), colours).toBe(plain.slice(0, bar));
    expect(marked.slice(bar), colours).toBe("|◊␣A•×<␣•|");
  }
});

test("what was chosen is kept", async ({ decoder, folder, page }) => {
  const file = folder.random("kept.bin", 5000);
  await open(decoder, file);
  await decoder.set("Columns", "8");
  await decoder.set("Colours", "spans");
  await page.getByRole("checkbox", { name: "Glyphs" }).check();
  await page.reload();
  await hydrated(page);
  await drop(page, { files: [file] });
  await expect(decoder.name).toHaveText("kept.bin");
  await decoder.openMenu();
  await expect(page.getByRole("combobox", { name: "Columns" })).toHaveValue("8");
  await expect(page.getByRole("combobox", { name: "Colours" })).toHaveValue("spans");
  await expect(page.getByRole("checkbox", { name: "Glyphs" })).toBeChecked();
  const rows = await decoder.rows({ width: 8 });
  expect(rows[1]).toMatch(/^00000008 /);
  for (const columns of ["16", "32", "auto"]) {
    await decoder.set("Columns", columns);
    await waitFor(
      page,
      (step) => parseInt(document.querySelectorAll("[role=row]")[1].textContent, 16) === step,
      `${columns} columns`,
      columns === "32" ? 32 : 16,
    );
  }
});

test("another width or height of the window keeps the place", async ({ decoder, folder, page }) => {
  const file = folder.random("resize.bin", MIB);
  await open(decoder, file);
  await decoder.scroller.evaluate((element) => (element.scrollTop = 20_000));
  await rest(decoder);
  const { first } = await decoder.check(file);
  await page.setViewportSize({ width: 1280, height: 500 });
  await rest(decoder);
  expect((await decoder.check(file)).first).toBe(first);
  await page.setViewportSize({ width: 360, height: 640 });
  await rest(decoder);
  expect((await decoder.rows({ width: 8 })).first).toBe(first);
  await page.setViewportSize({ width: 1280, height: 800 });
  await rest(decoder);
  expect((await decoder.check(file)).first).toBe(first);
  await page.setViewportSize({ width: 2560, height: 1440 });
  await rest(decoder);
  const rows = await decoder.rows({ width: 32 });
  expect(rows.first).toBe(first - (first % 32));
});
