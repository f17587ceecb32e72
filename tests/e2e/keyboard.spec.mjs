// The lead post with the keyboard alone.
import { expect, test, visit } from "./kit.mjs";
import { Figure, POST, described, solve } from "./figure.mjs";

/** What can be reached by Tab, in the order of the document: elements, each with a number. */
const numbered = () => {
  const stops = "a[href], button, input, select, textarea, summary, [tabindex]";
  const isStop = (element) => element.tabIndex >= 0 && !element.disabled && element.checkVisibility({ visibilityProperty: true });
  const found = [...document.querySelectorAll(stops)].filter(isStop);
  found.forEach((element, index) => (element.dataset.stop = index));
  return found.length;
};

/** Where the keyboard is, and whether that can be seen. */
const place = () => {
  const element = document.activeElement;
  if (element === null || element === document.body) return undefined;
  const { top, bottom, left, right, width, height } = element.getBoundingClientRect();
  // A field that covers its label lets the label show it.
  const shown = [element, element.closest(".choose, .open-files")].filter(Boolean);
  const hasOutline = shown.some((element) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 1;
  });
  const inView = bottom > 0 && top < innerHeight && right > 0 && left < innerWidth && width > 0 && height > 0;
  const name = element.getAttribute("aria-label") ?? element.labels?.[0]?.textContent ?? element.textContent;
  return { stop: Number(element.dataset.stop), name: name.trim().slice(0, 60), hasOutline, inView };
};

test("the lead post is read from its beginning to its end, and every exercise is solved", async ({ folder, page }) => {
  await visit(page, POST);
  const exercises = described(POST).filter(({ kind }) => kind === "exercise");
  const answers = exercises.map((exercise) => solve(exercise, folder));
  await expect(page.locator('[data-figure="exercise"]')).toHaveCount(answers.length);
  const count = await page.evaluate(numbered);
  const passed = [];
  let solved = 0;
  for (let step = 0; step < count; step += 1) {
    await page.keyboard.press("Tab");
    const here = await page.evaluate(place);
    expect(here, `behind ${passed.at(-1)?.name}`).toBeDefined();
    expect(here, here.name).toMatchObject({ stop: step, hasOutline: true, inView: true });
    passed.push(here);
    if (here.name !== "Your answer") continue;
    const figure = new Figure(page, "exercise", solved);
    await expect(figure.answer).toBeFocused();
    await page.keyboard.type(answers[solved]);
    await page.keyboard.press("Enter");
    await expect(figure.judged).toHaveText(/^Right: /);
    await expect(figure.answer, "the keyboard stays where it was").toBeFocused();
    solved += 1;
  }
  expect(solved, "every exercise was met").toBe(answers.length);
  await page.keyboard.press("Tab");
  expect(await page.evaluate(place), "it leaves the page at the end").toBeUndefined();
  // And back: nothing holds it there either.
  for (let step = count - 1; step >= 0; step -= 1) {
    await page.keyboard.press("Shift+Tab");
    const here = await page.evaluate(place);
    expect(here?.stop, `before ${passed[step + 1]?.name}`).toBe(step);
  }
  console.log(`keyboard: ${count} stops, there and back; ${solved} exercises by ${answers.join(", ")}`);
});

test("within figures the keyboard does all that a pointer does", async ({ page }) => {
  await visit(page, POST);
  // Hints and answers open and close, and so do the fields.
  for (const kind of ["dump", "exercise"]) {
    const figure = new Figure(page, kind);
    for (const summary of await figure.box.locator("summary").all()) {
      await summary.focus();
      for (const isOpen of [true, false]) {
        await page.keyboard.press(isOpen ? "Enter" : "Space");
        expect(await summary.evaluate((summary) => summary.parentElement.open)).toBe(isOpen);
      }
    }
  }
  // Lines that are wider than their box scroll.
  await page.setViewportSize({ width: 360, height: 740 });
  const { lines } = new Figure(page, "dump");
  await lines.focus();
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => lines.evaluate((lines) => lines.scrollLeft)).toBeGreaterThan(0);
});
