// One byte taken apart: in the figures of text pages, and beside the ASCII table.
import { address } from "./setting.mjs";
import { SCREENS, expect, hydrated, test, violations, visit } from "./kit.mjs";

const FIELDS = ["Hex", "Binary", "Decimal", "Octal", "Character"];
const BITS = [7, 6, 5, 4, 3, 2, 1, 0];
const CONTROLS =
  "NUL SOH STX ETX EOT ENQ ACK BEL BS HT LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US".split(" ");

/** The forms of a byte as JavaScript writes them. */
function forms(byte) {
  const character = byte > 0x7f ? "" : (CONTROLS[byte] ?? { 0x20: "SP", 0x7f: "DEL" }[byte] ?? String.fromCharCode(byte));
  return [
    byte.toString(16).padStart(2, "0"),
    byte.toString(2).padStart(8, "0"),
    String(byte),
    byte.toString(8).padStart(3, "0"),
    character,
  ];
}

/** What explains a byte, as its user sees it. */
class Explain {
  constructor(page) {
    this.page = page;
    this.group = page.getByRole("group", { name: /^Explain/ });
    this.error = this.group.locator("[aria-live]");
    this.chart = this.group.getByRole("grid", { name: "ASCII table" });
  }

  field(name) {
    return this.group.getByRole("textbox", { name, exact: true });
  }

  bit(number) {
    return this.group.getByRole("button", { name: `bit ${number}, place value ${2 ** number}`, exact: true });
  }

  back(byte) {
    return this.group.getByRole("button", { name: `Back to ${byte}` });
  }

  /** Everything that is shown is of this byte. */
  async check(byte, but = []) {
    const [hex] = forms(byte);
    await expect(this.group).toHaveAccessibleName(`Explain ${hex}`);
    for (const [index, name] of FIELDS.entries()) {
      if (!but.includes(name)) await expect(this.field(name), `${name} of ${hex}`).toHaveValue(forms(byte)[index]);
    }
    const set = BITS.filter((bit) => byte & (1 << bit));
    for (const bit of BITS) {
      await expect(this.bit(bit), `bit ${bit} of ${hex}`).toHaveAttribute("aria-pressed", String(set.includes(bit)));
    }
    const sum = set.map((bit) => 2 ** bit).join(" + ") || "0";
    await expect(this.group.locator(".place-sum")).toHaveText(set.length > 1 ? `${sum} = ${byte}` : sum);
    await expect(this.group.locator(".nibble")).toHaveText([
      `${hex[0]} high nibble, ${byte >> 4}`,
      `${hex[1]} low nibble, ${byte & 15}`,
    ]);
  }
}

/** The page `/about/` with a figure in it, as a post could have it. */
async function visitFigure(page, byte) {
  await page.route("**/about/", async (route) => {
    const response = await route.fetch();
    const text = await response.text();
    const figure = `<div class="figure" data-figure="byte" data-byte="${byte}"><p>The byte in words.</p></div>`;
    const kept = '<div class="figure" data-figure="none such"><p>This one stays text.</p></div>';
    await route.fulfill({ response, body: text.replace("</h1>", `</h1>${figure}${kept}`) });
  });
  await visit(page, "/about/");
  return new Explain(page);
}

/** Links of the table, which are links for everybody. */
const cell = (page, byte) => page.locator(`.ascii > .ascii-chart a[href="#${byte}"]`);
const row = (page, byte) => page.locator(`tr[id="${byte}"]`);

for (const site of ["root", "based"]) {
  test(`every form can be typed and the others follow (${site})`, async ({ page }) => {
    await visit(page, "/ascii/", site);
    const explain = new Explain(page);
    await explain.check(0x40);
    const bytes = [0x41, 0x07, 0x20, 0x7f, 0x00, 0x62, 0x0a];
    for (const [index, name] of FIELDS.entries()) {
      for (const byte of [...bytes, ...(name === "Character" ? [] : [0x80, 0xe9, 0xff])]) {
        await explain.field(name).fill(forms(byte)[index]);
        await explain.check(byte);
      }
      await explain.field(name).fill(forms(0x40)[index]);
    }
    await expect(page).toHaveURL(address("/ascii/#40", site));
  });
}

test("numbers may be written as people write them, and are tidied when the field is left", async ({ page }) => {
  await visit(page, "/ascii/");
  const explain = new Explain(page);
  for (const [name, text, byte] of [
    ["Hex", "0x41", 0x41],
    ["Hex", "$42", 0x42],
    ["Hex", "43h", 0x43],
    ["Octal", "0o104", 0x44],
    ["Binary", "0100 0101", 0x45],
    ["Decimal", "0070", 0x46],
    ["Character", "esc", 0x1b],
    ["Character", " ", 0x20],
  ]) {
    await explain.field(name).fill(text);
    await explain.check(byte, [name]);
    await expect(explain.field(name)).toHaveValue(text);
    await explain.field(name).press("Enter");
    await explain.check(byte);
  }
});

