// How much of the main thread a frame takes when the view jumps, so that every row changes: our
// rows under a plane of colours, against an element for each byte and against plain text.
//
// All three draw the same bytes in the same geometry and must show the same lines. A jump is timed
// from the moment in which the scroller is moved until the frame that shows the new rows is over:
// handling the event, script, style, layout and paint, all that the browser's own trace finds on
// the main thread in between.
//
// The goals are about the time by the clock, in which the thread can do nothing else. The work,
// which is the processor's time of the same tasks, stands beside it where the browser can tell it:
// where the two lie far apart, the thread waited, for the compositor or because the machine was
// busy with something else.

import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  bench,
  compare,
  drop,
  launch,
  median,
  openDecoder,
  programLike,
  random,
  scratch,
  serve,
  waitForMark,
  writeFile,
} from "./_lib.mjs";

/** All pages of a file of this length fit into our cache, so a jump never waits for a read. */
const SIZE = 2 * 1024 * 1024;
const PAGE = 64 * 1024;
const WINDOW_WIDTH = 1800;
const ROUNDS = 9;
/** Moves of each kind in a round. */
const MOVES = { jump: 30, wheel: 10, caret: 30 };
/** Moves before them that are not counted. */
const WARM_UP = 4;
const WHEEL_ROWS = 3;

const OURS = "ours";
const ELEMENTS = "elements";
const PLAIN = "plain";
const WAYS = [OURS, ELEMENTS, PLAIN];

/** The grids that are measured. The goals are about the larger one. */
const SHAPES = [
  { rows: 60, columns: 32, most: { jump: { [ELEMENTS]: 0.2, [PLAIN]: 1.6 }, caret: { [PLAIN]: 1.5 } } },
  { rows: 50, columns: 16, most: {} },
];

/** How a trace calls what a thread does, one after another. */
const TASK = "ThreadControllerImpl::RunTask";

const NAMES = { [ELEMENTS]: "an element per byte", [PLAIN]: "plain text" };

await bench("draw", async () => {
  const bytes = programLike(SIZE, 1);
  const file = join(scratch(), "program");
  writeFile(file, bytes);
  const address = await serve();
  for (const shape of SHAPES) {
    const browser = await launch();
    const pages = await mount({ browser, address, file, bytes, ...shape });
    await compareLines(pages, shape);
    const times = await measure(browser, pages, shape);
    tell(times, shape);
    await browser.close();
  }
});

/** Opens the file in ours, and a page with each of the others beside it. */
async function mount({ browser, address, file, bytes, rows, columns }) {
  const context = await browser.newContext({ viewport: { width: WINDOW_WIDTH, height: 1000 } });
  const pages = {};

  const ours = await context.newPage();
  await openDecoder(ours, address, `columns=${columns} colours=plane glyphs=off`);
  await drop(await context.newCDPSession(ours), file);
  await waitForMark(ours, "decoder:first-rows");
  const rowPx = await ours.evaluate(() => document.querySelector(".row").getBoundingClientRect().height);
  const heightPx = rows * rowPx;
  const chrome = await ours.evaluate(
    () => document.documentElement.clientHeight - document.querySelector(".scroller").clientHeight,
  );
  const viewport = { width: WINDOW_WIDTH, height: heightPx + chrome };
  await ours.setViewportSize(viewport);
  await ours.waitForFunction((count) => document.querySelectorAll(".row").length === count, rows);
  pages[OURS] = ours;

  const look = await ours.evaluate(() => {
    const style = getComputedStyle(document.querySelector(".scroller"));
    const names = ["null", "whitespace", "printable", "control", "high"];
    const colours = names.map((name) => [name, style.getPropertyValue(`--byte-${name}`)]);
    return {
      font: style.font,
      ground: style.backgroundColor,
      text: style.color,
      colours: Object.fromEntries(colours),
    };
  });
  const base64 = Buffer.from(bytes).toString("base64");
  for (const kind of [ELEMENTS, PLAIN]) {
    const page = await context.newPage();
    await page.setViewportSize(viewport);
    await page.addScriptTag({ path: fileURLToPath(new URL("_baselines.mjs", import.meta.url)), type: "module" });
    await page.evaluate((options) => globalThis.mountGrid(options), { kind, base64, columns, rowPx, heightPx, look });
    pages[kind] = page;
  }

  // Everything has been read before anything is timed, and the code is warm.
  const pageRows = PAGE / columns;
  const everywhere = Array.from({ length: SIZE / PAGE }, (_, page) => page * pageRows * rowPx);
  for (const page of Object.values(pages)) {
    await page.bringToFront();
    await page.evaluate(visit, { tops: [...everywhere, 0] });
    const { height } = await page.evaluate(() => {
      const scroller = document.querySelector(".scroller");
      return { height: scroller.clientHeight };
    });
    if (height !== heightPx) throw new Error(`the view is ${height} px high, not ${heightPx}`);
  }
  return { ...pages, rowPx };
}

