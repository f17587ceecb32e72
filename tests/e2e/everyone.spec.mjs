// The decoder without a mouse, as assistive technology tells it, and at twice the size.
import { MIB } from "./files.mjs";
import { expect, test, visit, waitFor } from "./kit.mjs";

/** Where the keyboard is, by name. */
const place = (page) =>
  page.evaluate(() => {
    const { activeElement } = document;
    const text = activeElement.getAttribute("aria-label") ?? activeElement.labels?.[0]?.textContent ?? activeElement.textContent;
    return text.trim();
  });

/** Presses Tab until the keyboard is on a control of this name. */
async function tabTo(page, name, { key = "Tab", most = 60 } = {}) {
  const passed = [];
  for (let step = 0; step < most; step += 1) {
    await page.keyboard.press(key);
    passed.push(await place(page));
    if (passed.at(-1) === name) return;
  }
  throw new Error(`${key} does not lead to “${name}”, but to: ${passed.join(", ")}`);
}

test("everything can be done by the keyboard alone", async ({ context, decoder, folder, page }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const file = folder.random("keys only.bin", MIB);
  await decoder.visit();

  // A file is chosen, and the bytes have the keyboard.
  const choosing = page.waitForEvent("filechooser");
  await tabTo(page, "Open files");
  await page.keyboard.press("Enter");
  await (await choosing).setFiles(file);
  await decoder.check(file, { offset: 0 });
  await expect(decoder.grid).toBeFocused();

  // Go to a place and back into the bytes.
  await page.keyboard.press("g");
  await expect(decoder.box).toBeFocused();
  await page.keyboard.type("0x4000");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await expect(decoder.grid).toBeFocused();
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("Shift+ArrowRight");
  await expect(decoder.status).toHaveText("4 bytes selected, 0x4000 to 0x4003");

  // The inspector: one stop, arrows in it, Enter copies, Escape leads back.
  const inspector = page.getByRole("region", { name: "Inspector" });
  await expect(inspector.getByRole("rowheader", { name: "u8", exact: true })).toBeVisible();
  await page.keyboard.press("i");
  const focused = inspector.locator(".value:focus");
  await expect(focused).toHaveCount(1);
  await page.keyboard.press("End");
  await page.keyboard.press("Home");
  for (let step = 0; step < 3; step += 1) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowRight");
  const value = (await focused.textContent()).trim();
  await page.keyboard.press("Enter");
  await expect(decoder.status).toHaveText(`Copied: ${value}`);
  await expect(inspector.locator(".value[tabindex='0']"), "one of the values is a stop").toHaveCount(1);
  await expect(inspector.locator(".value[tabindex='0']")).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(inspector.locator(".value:focus"), "Tab leads on, not through all values").toHaveCount(0);
  await page.keyboard.press("Shift+Tab");
  await expect(focused, "and back to the same value").toHaveText(value);
  await page.keyboard.press("Escape");
  await expect(decoder.grid).toBeFocused();

  // A folded panel unfolds when it is asked for.
  const explain = page.getByRole("region", { name: "Explain" });
  await page.keyboard.press("e");
  await expect(explain).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(explain.getByRole("textbox")).toHaveCount(0);
  await page.keyboard.press("Escape");
  await expect(decoder.grid).toBeFocused();
  await page.keyboard.press("e");
  await expect(explain.getByRole("textbox")).toHaveCount(5);
  await tabTo(page, "Hex", { most: 3 });
  await page.keyboard.type("41");
  await expect(explain.getByRole("textbox", { name: "binary" })).toHaveValue("01000001");
  await tabTo(page, "bit 7, place value 128", { most: 2 });
  await page.keyboard.press("Space");
  await expect(explain.getByRole("textbox", { name: "decimal" })).toHaveValue("193");
  await tabTo(page, "ASCII table", { most: 20 });
  await page.keyboard.press("Enter");
  await expect(explain.getByRole("grid", { name: "ASCII table" })).toHaveCount(0);
  await page.keyboard.press("Enter");
  await expect(explain.getByRole("grid", { name: "ASCII table" })).toHaveCount(1);
  await page.keyboard.press("Escape");
  await expect(decoder.grid).toBeFocused();

  // The view, from its menu.
  await tabTo(page, "View", { key: "Shift+Tab", most: 8 });
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("combobox", { name: "Bytes as" })).toBeFocused();
  await page.keyboard.press("End");
  await expect(page).toHaveURL(/view=signed/);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("group", { name: "View" })).toBeHidden();
  expect(await place(page)).toBe("View");

  // The keys themselves.
  await decoder.grid.focus();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keys" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(decoder.grid, "what was left has the keyboard again").toBeFocused();
});

