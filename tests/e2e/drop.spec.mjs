// Files arrive by drop and by choice, on every page, also before the app has loaded.
import path from "node:path";
import { address } from "./setting.mjs";
import { dragged, drop, expect, forgetful, holdBack, hydrated, test, visit, waitFor } from "./kit.mjs";

/** Holds back the app's wasm; gives what lets it through. */
const holdApp = (page) => holdBack(page, "**/*.wasm");

/** Marks the document, so that a reload can be told. */
const mark = (page) => page.evaluate(() => (window.markOfThisDocument = true));
/** Tells the page that what is dragged leaves its main part: for another part, or for good. */
const leave = (forGood) => {
  const relatedTarget = forGood ? null : document.body;
  document.querySelector("main").dispatchEvent(new DragEvent("dragleave", { bubbles: true, relatedTarget }));
};
const isMarked = (page) => page.evaluate(() => window.markOfThisDocument === true);

test("a file dropped on the decoder", async ({ decoder, folder }) => {
  const file = folder.random("one.bin", 5000);
  await decoder.visit();
  await decoder.drop(file);
  await decoder.check(file, { offset: 0 });
  await expect(decoder.status).toHaveText("Opened “one.bin”, 5,000 bytes");
  await expect(decoder.page).toHaveTitle(/^one\.bin · /);
});

for (const { page: where, path: start, site } of [
  { page: "the home page", path: "/", site: "root" },
  { page: "a post", path: "/posts/reading-binary-files/", site: "root" },
  { page: "a post below a base path", path: "/posts/reading-binary-files/", site: "based" },
  { page: "the page for an unknown address", path: "/no/such/page/", site: "root" },
]) {
  test(`a file dropped on ${where} opens in the decoder without a reload`, async ({ decoder, folder, page, noise }) => {
    if (start.startsWith("/no/")) noise.expect(/status of 404/);
    const file = folder.random("one.bin", 5000);
    await visit(page, start, site);
    await mark(page);
    await decoder.drop(file);
    await decoder.check(file, { offset: 0 });
    expect(await isMarked(page), "the document is the same").toBe(true);
    expect(page.url().split("#")[0]).toBe(address("/decoder/", site));
    await page.goBack();
    await expect(page).toHaveURL(address(start, site));
    await expect(page.locator("main h1")).not.toHaveText(/one\.bin/);
  });
}

test("a file dropped before the app has loaded", async ({ decoder, folder, page }) => {
  await forgetful(page);
  const file = folder.random("early.bin", 3000);
  for (const start of ["/", "/decoder/"]) {
    const release = await holdApp(page);
    await page.goto(address(start));
    await mark(page);
    await drop(page, { files: [file] });
    await expect.poll(() => page.evaluate(() => window.hexlogDrops.length), { message: "the drop is kept" }).toBe(1);
    release();
    await expect(decoder.name).toHaveText("early.bin");
    await decoder.check(file, { offset: 0 });
    expect(await isMarked(page), "the document is the same").toBe(true);
    await page.unroute("**/*.wasm");
  }
});

test("a file chosen before the app has loaded", async ({ decoder, folder, page }) => {
  const file = folder.random("early.bin", 3000);
  const release = await holdApp(page);
  await page.goto(address("/decoder/"));
  await decoder.input.setInputFiles(file);
  release();
  await expect(decoder.name).toHaveText("early.bin");
  await decoder.check(file, { offset: 0 });
});

test("the same file chosen twice is opened twice", async ({ decoder, folder }) => {
  const file = folder.random("twice.bin", 3000);
  await decoder.visit();
  await decoder.choose(file);
  await decoder.choose(file);
  await decoder.check(file, { offset: 0 });
  await expect(decoder.tabs).toHaveText(["twice.bin", "twice.bin (2)"]);
});

test("a drop on a screen of 360 px", async ({ decoder, folder, page }) => {
  await page.setViewportSize({ width: 360, height: 640 });
  await decoder.visit();
  const file = folder.random("narrow.bin", 5000);
  await decoder.drop(file);
  const rows = await decoder.rows({ offset: 0, width: 8 });
  expect(rows[1]).toMatch(/^00000008 /);
});

test("the page shows that it takes what is dragged over it", async ({ decoder, folder, page }) => {
  const file = folder.random("hint.bin", 100);
  const hint = page.locator(".drop-hint");
  for (const start of ["/decoder/", "/"]) {
    await visit(page, start);
    await expect(hint).toBeHidden();
    await drop(page, { files: [file] }, { last: "dragOver" });
    await expect(hint).toBeVisible();
    // The driver cannot drag out of the window, so the page is told what the browser would tell it.
    await page.evaluate(leave, false);
    await expect(hint).toBeVisible();
    await page.evaluate(leave, true);
    await expect(hint).toBeHidden();
  }
  await visit(page, "/decoder/");
  await decoder.drop(file);
  await expect(hint).toBeHidden();
});

