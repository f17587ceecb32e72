// The search over posts: its page, and what an unknown address suggests.
import { files, htmlFiles, read } from "./dist.mjs";
import { SCREENS, expect, holdBack, test, violations, visit, waitFor } from "./kit.mjs";
import { address, base } from "./setting.mjs";

/** The page of the search as its user sees it. */
class Search {
  constructor(page) {
    this.page = page;
    this.landmark = page.getByRole("search");
    this.box = this.landmark.getByRole("searchbox", { name: "Words in posts" });
    this.found = this.landmark.locator(".found");
    this.results = this.landmark.locator(".post-list > li");
    this.titles = this.results.getByRole("heading", { level: 2 }).getByRole("link");
    this.more = this.landmark.getByRole("button", { name: "More" });
  }
}

/** Posts that are not there, as a slow Pagefind would find them: so many that they take several pages. */
const MANY = `
  const pause = () => new Promise((done) => setTimeout(done, 300));
  export const createInstance = () => ({
    init: async () => {},
    search: async () => (await pause(), {
      results: Array.from({ length: 45 }, (_, nth) => ({
        id: String(nth),
        data: async () => ({
          url: "/about/",
          content: "Post " + nth + " has many &lt;b&gt; words",
          meta: { title: "Post " + nth, date: "2024" },
          excerpt: "has <mark>many</mark> &lt;b&gt; <mark>words</mark>",
          sub_results: [],
        }),
      })),
    }),
  });`;

for (const site of ["root", "based", "bare"]) {
  test(`posts are found by typing, and lead to their pages (${site})`, async ({ page }) => {
    const requests = [];
    page.on("request", (request) => requests.push(request.url()));
    await visit(page, "/", site);
    await page.getByRole("navigation", { name: "Site" }).getByRole("link", { name: "Search" }).click();
    const search = new Search(page);
    await expect(search.box, "one can type at once").toBeFocused();
    await expect(page.getByRole("link", { name: "Search" })).toHaveAttribute("aria-current", "page");
    await expect(search.found).toBeEmpty();
    await page.keyboard.type("nibble");
    await expect(search.found).toHaveText(/^\d+ posts? with “nibble”$/);
    const count = Number((await search.found.innerText()).split(" ")[0]);
    expect(count).toBeGreaterThan(0);
    await expect(search.results).toHaveCount(count);
    await expect(page).toHaveURL(address("/search/?q=nibble", site));
    for (const result of await search.results.all()) {
      await expect(result.locator("mark").first()).toHaveText(/nibble/i);
      await expect(result.locator(".facts")).toHaveText(/\d/);
    }
    const title = await search.titles.first().innerText();
    await search.titles.first().click();
    await expect(page.locator("article.post h1")).toHaveText(title);
    await page.goBack();
    await expect(search.box).toHaveValue("nibble");
    await expect(search.results).toHaveCount(count);
    const place = search.landmark.locator(".parts a").first();
    const heading = await place.innerText();
    await place.click();
    await expect(page.locator("article.post :target")).toContainText(heading);
    await expect(page.locator("article.post :target")).toBeInViewport();
    const { origin } = new URL(address("/", site));
    expect(requests.filter((url) => new URL(url).origin !== origin && !url.startsWith("blob:"))).toEqual([]);
    console.log(`search: ${count} posts of ${site}, ${requests.length} requests`);
  });
}

test("a search is a link", async ({ page }) => {
  await page.goto(address("/search/?q=nibble"));
  const search = new Search(page);
  await expect(search.box).toHaveValue("nibble");
  await expect(search.found).toHaveText(/with “nibble”$/);
  await page.evaluate(() => (window.markOfThisDocument = true));
  // Other words in a link on the page itself.
  await page.evaluate(() => {
    const link = Object.assign(document.createElement("a"), { href: "/search/?q=emoji", textContent: "added link" });
    document.querySelector("main h1").after(link);
  });
  await waitFor(page, () => performance.getEntriesByName("site:hydrated").length > 0, "the page has come alive");
  await page.getByRole("link", { name: "added link" }).click();
  await expect(search.box).toHaveValue("emoji");
  await expect(search.found).toHaveText(/with “emoji”$/);
  await page.goBack();
  await expect(search.box).toHaveValue("nibble");
  await expect(search.found).toHaveText(/with “nibble”$/);
  expect(await page.evaluate(() => window.markOfThisDocument)).toBe(true);
});

