// Light, dark, or as the system says.
import { address } from "./setting.mjs";
import { expect, hydrated, test, visit } from "./kit.mjs";

const ground = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
const chosen = (page) => page.evaluate(() => document.documentElement.dataset.theme ?? "none");
const select = (page) => page.getByRole("combobox", { name: "Theme" });
const LIGHT = "rgb(255, 255, 255)";
const DARK = "rgb(16, 20, 21)";

/** The colour of the first byte on the colour plane, and the one that the style sheet has for it. */
const firstByte = (page) =>
  page.evaluate(() => {
    const canvas = document.querySelector("canvas.plane");
    // A copy: reading the canvas itself would change how the browser keeps it.
    const copy = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
    copy.drawImage(canvas, 0, 0);
    const [red, green, blue] = copy.getImageData(0, 0, 1, 1).data;
    const hex = [red, green, blue].map((part) => part.toString(16).padStart(2, "0")).join("");
    return { drawn: `#${hex}`, wanted: getComputedStyle(canvas).getPropertyValue("--byte-printable").trim() };
  });

async function isRight(page) {
  await expect
    .poll(async () => {
      const { drawn, wanted } = await firstByte(page);
      return drawn === wanted ? "as the style sheet says" : `${drawn} is drawn in the place of ${wanted}`;
    })
    .toBe("as the style sheet says");
}

test("the theme follows the choice, and the system when it is left to it", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await visit(page, "/");
  await expect(select(page)).toHaveValue("auto");
  expect([await ground(page), await chosen(page)]).toEqual([LIGHT, "none"]);
  for (const [choice, system, expected] of [
    ["dark", "light", DARK],
    ["dark", "dark", DARK],
    ["light", "dark", LIGHT],
    ["auto", "dark", DARK],
    ["auto", "light", LIGHT],
    ["light", "light", LIGHT],
  ]) {
    await page.emulateMedia({ colorScheme: system });
    await select(page).selectOption(choice);
    expect(await ground(page), `${choice} on ${system}`).toBe(expected);
    expect(await chosen(page)).toBe(choice === "auto" ? "none" : choice);
  }
});

test("the choice is kept, on every page, and there before anything is painted", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await visit(page, "/");
  await select(page).selectOption("dark");
  // The theme as it is when the body comes into the document: before that there is nothing to paint.
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (document.body === null) return;
      window.themeAtFirst = document.documentElement.dataset.theme ?? "none";
      observer.disconnect();
    }).observe(document, { childList: true, subtree: true });
  });
  for (const path of ["/", "/ascii/", "/about/", "/decoder/"]) {
    await page.goto(address(path));
    expect(await page.evaluate(() => window.themeAtFirst), path).toBe("dark");
    await hydrated(page);
    expect(await ground(page)).toBe(DARK);
    await expect(select(page)).toHaveValue("dark");
  }
  await select(page).selectOption("auto");
  await page.reload();
  await hydrated(page);
  expect([await ground(page), await chosen(page)]).toEqual([LIGHT, "none"]);
  await expect(select(page)).toHaveValue("auto");
});

test("a broken store changes nothing", async ({ decoder, folder, page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, "localStorage", {
      get() {
        throw new DOMException("no", "SecurityError");
      },
    });
  });
  await decoder.visit();
  await select(page).selectOption("dark");
  expect(await ground(page)).toBe(DARK);
  const file = folder.random("store.bin", 1000);
  await decoder.drop(file);
  await decoder.check(file, { offset: 0 });
});

test("the bytes take the colours of the theme", async ({ decoder, folder, page }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await decoder.visit();
  await decoder.drop(folder.write("theme.txt", "text for the theme\n"));
  await decoder.set("Colours", "plane");
  await isRight(page);
  for (const theme of ["dark", "light", "dark", "auto"]) {
    await select(page).selectOption(theme);
    await isRight(page);
  }
});

test("the bytes take the colours of the system when it changes", async ({ decoder, folder, page }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await decoder.visit();
  await decoder.drop(folder.write("theme.txt", "text for the theme\n"));
  await decoder.set("Colours", "plane");
  await isRight(page);
  for (const colorScheme of ["dark", "light"]) {
    await page.emulateMedia({ colorScheme });
    await isRight(page);
  }
});
