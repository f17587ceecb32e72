// The decoder for a file at an address: honest servers, servers with bad habits, and a page that
// connects to where the others may not.
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { htmlFiles } from "./dist.mjs";
import { GIB, KIB, MIB } from "./files.mjs";
import { SCREENS, dragged, drop, expect, hydrated, test as plain, violations, visit } from "./kit.mjs";
import { FIRST, Ranges, ZEROS, bytesAt } from "./ranges.mjs";
import { address } from "./setting.mjs";

const PAGE = "/decoder/remote/";
const SIZE = 8 * MIB;
const FAR = 5 * MIB + 0x1234;

const test = plain.extend({
  ranges: async ({}, use) => {
    const ranges = new Ranges();
    await ranges.listen();
    await use(ranges);
    await ranges.close();
  },
  remote: async ({ decoder, page }, use) => use(new Remote(decoder, page)),
});

/** The page as its user sees it. */
class Remote {
  constructor(decoder, page) {
    this.decoder = decoder;
    this.page = page;
    this.input = page.getByRole("textbox", { name: "Address of a file" });
    this.bar = page.getByRole("progressbar");
    this.cancel = page.getByRole("button", { name: "Cancel" });
    this.reopen = page.getByRole("button", { name: "Reopen" });
  }

  visit(fragment = "", site = "root") {
    return visit(this.page, `${PAGE}${fragment}`, site);
  }

  async ask(url) {
    await this.input.fill(url);
    await this.page.getByRole("button", { name: "Open", exact: true }).click();
  }

  async open(url) {
    await this.decoder.opening(() => this.ask(url));
    await expect(this.decoder.name).toHaveText(decodeURIComponent(new URL(url).pathname.split("/").at(-1)));
  }
}

/** A file on disk with the bytes around each of `spots`, for hexdump to read. */
function twin(folder, size, spots, reach = 64 * KIB) {
  const name = folder.in(`twin-${size}.bin`);
  const file = fs.openSync(name, "w");
  fs.ftruncateSync(file, size);
  for (const spot of spots) {
    const [start, end] = [Math.max(0, spot - reach), Math.min(size, spot + reach)];
    fs.writeSync(file, bytesAt(start, end), 0, end - start, start);
  }
  fs.closeSync(file);
  return name;
}

test("10 GiB open at once, and what is asked for is plain", async ({ decoder, folder, page, ranges, remote }) => {
  const size = 10 * GIB;
  const file = twin(folder, size, [0, size, size / 2]);
  await remote.visit();
  expect(ranges.requests).toEqual([]);
  await remote.open(ranges.url("honest", size, "ten%20%E2%82%AC.bin"));
  await decoder.check(file, { offset: 0 });
  await expect(page.locator(".file-size")).toHaveText("10,737,418,240 bytes");
  expect(ranges.sent(), "bytes to open it").toBeLessThan(MIB);
  await decoder.press("Control+End");
  await decoder.check(file, { offset: size - 1 });
  await decoder.goTo("50%");
  await decoder.check(file, { offset: size / 2 });
  await page.waitForLoadState("networkidle");
  expect(ranges.sent(), "bytes to see both ends and the middle").toBeLessThan(MIB);
  for (const { method, headers } of ranges.requests) {
    expect(["GET", "HEAD"], "no preflight").toContain(method);
    expect(headers.range).toMatch(/^bytes=\d+-\d*$/);
    expect(headers["accept-encoding"]).toBe("identity");
    expect(headers["cache-control"]).toBe("no-cache");
    expect([headers.cookie, headers.referer, headers["if-range"]]).toEqual([undefined, undefined, undefined]);
  }
  console.log(`remote: 10 GiB, ${ranges.requests.length} requests, ${ranges.sent()} bytes`);
});

/** Servers from which a file can be read, whatever they lack. */
const GOOD = ["honest", "exposed", "no-ranges", "unsized", "no-head", "no-head-blind", "redirect"];

