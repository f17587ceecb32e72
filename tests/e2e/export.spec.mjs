// Bytes on their way out: copied in every format, saved to disk, and a worker that is lost on the way.
import { execFileSync, spawnSync } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import { GIB, MIB } from "./files.mjs";
import { SCREENS, expect, test, violations } from "./kit.mjs";
import { address, setting } from "./setting.mjs";

/** What `hexlog dump` prints in a format: the core without the page. */
function core(format, file, { start = 0, length }) {
  const range = ["-s", String(start), ...(length === undefined ? [] : ["-n", String(length)])];
  const name = ["--name", file.split("/").at(-1)];
  const done = spawnSync(setting("HEXLOG_PROGRAM"), ["dump", "--format", format, ...name, ...range, file], {
    maxBuffer: 1 << 28,
    encoding: "latin1",
  });
  if (done.status !== 0) throw new Error(`hexlog dump --format ${format}: ${done.stderr}`);
  return done.stdout;
}

/** All formats by their names, as the program lists them. */
function formats() {
  const help = execFileSync(setting("HEXLOG_PROGRAM"), ["dump", "--help"], { encoding: "utf8" });
  const names = [...help.matchAll(/^ {12}([a-z0-9-]+) /gm)].map(([, name]) => name);
  const [from, to] = [names.indexOf("canonical"), names.indexOf("srec")];
  return names.slice(from, to + 1);
}

const allowClipboard = (page) => page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
const clipboard = (page) => page.evaluate(() => navigator.clipboard.readText());

/** Opens the menu that copies and saves. */
async function openExport(page) {
  const menu = page.getByRole("group", { name: "Copy and save" });
  if (!(await menu.isVisible())) await page.getByRole("button", { name: "Copy and save" }).click();
  await expect(menu).toBeVisible();
  return menu;
}

/** The preview, once it is the one of what is chosen. */
async function preview(menu) {
  const region = menu.getByRole("region", { name: "Preview" });
  await expect(region).toHaveAttribute("aria-busy", "false");
  return region.textContent();
}

/** In place of the system's dialog, which no test can press: a file in the browser's own storage. */
const chooseInStorage = (page) =>
  page.addInitScript(() => {
    window.showSaveFilePicker = async ({ suggestedName }) => {
      window.suggestedName = suggestedName;
      const root = await navigator.storage.getDirectory();
      const handle = await root.getFileHandle(suggestedName, { create: true });
      // The dialog empties a file that is there.
      await (await handle.createWritable()).close();
      return handle;
    };
  });

/** A browser without the dialog: files are downloaded. */
const choosingIsUnknown = (page) => page.addInitScript(() => delete window.showSaveFilePicker);

/** A file in the browser's own storage as Latin-1; `null` if it is not there. */
const stored = (page, name) =>
  page.evaluate(async (name) => {
    const root = await navigator.storage.getDirectory();
    try {
      const bytes = new Uint8Array(await (await (await root.getFileHandle(name)).getFile()).arrayBuffer());
      let text = "";
      for (let at = 0; at < bytes.length; at += 32768) text += String.fromCharCode(...bytes.subarray(at, at + 32768));
      return text;
    } catch (error) {
      if (error.name === "NotFoundError") return null;
      throw error;
    }
  }, name);

/** Names of all files in the browser's own storage. */
const storedNames = (page) =>
  page.evaluate(async () => {
    const names = [];
    const walk = async (folder) => {
      for await (const [name, handle] of folder.entries()) {
        if (handle.kind === "directory") await walk(handle);
        else names.push(name);
      }
    };
    await walk(await navigator.storage.getDirectory());
    return names;
  });

/** Waits until the worker is there that does the work, beside the one that knows kinds of files. */
async function worker(page) {
  await expect.poll(() => page.workers().length).toBe(2);
  return page.workers()[1];
}

const progress = (page) => page.getByRole("progressbar", { name: /^Saving/ });

