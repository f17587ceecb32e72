// How fast we make `hexdump -C`: the program, against other programs, and the core in a worker of
// the browser, against its own table and two ways in JavaScript.
//
// Programs are timed from start to end, with their input in the page cache and their output thrown
// away. Ours dumps the whole of a file, and the others, which would need minutes, the beginning of
// it, which is a file of its own. That one is also dumped in the browser, in memory.
//
// The texts are compared first. Ours must be what `hexdump` prints, and so must be all that is made
// in the browser; of the other programs it is known that they print something for every byte.

import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { appendFileSync, closeSync, openSync } from "node:fs";
import { devNull } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  bench,
  compareSpeeds,
  launch,
  median,
  programLike,
  randomBytes,
  scratch,
  setting,
  writeFile,
} from "./_lib.mjs";

const LARGE = 256 * 2 ** 20;
const SMALL = 32 * 2 ** 20;
const KINDS = { random: randomBytes, mixed: programLike };
const ROUNDS = 7;

/** The goals: how many times as fast we are. */
const LEAST = { "hexdump -C": 300, xxd: 25, hexyl: 40 };
const LEAST_IN_WORKER = { "our table": 2, "strings in JavaScript": 35, "bytes in JavaScript": undefined };

await bench("dump", async () => {
  const programs = {
    ours: [setting("HEXLOG_PROGRAM"), "dump"],
    "hexdump -C": ["hexdump", "-C"],
    xxd: ["xxd"],
    hexyl: [setting("HEXYL"), "--color=never"],
  };
  const folder = scratch();
  const browser = await launch();
  for (const [kind, make] of Object.entries(KINDS)) {
    const files = writeFiles(folder, kind, make);
    const digest = await compareTexts(programs, files.small);
    tell(`dump ${kind}`, timePrograms(programs, files), LEAST);
    const inWorker = await runInWorker(browser, files.small);
    if (inWorker.digest !== digest) throw new Error(`${kind}: the browser does not make what hexdump prints`);
    tell(`dump ${kind} in a worker`, inWorker.speeds, LEAST_IN_WORKER);
  }
});

/** Writes bytes of a kind into two files, of which the small one is the beginning of the large one. */
function writeFiles(folder, kind, make) {
  const files = { small: join(folder, `${kind}-small`), large: join(folder, `${kind}-large`) };
  // In parts, so that this process stays small: the larger it is, the longer it takes to start others.
  for (let part = 0; part < LARGE / SMALL; part += 1) {
    const bytes = make(SMALL, 5 + part);
    if (part === 0) writeFile(files.small, bytes);
    appendFileSync(files.large, bytes);
  }
  return files;
}

/** Ours must print what `hexdump` prints, and the others enough; gives the SHA-256 of ours. */
async function compareTexts(programs, file) {
  const texts = {};
  for (const [name, command] of Object.entries(programs)) {
    texts[name] = await textOf(command, file);
    if (texts[name].length < 2 * SMALL) throw new Error(`${name} does not print two digits for every byte`);
  }
  const { digest } = texts.ours;
  if (digest !== texts["hexdump -C"].digest) throw new Error(`${file}: hexdump prints something else`);
  return digest;
}

/** The length and the SHA-256 of what a program prints. */
async function textOf([program, ...flags], file) {
  const child = spawn(program, [...flags, file], { stdio: ["ignore", "pipe", "inherit"] });
  await once(child, "spawn");
  const closed = once(child, "close");
  const hash = createHash("sha256");
  let length = 0;
  for await (const chunk of child.stdout) {
    hash.update(chunk);
    length += chunk.length;
  }
  const [status] = await closed;
  if (status !== 0) throw new Error(`${program} ended with ${status}`);
  return { length, digest: hash.digest("hex") };
}

/** The speeds of each program, in bytes a millisecond. */
function timePrograms(programs, { small, large }) {
  const nowhere = openSync(devNull, "w");
  const speed = (name) => {
    const [program, ...flags] = programs[name];
    const [file, size] = name === "ours" ? [large, LARGE] : [small, SMALL];
    const begin = performance.now();
    const { status, error } = spawnSync(program, [...flags, file], { stdio: ["ignore", nowhere, "inherit"] });
    const taken = performance.now() - begin;
    if (error) throw error;
    if (status !== 0) throw new Error(`${program} ended with ${status}`);
    return size / taken;
  };
  // The large file has not been read yet.
  speed("ours");
  const speeds = Object.fromEntries(Object.keys(programs).map((name) => [name, []]));
  const others = Object.keys(programs).filter((name) => name !== "ours");
  for (let round = 0; round < ROUNDS; round += 1) {
    // Ours is over soonest, so that a moment's disturbance counts most: it has a turn with each.
    for (const index of others.keys()) {
      const name = others[(index + round) % others.length];
      speeds.ours.push(speed("ours"));
      speeds[name].push(speed(name));
    }
  }
  closeSync(nowhere);
  return speeds;
}

/** What `_dump-worker.mjs` tells about a file. */
async function runInWorker(browser, file) {
  const page = await browser.newPage();
  // Isolated, so that the clock has fine steps.
  const headers = { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp" };
  const beside = (name) => fileURLToPath(new URL(name, import.meta.url));
  const paths = {
    "/core.wasm": setting("HEXLOG_CORE_WASM"),
    "/input": file,
    "/_dump-worker.mjs": beside("_dump-worker.mjs"),
    "/_baselines.mjs": beside("_baselines.mjs"),
  };
  await page.route("**/*", (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === "/") return route.fulfill({ headers, contentType: "text/html", body: "<!doctype html>" });
    return pathname in paths ? route.fulfill({ headers, path: paths[pathname] }) : route.abort();
  });
  await page.goto("http://localhost/");
  const told = await page.evaluate(
    () =>
      new Promise((resolve) => {
        const worker = new Worker("_dump-worker.mjs", { type: "module" });
        worker.onmessage = ({ data }) => resolve(data);
        worker.onerror = ({ message }) => resolve({ error: message });
      }),
  );
  await page.close();
  if (told.error) throw new Error(told.error);
  return told;
}

/** Gives the rows for speeds, of which the first ones are ours. */
function tell(what, { ours, ...others }, goals) {
  for (const [name, speeds] of Object.entries(others)) {
    compareSpeeds({ what: `${what}, against ${name}`, ours: median(ours), against: median(speeds), least: goals[name] });
  }
}
