// What stands around the pages: the feed, what programs read, and the ways from page to page.
import { fileAt, pages, read } from "./dist.mjs";
import { expect, hydrated, test, visit } from "./kit.mjs";
import { address, base } from "./setting.mjs";

/** A post with contents. */
function long(site = "root") {
  return pages(site).find(({ path, text }) => path.startsWith("/posts/") && text.includes('aria-label="Contents"')).path;
}

for (const site of ["root", "based"]) {
  test(`the feed and the sitemap of ${site} lead to files of the site`, async ({ page, request }) => {
    for (const [name, tag, least] of [
      ["feed.xml", "link", 5],
      ["sitemap.xml", "loc", 10],
    ]) {
      const response = await request.get(address(`/${name}`, site));
      expect(response.status(), name).toBe(200);
      expect(response.headers()["content-type"], name).toMatch(/xml/);
      const found = await page.evaluate(
        ({ text, tag }) => {
          const xml = new DOMParser().parseFromString(text, "application/xml");
          const error = xml.querySelector("parsererror")?.textContent;
          const elements = [...xml.getElementsByTagName(tag)];
          return { error, urls: elements.map((element) => element.getAttribute("href") ?? element.textContent) };
        },
        { text: await response.text(), tag },
      );
      expect(found.error, name).toBeUndefined();
      expect(found.urls.length, name).toBeGreaterThanOrEqual(least);
      for (const url of found.urls) expect(fileAt(site, new URL(url).pathname), url).toBeDefined();
      console.log(`around: ${found.urls.length} addresses in ${name} of ${site}`);
    }
    const robots = read(site, "robots.txt").toString();
    expect(robots).toMatch(new RegExp(`^Sitemap: https?://[^/]+${base[site]}sitemap.xml$`, "m"));
  });

  test(`the feed of ${site} is loaded, not shown as a page`, async ({ noise, page }) => {
    // The browser's own view of XML has styles that the policy forbids, and looks for an icon, which may come
    // after the test.
    noise.expect(/inline style/);
    noise.allow(/status of 404/);
    await visit(page, "/", site);
    const link = page.getByRole("link", { name: "Feed" });
    await expect(link).toHaveAttribute("href", `${base[site]}feed.xml`);
    const answer = page.waitForResponse((response) => response.url().endsWith("/feed.xml"));
    await link.click();
    expect((await answer).status()).toBe(200);
    await expect(page).toHaveURL(address("/feed.xml", site));
    await expect.poll(() => noise.heard.some((text) => /inline style/.test(text)), { message: "it is viewed" }).toBe(true);
  });

  test(`data for programs in ${site} can be read and runs nothing`, async ({ page }) => {
    for (const [path, type] of [
      ["/", "WebSite"],
      [long(site), "BlogPosting"],
    ]) {
      await visit(page, path, site);
      const data = await page.locator('script[type="application/ld+json"]').textContent();
      const { "@type": kind, url } = JSON.parse(data);
      expect(kind).toBe(type);
      expect(new URL(url).pathname).toBe(base[site] + path.slice(1));
      await expect(page.locator("link[rel=canonical]")).toHaveAttribute("href", url);
      await expect(page.locator('meta[property="og:url"]')).toHaveAttribute("content", url);
    }
  });
}

test("the archive leads to every post, and the first page to the archive", async ({ page }) => {
  await visit(page, "/");
  await page.evaluate(() => (window.isMarked = true));
  await page.getByRole("link", { name: "Archive" }).click();
  await expect(page.locator("main h1")).toHaveText("Archive");
  const found = await page.locator(".year a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  const posts = pages("root").map(({ path }) => path);
  expect(found.toSorted()).toEqual(posts.filter((path) => /^\/posts\//.test(path)).toSorted());
  const years = await page.locator(".year h2").allTextContents();
  expect(years).toEqual(years.toSorted().toReversed());
  expect(await page.evaluate(() => window.isMarked), "no page was loaded").toBe(true);
});

test("contents lead to the headings of a post, before and after it has come alive", async ({ browser, page }) => {
  const path = long();
  const still = await browser.newPage({ javaScriptEnabled: false });
  await still.goto(address(path));
  await visit(page, path);
  for (const each of [still, page]) {
    const links = each.getByRole("navigation", { name: "Contents" }).getByRole("link");
    const headings = each.locator(".prose h2");
    expect(await links.allTextContents()).toEqual(await headings.allTextContents());
    await links.last().click();
    await expect(headings.last()).toBeInViewport();
  }
  await expect(page).toHaveURL(new RegExp(`${path}#.+$`));
  await still.close();
});

test("contents can be folded on a narrow screen and stand beside the text on a wide one", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await visit(page, long());
  const contents = page.getByRole("navigation", { name: "Contents" });
  const link = contents.getByRole("link").first();
  await expect(link).toBeVisible();
  await contents.locator("summary").click();
  await expect(link).toBeHidden();
  await page.setViewportSize({ width: 1280, height: 800 });
  await contents.locator("summary").click();
  const [beside, text] = [await contents.boundingBox(), await page.locator(".prose").boundingBox()];
  expect(beside.x).toBeGreaterThanOrEqual(text.x + text.width);
  expect(beside.x + beside.width).toBeLessThanOrEqual(1280);
});

test("a heading has a link to itself, seen when it is wanted", async ({ page }) => {
  await visit(page, long());
  await page.evaluate(() => (window.isMarked = true));
  const heading = page.locator(".prose h2").nth(1);
  const link = heading.getByRole("link", { name: "Link to this section" });
  const opacity = () => link.evaluate((link) => getComputedStyle(link).opacity);
  expect(await opacity()).toBe("0");
  await heading.hover();
  expect(await opacity()).toBe("1");
  await page.mouse.move(0, 0);
  await link.focus();
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Tab");
  expect(await opacity()).toBe("1");
  await page.keyboard.press("Enter");
  const id = await heading.getAttribute("id");
  await expect.poll(() => page.evaluate(() => decodeURIComponent(location.hash))).toBe(`#${id}`);
  await expect.poll(() => heading.evaluate((heading) => heading.getBoundingClientRect().top)).toBeLessThan(60);
  expect(await page.evaluate(() => window.isMarked), "no page was loaded").toBe(true);
  await hydrated(page);
});
