// Select, inspect, move, and look at bytes in other ways.
import { execFileSync } from "node:child_process";
import path from "node:path";
import { GIB, KIB, MIB, randomBytes } from "./files.mjs";
import { Decoder, expect, finger, painted, test, waitFor } from "./kit.mjs";

/** The middle of the two digits of the byte at `offset`, in a view of sixteen columns. */
async function spot(decoder, offset) {
  return decoder.page.evaluate((offset) => {
    const rows = [...document.querySelectorAll("[role=row]")];
    const row = rows.find((row) => parseInt(row.textContent, 16) === offset - (offset % 16));
    const bytes = row.querySelector(".bytes").getBoundingClientRect();
    const character = bytes.width / 50;
    const column = offset % 16;
    return {
      x: bytes.left + (3 * column + Math.floor(column / 8) + 1) * character,
      y: (bytes.top + bytes.bottom) / 2,
    };
  }, offset);
}

const position = (page) => page.locator(".position");

async function selected(page, first, length) {
  const text =
    length === 1
      ? new RegExp(`^0x${first.toString(16)} \\(`)
      : new RegExp(`^0x${first.toString(16)}–0x${(first + length - 1).toString(16)} .* bytes selected$`);
  await expect(position(page)).toHaveText(text);
}

test("a mouse selects by dragging and by Shift, beyond the view as well", async ({ decoder, folder, page }) => {
  await decoder.visit();
  await decoder.drop(folder.random("mouse.bin", MIB));
  const [from, to] = [await spot(decoder, 0x23), await spot(decoder, 0x51)];
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 5 });
  await page.mouse.up();
  await selected(page, 0x23, 0x51 - 0x23 + 1);
  await expect(decoder.status).toHaveText("47 bytes selected, 0x23 to 0x51");
  const further = await spot(decoder, 0x80);
  await page.keyboard.down("Shift");
  await page.mouse.click(further.x, further.y);
  await page.keyboard.up("Shift");
  await selected(page, 0x23, 0x80 - 0x23 + 1);
  // Back over where it began.
  await page.mouse.move(to.x, to.y);
  await page.mouse.down();
  await page.mouse.move(from.x, from.y, { steps: 5 });
  await selected(page, 0x23, 0x51 - 0x23 + 1);
  // Below the view the rows go on as long as the button is held.
  const { y, height } = await decoder.scroller.boundingBox();
  await page.mouse.move(from.x, y + height + 60);
  await waitFor(page, () => parseInt(document.querySelector("[role=row]").textContent, 16) > 0x200, "it scrolls");
  await page.mouse.up();
  await expect(position(page)).toHaveText(/^0x51–/);
  const rest = await spot(decoder, (await decoder.rows()).first + 0x40);
  await page.mouse.click(rest.x, rest.y);
  await expect(position(page)).toHaveText(/ % of 1,048,576 bytes$/);
});

test("the keyboard selects, beyond 4 GiB as well", async ({ decoder, folder, page }) => {
  const size = 5 * GIB;
  await decoder.visit();
  await decoder.drop(folder.sparse("keys.bin", size, [0, 4 * GIB, size]));
  await decoder.goTo("0xfffffff0");
  await decoder.grid.focus();
  for (let step = 0; step < 20; step += 1) await page.keyboard.press("Shift+ArrowRight");
  await selected(page, 0xfffffff0, 21);
  await page.keyboard.press("Shift+ArrowUp");
  await selected(page, 0xfffffff0, 5);
  await page.keyboard.press("Escape");
  await selected(page, 0xfffffff4, 1);
  await page.keyboard.press("Control+a");
  await selected(page, 0, size);
  await page.keyboard.press("Escape");
  await decoder.goTo("0x100000000..0x100000010");
  await selected(page, 0x100000000, 16);
  await decoder.goTo("16+8");
  await selected(page, 16, 8);
  await decoder.grid.focus();
  await page.keyboard.press("Control+a");
  const isSelected = await page.evaluate(() => {
    const selection = getSelection();
    return !selection.isCollapsed && document.querySelector(".rows").contains(selection.anchorNode);
  });
  expect(isSelected, "the browser selects nothing of its own").toBe(false);
});

test("both columns show what is selected", async ({ decoder, folder, page }) => {
  await decoder.visit("#at=0x12&len=3");
  await decoder.drop(folder.random("mirror.bin", 5000));
  await selected(page, 0x12, 3);
  const expected = [...Array.from({ length: 8 }, (_, index) => [1, 6 + index]), [1, 53], [1, 54], [1, 55]];
  await expect.poll(() => painted(page)).toEqual(expected);
});