test("while another page is on its way, what is found stays, and words change no address", async ({ page }) => {
  await visit(page, "/");
  await page.getByRole("link", { name: "Search" }).click();
  const search = new Search(page);
  await search.box.fill("nibble");
  await expect(search.found).toHaveText(/with “nibble”$/);
  await expect(page).toHaveURL(address("/search/?q=nibble"));
  const release = await holdBack(page, "**/about/");
  await page.getByRole("link", { name: "About" }).click();
  await expect(page).toHaveURL(address("/about/"));
  await expect(search.found).toHaveText(/with “nibble”$/);
  await expect(search.box).toHaveValue("nibble");
  await search.box.fill("emoji");
  await expect(search.found).toHaveText(/with “emoji”$/);
  await expect(page).toHaveURL(address("/about/"));
  release();
  await expect(page.locator("main h1")).toHaveText(/^About/);
  await expect(page).toHaveURL(address("/about/"));
  await page.goBack();
  await expect(search.box).toHaveValue("nibble");
});

test("only what has the words is found, in any form of them", async ({ page }) => {
  await visit(page, "/search/");
  const search = new Search(page);
  const check = async (query, found) => {
    await search.box.fill(query);
    await expect(search.found, query).toHaveText(found);
  };
  // Pagefind takes the nearest word that there is: "none", "z".
  for (const query of ["nonexistentword", "zzzz", "0x99999", "nibble nonexistentword", "<b>nothing</b>"]) {
    await check(query, `Nothing found for “${query}”.`);
    await expect(search.results).toHaveCount(0);
    await expect(search.more).toBeHidden();
  }
  for (const query of ["kuber", "KUBERNETES", "nibbles", "reading binary files", "ca fe ba be", "“ls-universal”"]) {
    await check(query, new RegExp(`^\\d+ posts? with “${query}”$`));
    await expect(search.results.locator("mark").first()).toBeVisible();
  }
  await check("reading", /^\d+ posts? with “reading”$/);
  for (const mark of await search.results.locator("mark").allInnerTexts()) expect(mark).toMatch(/read/i);
  await search.box.fill("");
  await expect(search.found).toBeEmpty();
  await expect(search.results).toHaveCount(0);
  await expect(page).toHaveURL(address("/search/"));
});

test("the first posts are shown, and the others for a press", async ({ page }) => {
  await page.route("**/pagefind.js", (route) => route.fulfill({ contentType: "text/javascript", body: MANY }));
  await visit(page, "/search/?q=many+words");
  const search = new Search(page);
  await expect(search.results).toHaveCount(20);
  await expect(search.found).toHaveText("About 45 posts with “many words”");
  await expect(search.results.first().locator(".summary")).toHaveText("… has many <b> words …");
  await search.more.press("Enter");
  await expect(search.results).toHaveCount(40);
  await expect(search.titles.nth(20), "the keyboard goes on").toBeFocused();
  await search.more.click();
  await expect(search.results).toHaveCount(45);
  await expect(search.more).toBeHidden();
});

test("Back finds the results where they were", async ({ page }) => {
  await page.route("**/pagefind.js", (route) => route.fulfill({ contentType: "text/javascript", body: MANY }));
  await visit(page, "/search/?q=many+words");
  const search = new Search(page);
  await expect(search.results).toHaveCount(20);
  await page.evaluate(() => scrollTo(0, 777));
  await page.getByRole("link", { name: "About" }).evaluate((link) => link.click());
  await expect(page.locator("main h1")).toHaveText(/^About/);
  await page.goBack();
  await expect(search.results).toHaveCount(20);
  await expect.poll(() => page.evaluate(() => Math.round(scrollY))).toBe(777);
});

test("an index that does not come is told", async ({ page, noise }) => {
  noise.expect(/ERR_FAILED|Failed to|No pointer/);
  for (const missing of ["**/pagefind.js", "**/*.pagefind", "**/pagefind-entry.json*", "**/*.pf_meta", "**/*.pf_index", "**/*.pf_fragment", "**/search-*/search.js"]) {
    await page.route(missing, (route) => route.abort());
    await page.goto(address("/search/?q=nibble"));
    const search = new Search(page);
    await expect(search.found, missing).toHaveText(/^The search could not be loaded/);
    await expect(search.results).toHaveCount(0);
    await page.unroute(missing);
  }
  await page.reload();
  await expect(new Search(page).results.first(), "and comes when it can").toBeVisible();
});

test("the keyboard is enough", async ({ page }) => {
  await visit(page, "/about/");
  await page.getByRole("link", { name: "Search" }).focus();
  await page.keyboard.press("Enter");
  const search = new Search(page);
  await expect(search.box).toBeFocused();
  await page.keyboard.type("emoji");
  await page.keyboard.press("Enter");
  await expect(search.results.first()).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(search.titles.first()).toBeFocused();
  const title = await search.titles.first().innerText();
  await page.keyboard.press("Enter");
  await expect(page.locator("article.post h1")).toHaveText(title);
});

test("what is found is said", async ({ page }) => {
  await visit(page, "/search/");
  const search = new Search(page);
  await expect(search.found).toHaveAttribute("aria-live", "polite");
  await expect(page.getByRole("status"), "the page has one region for what happened").toHaveCount(1);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the page of the search says so, and leads to all posts", async ({ page }) => {
    await page.goto(address("/search/"));
    await expect(page.getByText("The search needs JavaScript")).toBeVisible();
    await expect(page.getByRole("searchbox")).toBeHidden();
    await page.getByText("The search needs JavaScript").getByRole("link", { name: "all posts by year" }).click();
    await expect(page).toHaveURL(address("/archive/"));
  });
});

