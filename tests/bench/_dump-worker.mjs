// What the benchmark `dump` runs in a worker: the core and the other ways dump the same bytes, all in
// memory. It fetches `core.wasm` and `input`, compares the texts, and posts the digest of the text
// and the speeds that it measured, in bytes a millisecond.

import { ByteDump, StringDump } from "./_baselines.mjs";

/** Bytes that are dumped at once. */
const CHUNK = 64 * 1024;
/** What each way dumps before it is the next one's turn. */
const TURN = 16 * CHUNK;
const ROUNDS = 5;
/** The kernels of the core, by their indices. */
const [TABLE, SIMD128] = [0, 1];

/**
 * How many chunks are timed together, for each way. That takes it about a millisecond: the clock's
 * steps do not matter, and what else the machine does seldom comes in between.
 */
const CHUNKS_TIMED = { ours: 16, "our table": 16, "strings in JavaScript": 1, "bytes in JavaScript": 4 };
const WAYS = Object.keys(CHUNKS_TIMED);

/** A way of ours: an instance of the core, with its own copy of the input, and one of its kernels. */
class Core {
  constructor(module, kernel, input) {
    const { exports } = new WebAssembly.Instance(module);
    this.exports = exports;
    this.kernel = kernel;
    const address = exports.input(input.length);
    new Uint8Array(exports.memory.buffer, address, input.length).set(input);
  }

  begin() {
    if (!this.exports.begin(this.kernel)) throw new Error(`the core has no kernel ${this.kernel}`);
  }

  /** Dumps a chunk; gives the length of its text. */
  push(start) {
    return this.exports.push(start, CHUNK);
  }

  finish() {
    return this.exports.finish();
  }

  text(length) {
    return new Uint8Array(this.exports.memory.buffer, this.exports.text(), length);
  }
}

/** Another way, over the input. */
class Other {
  constructor(Dump, input) {
    this.Dump = Dump;
    this.input = input;
  }

  begin() {
    this.dump = new this.Dump();
  }

  push(start) {
    return this.dump.push(this.input.subarray(start, start + CHUNK));
  }

  finish() {
    return this.dump.finish();
  }

  text(made) {
    return typeof made === "string" ? new TextEncoder().encode(made) : made;
  }
}

async function run() {
  // Only then does the clock have steps of 5 µs.
  if (!crossOriginIsolated) throw new Error("the page is not isolated");
  const module = await WebAssembly.compileStreaming(fetch("core.wasm"));
  const input = new Uint8Array(await (await fetch("input")).arrayBuffer());
  if (input.length % TURN !== 0) throw new RangeError("the input has to be whole turns");
  const ways = {
    ours: new Core(module, SIMD128, input),
    "our table": new Core(module, TABLE, input),
    "strings in JavaScript": new Other(StringDump, input),
    "bytes in JavaScript": new Other(ByteDump, input),
  };
  // All code is warm afterwards.
  const digest = await compareTexts(ways, input.length);
  return { digest, speeds: measure(ways, input.length) };
}

/** All ways must make the same text; gives its SHA-256. */
async function compareTexts(ways, length) {
  const texts = [];
  const compare = (make) => {
    const [ours, ...others] = WAYS.map((way) => ways[way].text(make(ways[way])));
    for (const [index, theirs] of others.entries()) {
      if (!same(ours, theirs)) throw new Error(`${WAYS[index + 1]}: another text than ours`);
    }
    texts.push(ours.slice());
  };
  for (const way of WAYS) ways[way].begin();
  for (let start = 0; start < length; start += CHUNK) compare((way) => way.push(start));
  compare((way) => way.finish());
  const digest = await crypto.subtle.digest("SHA-256", await new Blob(texts).arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function same(left, right) {
  if (left.length !== right.length) return false;
  for (let index = 0; index < left.length; index += 1) {
    if (left[index] !== right[index]) return false;
  }
  return true;
}

/** The speeds of each way, again and again. */
function measure(ways, length) {
  const speeds = Object.fromEntries(WAYS.map((way) => [way, []]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const way of WAYS) ways[way].begin();
    for (let turn = 0; turn < length / TURN; turn += 1) {
      // Each way is first, second, third and fourth equally often.
      for (const index of WAYS.keys()) {
        const way = WAYS[(index + turn) % WAYS.length];
        speeds[way].push(...speedsOf(ways[way], turn * TURN, CHUNKS_TIMED[way] * CHUNK));
      }
    }
  }
  return speeds;
}

/** The speeds of a way in a turn, of which `size` bytes are timed together. */
function speedsOf(way, start, size) {
  const speeds = [];
  for (let from = start; from < start + TURN; from += size) {
    const begin = performance.now();
    for (let chunk = from; chunk < from + size; chunk += CHUNK) way.push(chunk);
    speeds.push(size / (performance.now() - begin));
  }
  return speeds;
}

run().then(postMessage, (error) => postMessage({ error: String(error) }));
