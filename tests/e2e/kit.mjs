// What every spec is made of: the test function with its fixtures, and the decoder as its user
// sees it.
import fs from "node:fs";
import path from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import { test as plain, expect } from "@playwright/test";
import { Folder, hexdump } from "./files.mjs";
import { address } from "./setting.mjs";

export { expect };

/** Listens to consoles: a warning, an error or an exception that no test expects is a failure. */
class Noise {
  constructor() {
    this.heard = [];
    this.expected = [];
    // Where the tests keep service workers out, the browser says so.
    this.allowed = [/Service Worker registration blocked/];
  }

  watch(context) {
    context.on("console", (message) => {
      const type = message.type();
      if (type === "error" || type === "warning") this.heard.push(`${type}: ${message.text()}`);
    });
    context.on("weberror", (error) => this.heard.push(`exception: ${error.error()}`));
  }

  /** This is expected to be heard. */
  expect(pattern) {
    this.expected.push(pattern);
  }

  /** This may be heard, as it depends on how long the browser has time for it. */
  allow(pattern) {
    this.allowed.push(pattern);
  }

  check() {
    const known = [...this.expected, ...this.allowed];
    const unexpected = this.heard.filter((text) => !known.some((pattern) => pattern.test(text)));
    expect(unexpected, "what the console said").toEqual([]);
    const missing = this.expected.filter((pattern) => !this.heard.some((text) => pattern.test(text)));
    expect(missing, "what the console should have said").toEqual([]);
  }
}

export const test = plain.extend({
  noise: [
    async ({ context }, use) => {
      const noise = new Noise();
      noise.watch(context);
      await use(noise);
      noise.check();
    },
    { auto: true },
  ],
  /** A folder for the files of one test. */
  folder: async ({}, use) => {
    const folder = new Folder();
    await use(folder);
    folder.remove();
  },
  decoder: async ({ page }, use) => use(new Decoder(page)),
});

/** From now on nothing that was open before a page is loaded comes back. */
export async function forgetful(page) {
  await page.addInitScript(() => sessionStorage.clear());
}

/** Waits until the app has begun, whatever of the page is alive by then. */
export async function begun(page) {
  const wasHydrated = () => performance.getEntriesByName("site:hydrated").length > 0;
  await waitFor(page, wasHydrated, "the page has come alive");
}

/** Waits until the app has brought the page to life, and each figure in it: those that are not near come at a key. */
export async function hydrated(page) {
  await begun(page);
  const areAlive = () => {
    const figures = document.querySelectorAll("main :is(.bytes[data-figure], [data-figure=byte], [data-figure=ascii-page])");
    return [...figures].every((figure) => figure.querySelector(".try, .explain"));
  };
  const look = async () => {
    if (await page.evaluate(areAlive)) return true;
    await page.keyboard.press("Shift");
    return page.evaluate(areAlive);
  };
  await expect.poll(look, { message: "each figure has come alive", intervals: [20, 50, 100] }).toBeTruthy();
}

/** Holds back what is asked for at an address like this; gives what lets it through. */
export async function holdBack(page, pattern) {
  let release;
  const held = new Promise((resolve) => {
    release = resolve;
  });
  await page.route(pattern, async (route) => {
    await held;
    // Nobody may wait for it any more.
    await route.continue().catch(() => {});
  });
  return release;
}