for (const site of ["root", "based"]) {
  test(`an unknown address suggests posts with its words (${site})`, async ({ page, noise }) => {
    noise.expect(/status of 404/);
    const suggestions = page.locator(".suggestions");
    await visit(page, "/posts/reading-binary-fils/", site);
    await expect(suggestions.getByRole("heading", { name: "Posts with words of this address" })).toBeVisible();
    const links = suggestions.getByRole("link");
    expect(await links.count()).toBeLessThanOrEqual(5);
    await expect(links.first()).toHaveText("Reading Binary Files");
    await links.first().click();
    await expect(page).toHaveURL(address("/posts/reading-binary-files/", site));
    await expect(page.locator("article.post h1")).toHaveText("Reading Binary Files");

    // Only the first has words to look for.
    for (const [nothing, asks] of [["/posts/zzzz-qqqq/", /\.pagefind$/], ["/2024/05/%ff/", /search\.js$/], ["/tags/posts.html", /search\.js$/]]) {
      const done = page.waitForResponse(asks);
      await visit(page, nothing, site);
      await done;
      await page.waitForLoadState("networkidle");
      await expect(suggestions, nothing).toBeEmpty();
    }
  });
}

test("what is suggested moves nothing", async ({ page, noise }) => {
  noise.expect(/status of 404/);
  await page.setViewportSize({ width: 360, height: 500 });
  await visit(page, "/posts/zzzz-qqqq/");
  const height = () => page.evaluate(() => document.documentElement.scrollHeight);
  const empty = await height();
  await visit(page, "/posts/reading-binary-files-kubernetes-emoji-png/");
  await expect(page.locator(".suggestions a").first()).toBeVisible();
  expect(await height()).toBe(empty);
});

for (const { width, colorScheme } of SCREENS) {
  test.describe(`axe finds nothing, ${width} px, ${colorScheme}`, () => {
    test.use({ viewport: { width, height: 800 }, colorScheme });

    test("in results, in none, and in suggestions", async ({ page, noise }) => {
      noise.expect(/status of 404/);
      const wide = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      await visit(page, "/search/?q=bytes");
      const search = new Search(page);
      await expect(search.results.first()).toBeVisible();
      expect(await violations(page)).toEqual([]);
      expect(await wide()).toBeLessThanOrEqual(0);
      await search.box.fill("nothing-of-this-is-anywhere-".repeat(5));
      await expect(search.found).toHaveText(/^Nothing found/);
      expect(await violations(page), "none").toEqual([]);
      expect(await wide()).toBeLessThanOrEqual(0);
      await visit(page, "/posts/reading-binary-fils/");
      await expect(page.locator(".suggestions a").first()).toBeVisible();
      expect(await violations(page), "suggestions").toEqual([]);
      expect(await wide()).toBeLessThanOrEqual(0);
    });
  });
}

test("of Pagefind there is only what the search uses, and only posts are in the index", async ({ page }) => {
  for (const site of ["root", "based"]) {
    const folder = files(site).filter((file) => file.startsWith("search-"));
    expect(new Set(folder.map((file) => file.split("/")[0])).size, "there is one folder").toBe(1);
    const kinds = folder.map((file) => file.replace(/^[^/]+\//, "").replace(/^(fragment|index)\/.*\./, "$1/*."));
    const expected = ["fragment/*.pf_fragment", "index/*.pf_index", "pagefind-entry.json", "pagefind.js", "search.js"];
    const others = kinds.filter((kind) => !expected.includes(kind) && !/^(pagefind\.\w+\.pf_meta|wasm\.\w+\.pagefind)$/.test(kind));
    expect(others).toEqual([]);
    expect(kinds.filter((kind) => kind.endsWith(".pagefind")).length).toBe(1);
    const entry = JSON.parse(read(site, folder.find((file) => file.endsWith("pagefind-entry.json"))).toString());
    const posts = htmlFiles(site).filter(({ file, text }) => file.startsWith("posts/") && !text.includes('http-equiv="refresh"'));
    expect(entry.languages.en.page_count).toBe(posts.length);
    for (const { text } of htmlFiles(site).filter(({ path }) => path === "/search/" || path === "/404.html")) {
      expect(text).toContain(`data-search-js="${base[site]}${folder[0].split("/")[0]}/search.js"`);
    }
  }
  // No words of what stands around the text.
  await visit(page, "/search/?q=Shell+session");
  await expect(new Search(page).found).not.toBeEmpty();
  const texts = await page.locator("search .summary").allInnerTexts();
  expect(texts.filter((text) => /Shell session\s*Copy/.test(text))).toEqual([]);
});