test("every bit can be pressed", async ({ page }) => {
  await visit(page, "/ascii/");
  const explain = new Explain(page);
  let byte = 0x40;
  for (const bit of [...BITS, 6, 0]) {
    await explain.bit(bit).click();
    byte ^= 1 << bit;
    await explain.check(byte);
  }
});

test("a bad value is answered in a sentence and changes nothing", async ({ page }) => {
  const explain = await visitFigure(page, "40");
  for (const [name, text, sentence] of [
    ["Decimal", "300", "300 does not fit: a byte is 0 to 255."],
    ["Hex", "4g", "g is no hex digit: they are 0 to 9 and a to f."],
    ["Octal", "9", "9 is no octal digit: they are 0 to 7."],
    ["Binary", "012", "2 is no binary digit: they are 0 and 1."],
    ["Character", "€", "€ is U+20AC: it takes three bytes in UTF-8, not one."],
    ["Character", "<b>", "<b> is neither one character nor a short name such as LF."],
  ]) {
    const field = explain.field(name);
    await field.fill(text);
    await expect(explain.error).toHaveText(sentence);
    await expect(field).toHaveAttribute("aria-invalid", "true");
    await expect(field).toHaveAccessibleDescription(sentence);
    await explain.check(0x40, [name]);
    await field.press("Tab");
    await expect(field, "what was typed stays").toHaveValue(text);
    await expect(explain.error).toHaveText(sentence);
    await expect(explain.back("40")).toHaveCount(0);
  }
  // A press elsewhere ends it.
  await explain.bit(0).click();
  await explain.check(0x41);
  await expect(explain.error).toHaveText("");
  await expect(explain.field("Character")).not.toHaveAttribute("aria-invalid");
  // Nobody is told off for an empty field before it is left.
  await explain.field("Hex").fill("");
  await expect(explain.error).toHaveText("");
  await explain.field("Hex").press("Tab");
  await expect(explain.error).toHaveText("Type two hex digits, such as 40.");
});

test("a figure in a text page comes alive, and leads back to its byte", async ({ page }) => {
  const explain = await visitFigure(page, "40");
  await expect(page.getByText("The byte in words.")).toHaveCount(0);
  await expect(page.getByText("This one stays text.")).toBeVisible();
  await explain.check(0x40);
  await expect(explain.group.getByText("Change any of these")).toBeVisible();
  await expect(explain.back("40")).toHaveCount(0);

  const marked = explain.chart.locator("[aria-selected=true]");
  await expect(marked).toHaveText("@");
  await explain.chart.getByRole("gridcell", { name: "5a, letter Z" }).click();
  await explain.check(0x5a);
  await expect(marked).toHaveText("Z");
  await explain.back("40").click();
  await explain.check(0x40);
  await expect(explain.back("40")).toHaveCount(0);
  await explain.field("Hex").fill("e9");
  await expect(marked, "no cell above 7F").toHaveCount(0);
  await expect(explain.group.getByText("In UTF-8, the first of three bytes of a character. In Latin-1, é.")).toBeVisible();
  await expect(page, "a figure is no place").toHaveURL(address("/about/"));
});

test("the keyboard reaches and changes everything", async ({ page }) => {
  const explain = await visitFigure(page, "40");
  await explain.group.focus();
  const focused = () =>
    page.evaluate(() => {
      const element = document.activeElement;
      const { outlineStyle } = getComputedStyle(element);
      return `${element.getAttribute("aria-label") ?? element.labels?.[0]?.textContent} ${outlineStyle}`;
    });
  const stops = ["Hex", ...BITS.map((bit) => `bit ${bit}, place value ${2 ** bit}`), ...FIELDS.slice(1), "ASCII table"];
  for (const stop of stops) {
    await page.keyboard.press("Tab");
    expect(await focused()).toBe(`${stop} solid`);
  }
  for (const [key, byte] of [
    ["ArrowDown", 0x41],
    ["ArrowRight", 0x51],
    ["ArrowUp", 0x50],
    ["ArrowUp", 0x50],
    ["ArrowLeft", 0x40],
    ["Home", 0x00],
    ["End", 0x70],
    ["Control+End", 0x7f],
    ["Control+Home", 0x00],
  ]) {
    await page.keyboard.press(key);
    await explain.check(byte);
    const active = await explain.chart.getAttribute("aria-activedescendant");
    await expect(page.locator(`[id="${active}"]`)).toHaveAttribute("aria-selected", "true");
  }
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.type("~");
  await explain.check(0x7e);
  await explain.bit(0).focus();
  await page.keyboard.press("Space");
  await explain.check(0x7f);
  await explain.back("40").focus();
  await page.keyboard.press("Enter");
  await explain.check(0x40);
  await explain.field("Decimal").focus();
  await page.keyboard.type("65");
  await explain.check(0x41);
});

