// How long it takes from a drop to the first rows: for a file of 200 GiB against one of 3 MB.
//
// The files are real ones, dropped as the user would. Both begin with the same bytes; most of the
// large one is a hole. First what is shown is compared with what `hexdump` prints, then each
// round opens both on a page of their own, and once more on that page.

import { execFileSync } from "node:child_process";
import { join } from "node:path";
import {
  bench,
  compare,
  drop,
  hydrated,
  launch,
  median,
  openDecoder,
  programLike,
  scratch,
  serve,
  waitForMark,
  writeFile,
} from "./_lib.mjs";

const SMALL = 3_000_000;
const LARGE = 200 * 2 ** 30;
const ROUNDS = 21;
/** The goal: opening the large file takes at most this many times as long. */
const MOST = 1.3;
const COLUMNS = 16;

const OPEN = "decoder:open";
const FIRST_ROWS = "decoder:first-rows";

await bench("open", async () => {
  const folder = scratch();
  const bytes = programLike(SMALL, 4);
  const files = { small: join(folder, "small"), large: join(folder, "large") };
  writeFile(files.small, bytes);
  writeFile(files.large, bytes, LARGE);
  const address = await serve();
  const browser = await launch();
  const page = await browser.newPage();
  // What was open before a page was loaded does not come back.
  await page.addInitScript(() => sessionStorage.clear());
  const devtools = await page.context().newCDPSession(page);
  await openDecoder(page, address, `columns=${COLUMNS} colours=plane glyphs=off`);

  for (const file of Object.values(files)) {
    await open(page, devtools, file);
    await compareRows(page, file);
  }

  const times = { fresh: { small: [], large: [] }, again: { small: [], large: [] } };
  for (let round = 0; round < ROUNDS; round += 1) {
    const order = round % 2 === 0 ? ["small", "large"] : ["large", "small"];
    for (const size of order) {
      await page.goto(`${address}decoder/`);
      await hydrated(page);
      // What is left of loading the page is no part of opening a file.
      await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
      times.fresh[size].push(await open(page, devtools, files[size]));
    }
    for (const size of order) times.again[size].push(await open(page, devtools, files[size]));
  }
  for (const [kind, { small, large }] of Object.entries(times)) {
    const where = kind === "fresh" ? "on a fresh page" : "after another file";
    compare({
      what: `open 200 GiB ${where}, against 3 MB`,
      ours: median(large),
      against: median(small),
      most: MOST,
    });
  }
});

/** Drops a file; gives the milliseconds from the drop to its first rows. */
async function open(page, devtools, file) {
  await page.evaluate((names) => names.forEach((name) => performance.clearMarks(name)), [OPEN, FIRST_ROWS]);
  await drop(devtools, file);
  await waitForMark(page, FIRST_ROWS);
  return page.evaluate(
    (names) => {
      const [opened, drawn] = names.map((name) => performance.getEntriesByName(name));
      if (opened.length !== 1 || drawn.length !== 1) throw new Error("a drop set its marks more than once");
      return drawn[0].startTime - opened[0].startTime;
    },
    [OPEN, FIRST_ROWS],
  );
}

/** The rows in view must be the lines that `hexdump` prints for the start of the file. */
async function compareRows(page, file) {
  const rows = await page.evaluate(() => [...document.querySelectorAll(".row")].map((row) => row.textContent));
  const printed = execFileSync("hexdump", ["-C", "-v", "-n", String(rows.length * COLUMNS), file], {
    encoding: "utf8",
  });
  // The last line is the length, and no row.
  const lines = printed.trimEnd().split("\n").slice(0, -1);
  const differs = lines.findIndex((line, row) => line !== rows[row]);
  if (rows.length === 0 || lines.length !== rows.length) throw new Error(`${rows.length} rows are in view`);
  if (differs >= 0) throw new Error(`row ${differs} is “${rows[differs]}”, hexdump prints “${lines[differs]}”`);
}
