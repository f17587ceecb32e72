// How fast a file is saved as `hexdump -C`, and what the page is like meanwhile.
//
// The page saves 1 GiB: through the browser's own storage, from where it is downloaded, and through
// the dialog, in whose place a file in that storage is chosen. The native tools write their text of
// the beginning of the same file to the same disk. First and last MiB of each text are compared with
// what `hexdump` prints, and its heaps are looked at meanwhile.
//
// Then it saves again, and its tasks are looked at: how much of a processor they take, which is ours, and
// how long they last by the clock, which is the computer's as well. A process that does nothing but look
// at the clock says for how long everybody stood still.

import { execFileSync, fork, spawnSync } from "node:child_process";
import { appendFileSync, closeSync, fstatSync, openSync, readSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import { FLAGS, atEnd, bench, compareSpeeds, drop, median, ms, openDecoder, programLike, report, scratch, serve, setting, waitForMark, writeFile } from "./_lib.mjs";

const MIB = 2 ** 20;
const PART = 32 * MIB;
const SIZE = 1024 * MIB;
/** The native tools would need minutes for all of it. */
const NATIVE = 64 * MIB;
const ROUNDS = 5;
const LEAST = { "hexdump -C": 20, xxd: 1 };
const MOST_MEMORY = 64 * MIB;
/** A task of this many milliseconds is a long one, to the browser and to people. */
const LONG_MS = 50;

const START = "decoder:work-start:export";
const END = "decoder:work-end:export";

await bench("export", async () => {
  const folder = scratch();
  const file = join(folder, "input.bin");
  const beginning = join(folder, "beginning.bin");
  for (let part = 0; part < SIZE / PART; part += 1) {
    const bytes = programLike(PART, 11 + part);
    if (part === 0) writeFile(file, bytes);
    else appendFileSync(file, bytes);
    if (part < NATIVE / PART) appendFileSync(beginning, bytes);
  }
  const address = await serve();
  const browser = await launchWithProfile();
  atEnd(() => browser.close());

  const speeds = { storage: [], downloaded: [], dialog: [], bare: [], "hexdump -C": [], xxd: [] };
  const seen = { memory: 0 };
  for (let round = 0; round < ROUNDS; round += 1) {
    speeds["hexdump -C"].push(native("hexdump", ["-C"], beginning, folder));
    const saved = await throughStorage(browser, address, file, seen);
    speeds.storage.push(SIZE / saved.written);
    speeds.downloaded.push(SIZE / saved.downloaded);
    speeds.xxd.push(native("xxd", [], beginning, folder));
  }
  const { size, ours, bare } = await throughDialog(browser, address, file, seen);
  const phases = [
    ["while saving into the browser's storage", await tasks(browser, address, file, noDialog, saveOnce)],
    ["while saving through the dialog", await tasks(browser, address, file, chooseInStorage, saveThroughDialog)],
    ["while workers are lost and the next save is made", await tasks(browser, address, file, noDialog, whileLost)],
  ];

  for (const [name, least] of Object.entries(LEAST)) {
    const against = median(speeds[name]);
    compareSpeeds({ what: `save 1 GiB into the browser's storage, against ${name}`, ours: median(speeds.storage), against, least });
  }
  for (const name of Object.keys(LEAST)) {
    const against = median(speeds[name]);
    compareSpeeds({ what: `the same until it is downloaded, against ${name}`, ours: median(speeds.downloaded), against });
  }
  compareSpeeds({ what: "save through the dialog, against bare writes of as many bytes", ours: size / ours, against: size / bare });
  report({
    what: "heaps and modules of page and worker while saving, at most",
    ours: `${(seen.memory / MIB).toFixed(1)} MiB`,
    goal: `≤ ${MOST_MEMORY / MIB} MiB`,
    holds: seen.memory > 0 && seen.memory <= MOST_MEMORY,
  });
  for (const [when, { own, byClock, leftOut, stall }] of phases) {
    report({ what: `longest task of the page ${when}`, ours: ms(byClock), goal: `< ${LONG_MS} ms`, holds: byClock > 0 && byClock < LONG_MS });
    report({ what: "processor time of the longest, against the longest that everybody stood still", ours: ms(own), against: ms(stall) });
    report({ what: "left out: the longest task in which the page answered this script", ours: ms(leftOut) });
  }
});

/** Waits until what was written before is on disk: nobody pays for what another has written. */
function settle() {
  execFileSync("sync");
}

/** Has a tool write its text of a file beside it; gives bytes of input a millisecond. */
function native(program, flags, file, folder) {
  const path = join(folder, "native.txt");
  const output = openSync(path, "w");
  settle();
  const begin = performance.now();
  const { status, error } = spawnSync(program, [...flags, file], { stdio: ["ignore", output, "inherit"] });
  const taken = performance.now() - begin;
  const { size } = fstatSync(output);
  closeSync(output);
  rmSync(path);
  if (error) throw error;
  if (status !== 0 || size < 2 * NATIVE) throw new Error(`${program} did not print the file`);
  return NATIVE / taken;
}

/**
 * Starts the browser as people have it, with a profile on disk: without one its storage is in memory,
 * behind its main process.
 */
function launchWithProfile() {
  const options = { executablePath: setting("CHROMIUM"), args: FLAGS, acceptDownloads: true };
  return chromium.launchPersistentContext(scratch(), options);
}

/** The browser has no dialog to choose a file that is written. */
function noDialog() {
  delete window.showSaveFilePicker;
}

/** In place of the dialog, a file in the browser's storage is chosen. */
function chooseInStorage() {
  window.showSaveFilePicker = async () => {
    const root = await navigator.storage.getDirectory();
    return root.getFileHandle("chosen.txt", { create: true });
  };
}

/** A page with the file open and its menu ready to save all of it as `hexdump -C`. */
async function ready(browser, address, file, prepare) {
  const page = await browser.newPage();
  await page.addInitScript(prepare);
  await openDecoder(page, address, "columns=16 copy=canonical");
  const devtools = await browser.newCDPSession(page);
  await drop(devtools, file);
  await waitForMark(page, "decoder:first-rows");
  await page.getByRole("button", { name: "Copy and save" }).click();
  const menu = page.getByRole("group", { name: "Copy and save" });
  await menu.getByRole("radio", { name: /^Whole file/ }).check();
  await menu.getByText(/^About .* of text$/).waitFor();
  // What is left of opening the file is no part of saving it.
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
  return { page, devtools, button: menu.getByRole("button", { name: "Save as text" }) };
}

/** Looks at the heaps of page and worker until it is told to stop. Buffers count, and with them modules. */
async function watch({ devtools }, seen) {
  // The worker is reached by messages through the session of its page.
  const workers = new Map();
  const asked = new Map();
  devtools.on("Target.attachedToTarget", ({ sessionId, targetInfo }) => workers.set(targetInfo.targetId, sessionId));
  devtools.on("Target.receivedMessageFromTarget", ({ message }) => {
    const { id, result } = JSON.parse(message);
    asked.get(id)?.(result ?? {});
  });
  await devtools.send("Target.setAutoAttach", { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });
  const ask = (sessionId) =>
    new Promise((resolve) => {
      const id = asked.size + 1;
      asked.set(id, resolve);
      const message = JSON.stringify({ id, method: "Runtime.getHeapUsage" });
      devtools.send("Target.sendMessageToTarget", { sessionId, message }).catch(() => resolve({}));
    });
  const sum = ({ usedSize = 0, embedderHeapUsedSize = 0, backingStorageSize = 0 }) => usedSize + embedderHeapUsedSize + backingStorageSize;
  let goesOn = true;
  const done = (async () => {
    while (goesOn) {
      const usage = await Promise.all([devtools.send("Runtime.getHeapUsage"), ...[...workers.values()].map(ask)]);
      // The page alone says nothing.
      if (usage.length > 1) seen.memory = Math.max(seen.memory, usage.map(sum).reduce((all, one) => all + one));
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  })();
  return async () => {
    goesOn = false;
    await done;
  };
}

/** Milliseconds that a save has taken, by its marks. */
function taken(page) {
  return page.evaluate(
    ([start, end]) => performance.getEntriesByName(end).at(-1).startTime - performance.getEntriesByName(start).at(-1).startTime,
    [START, END],
  );
}

async function throughStorage(browser, address, file, seen) {
  const it = await ready(browser, address, file, noDialog);
  const { page, button } = it;
  settle();
  const stop = await watch(it, seen);
  const begin = performance.now();
  const [download] = await Promise.all([page.waitForEvent("download", { timeout: 600_000 }), button.click()]);
  const path = await download.path();
  const downloaded = performance.now() - begin;
  await stop();
  const written = await taken(page);
  compareEnds(path, file);
  // Each round finds the disk as the first one did.
  await download.delete();
  await page.evaluate(async () => (await navigator.storage.getDirectory()).removeEntry("saved", { recursive: true }));
  await page.close();
  return { written, downloaded };
}

async function throughDialog(browser, address, file, seen) {
  const it = await ready(browser, address, file, chooseInStorage);
  const { page } = it;
  settle();
  const stop = await watch(it, seen);
  await saveThroughDialog(it);
  await stop();
  const ours = await taken(page);
  settle();
  const { size, bare } = await page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const { size } = await (await root.getFileHandle("chosen.txt")).getFile();
    const buffer = new Uint8Array(1 << 20).fill(0x20);
    const stream = await (await root.getFileHandle("bare.txt", { create: true })).createWritable();
    const begin = performance.now();
    for (let left = size; left > 0; left -= buffer.length) await stream.write(buffer.subarray(0, Math.min(left, buffer.length)));
    await stream.close();
    return { size, bare: performance.now() - begin };
  });
  await page.close();
  return { size, ours, bare };
}

