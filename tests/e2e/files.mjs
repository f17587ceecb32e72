// Files to open, and what hexdump says about them.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

export const KIB = 1024;
export const MIB = 1024 * KIB;
export const GIB = 1024 * MIB;

/** Bytes that the app reads at once. What goes wrong between two reads goes wrong here. */
export const PAGE = 64 * KIB;

/** Bytes that look random and are the same in every run. */
export function randomBytes(length, seed) {
  const words = new Uint32Array(Math.ceil(length / 4));
  let state = (seed * 0x9e3779b9 + 1) >>> 0 || 1;
  for (let index = 0; index < words.length; index += 1) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    words[index] = state >>> 0;
  }
  return Buffer.from(words.buffer, 0, length);
}

/** Numbers from 0 to below 1, the same in every run. */
export function randomNumbers(count, seed) {
  const bytes = randomBytes(count * 4, seed);
  return Array.from({ length: count }, (_, index) => bytes.readUInt32LE(index * 4) / 2 ** 32);
}

/** A folder of its own in the system's place for such things. */
export class Folder {
  constructor() {
    this.path = fs.mkdtempSync(path.join(os.tmpdir(), "hexlog-e2e-"));
  }

  in(name) {
    return path.join(this.path, name);
  }

  /** Writes a file; gives its path. */
  write(name, bytes) {
    fs.writeFileSync(this.in(name), bytes);
    return this.in(name);
  }

  random(name, length, seed = length + 1) {
    return this.write(name, randomBytes(length, seed));
  }

  folder(name) {
    fs.mkdirSync(this.in(name));
    return this.in(name);
  }

  /** A file of `size` bytes that holds random bytes around each of `spots` and nothing elsewhere. */
  sparse(name, size, spots, reach = 4 * KIB) {
    const file = fs.openSync(this.in(name), "w");
    fs.ftruncateSync(file, size);
    spots.forEach((spot, index) => {
      const start = Math.max(0, spot - reach);
      const end = Math.min(size, spot + reach);
      fs.writeSync(file, randomBytes(end - start, index + 7), 0, end - start, start);
    });
    fs.closeSync(file);
    return this.in(name);
  }

  remove() {
    fs.rmSync(this.path, { recursive: true, force: true });
  }
}

/** Runs `hexdump -C -v` on `length` bytes from `start`; gives its lines but the closing offset. */
export function hexdump(file, start, length) {
  const options = ["-C", "-v", "-s", String(start), "-n", String(length), file];
  let output;
  try {
    output = execFileSync("hexdump", options, { env: { ...process.env, LC_ALL: "C" }, encoding: "latin1" });
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
    throw new Error("hexdump is missing: install it, on Debian by `sudo apt-get install bsdextrautils`.");
  }
  const lines = output.split("\n").slice(0, -1);
  const closing = lines.pop() ?? "";
  if (!/^[0-9a-f]*$/.test(closing)) throw new Error(`hexdump ended with ${closing}`);
  return lines;
}