test("every format is copied as the core makes it", async ({ decoder, folder, page }) => {
  await allowClipboard(page);
  await decoder.visit();
  const file = folder.random("some bytes.bin", 3000);
  await decoder.drop(file);
  await decoder.goTo("0x13..0x160");
  const names = formats();
  expect(names.length).toBe(32);
  for (const name of names) {
    const menu = await openExport(page);
    await menu.getByRole("combobox", { name: "Format" }).selectOption(name);
    const expected = core(name, file, { start: 0x13, length: 0x160 - 0x13 });
    const seen = await preview(menu);
    const lines = expected.match(/[^\n]*\n|[^\n]+$/g);
    const beginning = lines.slice(0, 6).map((line) => (line.length > 160 ? `${line.slice(0, 160)}…\n` : line));
    const isCut = lines.length > 6 || beginning.join("") !== lines.slice(0, 6).join("");
    expect(Buffer.from(seen, "utf8").toString("latin1"), name).toBe(
      Buffer.from(Buffer.from(beginning.join(""), "utf8").toString("utf8") + (isCut ? "…" : ""), "utf8").toString("latin1"),
    );
    await expect(menu).toContainText(`${expected.length.toLocaleString("en")} byte`);
    await menu.getByRole("button", { name: "Copy", exact: true }).click();
    await expect(decoder.status).toContainText(`as ${name}:`);
    expect(await clipboard(page), name).toBe(expected);
  }
  console.log(`export: ${names.length} formats copied`);
});

test("what the tools print as well is what they print", async ({ decoder, folder, page }) => {
  await allowClipboard(page);
  await decoder.visit();
  const file = folder.random("tools.bin", 5000);
  await decoder.drop(file);
  await decoder.goTo("0x21..0x7f1");
  const range = ["-s", "33", "-n", String(0x7f1 - 0x21)];
  const printed = {
    canonical: execFileSync("hexdump", ["-C", ...range, file], { encoding: "latin1" }),
    xxd: execFileSync("xxd", ["-s", "33", "-l", String(0x7f1 - 0x21), file], { encoding: "latin1" }),
    "xxd-plain": execFileSync("xxd", ["-p", "-s", "33", "-l", String(0x7f1 - 0x21), file], { encoding: "latin1" }),
    "xxd-bits": execFileSync("xxd", ["-b", "-s", "33", "-l", String(0x7f1 - 0x21), file], { encoding: "latin1" }),
  };
  for (const [name, expected] of Object.entries(printed)) {
    const menu = await openExport(page);
    await menu.getByRole("combobox", { name: "Format" }).selectOption(name);
    await menu.getByRole("button", { name: "Copy", exact: true }).click();
    await expect(decoder.status).toContainText(`as ${name}:`);
    expect(await clipboard(page), name).toBe(expected);
  }
});

test("Ctrl+C copies hex at first, and later what was chosen, also after a reload", async ({ decoder, folder, page }) => {
  await allowClipboard(page);
  await decoder.visit();
  const file = folder.write("beef.bin", Buffer.from("cafebabe00000002", "hex"));
  await decoder.drop(file);
  await decoder.press("Control+a");
  await decoder.press("Control+c");
  await expect(decoder.status).toContainText("Copied 8 bytes as plain: 24 bytes of text.");
  expect(await clipboard(page)).toBe("ca fe ba be 00 00 00 02\n");
  await decoder.press("Control+s");
  const menu = page.getByRole("group", { name: "Copy and save" });
  await expect(menu).toBeVisible();
  await menu.getByRole("combobox", { name: "Format" }).selectOption("base64");
  await page.keyboard.press("Escape");
  // The file comes back by itself.
  await decoder.visit();
  await expect(decoder.name).toHaveText("beef.bin");
  await decoder.press("Control+a");
  await decoder.press("Control+c");
  await expect(decoder.status).toContainText("as base64");
  expect(await clipboard(page)).toBe("yv66vgAAAAI=\n");
});

test("a clipboard that is denied is told", async ({ decoder, folder, page }) => {
  await page.addInitScript(() => {
    navigator.clipboard.write = () => Promise.reject(new DOMException("Write permission denied.", "NotAllowedError"));
  });
  await decoder.visit();
  await decoder.drop(folder.random("denied.bin", 100));
  await decoder.press("Control+c");
  await expect(decoder.alert).toHaveText(
    "The browser did not allow copying, so nothing was copied. It can be saved as a file instead.",
  );
});