for (const habit of GOOD) {
  test(`a file from a server that is “${habit}”`, async ({ decoder, folder, noise, page, ranges, remote }) => {
    if (habit.startsWith("no-head")) noise.expect(/blocked by CORS policy|net::ERR_FAILED/);
    if (habit.startsWith("no-head")) noise.expect(/Failed to load resource/);
    const file = twin(folder, SIZE, [SIZE / 2], SIZE / 2);
    await remote.visit();
    await remote.open(ranges.url(habit, SIZE, `${habit}.bin`));
    await decoder.check(file, { offset: 0 });
    await decoder.goTo(String(FAR));
    await decoder.check(file, { offset: FAR });
    await decoder.press("Control+End");
    await decoder.check(file, { offset: SIZE - 1 });
    await expect(decoder.alert).toHaveText("");
    await expect(remote.bar).toHaveCount(0);
    // From here on it is a file like any other.
    await decoder.goTo("0x10..0x18");
    await expect(page.locator(".position")).toContainText("0x10–0x17");
    await expect(page.getByRole("region", { name: "Inspector" }).getByRole("rowheader", { name: "u16" })).toBeVisible();
    await decoder.set("Columns", "8");
    await decoder.rows({ offset: 0x10, width: 8 });
    await expect(page).toHaveURL(/#url=http%3A%2F%2F127\.0\.0\.1%3A\d+%2F.*&at=0x10&len=8&cols=8$/);
  });
}

for (const habit of ["honest", "exposed", "no-ranges", "no-head"]) {
  test(`files of few bytes from a server that is “${habit}”`, async ({ decoder, folder, noise, page, ranges, remote }) => {
    // A range of an empty file is refused, and the browser mentions it.
    if (habit !== "no-ranges") noise.expect(/Failed to load resource/);
    if (habit === "no-head") noise.expect(/CORS policy/);
    await remote.visit();
    await remote.open(ranges.url(habit, 0, "empty.bin"));
    await expect(page.getByText("Empty file: 0 bytes", { exact: true })).toBeVisible();
    for (const size of [1, 17, FIRST - 1, FIRST, FIRST + 1]) {
      await remote.open(ranges.url(habit, size, `${size}.bin`));
      await decoder.press("Control+End");
      await decoder.check(twin(folder, size, [size], size), { offset: size - 1 });
    }
  });
}

/** What a server does at once, and what is said about it. */
const CLOSED = [
  ["status-404", /“a\.bin” was not opened: the server has no such file \(status 404\)\. Check the address\./],
  ["status-410", /no such file \(status 410\)/],
  ["status-403", /does not give it to this page \(status 403\)/],
  ["status-401", /\(status 401\)\. If it wants you to sign in/],
  ["status-503", /cannot answer now \(status 503\)/],
  ["status-418", /answered with status 418 and not with the file/],
  ["no-cors", /no answer that this page may see.*cannot be reached.*\(CORS\).*Downloading the file/],
  ["short?first", /sent other bytes than those that were asked for/],
  ["long?first", /sent other bytes than those that were asked for/],
  ["elsewhere?first", /sent other bytes than those that were asked for/],
  ["cut?first", /the connection ended before all bytes had come/],
  ["cut-whole", /the connection ended before all bytes had come/],
  ["no-ranges", /only as a whole, and it is longer than 512 MiB/, 10 * GIB],
];

for (const [habit, says, size = SIZE] of CLOSED) {
  test(`a file that does not open: ${habit}${size > SIZE ? ", huge" : ""}`, async ({
    decoder,
    folder,
    noise,
    page,
    ranges,
    remote,
  }) => {
    if (/status|cors|cut/.test(habit)) noise.expect(/Failed to load resource|CORS policy|net::ERR/);
    await remote.visit();
    await remote.open(ranges.url("honest", SIZE, "open.bin"));
    await decoder.goTo("0x4000");
    const file = twin(folder, SIZE, [0]);
    const rows = await decoder.check(file, { offset: 0x4000 });
    const before = ranges.sent();
    const [name, query] = habit.split("?");
    await remote.ask(ranges.url(name, size, "a.bin", query && `?${query}`));
    await expect(decoder.alert).toHaveText(says);
    await expect(remote.bar).toHaveCount(0);
    // What was open stays, and can be read on.
    await expect(decoder.name).toHaveText("open.bin");
    // The sentence takes its room from the grid.
    const still = Array.from(await decoder.rows());
    expect(still).toEqual(Array.from(rows).slice(0, still.length));
    if (size > SIZE) expect(ranges.sent() - before, "it is not downloaded").toBeLessThan(64 * MIB);
    await page.getByRole("button", { name: "Dismiss" }).click();
    await decoder.press("Control+Home");
    await decoder.check(file, { offset: 0 });
  });
}

test("a server that cannot be reached", async ({ decoder, noise, ranges, remote }) => {
  noise.expect(/Failed to load resource/);
  const url = ranges.url("honest", SIZE);
  await ranges.close();
  await remote.visit();
  await remote.ask(url);
  await expect(decoder.alert).toHaveText(/“file\.bin” was not opened: there was no answer that this page may see/);
  await ranges.listen();
});

/** What a server does later on, and what is said about it. */
const BROKEN = [
  ["short", /“file\.bin” cannot be read any more: the server sent other bytes/],
  ["long", /the server sent other bytes/],
  ["whole", /the server sent other bytes/],
  ["elsewhere", /the server sent other bytes/],
  ["grown", /the file at the address has changed/],
  ["etag", /the file at the address has changed/],
  ["modified", /the file at the address has changed/],
  ["cut", /the connection ended before all bytes had come/],
];

for (const [habit, says] of BROKEN) {
  test(`a file that goes wrong while it is open: ${habit}`, async ({ decoder, folder, noise, ranges, remote }) => {
    if (habit === "cut") noise.expect(/Failed to load resource|net::ERR/);
    const file = twin(folder, SIZE, [0, FAR]);
    await remote.visit();
    await remote.open(ranges.url(habit, SIZE));
    const read = await decoder.check(file, { offset: 0 });
    await decoder.goTo(String(FAR));
    await expect(decoder.alert).toHaveText(says);
    await expect(decoder.alert).toHaveText(/What was already read can still be seen\.$/);
    for (const { text, pending } of await decoder.look()) {
      expect(pending, "the row is not read").toBe(true);
      expect(text, "no byte is made up").toMatch(/^[0-9a-f]{8} {2}(·· ){8} (·· ){8} \|·{16}\|$/);
    }
    await decoder.goTo("0");
    const still = await decoder.rows({ offset: 0 });
    expect(Array.from(still), "rows already read stay").toEqual(Array.from(read).slice(0, still.length));
    await decoder.goTo(String(FAR));
    ranges.release();
    await remote.reopen.click();
    await expect(decoder.status).toHaveText(/^Reopened “file\.bin”/);
    await expect(decoder.alert).toHaveText("");
    await decoder.check(file, { offset: FAR });
    await expect(remote.reopen).toHaveCount(0);
  });
}

test("a web page in place of a file is open, and told", async ({ decoder, ranges, remote }) => {
  await remote.visit();
  await remote.open(ranges.url("html", SIZE, "photo.jpg"));
  await expect(decoder.status).toHaveText(/“photo\.jpg” is open, but the server calls it a web page \(text\/html\)/);
  await remote.open(ranges.url("html", SIZE, "index.html"));
  await expect(decoder.status).toHaveText(/^Opened “index\.html”/);
});

for (const habit of ["pause-whole", "pause-unsized"]) {
  test(`a download is shown and can be cancelled: ${habit}`, async ({ decoder, folder, page, ranges, remote }) => {
    const file = twin(folder, SIZE, [SIZE / 2], SIZE / 2);
    await remote.visit();
    await remote.open(ranges.url("honest", SIZE, "open.bin"));
    const rows = await decoder.check(file, { offset: 0 });
    await remote.ask(ranges.url(habit, SIZE, "slow.bin"));
    await expect(page.getByRole("progressbar", { name: "Opening “slow.bin”" })).toBeVisible();
    const said = habit === "pause-whole" ? /^[\d,]{7,} of 8,388,608 bytes$/ : /^[\d,]{7,} bytes$/;
    await expect(page.locator(".download .percent")).toHaveText(said);
    await remote.cancel.click();
    await expect(decoder.status).toHaveText("Opening was cancelled.");
    await expect(remote.bar).toHaveCount(0);
    await expect(remote.input).toBeFocused();
    await expect(decoder.name).toHaveText("open.bin");
    expect(Array.from(await decoder.rows())).toEqual(Array.from(rows));
    // However long it takes, a connection that lives is not given up.
    await remote.ask(ranges.url(habit, SIZE, "slow.bin"));
    await expect(page.locator(".download .percent")).toHaveText(said);
    await decoder.opening(() => ranges.release());
    await decoder.press("Control+End");
    await decoder.check(file, { offset: SIZE - 1 });
  });
}

test("another address takes the place of one that is on its way", async ({ decoder, folder, ranges, remote }) => {
  await remote.visit();
  await remote.ask(ranges.url("hang", SIZE, "stuck.bin", "?first"));
  await expect(remote.bar).toBeVisible();
  await remote.open(ranges.url("honest", SIZE, "quick.bin"));
  await expect(remote.bar).toHaveCount(0);
  ranges.release();
  await decoder.goTo(String(FAR));
  await decoder.check(twin(folder, SIZE, [FAR]), { offset: FAR });
  await expect(decoder.name).toHaveText("quick.bin");
  // Nothing has opened, and cancelling is possible as long as nothing comes at all.
  ranges.isMended = false;
  await remote.ask(ranges.url("hang", SIZE, "stuck.bin", "?first"));
  await remote.cancel.click();
  await expect(decoder.status).toHaveText("Opening was cancelled.");
});

for (const habit of ["hang", "pause"]) {
  test(`a read that waits says so and can be cancelled: ${habit}`, async ({ decoder, folder, page, ranges, remote }) => {
    const file = twin(folder, SIZE, [0, FAR]);
    const waiting = page.getByRole("progressbar", { name: "Waiting for “file.bin”" });
    await remote.visit();
    await remote.open(ranges.url(habit, SIZE));
    await decoder.goTo(String(FAR));
    await expect(waiting).toBeVisible();
    await remote.cancel.click();
    await expect(decoder.alert).toHaveText(/“file\.bin” cannot be read any more: the waiting was cancelled/);
    await expect(waiting).toHaveCount(0);
    await decoder.goTo("0");
    await decoder.check(file, { offset: 0 });
    await remote.reopen.click();
    await expect(decoder.status).toHaveText(/^Reopened/);
    await decoder.goTo(String(FAR));
    await expect(waiting).toBeVisible();
    ranges.release();
    await decoder.check(file, { offset: FAR });
    await expect(waiting).toHaveCount(0);
    await expect(decoder.alert).toHaveText("");
  });
}

test("what waits is called off, whatever is on the screen, and with its tab", async ({ decoder, folder, page, ranges, remote }) => {
  const waiting = page.getByRole("progressbar", { name: "Waiting for “stuck.bin”" });
  await remote.visit();
  await remote.open(ranges.url("hang", SIZE, "stuck.bin"));
  await decoder.goTo(String(FAR));
  await expect(waiting).toBeVisible();
  await remote.open(ranges.url("honest", SIZE, "quick.bin"));
  await expect(waiting).toBeVisible();
  await remote.cancel.click();
  await expect(waiting).toHaveCount(0);
  await decoder.goTo(String(FAR));
  await decoder.check(twin(folder, SIZE, [FAR]), { offset: FAR });
  await expect(decoder.alert).toHaveText("");
  // Shown again, it is asked for again; closed, it is not waited for any more.
  await decoder.tab("stuck.bin").click();
  await expect(waiting).toBeVisible();
  await decoder.closer("stuck.bin").click();
  await expect(waiting).toHaveCount(0);
  await expect(decoder.name).toHaveText("quick.bin");
});

test("a file without a length is given up at 512 MiB", async ({ decoder, page, ranges, remote }) => {
  await remote.visit();
  const heap = await page.context().newCDPSession(page);
  await remote.ask(ranges.url("unsized", 600 * MIB, "endless.bin"));
  let most = 0;
  await expect
    .poll(
      async () => {
        const { usedSize, backingStorageSize = 0 } = await heap.send("Runtime.getHeapUsage");
        most = Math.max(most, usedSize + backingStorageSize);
        return decoder.alert.textContent();
      },
      { timeout: 90_000, intervals: [200] },
    )
    .toMatch(/“endless\.bin” was not opened: the server sends it only as a whole, and it is longer than 512 MiB/);
  expect(most, "the page keeps little of it").toBeLessThan(256 * MIB);
  console.log(`remote: at most ${(most / MIB).toFixed(1)} MiB in the heap`);
});

test("what is no address of a file is named", async ({ decoder, page, ranges, remote }) => {
  await remote.visit();
  for (const [text, says] of [
    ["", "Enter the address of a file"],
    ["zebra", "“zebra” cannot be opened: the address of a file begins with https:// or http://."],
    ["example.org/file.bin", "begins with https:// or http://."],
    ["ftp://example.org/a", "“ftp://example.org/a” cannot be opened"],
    ["file:///etc/passwd", "“file:///etc/passwd” cannot be opened"],
    ["javascript:alert(1)", "cannot be opened"],
    ["data:text/plain,a", "cannot be opened"],
    ["https://me:secret@example.org/a", "a user name or a password"],
    ["https://", "cannot be opened"],
    ["http://exa mple.org/", "cannot be opened"],
    ["<img src=x>", "“<img src=x>” cannot be opened"],
  ]) {
    await remote.input.fill(text);
    await remote.input.press("Enter");
    await expect(decoder.alert, text).toContainText(says);
    await expect(page.locator("h1")).toHaveText("Open a file by its address.");
  }
  expect(ranges.requests).toEqual([]);
});

test("a link leads back to a place, by one press", async ({ context, decoder, folder, page, ranges, remote }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const file = twin(folder, SIZE, [FAR]);
  const url = ranges.url("honest", SIZE, "a b.bin", "?a=b&c=d#e").replace(" ", "%20");
  await remote.visit(`#url=${encodeURIComponent(url)}&at=${FAR}&len=4&note=hi`);
  await expect(remote.input).toHaveValue(url);
  await page.waitForLoadState("networkidle");
  expect(ranges.requests, "nothing connects by itself").toEqual([]);
  await decoder.opening(() => page.getByRole("button", { name: "Open", exact: true }).click());
  await decoder.check(file, { offset: FAR });
  await expect(decoder.name).toHaveText("a b.bin");
  const place = `#url=${encodeURIComponent(url)}&at=0x${FAR.toString(16)}&len=4&note=hi`;
  await expect.poll(() => new URL(page.url()).hash).toBe(place);
  await page.getByRole("button", { name: "Copy link to this place" }).click();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toBe(address(PAGE) + place);

  const asked = ranges.requests.length;
  await page.goto("about:blank");
  await page.goto(link);
  await hydrated(page);
  await expect(remote.input).toHaveValue(url);
  expect(ranges.requests.length).toBe(asked);
  await remote.input.press("Enter");
  await decoder.check(file, { offset: FAR });

  // Another address in the address bar changes the form, and nothing else.
  await decoder.goTo("0x400");
  await expect(page).toHaveURL(/&at=0x400&/);
  await page.evaluate(() => (location.hash = "url=https%3A%2F%2Fexample.org%2Fother.bin&at=16"));
  await expect(remote.input).toHaveValue("https://example.org/other.bin");
  await decoder.rows({ offset: 0x400 });
  await decoder.goTo("0x800");
  await expect(page).toHaveURL(/&at=0x800&/);
  await page.goBack();
  await decoder.rows({ offset: 0x400 });
});

test("the search through equal bytes goes through a remote file", async ({ decoder, folder, page, ranges, remote }) => {
  const file = twin(folder, SIZE, [ZEROS.start, ZEROS.end]);
  await remote.visit();
  await remote.open(ranges.url("honest", SIZE));
  await decoder.goTo(String(ZEROS.start));
  await decoder.check(file, { offset: ZEROS.start });
  await decoder.press("n");
  await decoder.check(file, { offset: ZEROS.end });
  await expect(page.locator(".position")).toContainText(`0x${ZEROS.end.toString(16)} (`);
  await decoder.goTo(String(ZEROS.end - 1));
  await decoder.check(file);
  await decoder.press("Shift+N");
  await expect(page.locator(".position")).toContainText(`0x${(ZEROS.start - 1).toString(16)} (`);
  await decoder.check(file, { offset: ZEROS.start - 1 });
});

for (const site of ["root", "bare", "based"]) {
  test(`the page is entered and left by loading it (${site})`, async ({ page, remote }) => {
    const mark = () => page.evaluate(() => (window.markOfThisDocument = true));
    const isMarked = () => page.evaluate(() => window.markOfThisDocument === true);
    const isAt = async (path, heading) => {
      await expect(page).toHaveURL(address(path, site));
      await expect(page.locator("main h1")).toHaveText(heading);
      await hydrated(page);
    };
    await visit(page, "/about/", site);
    await mark();
    await page.getByRole("link", { name: "Decoder", exact: true }).click();
    await isAt("/decoder/", /^Drop a file/);
    expect(await isMarked(), "other pages share a document").toBe(true);
    await page.getByRole("link", { name: "Open it by its URL." }).click();
    await isAt(PAGE, /^Open a file/);
    expect(await isMarked(), "entered by a load").toBe(false);
    await mark();
    await page.goBack();
    await isAt("/decoder/", /^Drop a file/);
    expect(await isMarked(), "left by Back").toBe(false);
    await mark();
    await page.goForward();
    await isAt(PAGE, /^Open a file/);
    expect(await isMarked(), "entered by Forward").toBe(false);
    await mark();
    await page.getByRole("link", { name: "About" }).click();
    await isAt("/about/", /^About/);
    expect(await isMarked(), "left by a link").toBe(false);
    await mark();
    await page.goBack();
    await isAt(PAGE, /^Open a file/);
    expect(await isMarked(), "entered by Back").toBe(false);
    await mark();
    await page.getByRole("link", { name: "the decoder that connects to nothing" }).click();
    await isAt("/decoder/", /^Drop a file/);
    expect(await isMarked(), "left for the decoder").toBe(false);
    await expect(remote.input).toHaveCount(0);
  });
}

const policies = Object.fromEntries(
  ["", "-remote"].map((suffix) => {
    const file = path.join(path.dirname(fileURLToPath(import.meta.url)), `../../src/content-security-policy${suffix}.txt`);
    return [suffix, fs.readFileSync(file, "utf8").trim()];
  }),
);

for (const site of ["root", "based"]) {
  test(`that page alone has the wider policy (${site})`, async ({ request }) => {
    let wide = 0;
    for (const { path: where, text, file } of htmlFiles(site)) {
      const response = await request.get(address(where, site));
      const policy = policies[where === PAGE ? "-remote" : ""];
      expect(response.headers()["content-security-policy"], where).toBe(`${policy}; frame-ancestors 'none'`);
      expect(text.includes(`content="${policy}"`), file).toBe(true);
      wide += Number(where === PAGE);
    }
    expect(wide).toBe(1);
    expect(policies["-remote"]).toBe(policies[""].replace("connect-src 'self'", "connect-src 'self' https: http:"));
  });
}

test("other pages connect nowhere, this one does and says so, on the plainest host", async ({ noise, page, ranges, remote }) => {
  noise.expect(/Content Security Policy/);
  const url = ranges.url("honest", 100);
  const attempt = () => page.evaluate((url) => fetch(url).then((answer) => answer.status, () => "refused"), url);
  await visit(page, "/decoder/", "bare");
  expect(await attempt()).toBe("refused");
  expect(ranges.requests).toEqual([]);
  await page.getByRole("link", { name: "Open it by its URL." }).click();
  await hydrated(page);
  await expect(page.getByText("This page connects to the address that you enter.")).toBeVisible();
  expect(await attempt()).toBe(200);
  await remote.open(url);
  await page.getByRole("link", { name: "Decoder", exact: true }).click();
  await expect(page.locator("main h1")).toHaveText(/^Drop a file/);
  await hydrated(page);
  expect(await attempt()).toBe("refused");
});

test("files and samples are refused there", async ({ decoder, folder, page, ranges, remote }) => {
  const file = folder.random("private.bin", 1000);
  const refusal = /^Files cannot be opened on this page/;
  await remote.visit();
  await expect(page.locator("input[type=file]")).toHaveCount(0);
  await drop(page, { files: [file] }, { last: "dragOver" });
  await expect(page.getByText("Files cannot be opened here.")).toBeVisible();
  await drop(page, { files: [file] });
  await expect(decoder.alert).toHaveText(refusal);
  await expect(page.locator("main h1")).toHaveText(/^Open a file/);
  await expect(page).toHaveURL(address(PAGE));
  await remote.open(ranges.url("honest", SIZE, "open.bin"));
  await drop(page, { items: [dragged.link("https://example.org/x")] });
  await expect(decoder.alert).toHaveText(refusal);
  await expect(decoder.name).toHaveText("open.bin");
  await expect(page.locator("input[type=file]")).toHaveCount(0);
  await visit(page, "/about/");
  await remote.visit("#sample=pixel.png");
  await expect(decoder.status).toHaveText(/^The samples cannot be opened on this page/);
});

const STATES = {
  empty: () => {},
  "a file": ({ ranges, remote }) => remote.open(ranges.url("honest", SIZE)),
  "an opening": async ({ ranges, remote }) => {
    await remote.ask(ranges.url("pause-whole", SIZE, `${"long-name-".repeat(6)}.bin`));
    await expect(remote.bar).toBeVisible();
  },
  "a download beside a file": async ({ page, ranges, remote }) => {
    await remote.open(ranges.url("honest", SIZE));
    await remote.ask(ranges.url("pause-whole", SIZE, `${"long-name-".repeat(6)}.bin`));
    await expect(page.locator(".download .percent")).toContainText(" of ");
  },
  waiting: async ({ decoder, page, ranges, remote }) => {
    await remote.open(ranges.url("hang", SIZE));
    await decoder.goTo("50%");
    await expect(page.getByRole("progressbar", { name: /^Waiting/ })).toBeVisible();
  },
  "a refusal": async ({ decoder, remote }) => {
    await remote.ask("zebra");
    await expect(decoder.alert).toContainText("zebra");
  },
  "an error": async ({ decoder, ranges, remote }) => {
    await remote.open(ranges.url("etag", SIZE));
    await decoder.goTo("50%");
    await expect(decoder.alert).toContainText("has changed");
  },
};

for (const { width, colorScheme } of SCREENS) {
  test.describe(`axe finds nothing on the page for addresses, ${width} px, ${colorScheme}`, () => {
    test.use({ viewport: { width, height: 800 }, colorScheme });
    for (const [state, reach] of Object.entries(STATES)) {
      test(state, async ({ decoder, page, ranges, remote }) => {
        await remote.visit();
        await reach({ decoder, page, ranges, remote });
        expect(await violations(page)).toEqual([]);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(wide, "nothing is wider than the window").toBeLessThanOrEqual(0);
        const folder = process.env.HEXLOG_SHOTS;
        if (folder) await page.screenshot({ path: `${folder}/${state}-${width}-${colorScheme}.png` });
      });
    }
  });
}