test("a folder beside a file is named and the file opens", async ({ decoder, folder, page }) => {
  await forgetful(page);
  const [inner, file] = [folder.folder("photos"), folder.random("a.bin", 300)];
  for (const files of [
    [inner, file],
    [file, inner],
  ]) {
    await decoder.visit();
    await decoder.opening(() => drop(decoder.page, { files }));
    await expect(decoder.name).toHaveText("a.bin");
    await expect(decoder.status).toContainText("“photos” is a folder");
    await decoder.check(file, { offset: 0 });
  }
});

const REFUSED = [
  { what: "a folder", drop: (folder) => ({ files: [folder.in("photos")] }), says: "“photos” is a folder." },
  {
    what: "two folders",
    drop: (folder) => ({ files: [folder.in("photos"), folder.in("music")] }),
    says: "“photos” and “music” are folders.",
  },
  {
    what: "a link",
    drop: () => ({ items: [dragged.link("https://example.org/x.bin")] }),
    says: "“https://example.org/x.bin” is a link.",
  },
];

for (const { what, drop: dropped, says } of REFUSED) {
  test(`${what} is refused by name, on any page, and the open file stays`, async ({ decoder, folder, page }) => {
    folder.folder("photos");
    folder.folder("music");
    const file = folder.random("open.bin", 5000);
    await decoder.visit();
    await decoder.drop(file);
    await decoder.goTo("0x100");
    const before = await decoder.check(file, { offset: 0x100 });
    await drop(page, dropped(folder));
    await expect(decoder.alert).toContainText(says);
    await expect(decoder.name).toHaveText("open.bin");
    // The sentence takes some room from the rows.
    const after = await decoder.check(file, { offset: 0x100 });
    expect(after.first).toBe(before.first);
    await page.getByRole("button", { name: "Dismiss" }).click();
    await expect(decoder.alert).toHaveText("");

    await visit(page, "/");
    await mark(page);
    await drop(page, dropped(folder));
    await expect(decoder.alert).toContainText(says);
    await expect(page).toHaveURL(address("/"));
    expect(await isMarked(page), "the browser did not go to what was dropped").toBe(true);
  });
}

test("text dropped into the go-to box goes into the box", async ({ decoder, folder, page }) => {
  await decoder.visit();
  await decoder.drop(folder.random("open.bin", 5000));
  const box = await decoder.box.boundingBox();
  const place = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await drop(page, { items: [dragged.text("0x20")] }, place);
  await expect(decoder.alert).toHaveText("");
  await expect(decoder.box).toHaveValue("0x20");
});

test("names of any kind are shown as they are", async ({ decoder, folder, page }) => {
  const names = ['<b>&"\'.bin', "Grüße 字节 🐝 ‮.bin", "n".repeat(255), "  two  spaces .bin", "%41&at=9#x.bin"];
  await decoder.visit();
  for (const name of names) {
    const file = folder.random(name, 500);
    await decoder.opening(() => drop(page, { files: [file] }));
    expect(await decoder.name.evaluate((element) => element.textContent)).toBe(name);
    expect(await decoder.status.evaluate((element) => element.textContent)).toBe(`Opened “${name}”, 500 bytes`);
    expect(await page.title()).toContain(name.trim().split(/\s+/)[0]);
    await expect(page.locator("h1 b")).toHaveCount(0);
    await decoder.check(file, { offset: 0 });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow, "nothing is wider than the window").toBeLessThanOrEqual(0);
  }
  console.log(`drop: ${names.length} names`);
});

test("another file is shown in place of the one before", async ({ decoder, folder, page }) => {
  const [long, short] = [folder.random("long.bin", 300_000), folder.random("short.bin", 40)];
  await decoder.visit();
  await decoder.drop(long);
  await decoder.press("Control+End");
  await decoder.check(long, { offset: 299_999 });
  await decoder.drop(short);
  const rows = await decoder.check(short, { offset: 0 });
  expect(rows.length).toBe(3);
  await decoder.drop(folder.write("empty.bin", ""));
  await expect(page.getByText("Empty file: 0 bytes", { exact: true })).toBeVisible();
  await decoder.drop(long);
  await decoder.check(long, { offset: 0 });
});

test("samples open by their links and by an address", async ({ decoder, page }) => {
  await forgetful(page);
  await decoder.visit();
  for (const name of ["ls-universal", "pixel.png", "hello-utf8.txt"]) {
    await page.goto(address("/decoder/"));
    await hydrated(page);
    await decoder.opening(() => page.getByRole("link", { name, exact: true }).click());
    await expect(decoder.name).toHaveText(name);
  }
  await page.goto(address("/about/"));
  await hydrated(page);
  await decoder.opening(() => page.getByRole("link", { name: "This link" }).click());
  await decoder.rows({ offset: 0x4000 });
  await expect(decoder.name).toHaveText("ls-universal");
  await waitFor(page, () => location.hash.includes("sample=ls-universal"), "the address names the sample");
});

test("a drop while pages are changed is not lost", async ({ decoder, folder, page }) => {
  const file = folder.random("one.bin", 5000);
  await visit(page, "/");
  await page.getByRole("link", { name: "About" }).click();
  await drop(page, { files: [file] });
  await expect(decoder.name).toHaveText(path.basename(file));
  await decoder.check(file, { offset: 0 });
});