test("more than 16 MiB of text becomes a file", async ({ decoder, folder, page }) => {
  await allowClipboard(page);
  await chooseInStorage(page);
  await decoder.visit();
  const file = folder.random("large.bin", 6 * MIB);
  await decoder.drop(file);
  await decoder.press("Control+a");
  await decoder.press("Control+c");
  await expect(decoder.status).toContainText("Saved “large.bin.txt”");
  const text = await stored(page, "large.bin.txt");
  expect(text === core("plain", file, {})).toBe(true);
  expect(text.length).toBeGreaterThan(16 * MIB);
});

test("what is saved is what the tools print, whole or in part, as text or as bytes", async ({ decoder, folder, page }) => {
  await chooseInStorage(page);
  await decoder.visit();
  const file = folder.random("saved.bin", 3 * MIB + 5);
  await decoder.drop(file);
  await decoder.goTo("0x100..0x180021");
  let menu = await openExport(page);
  await menu.getByRole("combobox", { name: "Format" }).selectOption("canonical");
  await menu.getByRole("button", { name: "Save as text" }).click();
  await expect(decoder.status).toContainText("Saved “saved.bin-0x100-0x180020.txt”");
  const part = execFileSync("hexdump", ["-C", "-s", "256", "-n", String(0x180021 - 256), file], { maxBuffer: 1 << 27, encoding: "latin1" });
  expect((await stored(page, "saved.bin-0x100-0x180020.txt")) === part).toBe(true);

  menu = await openExport(page);
  await menu.getByRole("button", { name: "Save the bytes" }).click();
  await expect(decoder.status).toContainText("Saved “saved.bin-0x100-0x180020.bin”, 1,572,641 bytes.");
  const bytes = fs.readFileSync(file).subarray(0x100, 0x180021).toString("latin1");
  expect((await stored(page, "saved.bin-0x100-0x180020.bin")) === bytes).toBe(true);

  menu = await openExport(page);
  await menu.getByRole("radio", { name: /^Whole file/ }).check();
  await menu.getByRole("combobox", { name: "Format" }).selectOption("xxd");
  await menu.getByRole("button", { name: "Save as text" }).click();
  await expect(decoder.status).toContainText("Saved “saved.bin.txt”");
  const whole = execFileSync("xxd", [file], { maxBuffer: 1 << 27, encoding: "latin1" });
  expect((await stored(page, "saved.bin.txt")) === whole).toBe(true);
});