/**
 * Milliseconds of the page's longest task while it does something: of processor time and by the clock. And
 * the longest time in which another process, which had nothing else to do, did not come to look at it. Tasks in
 * which the page answers this script are no work of the page's own, and told apart.
 */
async function tasks(browser, address, file, prepare, act) {
  const it = await ready(browser, address, file, prepare);
  const { devtools, page } = it;
  const events = [];
  devtools.on("Tracing.dataCollected", ({ value }) => events.push(...value));
  settle();
  const clock = fork(fileURLToPath(new URL("_metronome.mjs", import.meta.url)));
  await new Promise((resolve) => clock.once("message", resolve));
  await devtools.send("Tracing.start", { transferMode: "ReportEvents", traceConfig: { includedCategories: ["toplevel"] } });
  await act(it);
  const told = new Promise((resolve) => devtools.once("Tracing.tracingComplete", resolve));
  await devtools.send("Tracing.end");
  await told;
  const stall = await new Promise((resolve) => {
    clock.once("message", resolve);
    clock.send("enough");
  });
  await page.close();
  const thread = ({ pid, tid }) => `${pid} ${tid}`;
  const mains = new Set(events.filter(({ name, args }) => name === "thread_name" && args.name === "CrRendererMain").map(thread));
  // What the page is asked by this script runs in it as well.
  const asked = events.filter(({ args }) => args?.chrome_mojo_event_info?.mojo_interface_tag === "blink.mojom.DevToolsSession");
  const isOurs = (task) => asked.some((event) => thread(event) === thread(task) && event.ts >= task.ts && event.ts <= task.ts + task.dur);
  const all = events.filter((event) => event.ph === "X" && event.name.endsWith("RunTask") && mains.has(thread(event)));
  const run = all.filter((task) => !isOurs(task));
  // Events count in microseconds.
  const longest = (tasks, of) => tasks.reduce((most, event) => Math.max(most, event[of]), 0) / 1000;
  return { own: longest(run, "tdur"), byClock: longest(run, "dur"), leftOut: longest(all.filter(isOurs), "dur"), stall };
}

