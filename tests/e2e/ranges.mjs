// A server of files that exist nowhere: their bytes are computed when they are asked for. It is
// another origin than the site's, and has every bad habit that a server can have.
import http from "node:http";

export const FIRST = 64 * 1024;

/** A stretch of zeros in every file, for the search through equal bytes. */
export const ZEROS = { start: 0x100010, end: 0x500003 };

/** The bytes of a file from `start` up to `end`: the same in every file and in every run. */
export function bytesAt(start, end) {
  const bytes = Buffer.alloc(end - start);
  for (let offset = start; offset < end; offset += 1) {
    if (offset >= ZEROS.start && offset < ZEROS.end) continue;
    let mixed = Math.imul((offset % 2 ** 32) ^ 0x9e3779b9, 0x85ebca6b) ^ Math.floor(offset / 2 ** 32);
    mixed ^= mixed >>> 13;
    mixed = Math.imul(mixed, 0xc2b2ae35);
    bytes[offset - start] = (mixed ^ (mixed >>> 16)) & 0xff || 1;
  }
  return bytes;
}

/**
 * What a server does otherwise than an honest one, by name. `later` are habits that show in the
 * answers to later ranges, or with `?first` in all.
 */
const HABITS = {
  honest: {},
  exposed: { exposes: true },
  "no-ranges": { ranges: false },
  unsized: { ranges: false, sized: false },
  "no-head": { head: false, exposes: true },
  "no-head-blind": { head: false },
  "no-cors": { cors: false },
  html: { type: "text/html; charset=utf-8" },
  short: { later: { length: -10 } },
  long: { later: { length: +10 } },
  whole: { later: { status: 200 } },
  elsewhere: { exposes: true, later: { shift: 16 } },
  grown: { exposes: true, later: { grown: 1000 } },
  etag: { exposes: true, later: { etag: '"another"' } },
  modified: { later: { modified: "Sat, 02 Jan 2021 00:00:00 GMT" } },
  cut: { later: { cut: true } },
  "cut-whole": { ranges: false, cut: true },
  hang: { later: { hang: true } },
  pause: { later: { pause: true } },
  "pause-whole": { ranges: false, pause: true },
  "pause-unsized": { ranges: false, sized: false, pause: true },
};

export class Ranges {
  constructor() {
    this.requests = [];
    this.sockets = [];
    this.held = [];
    /** Set to have every server behave from now on. */
    this.isMended = false;
    this.server = http.createServer((request, response) => this.answer(request, response));
    this.server.on("connection", (socket) => this.sockets.push(socket));
  }

  async listen() {
    await new Promise((done) => this.server.listen(0, "127.0.0.1", done));
    this.origin = `http://127.0.0.1:${this.server.address().port}`;
  }

  close() {
    this.server.closeAllConnections();
    return new Promise((done) => this.server.close(done));
  }

  /** The address of a file of `size` bytes on a server with a habit. */
  url(habit, size, name = "file.bin", query = "") {
    return `${this.origin}/${habit}/${size}/${name}${query}`;
  }

  /** Bytes that went out, headers included. */
  sent() {
    return this.sockets.reduce((sum, socket) => sum + socket.bytesWritten, 0);
  }

  /** What hangs goes on, and nothing hangs any more. */
  release() {
    this.isMended = true;
    for (const go of this.held.splice(0)) go();
  }

  hold(go) {
    if (this.isMended) go();
    else this.held.push(go);
  }

  answer(request, response) {
    const { method, url, headers } = request;
    this.requests.push({ method, url, headers });
    const { pathname, search } = new URL(url, this.origin);
    const [, name, sizeText] = pathname.split("/");
    const size = Number(sizeText);
    if (name === "redirect") {
      response.writeHead(302, { location: url.replace("redirect", "honest"), "access-control-allow-origin": "*" });
      return response.end();
    }
    const [, status] = name.match(/^status-(\d+)$/) ?? [];
    if (status !== undefined && !this.isMended) {
      response.writeHead(Number(status), { "access-control-allow-origin": "*" });
      return response.end("no");
    }
    const habit = (this.isMended ? HABITS.exposed : HABITS[name]) ?? HABITS.exposed;
    const send = {
      "accept-ranges": "bytes",
      "content-type": habit.type ?? "application/octet-stream",
      etag: '"one"',
      "last-modified": "Fri, 01 Jan 2021 00:00:00 GMT",
    };
    if (habit.cors !== false) send["access-control-allow-origin"] = "*";
    if (habit.exposes) send["access-control-expose-headers"] = "Content-Range, ETag, Accept-Ranges";
    if (method === "OPTIONS") {
      response.writeHead(405, {});
      return response.end();
    }
    if (method === "HEAD" && habit.head === false) {
      response.writeHead(405, {});
      return response.end();
    }
    const asked = headers.range?.match(/^bytes=(\d+)-(\d*)$/);
    let start = 0;
    let end = size;
    let code = 200;
    if (asked && habit.ranges !== false && method === "GET") {
      start = Number(asked[1]);
      end = asked[2] === "" ? size : Math.min(size, Number(asked[2]) + 1);
      code = 206;
      if (start >= size) {
        response.writeHead(416, { ...send, "content-range": `bytes */${size}` });
        return response.end();
      }
    }
    const isLater = start >= FIRST || search === "?first";
    const later = (isLater && method === "GET" && habit.later) || {};
    if (later.hang && !this.isMended) {
      return this.hold(() => this.answer(request, response));
    }
    const total = size + (later.grown ?? 0);
    const shift = later.shift ?? 0;
    if (code === 206) send["content-range"] = `bytes ${start + shift}-${end - 1 + shift}/${total}`;
    if (later.etag) send.etag = later.etag;
    if (later.modified) send["last-modified"] = later.modified;
    if (later.length) end = Math.max(start + 1, end + later.length);
    if (later.status) {
      [start, end, code] = [0, size, later.status];
      delete send["content-range"];
    }
    if (habit.sized !== false) send["content-length"] = end - start;
    response.writeHead(code, send);
    if (method === "HEAD") return response.end();
    const stop = Math.floor((start + end) / 2);
    this.send(response, start, end, {
      stop,
      cuts: later.cut || habit.cut,
      pauses: later.pause || habit.pause,
    });
  }

  /** Sends bytes as fast as they are taken; at `stop` the connection may be cut or held. */
  send(response, start, end, { stop, cuts, pauses }) {
    let at = start;
    const next = () => {
      while (at < end && !response.destroyed) {
        if (at === stop && cuts) return setTimeout(() => response.destroy(), 100);
        if (at === stop && pauses) {
          pauses = false;
          return this.hold(next);
        }
        const isBefore = at < stop && (cuts || pauses);
        const to = Math.min(end, at + 256 * 1024, isBefore ? stop : end);
        // Who sends gigabytes sends zeros: computing them would take longer.
        const bytes = end - start > 64 * 1024 * 1024 ? Buffer.alloc(to - at) : bytesAt(at, to);
        at = to;
        if (!response.write(bytes)) return response.once("drain", next);
      }
      response.end();
    };
    next();
  }
}
