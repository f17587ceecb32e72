// Files that go away or change while they are open, and places that do not exist.
import fs from "node:fs";
import { MIB, PAGE, randomBytes } from "./files.mjs";
import { address } from "./setting.mjs";
import { drop, expect, hydrated, test } from "./kit.mjs";

const SIZE = 8 * MIB;
const FAR = 5 * MIB;

const TROUBLES = [
  { what: "deleted", happen: (file) => fs.rmSync(file), says: /“open\.bin” is no longer there/ },
  {
    what: "renamed",
    happen: (file) => fs.renameSync(file, `${file}.old`),
    says: /“open\.bin” is no longer there/,
  },
  {
    what: "appended to",
    happen: (file) => fs.appendFileSync(file, "more"),
    says: /“open\.bin” has changed on disk/,
  },
  {
    what: "truncated",
    happen: (file) => fs.truncateSync(file, FAR + 1000),
    says: /“open\.bin” has changed on disk/,
  },
  {
    what: "rewritten",
    happen: (file) => {
      fs.writeFileSync(file, randomBytes(SIZE, 99));
      // Even when the clock stands still between two writes.
      fs.utimesSync(file, new Date(), new Date(Date.now() + 10_000));
    },
    says: /“open\.bin” has changed on disk/,
  },
];

for (const { what, happen, says } of TROUBLES) {
  for (const how of ["drop", "choose"]) {
    test(`a file ${what} while open (${how})`, async ({ decoder, folder, page }) => {
      const reopen = page.getByRole("button", { name: "Reopen" });
      const file = folder.random("open.bin", SIZE, 5);
      await decoder.visit();
      await decoder[how](file);
      const read = await decoder.check(file, { offset: 0 });
      await expect(reopen).toHaveCount(0);
      happen(file);

      await decoder.goTo(String(FAR));
      await expect(decoder.alert).toHaveText(says);
      await expect(reopen).toBeVisible();
      const unread = await decoder.look();
      expect(unread.length, "there are rows").toBeGreaterThan(0);
      for (const { text, pending } of unread) {
        expect(pending, "the row is not read").toBe(true);
        expect(text, "no byte is made up").toMatch(/^[0-9a-f]{8} {2}(·· ){8} (·· ){8} \|·{16}\|$/);
      }

      await decoder.goTo("0");
      const still = await decoder.rows({ offset: 0 });
      expect(Array.from(still), "rows already read stay").toEqual(Array.from(read).slice(0, still.length));

      const isThere = fs.existsSync(file);
      if (!isThere) fs.writeFileSync(file, randomBytes(SIZE, 77));
      await decoder.goTo(String(FAR));
      await showAgain(page, reopen, file, how);
      await expect(decoder.alert).toHaveText("");
      await expect(decoder.status).toHaveText(/^Reopened “open\.bin”/);
      await decoder.check(file, { offset: FAR });
      await decoder.press("Control+End");
      await decoder.check(file, { offset: fs.statSync(file).size - 1 });
    });
  }
}

/** Presses Reopen; where the browser has no way back to the file, as to one that was chosen, it asks for it. */
async function showAgain(page, reopen, file, how) {
  if (how === "choose") {
    const [chooser] = await Promise.all([page.waitForEvent("filechooser"), reopen.click()]);
    await chooser.setFiles(file);
  } else {
    await reopen.click();
  }
  await expect(reopen).toHaveCount(0);
}

test("Reopen on a file that is gone says so again", async ({ decoder, folder, page }) => {
  const file = folder.random("gone.bin", SIZE, 5);
  await decoder.visit();
  await decoder.drop(file);
  await decoder.check(file, { offset: 0 });
  fs.rmSync(file);
  await decoder.goTo(String(FAR));
  await expect(decoder.alert).toHaveText(/“gone\.bin” is no longer there/);
  await decoder.alert.locator("span").evaluate((said) => said.classList.add("before"));
  await page.getByRole("button", { name: "Reopen" }).click();
  await expect(decoder.alert.locator(".before")).toHaveCount(0);
  await expect(decoder.alert).toHaveText(/“gone\.bin” is no longer there/);
  await expect(page.getByRole("button", { name: "Reopen" })).toBeVisible();
});