test("a browser without the dialog downloads the file: 64 MiB as hexdump -C", async ({ decoder, folder, page }) => {
  await choosingIsUnknown(page);
  await decoder.visit();
  const file = folder.random("download.bin", 64 * MIB);
  await decoder.drop(file);
  const menu = await openExport(page);
  await menu.getByRole("radio", { name: /^Whole file/ }).check();
  await menu.getByRole("combobox", { name: "Format" }).selectOption("canonical");
  await expect(menu).toContainText("A file waits in the browser’s own storage until it is downloaded. It tells of room for");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    menu.getByRole("button", { name: "Save as text" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("download.bin.txt");
  await expect(decoder.status).toContainText("“download.bin.txt” is written");
  const output = folder.in("expected.txt");
  execFileSync("sh", ["-c", 'hexdump -C "$1" > "$2"', "sh", file, output]);
  execFileSync("cmp", [await download.path(), output]);

  // What a page has left that is gone may still be on its way to the downloads. An hour later it goes.
  const [name] = await storedNames(page);
  await page.evaluate(async (name) => {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle("saved");
    const [made, rest] = name.split("-");
    const older = (minutes) => `${(parseInt(made, 16) - minutes * 60_000).toString(16)}-${rest}`;
    for (const minutes of [50, 70]) await folder.getFileHandle(older(minutes), { create: true });
  }, name);
  expect((await storedNames(page)).length).toBe(3);
  await decoder.visit();
  await expect.poll(async () => (await storedNames(page)).length).toBe(2);
  expect(await storedNames(page)).toContain(name);
  // All of it goes at once when everything is forgotten.
  await decoder.openMenu();
  await page.getByRole("button", { name: "Forget everything" }).click();
  await expect.poll(() => storedNames(page)).toEqual([]);
});

test("saving shows how it goes on, and can be cancelled", async ({ decoder, folder, page }) => {
  await chooseInStorage(page);
  await decoder.visit();
  await decoder.drop(folder.sparse("huge.bin", 100 * GIB, [0]));
  const menu = await openExport(page);
  await menu.getByRole("radio", { name: /^Whole file/ }).check();
  await menu.getByRole("combobox", { name: "Format" }).selectOption("canonical");
  await expect(menu).toContainText("About");
  await menu.getByRole("button", { name: "Save as text" }).click();
  await page.keyboard.press("Escape");
  await expect(progress(page)).toBeVisible();
  await expect(page.locator(".work")).toContainText(/ of 107\.4 GB · .*\/s · .* left/);
  // The bytes can be read meanwhile, and other pages.
  await decoder.goTo("50%");
  await decoder.rows({ offset: 50 * GIB });
  await page.getByRole("link", { name: "Posts" }).click();
  await expect(page.locator(".post-list")).toBeVisible();
  await expect(progress(page)).toBeVisible();
  const leaving = page.waitForEvent("dialog");
  page.reload().catch(() => {});
  const dialog = await leaving;
  expect(dialog.type()).toBe("beforeunload");
  await dialog.dismiss();
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(progress(page)).toHaveCount(0);
  await expect(decoder.status).toHaveText("“huge.bin.txt” was not saved: it was cancelled. The file that was chosen is empty.");
  expect(await stored(page, "huge.bin.txt")).toBe("");
  await expect.poll(() => storedNames(page)).toEqual(["huge.bin.txt"]);
});

/** Begins to save something that takes minutes. */
async function beginLong(decoder, folder, page) {
  await decoder.visit();
  await decoder.drop(folder.sparse("long.bin", 100 * GIB, [0]));
  const menu = await openExport(page);
  await menu.getByRole("radio", { name: /^Whole file/ }).check();
  await menu.getByRole("combobox", { name: "Format" }).selectOption("canonical");
  await menu.getByRole("button", { name: "Save as text" }).click();
  await expect(page.locator(".work")).toContainText(" left");
  return worker(page);
}

/** The next save works. */
async function saveAgain(decoder, page) {
  await decoder.goTo("0..16");
  const menu = await openExport(page);
  await menu.getByRole("radio", { name: /^Selection/ }).check();
  await menu.getByRole("button", { name: "Save as text" }).click();
  await expect(decoder.status).toContainText("Saved “long.bin-0x0-0xf.txt”");
  expect(await stored(page, "long.bin-0x0-0xf.txt")).toMatch(/^00000000 {2}.*\|\n00000010\n$/);
  const sorted = async () => (await storedNames(page)).sort();
  await expect.poll(sorted, "nothing half written is left").toEqual(["long.bin-0x0-0xf.txt", "long.bin.txt"]);
  expect(await stored(page, "long.bin.txt"), "nothing half written is called done").toBe("");
}

test("a worker that is killed is replaced", async ({ decoder, folder, page }) => {
  await chooseInStorage(page);
  const it = await beginLong(decoder, folder, page);
  await it.evaluate(() => self.close());
  await expect(decoder.alert).toHaveText(
    "“long.bin.txt” was not saved. The worker did not answer any more and was replaced. Try again. The file that was chosen is empty.",
    { timeout: 30_000 },
  );
  await saveAgain(decoder, page);
});

test("a worker that hangs is replaced", async ({ decoder, folder, page }) => {
  await chooseInStorage(page);
  const it = await beginLong(decoder, folder, page);
  await it.evaluate(() => {
    setTimeout(() => {
      for (;;);
    });
  });
  await expect(decoder.alert).toHaveText(
    "“long.bin.txt” was not saved. The worker did not answer any more and was replaced. Try again. The file that was chosen is empty.",
    { timeout: 30_000 },
  );
  await saveAgain(decoder, page);
});

test("a worker that runs out of memory is replaced", async ({ decoder, folder, page }) => {
  await chooseInStorage(page);
  const it = await beginLong(decoder, folder, page);
  await it.evaluate(() => {
    // All the memory that the module can have, to the last bytes.
    const { __wbindgen_malloc: take } = wasm_bindgen.initSync();
    for (let size = 1 << 30; size >= 1; ) {
      try {
        take(size, 1);
      } catch {
        size >>>= 1;
      }
    }
  });
  await expect(decoder.alert).toContainText("“long.bin.txt” was not saved. The worker failed, perhaps for want of memory, and was replaced");
  await saveAgain(decoder, page);
});

test("a file that vanishes while it is saved is named, and nothing is left", async ({ decoder, folder, page }) => {
  await chooseInStorage(page);
  await beginLong(decoder, folder, page);
  fs.rmSync(folder.in("long.bin"));
  await expect(decoder.alert).toContainText("“long.bin.txt” was not saved. “long.bin” is no longer there");
  expect(await stored(page, "long.bin.txt")).toBe("");
  await expect(decoder.grid).toBeVisible();
});

test("a dialog that is closed, and one that is refused", async ({ decoder, folder, page }) => {
  await page.addInitScript(() => {
    window.showSaveFilePicker = () => Promise.reject(new DOMException("The user aborted a request.", window.saveError));
  });
  await decoder.visit();
  await decoder.drop(folder.random("closed.bin", 100));
  for (const [name, said] of [
    ["AbortError", "“closed.bin-0x0-0x0.txt” was not saved."],
    ["SecurityError", "“closed.bin-0x0-0x0.txt” was not saved. The browser could not write: The user aborted a request."],
  ]) {
    await page.evaluate((name) => (window.saveError = name), name);
    const menu = await openExport(page);
    await menu.getByRole("button", { name: "Save as text" }).click();
    await expect(name === "AbortError" ? decoder.status : decoder.alert).toHaveText(said);
  }
  // A text that took long to make finds a browser that has forgotten the press.
  await page.evaluate(() => Object.defineProperty(navigator, "userActivation", { value: { isActive: false } }));
  const menu = await openExport(page);
  await menu.getByRole("button", { name: "Save as text" }).click();
  await expect(decoder.alert).toHaveText(/^“closed\.bin-0x0-0x0\.txt” was not saved: getting it ready took longer .* Save it from the menu “Copy and save”\.$/);
});

test("bytes that are many are saved, even if their text would be short", async ({ decoder, folder, page }) => {
  await chooseInStorage(page);
  await decoder.visit();
  await decoder.drop(folder.sparse("zeros.bin", 17 * MIB, []));
  const menu = await openExport(page);
  await menu.getByRole("combobox", { name: "Format" }).selectOption("canonical");
  await page.keyboard.press("Escape");
  await decoder.press("Control+a");
  await decoder.press("Control+c");
  await expect(decoder.status).toContainText("Saved “zeros.bin.txt”");
  expect(await stored(page, "zeros.bin.txt")).toBe(
    execFileSync("hexdump", ["-C", folder.in("zeros.bin")], { encoding: "latin1" }),
  );
});

test("a lost worker leaves nothing in the browser's storage", async ({ decoder, folder, noise, page }) => {
  noise.expect(/CompileError/);
  await choosingIsUnknown(page);
  const it = await beginLong(decoder, folder, page);
  expect((await storedNames(page)).length).toBe(1);
  await it.evaluate(() => void setTimeout(() => WebAssembly.instantiate(Uint8Array.of(1)), 0));
  await expect(decoder.alert).toContainText("“long.bin.txt” was not saved. The worker failed");
  await expect(decoder.alert).not.toContainText("is empty");
  await expect.poll(() => storedNames(page)).toEqual([]);
});

test("the whole file is never offered under its own name", async ({ decoder, folder, page }) => {
  await chooseInStorage(page);
  await decoder.visit();
  await decoder.drop(folder.random("own.bin", 300));
  const menu = await openExport(page);
  await menu.getByRole("radio", { name: /^Whole file/ }).check();
  await menu.getByRole("button", { name: "Save the bytes" }).click();
  await expect(decoder.status).toContainText("Saved “copy-of-own.bin”, 300 bytes.");
});

test("a full disk is told, and nothing is left", async ({ decoder, folder, page }) => {
  await choosingIsUnknown(page);
  await decoder.visit();
  const client = await page.context().newCDPSession(page);
  const { origin } = new URL(address());
  await client.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 20 * MIB });
  const file = folder.random("full.bin", 8 * MIB);
  await decoder.drop(file);
  // The browser tells everybody of the same room, whatever there is.
  await page.evaluate(() => {
    navigator.storage.estimate = async () => ({ quota: 41_000_000, usage: 1_000_000 });
  });
  const menu = await openExport(page);
  await menu.getByRole("radio", { name: /^Whole file/ }).check();
  await menu.getByRole("combobox", { name: "Format" }).selectOption("canonical");
  await expect(menu).toContainText("It tells of room for 40.0 MB: it may not fit.");
  await menu.getByRole("button", { name: "Save as text" }).click();
  await expect(decoder.alert).toHaveText("“full.bin.txt” was not saved. There is no room left to write to.");
  await expect.poll(() => storedNames(page)).toEqual([]);
});