test.describe("the ASCII table", () => {
  test("a cell leads to its byte, and nothing else moves", async ({ page }) => {
    await visit(page, "/ascii/");
    const explain = new Explain(page);
    await page.evaluate(() => scrollTo(0, 150));
    const place = () => page.evaluate(() => scrollY);
    for (const [hex, byte] of [["41", 0x41], ["0a", 0x0a], ["7f", 0x7f]]) {
      await cell(page, hex).click();
      await expect(page).toHaveURL(address(`/ascii/#${hex}`));
      await explain.check(byte);
      await expect(cell(page, hex)).toHaveAttribute("aria-current", "true");
      await expect(row(page, hex)).toHaveAttribute("aria-current", "true");
      await expect(page.locator("main [aria-current]")).toHaveCount(2);
      await expect(explain.group, "the keyboard is led there").toBeFocused();
      expect(await place(), "the page stays where it is").toBe(150);
    }
    await expect(explain.group.getByText("Strikes a character out")).toBeVisible();
    await page.goBack();
    await expect(page).toHaveURL(address("/ascii/#0a"));
    await explain.check(0x0a);
    await page.goBack();
    await page.goBack();
    await expect(page).toHaveURL(address("/ascii/"));
    await explain.check(0x40);
    await page.goForward();
    await explain.check(0x41);
    await page.evaluate(() => (location.hash = "#63"));
    await explain.check(0x63);
  });

  test("where there is no room beside it, a cell leads down to its byte", async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 640 });
    await visit(page, "/ascii/");
    await cell(page, "52").click();
    const explain = new Explain(page);
    await explain.check(0x52);
    await expect(explain.field("Hex")).toBeInViewport();
    await page.goBack();
    await expect(cell(page, "42")).toBeInViewport();
  });

  test("the byte of the address is marked, however far away it is taken apart", async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 640 });
    await page.goto(address("/ascii/#7e"));
    const explain = new Explain(page);
    await explain.check(0x7e);
    await expect(explain.field("Hex")).not.toBeInViewport();
    await expect(row(page, "7e")).toBeInViewport();
    await expect(row(page, "7e")).toHaveAttribute("aria-current", "true");
  });

  test("the address is of the byte that is shown", async ({ page }) => {
    await page.goto(address("/ascii/#7e"));
    await hydrated(page);
    const explain = new Explain(page);
    await explain.check(0x7e);
    await expect(row(page, "7e")).toBeInViewport();
    await expect(explain.field("Hex"), "both are in sight").toBeInViewport();
    const before = await page.evaluate(() => history.length);
    await explain.field("Decimal").fill("66");
    await expect(page).toHaveURL(address("/ascii/#42"));
    await explain.bit(7).click();
    await expect(page).toHaveURL(address("/ascii/#c2"));
    await expect(page.locator("main [aria-current]"), "it is not in the table").toHaveCount(0);
    expect(await page.evaluate(() => history.length), "trying out is no journey").toBe(before);
    await page.reload();
    await hydrated(page);
    await explain.check(0xc2);
    // A heading is no byte.
    await page.getByRole("link", { name: "Control characters" }).click();
    await expect(page).toHaveURL(address("/ascii/#controls"));
    await expect(page.locator("#controls")).toBeInViewport();
    await explain.check(0xc2);
  });

  test("it is live each time one comes to it", async ({ page }) => {
    await visit(page, "/");
    await page.evaluate(() => (window.markOfThisDocument = true));
    const nav = (name) => page.getByRole("navigation", { name: "Site" }).getByRole("link", { name, exact: true });
    const explain = new Explain(page);
    for (const elsewhere of ["About", "Decoder", "Posts"]) {
      await nav("ASCII").click();
      await expect(nav("ASCII")).toHaveAttribute("aria-current", "page");
      await explain.check(0x40);
      await explain.field("Character").fill("k");
      await explain.check(0x6b);
      await expect(page).toHaveURL(address("/ascii/#6b"));
      await nav(elsewhere).click();
      await expect(explain.group).toHaveCount(0);
    }
    await page.goBack();
    await explain.check(0x6b);
    await cell(page, "6c").click();
    await explain.check(0x6c);
    await page.goBack();
    await page.goBack();
    await expect(page.getByRole("heading", { name: /^Drop a file/ })).toBeVisible();
    await expect(explain.group).toHaveCount(0);
    expect(await page.evaluate(() => window.markOfThisDocument), "it was one document").toBe(true);
  });

  test("another tab is opened by the browser", async ({ context, page }) => {
    await visit(page, "/ascii/");
    const opened = context.waitForEvent("page");
    await cell(page, "61").click({ modifiers: ["Control"] });
    const tab = await opened;
    await hydrated(tab);
    await new Explain(tab).check(0x61);
    await new Explain(page).check(0x40);
  });

  test("all its bytes stand there, in every form", async ({ page, request }) => {
    const text = await (await request.get(address("/ascii/"))).text();
    await visit(page, "/");
    const { rows, links } = await page.evaluate((text) => {
      const html = new DOMParser().parseFromString(text, "text/html");
      return {
        rows: [...html.querySelectorAll("tr[id]")].map((row) => [row.id, ...[...row.children].map((cell) => cell.textContent)]),
        links: [...html.querySelectorAll(".ascii-chart tr")].map((row) => [...row.querySelectorAll("a")].map((link) => [link.hash, link.textContent])),
      };
    }, text);
    expect(rows.length).toBe(128);
    for (const [id, decimal, hex, octal, binary, character, meaning] of rows) {
      const byte = parseInt(id, 16);
      expect([hex, binary, decimal, octal, character]).toEqual(forms(byte));
      expect(hex).toBe(id);
      expect(meaning !== undefined, `${id} has a meaning`).toBe(byte < 0x20 || byte === 0x7f);
    }
    expect(new Set(rows.map(([id]) => id)).size).toBe(128);
    // The digits are the column and the row.
    expect(links.slice(1).length).toBe(16);
    for (const [row, cells] of links.slice(1).entries()) {
      const bytes = [0, 1, 2, 3, 4, 5, 6, 7].map((column) => forms(column * 16 + row));
      expect(cells).toEqual(bytes.map(([hex, , , , character]) => [`#${hex}`, character]));
    }
    console.log(`explain: ${rows.length} rows of the ASCII table`);
  });

  test.describe("without JavaScript", () => {
    test.use({ javaScriptEnabled: false });

    test("the way from 40 to @ and the table can be read", async ({ page }) => {
      for (const site of ["root", "based"]) {
        await page.goto(address("/ascii/", site));
        const figure = page.locator("[data-figure]");
        for (const text of ["4     0", "0100  0000", "01000000", "64", "100", "@"]) await expect(figure).toContainText(text);
        await expect(page.getByRole("textbox")).toHaveCount(0);
        await cell(page, "07").click();
        await expect(page).toHaveURL(address("/ascii/#07", site));
        await expect(row(page, "07")).toBeInViewport();
        await expect(row(page, "07")).toContainText("Rings the terminal's bell.");
        const ground = (byte) => row(page, byte).evaluate((row) => getComputedStyle(row).backgroundColor);
        expect(await ground("07"), "the row is marked").not.toBe(await ground("08"));
      }
    });
  });
});

