// Figures where nothing runs: without JavaScript, and in the feed.
import { expect, test } from "./kit.mjs";
import { POST, described, dumped, pairs, solve } from "./figure.mjs";
import { address } from "./setting.mjs";

/** What a figure says without the app: its kind, its text, its caption. */
const figures = (root) =>
  [...root.querySelectorAll("[data-figure]")].map((host) => ({
    kind: host.dataset.figure,
    text: host.textContent,
    lines: host.querySelector(".lines")?.textContent,
    notes: [...host.querySelectorAll(".notes li")].map((item) => item.textContent),
    marked: [...host.querySelectorAll("td.marked")].map((cell) => cell.textContent),
    caption: host.parentElement.querySelector("figcaption")?.textContent,
    controls: host.querySelectorAll("button, input, select, textarea, [role=button]").length,
  }));

/** Whether each figure says what its bytes are. */
function check(found, folder) {
  const expected = described(POST);
  expect(found.map(({ kind }) => kind)).toEqual(expected.map(({ kind }) => kind));
  for (const [index, figure] of expected.entries()) {
    const { kind, bytes, start, caption } = figure;
    const { text, lines, notes, marked, caption: shown, controls } = found[index];
    expect(controls, `${kind}: no control that does nothing`).toBe(0);
    expect(shown.startsWith(caption), `${kind}: ${caption}`).toBe(true);
    if (["dump", "cat", "type", "exercise"].includes(kind)) expect(lines).toBe(dumped(folder, bytes, start));
    if (kind === "dump") {
      expect(notes.length).toBe(figure.notes.length);
      for (const [note, words] of figure.words.entries()) expect(notes[note]).toContain(words);
    }
    if (kind === "inspect") {
      expect(text).toContain(`Read from ${pairs(bytes)}.`);
      for (const number of [bytes.readUInt32LE(0), bytes.readUInt32BE(0)]) expect(text).toContain(String(number));
    }
    if (kind === "cat") {
      const names = { BEL: 0x07, SO: 0x0e, US: 0x1f, DEL: 0x7f };
      for (const name of Object.keys(names).filter((name) => bytes.includes(names[name]))) expect(text).toContain(name);
    }
    if (kind === "type") expect(text).toContain("Mach-O universal binary with 2 architectures");
    if (kind === "ascii") {
      expect(marked.sort().join("")).toBe([...new Set(bytes.toString())].sort().join(""));
      for (const byte of bytes) expect(text).toContain(`${pairs([byte])} ${String.fromCharCode(byte)}`);
    }
    if (kind === "exercise") {
      for (const part of [figure.ask, ...figure.hints]) expect(text).toContain(part);
      expect(text).toContain(`Answer${figure.query.startsWith("u8") ? Number(solve(figure, folder)) : solve(figure, folder)}`);
    }
    if (kind === "byte") {
      const [[high, low], bits] = [pairs(bytes), bytes[0].toString(2).padStart(8, "0")];
      expect(text).toMatch(new RegExp(`${high} +${low}\n.*${bits.slice(0, 4)} +${bits.slice(4)}\n.*${bits}\n.* ${bytes[0]}\n`));
    }
  }
  return expected.length;
}

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("figures are read as text, in their order, and hints and answers open", async ({ folder, page }) => {
    await page.goto(address(POST));
    const found = await page.locator("main").evaluate(figures);
    const count = check(found, folder);
    for (const host of await page.locator("[data-figure]").all()) await expect(host).toBeVisible();
    await expect(page.getByRole("button")).toHaveCount(0);
    await expect(page.getByText("Try other bytes")).toHaveCount(0);
    const exercise = page.locator("[data-figure='exercise']").first();
    await exercise.getByText("Answer").click();
    await expect(exercise).toContainText("240 = 0xf0");
    console.log(`reading: ${count} figures without JavaScript`);
  });
});

test("the feed has the same figures as the page, as text", async ({ folder, page, request }) => {
  const feed = await (await request.get(address("/feed.xml"))).text();
  const post = await (await request.get(address(POST))).text();
  const content = await page.evaluate(
    ({ feed, path }) => {
      const xml = new DOMParser().parseFromString(feed, "application/xml");
      const isIt = (entry) => entry.querySelector("link").getAttribute("href").endsWith(path);
      return [...xml.querySelectorAll("entry")].find(isIt).querySelector("content").textContent;
    },
    { feed, path: POST },
  );
  const read = async (html) => {
    await page.goto("about:blank");
    await page.evaluate((html) => {
      const parsed = new DOMParser().parseFromString(html, "text/html");
      document.body.replaceWith(document.adoptNode(parsed.body));
    }, html);
    return page.locator("html").evaluate(figures);
  };
  const inPage = await read(post);
  const inFeed = await read(content);
  expect(inFeed).toEqual(inPage);
  expect(await page.locator("script, style, [style]").count(), "nothing in it runs or draws").toBe(0);
  console.log(`reading: ${check(inFeed, folder)} figures in the feed`);
});