/** All ways must show the same lines, wherever the view goes. */
async function compareLines(pages, { rows, columns }) {
  const next = random(2);
  const last = SIZE / columns - rows;
  const places = [0, last, ...Array.from({ length: 6 }, () => Math.floor(next() * last))];
  for (const place of places) {
    const lines = [];
    for (const way of WAYS) {
      await pages[way].bringToFront();
      await pages[way].evaluate(visit, { tops: [place * pages.rowPx] });
      lines.push(
        await pages[way].evaluate(() => [...document.querySelectorAll(".row")].map((row) => row.textContent)),
      );
    }
    const [ours, ...others] = lines;
    if (ours.length !== rows) throw new Error(`${ours.length} rows are in view, not ${rows}`);
    for (const [index, theirs] of others.entries()) {
      const differs = ours.findIndex((line, row) => line !== theirs[row]);
      if (differs >= 0 || theirs.length !== rows) {
        throw new Error(
          `row ${place + differs} differs: ours “${ours[differs]}”, ${WAYS[index + 1]} “${theirs[differs]}”`,
        );
      }
    }
  }
}

/** What every move took, by the kind of move and the way of drawing. */
async function measure(browser, pages, { rows, columns }) {
  const next = random(3);
  const last = SIZE / columns - rows;
  const devtools = await browser.newBrowserCDPSession();
  const times = {};
  for (let round = 0; round < ROUNDS; round += 1) {
    const jumps = Array.from({ length: WARM_UP + MOVES.jump }, () => Math.floor(next() * last));
    const top = Math.floor(next() * (last - (WARM_UP + MOVES.wheel) * WHEEL_ROWS));
    const steps = Array.from({ length: WARM_UP + MOVES.wheel }, (_, step) => top + step * WHEEL_ROWS);
    // Each way is first, second and third equally often.
    const order = WAYS.map((_, index) => WAYS[(index + round) % WAYS.length]);
    const bytes = Array.from({ length: WARM_UP + MOVES.caret }, (_, step) => step + 1);
    for (const [kind, places] of Object.entries({ jump: jumps, wheel: steps, caret: bytes })) {
      const run = kind === "caret" ? driveCaret : drive;
      const trace = await traced(devtools, async () => {
        for (const way of order) {
          await pages[way].bringToFront();
          await pages[way].evaluate(run, { name: `bench:${way}`, places, columns, rowPx: pages.rowPx });
        }
      });
      for (const way of WAYS) {
        const found = tasksBetween(trace, `bench:${way}`);
        if (found.length !== places.length) throw new Error(`the trace has ${found.length} moves of ${kind} ${way}`);
        times[kind] ??= {};
        (times[kind][way] ??= []).push(...found.slice(WARM_UP));
      }
    }
  }
  return times;
}

function tell(times, { rows, columns, most }) {
  for (const [kind, ways] of Object.entries(times)) {
    const middle = (way, measured) => median(ways[way].map((time) => time[measured]));
    for (const [measured, unit] of Object.entries({ clock: "by the clock", work: "work" })) {
      // Not every machine gives the browser a clock for the processor's time of a thread.
      if (!WAYS.every((way) => ways[way].every((time) => Number.isFinite(time[measured])))) continue;
      for (const way of [ELEMENTS, PLAIN]) {
        compare({
          what: `draw ${rows}×${columns}, ${kind}, ${unit}, against ${NAMES[way]}`,
          ours: middle(OURS, measured),
          against: middle(way, measured),
          most: measured === "clock" ? most[kind]?.[way] : undefined,
        });
      }
    }
  }
}