test("a format whose addresses end says so, and nothing is written", async ({ decoder, folder, page }) => {
  await chooseInStorage(page);
  await decoder.visit();
  await decoder.drop(folder.sparse("far.bin", 8 * GIB, [0]));
  await decoder.goTo("5000000000..5000000016");
  const menu = await openExport(page);
  await menu.getByRole("combobox", { name: "Format" }).selectOption("ihex");
  await expect(menu).toContainText("The offset 0x12a05f200 is too large: addresses of this format end at 0xffffffff.");
  await menu.getByRole("button", { name: "Save as text" }).click();
  await expect(decoder.alert).toContainText("was not saved. The offset 0x12a05f20f is too large");
  expect(await storedNames(page), "no file was asked for").toEqual([]);
});

test("code in the worker cannot reach another computer, on a host that sends no headers", async ({ decoder, folder, noise, page }) => {
  noise.expect(/Content Security Policy/);
  let reached = 0;
  const other = net.createServer((socket) => {
    reached += 1;
    socket.destroy();
  });
  await new Promise((listening) => other.listen(0, "127.0.0.1", listening));
  const url = `http://127.0.0.1:${other.address().port}/`;
  await decoder.visit("", "bare");
  await decoder.drop(folder.random("inside.bin", 1000));
  await preview(await openExport(page));
  const it = await worker(page);
  const said = await it.evaluate(async (url) => {
    const said = {};
    const attempt = async (name, act) => {
      try {
        await act();
        said[name] = "done";
      } catch (error) {
        said[name] = error.name;
      }
    };
    await attempt("fetch", () => fetch(url, { mode: "no-cors" }));
    await attempt("XMLHttpRequest", () => new XMLHttpRequest());
    await attempt("WebSocket", () => new WebSocket(url.replace("http", "ws")));
    await attempt("EventSource", () => new EventSource(url));
    await attempt("WebTransport", () => new WebTransport(url.replace("http", "https")));
    await attempt("importScripts", () => importScripts(url));
    await attempt("import", () => import(url));
    await attempt("Worker", () => new Worker(url));
    await attempt("caches", () => caches.open("x").then((cache) => cache.add(url)));
    await attempt("FontFace", () => new FontFace("x", `url(${url})`).load());
    // What was taken away, as a realm of its own would have it.
    await attempt("a prototype's fetch", () => WorkerGlobalScope.prototype.fetch.call(self, url));
    return said;
  }, url);
  for (const [name, outcome] of Object.entries(said)) expect(outcome, name).toMatch(/Error$/);
  // The page itself cannot, either.
  const failed = await page.evaluate((url) => fetch(url, { mode: "no-cors" }).then(() => "done", (error) => error.name), url);
  expect(failed).toBe("TypeError");
  await page.waitForTimeout(300);
  expect(reached, "connections to the other computer").toBe(0);
  await new Promise((closed) => other.close(closed));
  console.log(`export: ${Object.keys(said).length} ways out of the worker are closed`);
});

for (const { width, colorScheme: scheme } of SCREENS) {
  test(`axe finds nothing while bytes are copied and saved (${scheme}, ${width})`, async ({ decoder, folder, page }) => {
    await chooseInStorage(page);
    await page.emulateMedia({ colorScheme: scheme });
    await page.setViewportSize({ width, height: 800 });
    const check = async (state) => expect(await violations(page), state).toEqual([]);
    await beginLong(decoder, folder, page);
    await preview(await openExport(page));
    await check("menu open, saving");
    await page.keyboard.press("Escape");
    await check("saving");
    fs.rmSync(folder.in("long.bin"));
    await expect(decoder.alert).toContainText("was not saved");
    await check("not saved");
  });
}
