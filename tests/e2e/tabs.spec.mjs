// Several files at once: each keeps its place and its view, and all come back after a reload.
import fs from "node:fs";
import path from "node:path";
import { Folder, MIB } from "./files.mjs";
import { address } from "./setting.mjs";
import { drop, expect, hydrated, test, visit, waitFor } from "./kit.mjs";

const LIST = "hexlog-files";

/** Files `a.bin`, `b.bin`, … of 1 MiB. */
const some = (folder, count) =>
  Array.from({ length: count }, (_, index) => folder.random(`${String.fromCharCode(97 + index)}.bin`, MIB + index));

const names = (files) => files.map((file) => path.basename(file));

/** Drops files at once and waits until the first is shown. */
async function dropAll(decoder, files) {
  await decoder.opening(() => drop(decoder.page, { files }));
  await expect(decoder.name).toHaveText(path.basename(files[0]));
}

/** The numbers of the handles that the page has kept. */
const keptHandles = (page) =>
  page.evaluate(
    () =>
      new Promise((kept, failed) => {
        const request = indexedDB.open("hexlog", 1);
        request.onupgradeneeded = () => request.result.createObjectStore("handles");
        request.onerror = failed;
        request.onsuccess = () => {
          const keys = request.result.transaction("handles").objectStore("handles").getAllKeys();
          keys.onerror = failed;
          keys.onsuccess = () => {
            request.result.close();
            kept(keys.result);
          };
        };
      }),
  );

const list = (page) => page.evaluate((key) => sessionStorage.getItem(key) ?? "", LIST);

/** Waits until these files, and no others, are kept for after a reload, with so many handles. */
async function kept(page, files, handles) {
  await expect
    .poll(async () => (await list(page)).split("\n").map((line) => line.split("\t").at(-1)), { message: "the list" })
    .toEqual(files);
  await expect.poll(async () => (await keptHandles(page)).length, { message: "handles" }).toBe(handles);
}

test("files dropped at once open in their order, each with its place and its view", async ({ decoder, folder, page }) => {
  const files = some(folder, 3);
  await decoder.visit();
  await dropAll(decoder, files);
  await expect(decoder.tabs).toHaveText(names(files));
  await expect(decoder.current).toHaveText("a.bin");
  await expect(decoder.status).toHaveText("Opened “a.bin”, “b.bin” and “c.bin”");
  await expect(decoder.grid).toBeFocused();
  await decoder.check(files[0], { offset: 0 });

  await decoder.goTo("0x8000");
  await decoder.check(files[0], { offset: 0x8000 });
  await decoder.tab("b.bin").click();
  await expect(decoder.name).toHaveText("b.bin");
  await expect(decoder.status).toHaveText("“b.bin”, 1,048,577 bytes");
  await decoder.check(files[1], { offset: 0 });
  await decoder.set("Columns", "8");
  await page.keyboard.press("Escape");
  await decoder.goTo("0x40..0x48");
  await decoder.scroller.evaluate((element) => (element.scrollTop = 44_444));
  const octets = await decoder.rows({ offset: 0x4570, width: 8 });
  await decoder.tab("a.bin").click();
  await decoder.check(files[0], { offset: 0x8000 });
  await expect(page.locator(".position")).toContainText("0x8000 (");
  await decoder.tab("b.bin").click();
  expect(Array.from(await decoder.rows({ width: 8 })), "to the row").toEqual(Array.from(octets));
  expect(await decoder.scroller.evaluate((element) => element.scrollTop)).toBe(44_444);
  await expect(page.locator(".position")).toContainText("8 (0x8) bytes selected");
  await expect(page).toHaveTitle(/^b\.bin · /);
  // A file that was not shown before has what was chosen last.
  await decoder.tab("c.bin").click();
  await decoder.rows({ offset: 8, width: 8 });
});

test("files that are opened later stand after the current one", async ({ decoder, folder, page }) => {
  const files = some(folder, 4);
  await decoder.visit();
  await dropAll(decoder, files.slice(0, 2));
  await decoder.opening(() => decoder.input.setInputFiles(files.slice(2)));
  await expect(decoder.tabs).toHaveText(["a.bin", "c.bin", "d.bin", "b.bin"]);
  await decoder.check(files[2], { offset: 0 });
  // A drop on another page of the site, too.
  await page.getByRole("link", { name: "About" }).click();
  await expect(page.locator("main h1")).toHaveText(/^About/);
  await drop(page, { files: [folder.random("e.bin", 5000)] });
  await expect(decoder.tabs).toHaveText(["a.bin", "c.bin", "e.bin", "d.bin", "b.bin"]);
  await expect(decoder.current).toHaveText("e.bin");
});