async function saveThroughDialog({ page, button }) {
  await button.click();
  await page.waitForFunction((end) => performance.getEntriesByName(end).length > 0, END, { polling: 100, timeout: 600_000 });
}

async function saveOnce({ page, button }) {
  const [download] = await Promise.all([page.waitForEvent("download", { timeout: 600_000 }), button.click()]);
  await download.path();
  await download.delete();
  await page.evaluate(async () => (await navigator.storage.getDirectory()).removeEntry("saved", { recursive: true }));
}

/** Has a worker trap on its way, then one hang; the page goes on each time, and the next save is whole. */
async function whileLost(it) {
  const { page, button } = it;
  const menu = page.getByRole("button", { name: "Copy and save" });
  const losses = [
    () => void setTimeout(() => WebAssembly.instantiate(Uint8Array.of(1)), 0),
    () =>
      void setTimeout(() => {
        for (;;);
      }, 0),
  ];
  await button.click();
  for (const lose of losses) {
    await page.getByRole("progressbar").waitFor();
    // The first one knows kinds of files.
    await page.workers().at(-1).evaluate(lose);
    const alert = page.getByRole("alert").getByText("was not saved");
    await alert.waitFor();
    await page.getByRole("button", { name: "Dismiss" }).click();
    await alert.waitFor({ state: "detached" });
    await menu.click();
    if (lose !== losses.at(-1)) await button.click();
  }
  await saveOnce(it);
}

/** The first and the last MiB of a text must be what `hexdump` prints of the file. */
function compareEnds(path, file) {
  const text = openSync(path, "r");
  const { size } = fstatSync(text);
  const printed = (flags) => execFileSync("hexdump", ["-C", ...flags, file], { maxBuffer: 8 * MIB });
  // A row is 16 bytes and at least 5 characters for each two of them: so many are more than 1 MiB of text.
  const bytes = 512 * 1024;
  const first = printed(["-n", String(bytes)]);
  const last = printed(["-s", String(SIZE - bytes)]);
  for (const [expected, at] of [
    [first.subarray(0, MIB), 0],
    [last.subarray(last.length - MIB), size - MIB],
  ]) {
    const found = Buffer.alloc(MIB);
    readSync(text, found, 0, MIB, at);
    if (!found.equals(expected)) throw new Error(`what was saved is not what hexdump prints, at ${at}`);
  }
  closeSync(text);
}