test("Dismiss closes the sentence and leaves the file open", async ({ decoder, folder, page }) => {
  const file = folder.random("open.bin", SIZE, 5);
  await decoder.visit();
  await decoder.drop(file);
  const read = await decoder.check(file, { offset: 0 });
  fs.rmSync(file);
  await decoder.goTo(String(FAR));
  await expect(decoder.alert).toHaveText(/is no longer there/);
  await page.getByRole("button", { name: "Dismiss" }).click();
  await expect(decoder.alert).toHaveText("");
  // The file is as gone as before, and the way out of that stays.
  await expect(page.getByRole("button", { name: "Reopen" })).toHaveCount(1);
  await decoder.goTo("0");
  expect(Array.from(await decoder.rows({ offset: 0 }))).toEqual(Array.from(read));
  // Another file opens as if nothing had been.
  const other = folder.random("other.bin", 3 * PAGE);
  await decoder.drop(other);
  await decoder.press("Control+End");
  await decoder.check(other, { offset: 3 * PAGE - 1 });
  await expect(page.getByRole("button", { name: "Reopen" })).toHaveCount(0);
});

test("a selection that reaches into what cannot be read any more stays", async ({ decoder, folder, page }) => {
  const size = 100 * MIB;
  const file = folder.sparse("half read.bin", size, [0, size]);
  await decoder.visit();
  await decoder.drop(file);
  await decoder.rows({ offset: 0 });
  await decoder.goTo("0x10..0x18");
  const position = page.locator(".position");
  await expect(position).toContainText("0x10–0x17");
  fs.rmSync(file);
  await decoder.press("Control+a");
  await expect(decoder.alert).toContainText("“half read.bin” is no longer there");
  await expect(position).toContainText("104,857,600 (0x6400000) bytes selected");
  // What was read stays, and the panels say that the end was not.
  await expect(page.locator(".row.pending")).toHaveCount(0);
  const explain = page.getByRole("region", { name: "Explain" });
  await expect(explain).toContainText("These bytes have not been read yet.");
  await expect(explain.getByRole("textbox", { name: "Hex", includeHidden: true })).toBeHidden();
  await decoder.press("Escape");
  await decoder.goTo("0x12");
  await expect(explain.getByRole("textbox", { name: "Hex" })).toBeVisible();
  await expect(position).toContainText("0x12 (");
});

/** What is no place in a file of 100,000 bytes, and what is said about it. */
const NONSENSE = [
  ["zebra", "“zebra” is not an offset"],
  ["", "“” is not an offset"],
  ["0x", "“0x” is not an offset"],
  ["1e3", "“1e3” is not an offset"],
  ["--1", "“--1” is not an offset"],
  ["101%", "“101%” is not an offset"],
  ["NaN%", "“NaN%” is not an offset"],
  ["end*1", "“end*1” is not an offset"],
  ["32..16", "“32..16” holds no bytes: it ends before the byte that it begins with."],
  ["16+0", "“16+0” is not an offset or a range"],
  ["100000", "0x186a0 (100,000) is past the end: the file has 100,000 bytes."],
  ["0xffffffff", "0xffffffff (4,294,967,295) is past the end"],
  ["18446744073709551615", "is past the end"],
  ["99999999999999999999", "“99999999999999999999” is not an offset"],
  ["+99000", "is past the end"],
  ["-0x100000", "“-0x100000” leads to before the start"],
  ["end-100001", "“end-100001” leads to before the start"],
  ["<img src=x>", "“<img src=x>” is not an offset"],
];

test("nonsense in the go-to box is named and nothing moves", async ({ decoder, folder, page }) => {
  const file = folder.random("open.bin", 100_000);
  await decoder.visit();
  await decoder.drop(file);
  await decoder.goTo("0x8000");
  const place = () =>
    page.evaluate(() => ({
      top: document.querySelector(".scroller").scrollTop,
      active: document.querySelector("[role=grid]").getAttribute("aria-activedescendant"),
      entries: history.length,
      url: location.href,
      position: document.querySelector(".position").textContent,
    }));
  const rows = await decoder.check(file, { offset: 0x8000 });
  // The line with the place follows when the view has come to rest.
  await expect(page.locator(".position")).toContainText("0x8000 (");
  const before = await place();
  for (const [text, says] of NONSENSE) {
    await decoder.goTo(text);
    await expect(decoder.status, text).toContainText(says);
    expect(Array.from(await decoder.rows()), text).toEqual(Array.from(rows));
    expect(await place(), text).toEqual(before);
  }
  console.log(`trouble: ${NONSENSE.length} kinds of nonsense`);
});