test("assistive technology is given the grid as it stands", async ({ decoder, folder }) => {
  await decoder.visit("#cols=8");
  await decoder.drop(folder.write("tree.bin", Buffer.from("Hexlog\0\xff reads bytes\n", "latin1")));
  await decoder.press("ArrowDown");
  await expect(decoder.grid).toMatchAriaSnapshot(`
    - grid "Bytes":
      - /children: equal
      - row "00000000 48 65 78 6c 6f 67 00 ff |Hexlog..|":
        - /children: equal
        - rowheader "00000000"
        - gridcell "48 65 78 6c 6f 67 00 ff"
        - gridcell "|Hexlog..|"
      - row "00000008 offset 8, 20, space 72 65 61 64 73 20 62 | reads b|":
        - /children: equal
        - rowheader "00000008"
        - gridcell "offset 8, 20, space": "20"
        - gridcell "72"
        - gridcell "65"
        - gridcell "61"
        - gridcell "64"
        - gridcell "73"
        - gridcell "20"
        - gridcell "62"
        - gridcell "| reads b|"
      - row "00000010 79 74 65 73 0a |ytes.|":
        - /children: equal
        - rowheader "00000010"
        - gridcell "79 74 65 73 0a"
        - gridcell "|ytes.|"
  `);
});

test("a caret that moves is told byte by byte, and the status line keeps still", async ({ decoder, folder, page }) => {
  await decoder.visit();
  await decoder.drop(folder.random("quiet.bin", MIB));
  await decoder.press("ArrowRight");
  const said = () => page.evaluate(() => globalThis.said);
  await page.evaluate(() => {
    globalThis.said = [];
    const spoken = document.querySelectorAll("[role=status], [role=alert], [aria-live]:not([aria-live=off])");
    const observer = new MutationObserver((records) =>
      globalThis.said.push(...records.map(({ target }) => target.textContent)),
    );
    for (const element of spoken) observer.observe(element, { childList: true, characterData: true, subtree: true });
  });
  for (let step = 0; step < 40; step += 1) await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("gridcell", { name: /^offset 29,/ })).toHaveCount(1);
  expect(await said(), "moving says nothing beside the byte").toEqual([]);
  for (let step = 0; step < 40; step += 1) await page.keyboard.press("Shift+ArrowRight");
  await expect(decoder.status).toHaveText("41 bytes selected, 0x29 to 0x51");
  const sentences = (await said()).filter((text) => text !== "");
  expect(new Set(sentences), "a selection is told once, when it rests").toEqual(
    new Set(["41 bytes selected, 0x29 to 0x51"]),
  );
});

for (const [what, size] of [
  ["twice the size", { width: 640, height: 400 }],
  ["four times the size", { width: 320, height: 256 }],
]) {
  test(`at ${what} nothing is lost`, async ({ browser, folder }) => {
    const { Decoder } = await import("./kit.mjs");
    const context = await browser.newContext({ viewport: size, deviceScaleFactor: 2 });
    const page = await context.newPage();
    const decoder = new Decoder(page);
    await decoder.visit("#cols=8");
    await decoder.drop(folder.random("zoom.bin", 5000));
    await decoder.rows({ width: 8 });
    const widths = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    expect(widths[0], "the page is no wider than the window").toBeLessThanOrEqual(widths[1]);
    for (const name of ["View", "Keys", "Go", "Explain", "Inspector", "As cat would show it", "Copy link to this place"]) {
      const control = page.getByRole("button", { name, exact: true });
      await control.scrollIntoViewIfNeeded();
      await control.click({ trial: true });
    }
    await decoder.openMenu();
    const menu = await page.getByRole("group", { name: "View" }).boundingBox();
    expect(menu.x).toBeGreaterThanOrEqual(0);
    expect(menu.x + menu.width).toBeLessThanOrEqual(size.width);
    const reset = page.getByRole("button", { name: "Reset the view" });
    await reset.scrollIntoViewIfNeeded();
    await reset.click();
    await expect(decoder.status).toContainText("as they were at first");
    await context.close();
  });
}

test("with less motion nothing moves by itself", async ({ decoder, folder, page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await decoder.visit();
  await decoder.drop(folder.random("calm.bin", MIB));
  await decoder.rows();
  await decoder.press("?");
  const moving = await page.evaluate(() =>
    document.getAnimations().map((animation) => animation.effect?.getComputedTiming().duration ?? 0),
  );
  expect(moving.filter((duration) => duration > 1)).toEqual([]);
  await visit(page, "/ascii/");
  await waitFor(page, () => getComputedStyle(document.documentElement).scrollBehavior === "auto", "it jumps");
});
