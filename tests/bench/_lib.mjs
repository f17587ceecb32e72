// What the benchmarks in a browser share: the site, the browser, files to drop, and the rows that
// `cargo xtask bench` reads. It is told where everything is by the environment.

import { chromium } from "@playwright/test";
import { spawn } from "node:child_process";
import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** What a browser needs to run here, wherever here is. */
export const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-dev-shm-usage",
];

/** Where the app keeps its settings. */
export const SETTINGS_KEY = "hexlog-decoder";

const endings = [];

/**
 * Runs a benchmark, and ends all that it has started however it ends. What goes wrong is told in
 * the row `name`, which then does not hold.
 */
export async function bench(name, measure) {
  try {
    await measure();
  } catch (error) {
    console.error(error);
    report({ what: name, goal: String(error.message ?? error).split("\n")[0], holds: false });
    process.exitCode = 1;
  }
  for (const end of endings.reverse()) {
    try {
      await end();
    } catch (error) {
      console.error(error);
    }
  }
}

/** Has `end` called when the benchmark is over. */
export function atEnd(end) {
  endings.push(end);
}

/** The value of an environment variable that has to be there. */
export function setting(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run this by \`cargo xtask bench\``);
  return value;
}

/** Serves the built site as a good host does, compressed; gives its address, with a slash. */
export async function serve() {
  const folder = setting("HEXLOG_SITE_ROOT");
  const server = spawn(setting("HEXLOG_XTASK"), ["serve", "--no-build", "--dist", folder, "--port", "0"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  atEnd(() => server.kill());
  for await (const line of createInterface({ input: server.stdout })) {
    if (line.startsWith("http://")) return line.trim();
  }
  throw new Error("the site could not be served");
}

/** Starts the browser. */
export async function launch() {
  const browser = await chromium.launch({ executablePath: setting("CHROMIUM"), args: FLAGS });
  atEnd(() => browser.close());
  return browser;
}

/** A folder that is there as long as the benchmark runs. */
export function scratch() {
  const folder = mkdtempSync(join(tmpdir(), "hexlog-bench-"));
  // A browser's helpers may write into its profile for a moment after it has ended.
  atEnd(() => rmSync(folder, { recursive: true, force: true, maxRetries: 10 }));
  return folder;
}

/** A file that begins with `bytes` and is filled up with holes to `size` bytes. */
export function writeFile(path, bytes, size = bytes.length) {
  const file = openSync(path, "w");
  try {
    writeSync(file, bytes);
    ftruncateSync(file, size);
  } finally {
    closeSync(file);
  }
}

/** Opens the decoder with these settings, and waits until it has come alive. */
export async function openDecoder(page, address, settings) {
  await page.addInitScript(([key, text]) => localStorage.setItem(key, text), [SETTINGS_KEY, settings]);
  await page.goto(`${address}decoder/`);
  await hydrated(page);
}

/** Waits until the app has taken over the page. */
export async function hydrated(page) {
  await waitForMark(page, "site:hydrated");
}

/** Waits for a mark of User Timing; looking for it does not disturb what is measured. */
export async function waitForMark(page, name) {
  await page.waitForFunction((mark) => performance.getEntriesByName(mark).length > 0, name, { polling: 20 });
}

/** Drops a file of the disk on the page, as the user would. */
export async function drop(devtools, path) {
  const data = { items: [], files: [path], dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "drop"]) {
    await devtools.send("Input.dispatchDragEvent", { type, x: 300, y: 300, data });
  }
}

/** Numbers from 0 up to 1 that are the same in every run (mulberry32). */
export function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Bytes without any order. */
export function randomBytes(length, seed) {
  const next = random(seed);
  const bytes = new Uint8Array(length);
  for (let index = 0; index < length; index += 1) bytes[index] = Math.floor(next() * 0x100);
  return bytes;
}

/** Bytes like those of a program: short runs of zeros, of text, and of anything. */
export function programLike(length, seed) {
  const next = random(seed);
  const bytes = new Uint8Array(length);
  for (let start = 0; start < length; ) {
    const kind = next();
    const end = Math.min(length, start + 1 + Math.floor(next() * 8));
    for (; start < end; start += 1) {
      if (kind < 0.2) bytes[start] = 0;
      else if (kind < 0.5) bytes[start] = 0x20 + Math.floor(next() * 0x5f);
      else bytes[start] = Math.floor(next() * 0x100);
    }
  }
  return bytes;
}

/** The middle of some numbers. */
export function median(numbers) {
  const sorted = [...numbers].sort((left, right) => left - right);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Milliseconds as text. */
export function ms(number) {
  return `${number.toFixed(number < 10 ? 2 : 1)} ms`;
}

/** Bytes a millisecond as text, in millions of bytes a second. */
export function speed(number) {
  return `${(number / 1000).toFixed(number < 100_000 ? 1 : 0)} MB/s`;
}

/** Gives one row of the table. A row without a goal informs, and holds. */
export function report({ what, ours = "", against = "", ratio = null, goal = "–", holds = true }) {
  const rounded = ratio === null ? null : Math.round(ratio * 1000) / 1000;
  console.log(JSON.stringify({ what, ours, against, ratio: rounded, goal, holds }));
}

/** Gives the row for two times, ours and what it is measured against. */
export function compare({ what, ours, against, most }) {
  const ratio = ours / against;
  const judged = most === undefined ? {} : { goal: `≤ ${most}`, holds: ratio <= most };
  report({ what, ours: ms(ours), against: ms(against), ratio, ...judged });
}

/** Gives the row for two speeds in bytes a millisecond, ours and what it is measured against. */
export function compareSpeeds({ what, ours, against, least }) {
  const ratio = ours / against;
  const judged = least === undefined ? {} : { goal: `≥ ${least}`, holds: ratio >= least };
  report({ what, ours: speed(ours), against: speed(against), ratio, ...judged });
}