test("numbers, links and commands are copied by a press", async ({ context, decoder, folder, page }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await decoder.visit();
  await decoder.drop(folder.random("copy me.bin", 5000));
  await decoder.goTo("0x40+12");
  // What is selected is said after a moment, and what follows is said after that.
  await expect(decoder.status).toHaveText("12 bytes selected, 0x40 to 0x4b");
  for (const [name, text] of [
    ["first offset, hex", "0x40"],
    ["first offset, decimal", "64"],
    ["last offset, hex", "0x4b"],
    ["last offset, decimal", "75"],
    ["length, decimal", "12"],
    ["length, hex", "0xc"],
  ]) {
    await page.getByRole("button", { name: `Copy the ${name}` }).click();
    await expect(decoder.status).toHaveText(`Copied: ${text}`);
    expect(await copied()).toBe(text);
  }
  await page.getByRole("button", { name: "Copy link to this place" }).click();
  await expect(decoder.status).toHaveText(/^Copied: http/);
  expect(await copied()).toMatch(/\/decoder\/#at=0x40&len=12$/);
  await page.getByRole("button", { name: "Copy the command" }).click();
  await expect(decoder.status).toHaveText(/^Copied: hexdump -C -v -s 0x0 -n \d+ 'copy me.bin'$/);
});

test("the command prints what is shown, in any view", async ({ decoder, folder, page }) => {
  const VIEWS = 200;
  const file = folder.write("view.bin", randomBytes(64 * KIB, 7));
  await decoder.visit();
  await decoder.drop(file);
  const numbers = randomBytes(VIEWS * 12, 8);
  let next = 0;
  const pick = (list) => list[numbers[next++] % list.length];
  const tools = new Set();
  for (let view = 0; view < VIEWS; view += 1) {
    const at = (numbers[next++] * 256 + numbers[next++]) % (64 * KIB);
    const choices = {
      at,
      view: pick(["hex", "hex", "binary", "octal", "decimal", "signed"]),
      word: pick([1, 2, 4, 8]),
      order: pick(["little", "big"]),
      layout: pick(["hexdump", "xxd", "od"]),
      cols: pick([8, 16, 24, 32, 7]),
      group: pick([1, 2, 4, 8, 16]),
      case: pick(["lower", "upper"]),
      offset: pick(["hex", "hex", "decimal"]),
    };
    const fragment = Object.entries(choices).map(([key, value]) => `${key}=${value}`).join("&");
    await page.evaluate((fragment) => (location.hash = fragment), fragment);
    // Until then, the view before is what its command prints.
    await expect(position(page)).toHaveText(new RegExp(`^0x${at.toString(16)} \\(`));
    await expect
      .poll(async () => {
        const shown = await page.evaluate(() => ({
          command: document.querySelector(".command code")?.textContent,
          rows: [...document.querySelectorAll("[role=row]")].map((row) => row.textContent),
          pending: document.querySelector(".row.pending") !== null,
        }));
        if (shown.pending) return "pending";
        if (shown.command === undefined) return "there is no command";
        const printed = execFileSync("sh", ["-c", shown.command], {
          cwd: path.dirname(file),
          env: { ...process.env, LC_ALL: "C" },
          encoding: "utf8",
        });
        const lines = printed.split("\n").slice(0, -1);
        // The closing offset is no row.
        if (/^(od|hexdump -C) /.test(shown.command)) lines.pop();
        tools.add(shown.command.split(" ")[0]);
        return JSON.stringify(lines) === JSON.stringify(shown.rows) ? "the same" : `${shown.command}: ${lines[0]} / ${shown.rows[0]}`;
      }, { message: fragment, intervals: [20, 50, 100, 200] })
      .toBe("the same");
  }
  expect([...tools].sort()).toEqual(["hexdump", "od", "xxd"]);
  console.log(`instrument: ${VIEWS} views are printed by their commands`);
});

test("the inspector reads from the selection, and lights what a row reads", async ({ context, decoder, page }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await decoder.visit("#sample=ls-universal&at=0x10");
  const inspector = page.getByRole("region", { name: "Inspector" });
  const row = (name) => inspector.getByRole("row").filter({ has: page.getByRole("rowheader", { name, exact: true }) });
  const values = (name) => row(name).getByRole("button");
  await expect(values("u32")).toHaveText(["4194304", "16384"]);
  await expect(values("u16")).toHaveText(["0", "0"]);
  const lit = async () => (await painted(page)).length;
  // Four bytes: eight digits and the spaces between them, and four characters.
  await values("u32").first().hover();
  await expect.poll(lit).toBe(11 + 4);
  await values("u16").first().focus();
  await page.mouse.move(5, 5);
  await values("u16").last().focus();
  await expect.poll(lit).toBe(5 + 2);
  await values("u32").last().click();
  await expect(decoder.status).toHaveText("Copied: 16384");
  await inspector.getByRole("combobox", { name: "Byte order" }).selectOption("big");
  await expect(values("u32")).toHaveText(["16384"]);
  await inspector.getByRole("button", { name: "Rows" }).click();
  await page.getByRole("group", { name: "Rows" }).getByRole("checkbox", { name: "u16", exact: true }).uncheck();
  await expect(row("u16")).toHaveCount(0);
  await page.reload();
  await expect(values("u32")).toHaveText(["16384"]);
  await expect(row("u16")).toHaveCount(0);
  await inspector.getByRole("button", { name: "Inspector" }).click();
  await expect(row("u32")).toHaveCount(0);
});

test("out of a run of equal bytes, with a way to stop", async ({ decoder, folder, page }) => {
  const size = 200 * GIB;
  await decoder.visit();
  await decoder.drop(folder.sparse("run.bin", size, [3 * MIB, size]));
  await decoder.goTo("64");
  await decoder.rows({ offset: 64 });
  await decoder.press("n");
  await expect(decoder.status).toHaveText(/^At 0x2f/);
  // Past what was written, and nothing but zeros for a long way.
  await decoder.goTo("4194304");
  await decoder.rows({ offset: 4194304 });
  await decoder.press("n");
  await expect(page.getByRole("progressbar", { name: "Looking for the next byte that is not 00" })).toBeVisible();
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(decoder.status).toHaveText("The search was cancelled.");
  await selected(page, 4194304, 1);
  await decoder.press("Shift+N");
  await expect(decoder.status).toHaveText(/^At 0x3/);
});

test("a search ends by Escape, and with the file that it looks through", async ({ decoder, folder, page }) => {
  const size = 200 * GIB;
  await decoder.visit();
  await decoder.drop(folder.sparse("long run.bin", size, [0, size]));
  await decoder.goTo("4194304");
  await decoder.rows({ offset: 4194304 });
  await decoder.press("n");
  const progress = page.getByRole("progressbar");
  await expect(progress).toBeVisible();
  await expect(decoder.status).toHaveText("Looking for the next byte that is not 00");
  await page.keyboard.press("Escape");
  await expect(progress).toBeHidden();
  await expect(decoder.status).toHaveText("The search was cancelled.");
  await expect(decoder.grid).toBeFocused();
  // Meanwhile the place is told.
  await decoder.press("n");
  await expect(progress).toBeVisible();
  await decoder.press("ArrowDown");
  await selected(page, 4194304 + 16, 1);
  await expect(progress).toBeVisible();
  await decoder.drop(folder.random("other.bin", 5000));
  await expect(progress).toBeHidden();
  await expect(decoder.status).toHaveText("Opened “other.bin”, 5,000 bytes");
});

test("a press beside the bytes begins nothing", async ({ decoder, folder, page }) => {
  await decoder.visit();
  await decoder.drop(folder.random("beside.bin", 100));
  await decoder.goTo("0x12");
  await selected(page, 0x12, 1);
  const row = await page.locator("[role=row]").nth(3).boundingBox();
  const view = await decoder.scroller.boundingBox();
  for (const [x, y] of [
    [row.x + 20, row.y + 5],
    [view.x + view.width - 60, row.y + 5],
    [row.x + 150, view.y + view.height - 30],
  ]) {
    await page.mouse.move(x, y);
    await page.mouse.down();
    // Longer than a pointer is left alone while it selects.
    await page.waitForTimeout(150);
    await page.mouse.move(x + 5, y + 3);
    await page.mouse.up();
    await page.waitForTimeout(120);
    await selected(page, 0x12, 1);
  }
});

test("the panels speak of where the caret is, in any file", async ({ decoder, folder, page }) => {
  const size = 5 * GIB;
  await decoder.visit();
  const bytes = randomBytes(5000, 91);
  const explain = page.getByRole("region", { name: "Explain" });
  const hex = explain.getByRole("textbox", { name: "Hex" });
  await decoder.drop(folder.write("small.bin", bytes));
  await expect(hex).toHaveValue(bytes[0].toString(16).padStart(2, "0"));
  // The end of the selection is far from what is in view, and is read all the same.
  await decoder.drop(folder.sparse("large.bin", size, []));
  await decoder.press("Control+a");
  await selected(page, 0, size);
  await expect(hex).toHaveValue("00");
  // A byte that was tried out stays where it was, whatever stands beside it.
  await decoder.drop(folder.write("equal.bin", Buffer.alloc(100, 2)));
  await expect(hex).toHaveValue("02");
  await explain.getByRole("button", { name: "bit 0, place value 1" }).click();
  await expect(hex).toHaveValue("03");
  await decoder.press("ArrowRight");
  await expect(hex).toHaveValue("02");
});

test("[ leads back through places and never off the page", async ({ decoder, folder, page }) => {
  await page.goto("about:blank");
  await decoder.visit();
  const file = folder.random("places.bin", MIB);
  await decoder.drop(file);
  await decoder.goTo("0x4000");
  await decoder.check(file, { offset: 0x4000 });
  await decoder.press("[");
  await decoder.check(file, { offset: 0 });
  await decoder.press("[");
  await expect(decoder.status).toHaveText("There is no place to go back to.");
  await decoder.check(file, { offset: 0 });
  await decoder.press("]");
  await decoder.check(file, { offset: 0x4000 });
});

test("the map of keys opens by its key and closes by Escape", async ({ decoder, folder, page }) => {
  await decoder.visit();
  await decoder.drop(folder.random("map.bin", 100));
  await decoder.press("?");
  const map = page.getByRole("dialog", { name: "Keys" });
  await expect(map).toBeVisible();
  await expect(map).toContainText("Select everything");
  await page.keyboard.press("Escape");
  await expect(map).toBeHidden();
});

test("the view is reset by one button", async ({ decoder, folder, page }) => {
  await decoder.visit("#cols=8&text=utf-8");
  await decoder.drop(folder.random("reset.bin", 5000));
  await decoder.set("Bytes as", "octal");
  await expect(page.locator(".row").nth(1)).toHaveText(/^000008 /);
  expect(await page.evaluate(() => localStorage.getItem("hexlog-decoder"))).toContain("view=octal");
  await page.getByRole("button", { name: "Reset the view" }).click();
  await expect(page.locator(".row").nth(1)).toHaveText(/^00000010 {2}/);
  expect(await page.evaluate(() => localStorage.getItem("hexlog-decoder"))).toBeNull();
});

test("a finger selects after a long press, and moves the ends by their handles", async ({ browser, folder }) => {
  const context = await browser.newContext({ hasTouch: true, viewport: { width: 800, height: 900 } });
  const page = await context.newPage();
  const decoder = new Decoder(page);
  await decoder.visit();
  await decoder.drop(folder.random("touch.bin", 5000));
  await decoder.rows();
  const touch = await finger(page);
  const [from, to, further] = [await spot(decoder, 0x22), await spot(decoder, 0x45), await spot(decoder, 0x63)];
  await touch("touchStart", [from]);
  await selected(page, 0x22, 1);
  await touch("touchMove", [{ x: (from.x + to.x) / 2, y: to.y }]);
  await touch("touchMove", [to]);
  await selected(page, 0x22, 0x45 - 0x22 + 1);
  await touch("touchEnd", []);
  expect((await decoder.rows()).first, "it has not scrolled").toBe(0);
  const handle = await page.locator(".handle.last").boundingBox();
  const grip = { x: handle.x + handle.width / 2, y: handle.y + handle.height / 2 };
  await touch("touchStart", [grip]);
  // A finger that holds it and does not move draws nothing.
  await page.waitForTimeout(300);
  await selected(page, 0x22, 0x45 - 0x22 + 1);
  // The end moves as far as the finger does.
  const by = { x: further.x - to.x, y: further.y - to.y };
  await touch("touchMove", [{ x: grip.x + by.x, y: grip.y + by.y - 5 }]);
  await touch("touchMove", [{ x: grip.x + by.x, y: grip.y + by.y }]);
  await touch("touchEnd", []);
  await selected(page, 0x22, 0x63 - 0x22 + 1);
  await context.close();
});

test("a finger goes on selecting when the row under it is drawn again", async ({ browser, folder }) => {
  const context = await browser.newContext({ hasTouch: true, viewport: { width: 800, height: 900 } });
  const page = await context.newPage();
  const decoder = new Decoder(page);
  await decoder.visit("#colours=spans");
  await decoder.drop(folder.random("touch.bin", 5000));
  await decoder.rows();
  // Bytes of one class have an element of their own; the row of the caret has other ones.
  await expect(page.locator(".row .control").first()).toBeAttached();
  const touch = await finger(page);
  const [from, to] = [await spot(decoder, 0x22), await spot(decoder, 0x45)];
  await page.evaluate(() => addEventListener("pointerdown", ({ target }) => (window.touched = target)));
  await touch("touchStart", [from]);
  await selected(page, 0x22, 1);
  expect(await page.evaluate(() => window.touched.isConnected), "the finger's element").toBe(false);
  await touch("touchMove", [{ x: (from.x + to.x) / 2, y: to.y }]);
  await touch("touchMove", [to]);
  await selected(page, 0x22, 0x45 - 0x22 + 1);
  await touch("touchEnd", []);
  await context.close();
});