/** From now on each page keeps what shifts in it as `shifts`. */
export async function watchShifts(page) {
  await page.addInitScript(() => {
    window.shifts = [];
    new PerformanceObserver((list) => {
      // What follows at once on a key or a click is wanted.
      for (const entry of list.getEntries().filter((entry) => !entry.hadRecentInput)) {
        const where = entry.sources.map(({ node }) => (node?.outerHTML ?? node?.textContent ?? "").slice(0, 60));
        window.shifts.push(`${entry.value.toFixed(4)} ${where}`);
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
}

/** Where a canvas is not clear: [row, column] of each pixel. */
export function painted(page) {
  return page.locator("canvas.ground").evaluate((canvas) => {
    // A canvas that is read often is another kind of canvas; its copy may be one.
    const copy = document.createElement("canvas");
    const { width, height } = Object.assign(copy, { width: canvas.width, height: canvas.height });
    const context = copy.getContext("2d", { willReadFrequently: true });
    context.drawImage(canvas, 0, 0);
    const { data } = context.getImageData(0, 0, width, height);
    const cells = [];
    for (let index = 0; index < width * height; index += 1) {
      if (data[4 * index + 3] > 0) cells.push([Math.floor(index / width), index % width]);
    }
    return cells;
  });
}

/** Opens a page and waits until it has come alive. */
export async function visit(page, path, site = "root") {
  const response = await page.goto(address(path, site));
  await hydrated(page);
  return response;
}

/** Polls a condition in the page from here: the page's policy forbids `eval` to pollers inside. */
export async function waitFor(page, condition, what, argument) {
  await expect.poll(() => page.evaluate(condition, argument), { message: what, intervals: [20, 50, 100] }).toBeTruthy();
}

/**
 * Drags something from outside over the page and drops it. `files` are paths of files and
 * folders, `items` are texts with their type.
 */
export async function drop(page, { files = [], items = [] }, { x, y, last = "drop" } = {}) {
  const size = page.viewportSize();
  const client = await page.context().newCDPSession(page);
  const data = { items, files, dragOperationsMask: 1 };
  const place = { x: x ?? size.width / 2, y: y ?? size.height / 2 };
  for (const type of ["dragEnter", "dragOver", "drop"]) {
    await client.send("Input.dispatchDragEvent", { type, ...place, data });
    if (type === last) break;
  }
  await client.detach();
}

/** The text of a link or of a selection, as the browser drags it. */
export const dragged = {
  text: (text) => ({ mimeType: "text/plain", data: text }),
  link: (url) => ({ mimeType: "text/uri-list", data: url, title: url }),
};

/** What the decoder shows, found as its user finds it. */
export class Decoder {
  constructor(page) {
    this.page = page;
    this.grid = page.getByRole("grid", { name: "Bytes" });
    this.status = page.getByRole("status");
    // The region is hidden while it is empty.
    this.alert = page.locator("[role=alert]");
    this.box = page.getByRole("textbox", { name: "Go to offset" });
    this.input = page.getByLabel("Open files");
    this.name = page.locator("h1 .file-name");
    this.scroller = page.locator(".scroller");
    this.tabs = page.getByRole("tablist", { name: "Files" }).getByRole("tab");
    this.current = page.getByRole("tab", { selected: true });
  }

  /** The tab of a file. */
  tab(label) {
    return this.page.getByRole("tab", { name: label, exact: true });
  }

  /** The button that closes a file. */
  closer(label) {
    return this.page.getByRole("button", { name: `Close ${label}`, exact: true });
  }

  async visit(fragment = "", site = "root") {
    await visit(this.page, `/decoder/${fragment}`, site);
  }

  /** How many files have shown their first rows. */
  shown() {
    return this.page.evaluate(() => performance.getEntriesByName("decoder:first-rows").length);
  }

  /** Does something that opens a file and waits until the file's first rows are there. */
  async opening(act) {
    const before = await this.shown();
    await act();
    await expect.poll(() => this.shown(), { message: "first rows", intervals: [20, 50, 100] }).toBe(before + 1);
  }

  async drop(file) {
    await this.opening(() => drop(this.page, { files: [file] }));
    await expect(this.name).toHaveText(path.basename(file));
  }

  async choose(file) {
    await this.opening(() => this.input.setInputFiles(file));
    await expect(this.name).toHaveText(path.basename(file));
  }

  async goTo(text) {
    await this.box.fill(text);
    await this.box.press("Enter");
  }

  /** Opens the View menu, if it is not open. */
  async openMenu() {
    const menu = this.page.getByRole("group", { name: "View" });
    if (!(await menu.isVisible())) await this.page.getByRole("button", { name: "View" }).click();
    await expect(menu).toBeVisible();
    return menu;
  }

  /** Chooses from a list in the View menu. */
  async set(name, value) {
    await this.openMenu();
    await this.page.getByRole("combobox", { name }).selectOption(value);
  }

  /** Puts the keyboard into the grid and presses a key there. */
  async press(key) {
    await this.grid.focus();
    await this.page.keyboard.press(key);
  }

  /**
   * The texts of the rows in view, once all of them have been read; with `offset`, once the row
   * of that offset is among them. Rows must fill the view without a gap.
   */
  async rows({ offset, width = 16 } = {}) {
    let rows;
    const first = offset === undefined ? undefined : offset - (offset % width);
    await expect
      .poll(
        async () => {
          rows = await this.look();
          if (rows.length === 0) return "there are no rows";
          if (rows.some((row) => row.pending)) return "rows are not read yet";
          if (first !== undefined && !rows.some((row) => row.offset === first)) {
            return `rows are from ${rows[0].text.slice(0, 10)}`;
          }
          return "ready";
        },
        { message: `rows at ${offset ?? "any place"}`, intervals: [10, 20, 50, 100] },
      )
      .toBe("ready");
    const { top, bottom } = await this.scroller.evaluate((element) => {
      const { top } = element.getBoundingClientRect();
      return { top, bottom: top + element.clientHeight };
    });
    expect(rows[0].top, "nothing is empty above the first row").toBeLessThanOrEqual(top + 0.5);
    rows.forEach((row, index) => {
      if (index > 0) expect(Math.abs(row.top - rows[index - 1].bottom), "rows lie under each other").toBeLessThan(0.1);
    });
    const full = rows.at(-1).bottom >= bottom - 0.5;
    return Object.assign(rows.map((row) => row.text), { first: rows[0].offset, full });
  }

  /** The rows in view as they are now. */
  look() {
    return this.page.evaluate(() => {
      const scroller = document.querySelector(".scroller");
      if (scroller === null) return [];
      const top = scroller.getBoundingClientRect().top;
      const bottom = top + scroller.clientHeight;
      const rows = [...scroller.querySelectorAll("[role=row]")].map((row) => {
        const bounds = row.getBoundingClientRect();
        return {
          text: row.textContent,
          offset: parseInt(row.textContent, 16),
          pending: row.classList.contains("pending"),
          top: bounds.top,
          bottom: bounds.bottom,
        };
      });
      return rows.filter((row) => row.bottom > top + 0.1 && row.top < bottom - 0.1);
    });
  }

  /** Compares the rows in view with hexdump's lines; gives the rows. */
  async check(file, { offset } = {}) {
    const rows = await this.rows({ offset });
    expect(Array.from(rows), `${path.basename(file)} at ${offset ?? rows.first}`).toEqual(
      hexdump(file, rows.first, rows.length * 16),
    );
    const size = fs.statSync(file).size;
    const isEnd = rows.first + rows.length * 16 >= size;
    expect(rows.full || (isEnd && rows.first === 0), "rows fill the view").toBe(true);
    return rows;
  }
}

/**
 * Where axe looks at what a page can come to: on a phone in dark, on a desktop in light. Its rules are about
 * colours or about room, and none about both.
 */
export const SCREENS = [
  { width: 360, colorScheme: "dark" },
  { width: 1280, colorScheme: "light" },
];

/** What axe finds wrong with the page, a line for each rule. */
export async function violations(page, leftOut = []) {
  const options = { resultTypes: ["violations"], rules: { "target-size": { enabled: true } } };
  // What its legacy mode leaves out are frames of other sites: there are none, and it takes half the time.
  const { violations } = await new AxeBuilder({ page }).options(options).disableRules(leftOut).setLegacyMode().analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`);
}

/** A finger on the page: tells the browser what it does, and where. */
export async function finger(page) {
  const client = await page.context().newCDPSession(page);
  return (type, touchPoints) => client.send("Input.dispatchTouchEvent", { type, touchPoints });
}
