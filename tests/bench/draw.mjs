// How much of the main thread a frame takes when the view jumps, so that every row changes: our
// rows under a plane of colours, against an element for each byte and against plain text.
//
// All three draw the same bytes in the same geometry and must show the same lines. A jump is timed
// from the moment in which the scroller is moved until the frame that shows the new rows is over:
// handling the event, script, style, layout and paint, all that the browser's own trace finds on
// the main thread in between.

import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  bench,
  compare,
  drop,
  launch,
  median,
  ms,
  openDecoder,
  programLike,
  random,
  report,
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
const MOVES = 30;
/** Moves at the begin of a block that are not counted. */
const WARM_UP = 4;
const WHEEL_ROWS = 3;

const OURS = "ours";
const ELEMENTS = "elements";
const PLAIN = "plain";
const WAYS = [OURS, ELEMENTS, PLAIN];

/** The grids that are measured. The goals are about the larger one. */
const SHAPES = [
  { rows: 60, columns: 32, most: { [ELEMENTS]: 0.2, [PLAIN]: 1.6 } },
  { rows: 50, columns: 16, most: {} },
];

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

/** The time of every move, by the kind of move and the way of drawing. */
async function measure(browser, pages, { rows, columns }) {
  const next = random(3);
  const last = SIZE / columns - rows;
  const times = { jump: {}, wheel: {} };
  for (const kind of Object.keys(times)) for (const way of WAYS) times[kind][way] = [];
  const devtools = await browser.newBrowserCDPSession();

  for (let round = 0; round < ROUNDS; round += 1) {
    const jumps = Array.from({ length: WARM_UP + MOVES }, () => Math.floor(next() * last));
    const start = Math.floor(next() * (last - jumps.length * WHEEL_ROWS));
    const steps = jumps.map((_, index) => start + index * WHEEL_ROWS);
    // Each way is first, second and third equally often.
    const order = WAYS.map((_, index) => WAYS[(index + round) % WAYS.length]);
    const moves = { jump: jumps, wheel: steps };
    const trace = await traced(devtools, async () => {
      for (const [kind, places] of Object.entries(moves)) {
        for (const way of order) {
          await pages[way].bringToFront();
          const name = `bench:${kind}:${way}`;
          await pages[way].evaluate(drive, { name, places, columns, rowPx: pages.rowPx });
        }
      }
    });
    for (const kind of Object.keys(times)) {
      for (const way of WAYS) {
        const found = busyBetween(trace, `bench:${kind}:${way}`);
        if (found.length !== WARM_UP + MOVES) throw new Error(`the trace has ${found.length} moves of ${kind} ${way}`);
        times[kind][way].push(...found.slice(WARM_UP));
      }
    }
  }
  return times;
}

function tell(times, { rows, columns, most }) {
  for (const kind of Object.keys(times)) {
    const medians = Object.fromEntries(WAYS.map((way) => [way, median(times[kind][way])]));
    for (const way of [ELEMENTS, PLAIN]) {
      const what = `draw ${rows}×${columns}, ${kind}, against ${NAMES[way]}`;
      const goal = kind === "jump" ? { most: most[way] } : {};
      compare({ what, ours: medians[OURS], against: medians[way], ...goal });
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

/** For each pair of marks, the milliseconds that tasks took between them on the thread of both. */
function busyBetween(events, name) {
  const marks = (end) =>
    events.filter((event) => event.name === `${name}:${end}`).sort((left, right) => left.ts - right.ts);
  const [begins, ends] = [marks("begin"), marks("end")];
  return begins.map((begin, index) => {
    const from = begin.ts;
    const to = ends[index].ts;
    let busy = 0;
    let done = from;
    const tasks = events.filter(
      ({ name, pid, tid, ts, dur = 0 }) =>
        name === "ThreadControllerImpl::RunTask" &&
        pid === begin.pid &&
        tid === begin.tid &&
        ts < to &&
        ts + dur > from,
    );
    // A task can run others inside itself; no time counts twice.
    for (const { ts, dur } of tasks.sort((left, right) => left.ts - right.ts)) {
      const end = Math.min(ts + dur, to);
      busy += Math.max(0, end - Math.max(ts, done));
      done = Math.max(done, end);
    }
    return busy / 1000;
  });
}