for (const { width, colorScheme } of SCREENS) {
  test.describe(`axe finds nothing, ${width} px, ${colorScheme}`, () => {
    test.use({ viewport: { width, height: 800 }, colorScheme });

    test("in the ASCII table", async ({ page }) => {
      await page.goto(address("/ascii/#0d"));
      await hydrated(page);
      const explain = new Explain(page);
      await explain.check(0x0d);
      expect(await violations(page)).toEqual([]);
      await explain.field("Octal").fill("777");
      await expect(explain.error).toContainText("777 does not fit");
      expect(await violations(page), "with a bad value").toEqual([]);
    });

    test("in a figure", async ({ page }) => {
      const explain = await visitFigure(page, "7a");
      expect(await violations(page)).toEqual([]);
      await explain.field("Decimal").fill("200");
      await explain.field("Hex").fill("xyz");
      await expect(explain.error).toContainText("x is no hex digit");
      expect(await violations(page), "above 7F, with a bad value").toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      const { room, taken } = await explain.group.evaluate((group) => ({
        room: parseFloat(getComputedStyle(group.parentElement).minHeight),
        taken: group.offsetHeight,
      }));
      expect(taken, "it fits the room that was kept for it").toBeLessThanOrEqual(room);
      expect(room - taken).toBeLessThan(40);
    });
  });
}

test("in forced colours the marks can be told", async ({ page }) => {
  await page.emulateMedia({ forcedColors: "active" });
  const explain = await visitFigure(page, "40");
  const outline = (locator) => locator.evaluate((element) => getComputedStyle(element).outlineStyle);
  expect(await outline(explain.chart.locator("[aria-selected=true]"))).toBe("solid");
  const border = (bit) => explain.bit(bit).evaluate((element) => getComputedStyle(element).borderTopWidth);
  expect(await border(6)).not.toBe(await border(7));
  expect(await violations(page)).toEqual([]);
});
