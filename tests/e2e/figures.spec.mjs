// The figures in posts: what is shown of bytes, the reader's own bytes, and what is asked about them.
import fs from "node:fs";
import { GIB } from "./files.mjs";
import { SCREENS, begun, drop, expect, finger, test, violations, visit } from "./kit.mjs";
import { Figure, POST, printed } from "./figure.mjs";
import { address } from "./setting.mjs";

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

/** Waits until the app has begun and has had a moment for what is due at once. */
async function settled(page) {
  await begun(page);
  await page.evaluate(() => new Promise((done) => { requestAnimationFrame(() => setTimeout(done, 100)); }));
}

test("what is below the first screen comes alive when the page is moved", async ({ page }) => {
  await page.goto(address(POST));
  const first = page.locator("main .bytes[data-figure]").first();
  const { width } = page.viewportSize();
  const { y } = await first.boundingBox();
  await page.setViewportSize({ width, height: Math.round(y * 0.75) });
  await page.reload();
  await settled(page);
  expect(await first.locator(".try").count(), "nobody has asked for it").toBe(0);
  await page.mouse.move(width / 2, y / 2);
  await page.mouse.wheel(0, 10);
  await expect(first.locator(".try")).toHaveCount(1, { timeout: 5_000 });
});

test("what is in view comes alive by itself", async ({ page }) => {
  await page.goto(address(POST));
  const first = page.locator("main .bytes[data-figure]").first();
  const { width } = page.viewportSize();
  const { y } = await first.boundingBox();
  await page.setViewportSize({ width, height: Math.ceil(y) + 100 });
  await expect(first.locator(".try")).toHaveCount(1, { timeout: 5_000 });
});

/** What leads a reader to a figure far below, or what leads there without a reader. */
const WAYS = {
  "a wheel": async (page) => {
    for (let turn = 0; turn < 30; turn += 1) await page.mouse.wheel(0, 1500);
  },
  "a finger": async (page) => {
    const touch = await finger(page);
    for (let swipe = 0; swipe < 40; swipe += 1) {
      await touch("touchStart", [{ x: 100, y: 600 }]);
      for (let y = 550; y >= 50; y -= 100) await touch("touchMove", [{ x: 100, y }]);
      await touch("touchEnd", []);
    }
  },
  "a link to a heading": (page) => page.locator(".contents a").last().click(),
  "a key": (page) => page.keyboard.press("Tab"),
  "no more than time": () => {},
};

for (const [way, go] of Object.entries(WAYS)) {
  test(`figures that are far away come alive by ${way}`, async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 800 });
    const follow = async () => {
      await visit(page, "/");
      await page.locator(`main a[href="${POST}"]`).first().click();
      await expect(page.locator("article.post")).toBeVisible();
    };
    for (const arrive of [() => page.goto(address(POST)), follow]) {
      await arrive();
      await settled(page);
      const figures = page.locator("main .bytes[data-figure]");
      // A heading leads to the first figure below it.
      const far = way.includes("heading") ? page.locator("article h2:last-of-type ~ figure .bytes").first() : figures.last();
      expect(await far.locator(".try").count(), "it is not near").toBe(0);
      await expect(far.locator(".shown"), "it can be read").toHaveText(/\S/);
      await go(page);
      // After ten seconds it comes without any of these.
      await expect(far.locator(".try")).toHaveCount(1, { timeout: way.includes("time") ? 20_000 : 5_000 });
      const times = await figures.evaluateAll((all) => all.map((figure) => figure.querySelectorAll(".try").length));
      expect(Math.max(...times), "each one once").toBe(1);
    }
  });
}

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
  // The figure is higher than the window.
  const verdict = type.box.locator(".verdict");
  await verdict.scrollIntoViewIfNeeded();
  const { x, y } = await verdict.boundingBox();
  await drop(page, { files: [file] }, { x: x + 20, y: y + 10 });
  await expect(verdict).toHaveText(printed("file", ["-b", file]).trim());
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