test("folders among files are named, and the files open", async ({ decoder, folder }) => {
  const files = some(folder, 2);
  await decoder.visit();
  await decoder.opening(() => drop(decoder.page, { files: [files[0], folder.folder("photos"), files[1]] }));
  await expect(decoder.tabs).toHaveText(["a.bin", "b.bin"]);
  await expect(decoder.status).toHaveText("“photos” is a folder. Drop a file from inside it.");
});

test("files are closed by their button, by Delete and by the middle button", async ({ decoder, folder, page }) => {
  const files = some(folder, 5);
  await decoder.visit();
  await dropAll(decoder, files);
  await decoder.closer("b.bin").click();
  await expect(decoder.tabs).toHaveText(["a.bin", "c.bin", "d.bin", "e.bin"]);
  await expect(decoder.status).toHaveText("Closed “b.bin”");
  await expect(decoder.name).toHaveText("a.bin");
  await expect(decoder.tab("a.bin")).toBeFocused();
  await page.keyboard.press("Delete");
  await expect(decoder.tabs).toHaveText(["c.bin", "d.bin", "e.bin"]);
  await expect(decoder.tab("c.bin")).toBeFocused();
  await decoder.check(files[2], { offset: 0 });
  await decoder.tab("e.bin").click({ button: "middle" });
  await expect(decoder.tabs).toHaveText(["c.bin", "d.bin"]);
  // The button of the current tab is one stop further.
  await decoder.tab("c.bin").focus();
  await page.keyboard.press("Tab");
  await expect(decoder.closer("c.bin")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(decoder.tab("d.bin")).toBeFocused();
  await decoder.goTo("0x8000");
  await expect(page).toHaveURL(/#at=0x8000$/);
  await decoder.tab("d.bin").press("Delete");
  await expect(page.getByRole("heading", { name: "Drop a file" })).toBeVisible();
  await expect(page.getByRole("tablist")).toHaveCount(0);
  await expect(decoder.status).toHaveText("Closed “d.bin”");
  await expect(page.locator("main")).toBeFocused();
  await expect(page).toHaveURL(address("/decoder/"));
  await expect(page).toHaveTitle(/^Decoder · /);
  // The zone takes files as before.
  await decoder.drop(files[0]);
  await decoder.check(files[0], { offset: 0 });
});

test("tabs are reached and moved by keys", async ({ decoder, folder, page }) => {
  const files = some(folder, 3);
  await decoder.visit();
  await dropAll(decoder, files);
  await decoder.tab("a.bin").focus();
  for (const [key, expected] of [
    ["ArrowRight", "b.bin"],
    ["ArrowRight", "c.bin"],
    ["ArrowRight", "a.bin"],
    ["ArrowLeft", "c.bin"],
    ["Home", "a.bin"],
    ["End", "c.bin"],
  ]) {
    await page.keyboard.press(key);
    await expect(decoder.tab(expected), key).toBeFocused();
    await expect(decoder.current, key).toHaveText(expected);
    await expect(decoder.name, key).toHaveText(expected);
  }
  await expect(page.locator("[role=tab][tabindex='0']")).toHaveCount(1);
  await page.keyboard.press("Control+Shift+ArrowLeft");
  await expect(decoder.tabs).toHaveText(["a.bin", "c.bin", "b.bin"]);
  await expect(decoder.status).toHaveText("“c.bin” is file 2 of 3");
  await expect(decoder.tab("c.bin")).toBeFocused();
  await page.keyboard.press("Control+Shift+ArrowLeft");
  await page.keyboard.press("Control+Shift+ArrowLeft");
  await expect(decoder.tabs).toHaveText(["c.bin", "a.bin", "b.bin"]);
  await page.keyboard.press("Control+Shift+ArrowRight");
  await expect(decoder.tabs).toHaveText(["a.bin", "c.bin", "b.bin"]);
  await expect(decoder.tab("c.bin")).toBeFocused();
  await expect(decoder.tab("c.bin")).toHaveAttribute("aria-controls", "file-panel");
  await expect(page.getByRole("tabpanel", { name: "c.bin" })).toBeVisible();

  // From within the bytes, which keep the keyboard.
  for (const [key, expected] of [
    [".", "b.bin"],
    [".", "a.bin"],
    [",", "b.bin"],
    [",", "c.bin"],
  ]) {
    await decoder.press(key);
    await expect(decoder.current, key).toHaveText(expected);
    await expect(decoder.grid, key).toBeFocused();
  }
  // A file without bytes has its tab in their place.
  await decoder.drop(folder.random("d.bin", 100));
  await drop(page, { files: [folder.write("empty.bin", "")] });
  await expect(decoder.tab("empty.bin")).toBeFocused();
  await decoder.tab("d.bin").click();
  await decoder.press(".");
  await expect(decoder.tab("empty.bin")).toBeFocused();
});

test("tabs are moved by a mouse", async ({ decoder, folder, page }) => {
  const files = some(folder, 4);
  await decoder.visit();
  await dropAll(decoder, files);
  const middle = async (label) => {
    const box = await decoder.tab(label).boundingBox();
    return [box.x + box.width / 2 - 8, box.y + box.height / 2];
  };
  await page.mouse.move(...(await middle("a.bin")));
  await page.mouse.down();
  await page.mouse.move(...(await middle("c.bin")), { steps: 8 });
  await page.mouse.up();
  await expect(decoder.tabs).toHaveText(["b.bin", "c.bin", "a.bin", "d.bin"]);
  // What is not held any more moves nothing, and neither does what was pressed elsewhere.
  await page.mouse.move(...(await middle("d.bin")), { steps: 4 });
  await page.mouse.down();
  await page.mouse.move(640, 400, { steps: 4 });
  await page.mouse.up();
  await page.mouse.down();
  await page.mouse.move(...(await middle("b.bin")), { steps: 8 });
  await page.mouse.up();
  await expect(decoder.tabs).toHaveText(["b.bin", "c.bin", "a.bin", "d.bin"]);
  await page.mouse.move(...(await middle("d.bin")));
  await page.mouse.down();
  await page.mouse.move(...(await middle("b.bin")), { steps: 12 });
  await page.mouse.up();
  await expect(decoder.tabs).toHaveText(["d.bin", "b.bin", "c.bin", "a.bin"]);
});

test("two files of one name can be told apart", async ({ decoder, folder }) => {
  const other = new Folder();
  const files = [folder.random("same.bin", 5000), other.random("same.bin", 6000)];
  await decoder.visit();
  // In one drop the browser itself would give them different names.
  await decoder.drop(files[0]);
  await decoder.drop(files[1]);
  await expect(decoder.tabs).toHaveText(["same.bin", "same.bin (2)"]);
  await decoder.tab("same.bin").click();
  await decoder.check(files[0], { offset: 0 });
  await decoder.tab("same.bin (2)").click();
  await decoder.check(files[1], { offset: 0 });
  await decoder.closer("same.bin").click();
  await expect(decoder.tabs).toHaveText(["same.bin (2)"]);
  other.remove();
});

test("500 files at once", async ({ decoder, folder, page }) => {
  const files = Array.from({ length: 500 }, (_, index) => folder.random(`file ${index}.bin`, 1000 + index));
  await decoder.visit();
  await dropAll(decoder, files);
  await expect(decoder.tabs).toHaveCount(500);
  await expect(decoder.status).toHaveText("Opened “file 0.bin”, “file 1.bin”, “file 2.bin” and 497 more");
  await decoder.tab("file 0.bin").focus();
  await page.keyboard.press("End");
  await expect(decoder.tab("file 499.bin")).toBeFocused();
  await expect(decoder.tab("file 499.bin")).toBeInViewport();
  await decoder.check(files[499], { offset: 0 });
  await page.keyboard.press("Home");
  await expect(decoder.tab("file 0.bin")).toBeInViewport();
  await decoder.check(files[0], { offset: 0 });
  await page.keyboard.press("Delete");
  await expect(decoder.tabs).toHaveCount(499);
  await expect(decoder.tab("file 1.bin")).toBeFocused();
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(wide, "nothing is wider than the window").toBeLessThanOrEqual(0);
});

test("frames while scrolling leave the tabs alone", async ({ decoder, folder, page }) => {
  await decoder.visit();
  await dropAll(decoder, some(folder, 3));
  await decoder.rows({ offset: 0 });
  await page.evaluate(() => {
    window.changes = [];
    new MutationObserver((list) => window.changes.push(...list.map(({ type, target }) => `${type} ${target.className}`))).observe(
      document.querySelector(".strip"),
      { subtree: true, childList: true, attributes: true, characterData: true },
    );
  });
  for (let step = 1; step <= 20; step += 1) {
    await decoder.scroller.evaluate((element, top) => (element.scrollTop = top), step * 333);
    await decoder.press("ArrowDown");
  }
  await decoder.rows();
  expect(await page.evaluate(() => window.changes)).toEqual([]);
});

test("a sample that is open is shown, not opened again", async ({ decoder, folder, page }) => {
  await decoder.visit();
  await dropAll(decoder, some(folder, 1));
  await decoder.opening(() => page.evaluate(() => (location.hash = "sample=pixel.png&at=8")));
  await expect(decoder.tabs).toHaveText(["a.bin", "pixel.png"]);
  await decoder.tab("a.bin").click();
  await expect(decoder.name).toHaveText("a.bin");
  await page.evaluate(() => (location.hash = "sample=pixel.png&at=0x10"));
  await expect(decoder.name).toHaveText("pixel.png");
  await expect(page.locator(".position")).toContainText("0x10 (16)");
  await expect(decoder.tabs).toHaveText(["a.bin", "pixel.png"]);
});

test("what was read of a file that has gone is still there", async ({ decoder, folder, page }) => {
  const files = some(folder, 3);
  await decoder.visit();
  await dropAll(decoder, files);
  const read = await decoder.check(files[0], { offset: 0 });
  fs.rmSync(files[0]);
  await decoder.tab("b.bin").click();
  await decoder.check(files[1], { offset: 0 });
  await decoder.tab("a.bin").click();
  expect(Array.from(await decoder.rows({ offset: 0 }))).toEqual(Array.from(read));
  await decoder.goTo("end");
  await expect(decoder.alert).toContainText("“a.bin” is no longer there");
  // The trouble is this file's.
  await decoder.tab("b.bin").click();
  await expect(decoder.alert).toHaveText("");
  await decoder.check(files[1], { offset: 0 });
  await expect(page.getByRole("button", { name: "Reopen" })).toHaveCount(0);
  await decoder.tab("a.bin").click();
  await expect(page.getByRole("button", { name: "Reopen" })).toHaveCount(1);
});

test("a file that is closed while it is read is gone", async ({ decoder, folder, page }) => {
  const files = some(folder, 2);
  await decoder.visit();
  await dropAll(decoder, files);
  for (let round = 0; round < 5; round += 1) {
    await page.evaluate(() => {
      document.querySelector(".scroller").scrollTop = 1e6;
      requestAnimationFrame(() => document.querySelector(".close-tab[tabindex='0']").click());
    });
    await expect(decoder.tabs).toHaveText(["b.bin"]);
    await decoder.check(files[1]);
    await decoder.drop(files[0]);
    await expect(decoder.tabs).toHaveText(["b.bin", "a.bin"]);
    await decoder.tab("a.bin").press("Control+Shift+ArrowLeft");
  }
});

test("a search ends with its file", async ({ decoder, folder, page }) => {
  const long = folder.sparse("long.bin", 200 * 1024 * MIB, [0, 200 * 1024 * MIB]);
  await decoder.visit();
  await dropAll(decoder, [long, ...some(folder, 1)]);
  await decoder.goTo("4194304");
  await decoder.rows({ offset: 4194304 });
  await decoder.press("n");
  await expect(page.getByRole("progressbar")).toBeVisible();
  await decoder.tab("a.bin").click();
  await expect(page.getByRole("progressbar")).toHaveCount(0);
  await decoder.check(folder.in("a.bin"), { offset: 0 });
});

test("Back and Forward lead to the file of a place", async ({ decoder, folder, page }) => {
  const files = some(folder, 2);
  await decoder.visit();
  await dropAll(decoder, files);
  await decoder.goTo("0x4000");
  await decoder.check(files[0], { offset: 0x4000 });
  await decoder.tab("b.bin").click();
  await decoder.check(files[1], { offset: 0 });
  await decoder.goTo("0x8000");
  await decoder.check(files[1], { offset: 0x8000 });
  await expect(page).toHaveURL(/#at=0x8000$/);

  await page.goBack();
  await expect(page).toHaveURL(/#at=0x0$/);
  await expect(decoder.name).toHaveText("b.bin");
  await page.goBack();
  await expect(decoder.name).toHaveText("a.bin");
  await decoder.check(files[0], { offset: 0x4000 });
  // Also where both have the same address.
  await page.goBack();
  await decoder.check(files[0], { offset: 0 });
  await page.goForward();
  await page.goForward();
  await expect(decoder.name).toHaveText("b.bin");
  await decoder.press("]");
  await decoder.check(files[1], { offset: 0x8000 });
  await decoder.press("[");
  await decoder.press("[");
  await expect(decoder.name).toHaveText("a.bin");
  await decoder.check(files[0], { offset: 0x4000 });

  await decoder.closer("b.bin").click();
  const before = await decoder.rows();
  await page.goForward();
  await expect(decoder.status).toHaveText("The file of that place is closed.");
  await expect(decoder.name).toHaveText("a.bin");
  expect(Array.from(await decoder.rows())).toEqual(Array.from(before));
});

test("two files at the same place are two places", async ({ decoder, folder, page }) => {
  const files = some(folder, 2);
  await decoder.visit();
  await dropAll(decoder, files);
  await decoder.tab("b.bin").click();
  await expect(decoder.name).toHaveText("b.bin");
  await page.goBack();
  await expect(decoder.name).toHaveText("a.bin");
  await page.goForward();
  await expect(decoder.name).toHaveText("b.bin");
});

const earlier = (page) => page.getByRole("region", { name: "Open before the reload" });

/** Says of each permission what `answers` says; the handles are the real ones. */
const permissions = (page, answers) =>
  page.addInitScript((answers) => {
    FileSystemHandle.prototype.queryPermission = async () => answers.query;
    FileSystemHandle.prototype.requestPermission = async () => {
      window.asked = (window.asked ?? 0) + 1;
      return answers.request;
    };
  }, answers);

for (const how of ["may still be read", "may be read after a question"]) {
  test(`files that ${how} come back after a reload`, async ({ decoder, folder, page }) => {
    const isGranted = how === "may still be read";
    // Headless, the browser goes on permitting what was dropped.
    if (!isGranted) await permissions(page, { query: "prompt", request: "granted" });
    const files = some(folder, 3);
    await decoder.visit();
    await dropAll(decoder, files);
    await decoder.tab("b.bin").click();
    await decoder.set("Columns", "8");
    await decoder.goTo("0x8000..0x8008");
    await decoder.tab("c.bin").click();
    await decoder.set("Columns", "16");
    await decoder.tab("b.bin").click();
    await decoder.rows({ offset: 0x8000, width: 8 });
    await kept(page, ["a.bin", "b.bin", "c.bin"], 3);

    await page.reload();
    await hydrated(page);
    if (!isGranted) {
      await expect(earlier(page)).toContainText("“a.bin”, “b.bin” and “c.bin”");
      await expect(decoder.tabs).toHaveCount(0);
      await earlier(page).getByRole("button", { name: "Open again" }).click();
    }
    await expect(decoder.tabs).toHaveText(["a.bin", "b.bin", "c.bin"]);
    await expect(decoder.current).toHaveText("b.bin");
    await decoder.rows({ offset: 0x8000, width: 8 });
    await expect(page.locator(".position")).toContainText("8 (0x8) bytes selected");
    await decoder.tab("a.bin").click();
    await decoder.rows({ offset: 0 });
    await decoder.tab("c.bin").click();
    await decoder.check(files[2], { offset: 0 });
    await expect(earlier(page)).toHaveCount(0);
    expect(await page.evaluate(() => window.asked ?? 0)).toBe(isGranted ? 0 : 3);
    // What is closed is not kept.
    await decoder.closer("a.bin").click();
    await kept(page, ["b.bin", "c.bin"], 2);
  });
}

test("files without a way back are chosen again and take their places", async ({ decoder, folder, page }) => {
  const files = some(folder, 3);
  await decoder.visit();
  await decoder.opening(() => decoder.input.setInputFiles(files));
  await decoder.goTo("0x4000");
  await decoder.opening(() => decoder.tab("b.bin").click());
  await decoder.goTo("0x8000");
  await kept(page, ["a.bin", "b.bin", "c.bin"], 0);
  await page.reload();
  await hydrated(page);
  await expect(earlier(page)).toContainText("“a.bin”, “b.bin” and “c.bin”");
  await expect(earlier(page).getByRole("button", { name: "Open again" })).toHaveCount(0);
  const choosing = page.waitForEvent("filechooser");
  await earlier(page).getByRole("button", { name: "Choose them again" }).click();
  await (await choosing).setFiles([files[2], files[1]]);
  await expect(decoder.tabs).toHaveText(["b.bin", "c.bin"]);
  await expect(decoder.current).toHaveText("b.bin");
  await decoder.check(files[1], { offset: 0x8000 });
  // What is left is still offered, beside what is open.
  await expect(earlier(page)).toContainText("“a.bin”");
  await kept(page, ["a.bin", "b.bin", "c.bin"], 0);
  await decoder.choose(files[0]);
  await expect(decoder.tabs).toHaveText(["a.bin", "b.bin", "c.bin"]);
  await decoder.check(files[0], { offset: 0x4000 });
  await expect(earlier(page)).toHaveCount(0);
});

test("the list of files from before can be forgotten", async ({ decoder, folder, page }) => {
  await decoder.visit();
  await decoder.opening(() => decoder.input.setInputFiles(some(folder, 2)));
  await kept(page, ["a.bin", "b.bin"], 0);
  await page.reload();
  await hydrated(page);
  await earlier(page).getByRole("button", { name: "Forget" }).click();
  await expect(earlier(page)).toHaveCount(0);
  await kept(page, [""], 0);
  await page.reload();
  await hydrated(page);
  await page.waitForTimeout(300);
  await expect(earlier(page)).toHaveCount(0);
});

test("samples come back, and so does the place in them", async ({ decoder, page }) => {
  await decoder.visit("#sample=ls-universal&at=0x4000");
  await decoder.rows({ offset: 0x4000 });
  await decoder.opening(() => page.evaluate(() => (location.hash = "sample=pixel.png")));
  await decoder.tab("ls-universal").click();
  await decoder.rows({ offset: 0x4000 });
  await kept(page, ["ls-universal", "pixel.png"], 0);
  await page.reload();
  await hydrated(page);
  await expect(decoder.tabs).toHaveText(["ls-universal", "pixel.png"]);
  await expect(decoder.current).toHaveText("ls-universal");
  await decoder.rows({ offset: 0x4000 });
  // The history of before leads to the same files.
  await page.goBack();
  await expect(decoder.name).toHaveText("pixel.png");
});

test("a reload that comes at once loses nothing", async ({ decoder, page }) => {
  await decoder.visit("#sample=ls-universal");
  await decoder.rows({ offset: 0 });
  await decoder.opening(() => page.evaluate(() => (location.hash = "sample=pixel.png")));
  await kept(page, ["ls-universal", "pixel.png"], 0);
  const loaded = page.waitForEvent("load");
  await decoder.tab("ls-universal").evaluate((tab) => {
    tab.click();
    setTimeout(() => location.reload());
  });
  await loaded;
  await hydrated(page);
  await expect(decoder.tabs).toHaveText(["ls-universal", "pixel.png"]);
  await expect(decoder.current).toHaveText("ls-universal");
});

test("a handle whose file has gone is named", async ({ decoder, folder, page }) => {
  const files = some(folder, 2);
  await decoder.visit();
  await dropAll(decoder, files);
  await kept(page, ["a.bin", "b.bin"], 2);
  fs.rmSync(files[0]);
  await page.reload();
  await hydrated(page);
  await expect(decoder.tabs).toHaveText(["b.bin"]);
  await decoder.check(files[1], { offset: 0 });
  await expect(decoder.status).toHaveText("“a.bin” is no longer where it was.");
  await expect(earlier(page)).toContainText("“a.bin”");
  await expect(earlier(page).getByRole("button", { name: "Choose them again" })).toBeVisible();
});

test("a permission that is refused is named", async ({ decoder, folder, page }) => {
  await permissions(page, { query: "prompt", request: "denied" });
  await decoder.visit();
  await dropAll(decoder, some(folder, 1));
  await kept(page, ["a.bin"], 1);
  await page.reload();
  await hydrated(page);
  await earlier(page).getByRole("button", { name: "Open again" }).click();
  await expect(decoder.status).toHaveText("“a.bin” may not be opened again without being chosen.");
  await expect(earlier(page)).toBeVisible();
});

test("Forget everything leaves nothing behind, and open files open", async ({ decoder, folder, page }) => {
  const files = some(folder, 2);
  await decoder.visit();
  await page.getByRole("combobox", { name: "Theme" }).selectOption("dark");
  await dropAll(decoder, files);
  await decoder.set("Columns", "8");
  await page.keyboard.press("Escape");
  await kept(page, ["a.bin", "b.bin"], 2);
  expect(await page.evaluate(() => Object.keys(localStorage).sort())).toEqual(["hexlog-decoder", "hexlog-theme"]);
  await (await decoder.openMenu()).getByRole("button", { name: "Forget everything" }).click();
  await expect(decoder.status).toHaveText(/^Forgotten: the settings, the theme, the names of files/);
  await expect(page.getByRole("combobox", { name: "Theme" })).toHaveValue("auto");
  await kept(page, [""], 0);
  // Not even after a while, and after some more has happened to these files.
  await page.keyboard.press("Escape");
  await decoder.goTo("0x8000");
  await decoder.check(files[0], { offset: 0x8000 });
  await page.waitForTimeout(500);
  const left = await page.evaluate(() => [Object.keys(localStorage), Object.keys(sessionStorage)]);
  expect(left).toEqual([[], []]);
  expect(await keptHandles(page)).toEqual([]);
  await expect(decoder.tabs).toHaveText(["a.bin", "b.bin"]);
  await page.reload();
  await hydrated(page);
  await page.waitForTimeout(300);
  await expect(earlier(page)).toHaveCount(0);
  await expect(decoder.tabs).toHaveCount(0);
});

for (const { what, script } of [
  {
    what: "storage that is forbidden",
    script: () => {
      for (const name of ["localStorage", "sessionStorage", "indexedDB"]) {
        Object.defineProperty(window, name, {
          get() {
            throw new DOMException("forbidden", "SecurityError");
          },
        });
      }
    },
  },
  {
    what: "storage that is full",
    script: () => {
      const full = () => {
        throw new DOMException("full", "QuotaExceededError");
      };
      Storage.prototype.setItem = full;
      IDBObjectStore.prototype.put = full;
    },
  },
  {
    what: "a database that never answers",
    script: () => {
      IDBFactory.prototype.open = () => new EventTarget();
    },
  },
]) {
  test(`${what} changes nothing else`, async ({ decoder, folder, page }) => {
    await page.addInitScript(script);
    const files = some(folder, 2);
    await decoder.visit();
    await dropAll(decoder, files);
    await decoder.tab("b.bin").click();
    await decoder.check(files[1], { offset: 0 });
    await page.waitForTimeout(300);
    await decoder.closer("a.bin").click();
    await (await decoder.openMenu()).getByRole("button", { name: "Forget everything" }).click();
    await expect(decoder.status).toHaveText(/^Forgotten: /);
    await expect(decoder.tabs).toHaveText(["b.bin"]);
    await page.reload();
    await hydrated(page);
    await decoder.drop(files[0]);
    await decoder.check(files[0], { offset: 0 });
  });
}

test("handles older than 30 days are removed", async ({ decoder, folder, page }) => {
  await decoder.visit();
  await dropAll(decoder, some(folder, 2));
  await kept(page, ["a.bin", "b.bin"], 2);
  await page.evaluate(
    () =>
      new Promise((done) => {
        const request = indexedDB.open("hexlog", 1);
        request.onsuccess = () => {
          const transaction = request.result.transaction("handles", "readwrite");
          const store = transaction.objectStore("handles");
          store.openCursor().onsuccess = ({ target }) => {
            const { value, key } = target.result;
            store.put({ ...value, time: Date.now() - 31 * 24 * 60 * 60 * 1000 }, key);
          };
          transaction.oncomplete = () => {
            request.result.close();
            done();
          };
        };
      }),
  );
  await visit(page, "/decoder/");
  await expect.poll(async () => (await keptHandles(page)).length).toBe(1);
  await waitFor(page, () => document.querySelector(".earlier") !== null, "the others are offered");
});
