// How fast `hexlog type` says of many files what they are, against `file`.
//
// The files are 3,000 of this system's own, picked evenly from all under /usr, with their bytes in the page
// cache. Before anything is timed, the sentences are compared: all but a few must be the same. The tests of the
// program look at those that are not.

import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { bench, compare, median, setting } from "./_lib.mjs";

const FILES = 3000;
const ROUNDS = 7;
/** The goal: at most this part of the time. */
const MOST = 1 / 5;
/** Sentences that have to be the same. */
const SAME = 0.95 * FILES;

await bench("type", async () => {
  const programs = {
    ours: [setting("HEXLOG_PROGRAM"), "type"],
    file: ["file", "--no-pad"],
  };
  const files = pick([...regular("/usr")].sort());
  const [ours, theirs] = Object.values(programs).map((program) => answers(program, files));
  for (const lines of [ours, theirs]) {
    if (lines.length !== FILES) throw new Error(`${lines.length} answers for ${FILES} files`);
  }
  // `file` and we leave different room after a name.
  const sentence = (line) => line.slice(line.indexOf(": ") + 1).trim();
  const same = ours.filter((line, index) => sentence(line) === sentence(theirs[index])).length;
  if (same < SAME) throw new Error(`${same} of ${FILES} sentences are those of file`);
  const times = { ours: [], file: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, program] of Object.entries(programs)) {
      const begin = performance.now();
      answers(program, files);
      times[name].push(performance.now() - begin);
    }
  }
  compare({
    what: `type of ${FILES} files, of which ${same} have the same sentence, against file`,
    ours: median(times.ours),
    against: median(times.file),
    most: MOST,
  });
});

/** The paths of the regular files in a folder and those below it. */
function* regular(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* regular(path);
    else if (entry.isFile()) yield path;
  }
}

function pick(paths) {
  if (paths.length < FILES) throw new Error(`there are only ${paths.length} files under /usr`);
  return Array.from({ length: FILES }, (_, index) => paths[Math.floor((index * paths.length) / FILES)]);
}

/** What a program says, a line for each file. */
function answers([program, ...flags], files) {
  const { status, error, stdout } = spawnSync(program, [...flags, ...files], {
    encoding: "utf8",
    maxBuffer: 1 << 26,
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`${program} ended with ${status}`);
  return stdout.trimEnd().split("\n");
}