/** In a page: goes to some places and waits at each until all of it is drawn. */
async function visit({ tops }) {
  const frame = () => new Promise(requestAnimationFrame);
  const scroller = document.querySelector(".scroller");
  for (const top of tops) {
    scroller.scrollTop = top;
    do {
      await frame();
      await frame();
    } while (document.querySelector(".row.pending"));
  }
}

/**
 * In a page: moves to one place after another, each between two marks. The mark at the end is set
 * in the second frame after the move: the first one tells of the move and draws.
 */
async function drive({ name, places, columns, rowPx }) {
  const frame = () => new Promise(requestAnimationFrame);
  const scroller = document.querySelector(".scroller");
  for (const place of places) {
    await frame();
    performance.mark(`${name}:begin`);
    scroller.scrollTop = place * rowPx;
    await frame();
    await frame();
    performance.mark(`${name}:end`);
    // What was timed must have been done.
    const expected = (place * columns).toString(16).padStart(8, "0");
    const row = document.querySelector(".row").textContent;
    if (!row.startsWith(expected)) throw new Error(`${name} shows ${row}, not ${expected}`);
    if (document.querySelector(".row.pending")) throw new Error(`${name} had to wait for a read`);
  }
}

/**
 * In a page: moves the caret from byte to byte, as `drive` moves the view. The others have no caret:
 * they draw one row again, with another text.
 */
async function driveCaret({ name, places, columns }) {
  const frame = () => new Promise(requestAnimationFrame);
  const { grid } = globalThis;
  const rows = document.querySelector("[role=grid]");
  const press = (key, ctrlKey) => rows.dispatchEvent(new KeyboardEvent("keydown", { key, ctrlKey, bubbles: true }));
  if (rows !== null) {
    press("Home", true);
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  for (const place of places) {
    await frame();
    performance.mark(`${name}:begin`);
    if (rows === null) grid.redraw(Math.floor(place / columns), place);
    else press("ArrowRight", false);
    await frame();
    await frame();
    performance.mark(`${name}:end`);
    if (rows === null) continue;
    const label = document.getElementById(rows.getAttribute("aria-activedescendant"))?.getAttribute("aria-label");
    if (!label?.startsWith(`offset ${place.toString(16).toUpperCase()},`)) throw new Error(`the caret is on ${label}, not ${place}`);
  }
}

/** What the browser tells about its threads while something runs. */
async function traced(devtools, run) {
  const events = [];
  const collect = ({ value }) => events.push(...value);
  devtools.on("Tracing.dataCollected", collect);
  const complete = new Promise((resolve) => devtools.once("Tracing.tracingComplete", resolve));
  await devtools.send("Tracing.start", {
    transferMode: "ReportEvents",
    traceConfig: { includedCategories: ["toplevel", "blink.user_timing"], excludedCategories: ["*"] },
  });
  await run();
  await devtools.send("Tracing.end");
  await complete;
  devtools.off("Tracing.dataCollected", collect);
  return events;
}

/**
 * What tasks took on the thread of two marks, for each pair of them, in milliseconds: by the clock
 * and of the processor. Of a task that one of the marks cuts, the part between them counts.
 */
function tasksBetween(events, name) {
  const marks = (end) => inOrder(events.filter((event) => event.name === `${name}:${end}`));
  const [begins, ends] = [marks("begin"), marks("end")];
  const [{ pid, tid }] = begins;
  const tasks = inOrder(
    events.filter((event) => event.name === TASK && event.pid === pid && event.tid === tid && event.dur > 0),
  );
  return begins.map(({ ts: from }, index) => {
    const to = ends[index].ts;
    let [clock, work, done] = [0, 0, from];
    for (const { ts, dur, tdur } of tasks) {
      const [start, end] = [Math.max(ts, done), Math.min(ts + dur, to)];
      // A task can run others inside itself; no time counts twice.
      if (start >= end) continue;
      clock += end - start;
      work += (tdur * (end - start)) / dur;
      done = end;
    }
    return { clock: clock / 1000, work: work / 1000 };
  });
}

function inOrder(events) {
  return events.sort((left, right) => left.ts - right.ts);
}