test("every way to write an offset leads there", async ({ decoder, folder, page }) => {
  const file = folder.random("open.bin", 100_000);
  await decoder.visit();
  await decoder.drop(file);
  const places = [
    ["0x1f0", 0x1f0],
    ["496", 496],
    ["+16", 512],
    ["-0x10", 496],
    ["50%", 50_000],
    ["end-16", 99_984],
    ["end", 99_999],
    ["100%", 99_999],
    ["0", 0],
    [" 0X1F0 ", 0x1f0],
  ];
  for (const [text, offset] of places) {
    await decoder.goTo(text);
    await decoder.check(file, { offset });
    await expect(page.locator(".position"), text).toContainText(`0x${offset.toString(16)} (`);
  }
  console.log(`trouble: ${places.length} ways to write an offset`);
});

test("nonsense in the address is named and nothing moves", async ({ decoder, folder, noise, page }) => {
  // A sample that is not there is asked for.
  noise.expect(/status of 404/);
  await decoder.visit("#at=zebra&cols=0");
  await expect(decoder.status).toContainText("at=zebra");
  await expect(decoder.status).toContainText("cols=0");

  const file = folder.random("open.bin", 100_000);
  await decoder.drop(file);
  await decoder.goTo("0x8000");
  const rows = await decoder.check(file, { offset: 0x8000 });
  for (const [fragment, says] of [
    ["at=zebra", ["at=zebra"]],
    ["cols=0", ["cols=0"]],
    ["at=zebra&cols=0", ["at=zebra", "cols=0"]],
    ["at=-1", ["at=-1"]],
    ["view=music", ["view=music"]],
    ["len=x", ["len=x"]],
    ["at=100000", ["past the end"]],
    ["at=%ff", ["at="]],
    ["sample=none-such", ["none-such"]],
  ]) {
    await page.evaluate((fragment) => (location.hash = fragment), fragment);
    for (const part of says) await expect(decoder.status, fragment).toContainText(part);
    expect(Array.from(await decoder.rows()), fragment).toEqual(Array.from(rows));
    await expect(decoder.name).toHaveText("open.bin");
  }
});

test("what the address says beside is kept", async ({ decoder, folder, page }) => {
  await decoder.visit("#note=hi&at=0x4000&flag");
  const file = folder.random("open.bin", 100_000);
  await decoder.drop(file);
  await decoder.check(file, { offset: 0x4000 });
  await expect(page).toHaveURL(/#at=0x4000&note=hi&flag$/);
  await decoder.goTo("0x8000");
  await expect(page).toHaveURL(/#at=0x8000&note=hi&flag$/);
  await decoder.scroller.evaluate((element) => (element.scrollTop = 0));
  await expect(page).toHaveURL(/#at=0x0&note=hi&flag$/);
});

test("the address sets place and columns", async ({ decoder, folder, page }) => {
  const file = folder.random("open.bin", 100_000);
  await decoder.visit("#at=0x4000&cols=8");
  await decoder.drop(file);
  const rows = await decoder.rows({ offset: 0x4000, width: 8 });
  expect(rows[0].length).toBe(8 + 2 + 8 * 3 + 2 + 8 + 2 - 1);
  await page.evaluate(() => (location.hash = "at=0x8000&cols=16"));
  await decoder.check(file, { offset: 0x8000 });
});

test("an empty file has nothing to go to", async ({ decoder, folder, page }) => {
  await decoder.visit();
  await drop(page, { files: [folder.write("empty.bin", "")] });
  await expect(page.getByText("Empty file: 0 bytes", { exact: true })).toBeVisible();
  await expect(decoder.grid).toHaveCount(0);
  await decoder.goTo("0");
  await expect(decoder.status).toHaveText("The file is empty: there is nothing to go to.");
});

test("an app that cannot be fetched is named", async ({ page, noise }) => {
  noise.expect(/net::ERR_FAILED|Failed to load/);
  noise.expect(/exception/);
  await page.route("**/*.wasm", (route) => route.abort());
  await page.goto(address("/decoder/"));
  await expect(page.getByText("The decoder could not be loaded.")).toBeVisible();
  await page.unroute("**/*.wasm");
  await page.reload();
  await hydrated(page);
  await expect(page.getByText("The decoder could not be loaded.")).toBeHidden();
});