test("fields are made when they are asked for, and keep what was typed while they are closed", async ({ page }) => {
  await visit(page, POST);
  const fields = page.locator(".figure-tools form:not(.answer)");
  await expect(fields).toHaveCount(0);
  const figure = new Figure(page, "dump");
  await figure.more.click();
  await expect(fields).toHaveCount(1);
  await expect(figure.field).toHaveValue(await figure.box.getAttribute("data-hex"));
  await figure.field.fill("01");
  await figure.more.click();
  await expect(figure.field).toBeHidden();
  await figure.more.click();
  await expect(figure.field).toHaveValue("01");
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

test("what cannot be shown is told, and what is too long is shown in part", async ({ folder, page }) => {
  await visit(page, POST);
  const figure = new Figure(page, "dump");
  const before = await figure.lines.textContent();
  await refuse(figure, folder);
  expect(await figure.lines.textContent()).toBe(before);
  const file = folder.sparse("long.bin", 200 * GIB, [0]);
  await figure.more.click();
  await figure.file.setInputFiles(file);
  await expect(figure.said).toHaveText("Shown: long.bin, its first 256 bytes.");
  expect(await figure.lines.textContent()).toBe(printed("hexdump", ["-C", "-v", "-n", "256", file]));
});

/** Drops a folder on a figure, which has no bytes to show. */
async function refuse(figure, folder) {
  await figure.shown.scrollIntoViewIfNeeded();
  const { x, y } = await figure.shown.boundingBox();
  await drop(figure.page, { files: [folder.folder("photos")] }, { x: x + 20, y: y + 20 });
  await expect(figure.said).toHaveText(/\S/);
}

/** What can be the matter with figures: several at once, each with its own. */
const STATES = {
  "at rest": () => {},
  "lit, with fields open, with an error, and with answers": async ({ page, first }) => {
    for (const details of await page.locator(".figure-tools summary").all()) await details.click();
    await first("dump").notes.first().click();
    await first("cat").field.fill("zz");
    await first("cat").button("Show").click();
    await expect(first("cat").said).toContainText("two hex digits");
    for (const [index, answer] of ["1", "4"].entries()) {
      const exercise = new Figure(page, "exercise", index);
      await exercise.answer.fill(answer);
      await exercise.button("Check").click();
    }
    await expect(first("exercise").judged).toHaveText("Not 1. Look again.");
    await expect(new Figure(page, "exercise", 1).judged).toHaveText("Right: 4.");
    for (const summary of await page.locator(".shown summary").all()) await summary.click();
    await page.locator("[data-figure=byte]").getByRole("textbox", { name: "Decimal" }).fill("999");
    await first("ascii").notes.first().hover();
  },
  "with other bytes, a file, a file that is refused, and back": async ({ folder, page, first }) => {
    await first("dump").show("00 ff 41 0a 20");
    await first("dump").notes.first().click();
    await first("cat").show("1b 5b 33 31 6d 41 07 ff c3 a9 00");
    await first("inspect").show("7f");
    await first("ascii").show("é~", "text");
    await first("exercise").show("00");
    await first("type").more.click();
    await first("type").file.setInputFiles(folder.random("own.bin", 5000));
    await expect(first("type").said).toContainText("its first 64 bytes");
    await refuse(new Figure(page, "dump", 1), folder);
    const back = new Figure(page, "dump", 2);
    await back.show("00");
    await back.button("Back to the post’s bytes").click();
    await expect(back.said).toHaveText("The bytes of the post are back.");
    await page.locator("[data-figure=byte]").getByRole("textbox", { name: "Hex", exact: true }).fill("e9");
  },
};

for (const { width, colorScheme } of SCREENS) {
  test.describe(`axe finds nothing in figures, ${width} px, ${colorScheme}`, () => {
    test.use({ viewport: { width, height: 800 }, colorScheme });

    for (const [state, reach] of Object.entries(STATES)) {
      test(state, async ({ folder, page }) => {
        await visit(page, POST);
        await reach({ folder, page, first: (kind) => new Figure(page, kind) });
        expect(await violations(page)).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      });
    }
  });
}
