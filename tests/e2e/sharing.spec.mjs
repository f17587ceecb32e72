// What others show of a page: its card, and the icons; and what hosts other than ours are told.
import { fileAt, files, pages, read } from "./dist.mjs";
import { expect, test, visit } from "./kit.mjs";
import { address, base } from "./setting.mjs";

/** Width and height of a PNG file. */
function size(bytes) {
  expect(bytes.subarray(0, 8).toString("latin1")).toBe("\x89PNG\r\n\x1a\n");
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
}

for (const site of ["root", "based"]) {
  test(`every page of ${site} has a card, and every post its own`, async ({ page }) => {
    const heads = await page.evaluate((all) => {
      return all.map(({ path, text }) => {
        const html = new DOMParser().parseFromString(text, "text/html");
        const meta = (name) => html.querySelector(`meta[property="${name}"]`)?.content;
        const names = ["og:image", "og:image:width", "og:image:height", "og:image:alt"];
        const icon = html.querySelector('link[rel="apple-touch-icon"]')?.getAttribute("href");
        return { path, icon, url: meta("og:url"), values: names.map(meta) };
      });
    }, pages(site));
    const posts = new Set();
    let others = new Set();
    for (const { path, icon, url, values } of heads) {
      expect(size(read(site, fileAt(site, icon))), `${path}: icon`).toEqual([180, 180]);
      const [image, width, height, alt] = values;
      if (["/404.html", "/offline.html", "/search/"].includes(path)) {
        expect(image).toBeUndefined();
        continue;
      }
      // The site is published elsewhere, under the same path.
      expect(new URL(image).origin, path).toBe(new URL(url).origin);
      const bytes = read(site, fileAt(site, new URL(image).pathname));
      expect(size(bytes), path).toEqual([1200, 630]);
      expect([width, height], path).toEqual(["1200", "630"]);
      expect(alt, path).toMatch(/^“.+”/);
      expect(bytes.length, path).toBeLessThan(32 * 1024);
      (path.startsWith("/posts/") ? posts : others).add(image);
    }
    expect(posts.size).toBe(heads.filter(({ path }) => path.startsWith("/posts/")).length);
    expect(others.size, "all other pages share one").toBe(1);
    console.log(`sharing: ${posts.size + 1} cards of ${site}`);
  });

  test(`the files for other hosts are those of ${site}`, async () => {
    const all = files(site);
    expect(all).toContain(".nojekyll");
    const rules = read(site, "_headers").toString().split(/\n(?=\/)/);
    expect(rules.length, "Cloudflare Pages reads 100 rules").toBeLessThan(100);
    const kept = rules.slice(1).map((rule) => rule.split("\n")[0]);
    for (const path of kept) expect(fileAt(site, path), path).toBeDefined();
    const hashed = all.filter((file) => /-[0-9a-f]{12,16}(_bg)?\.[^./]+$/.test(file) && !file.startsWith("cards/"));
    expect(kept.sort()).toEqual(hashed.map((file) => base[site] + file).sort());
    const nginx = read(site, "nginx.conf").toString();
    expect(nginx).toContain(`error_page 404 ${base[site]}404.html;`);
  });
}

test("a page is under the policy of the header and under its own, which say the same", async ({ page }) => {
  const wide = read("root", "_headers").toString().match(/Content-Security-Policy: (.*)/)[1];
  for (const path of ["/", "/docs/", "/decoder/", "/decoder/remote/"]) {
    const sent = (await visit(page, path)).headers()["content-security-policy"];
    const own = await page.locator('meta[http-equiv="content-security-policy"]').getAttribute("content");
    expect(sent, path).toBe(`${own}; frame-ancestors 'none'`);
    if (path === "/decoder/remote/") expect(wide).toBe(sent);
    else expect(wide, path).toBe(sent.replace("connect-src 'self'", "connect-src 'self' https: http:"));
  }
});

test("a card can be kept and shown by others", async ({ request }) => {
  const card = files("root").find((file) => file.startsWith("cards/"));
  const response = await request.get(address(`/${card}`));
  expect(response.headers()["content-type"]).toBe("image/png");
  expect(response.headers()["cache-control"]).toContain("immutable");
  expect(response.headers()["cross-origin-resource-policy"]).toBeUndefined();
});

test("the docs show a figure as source and alive", async ({ page }) => {
  await visit(page, "/docs/");
  await expect(page.locator("figure [data-figure]").first()).toBeVisible();
  const source = await page.locator("pre", { hasText: "```dump" }).innerText();
  const note = source.match(/: (magic: .*)/)[1];
  const figure = page.locator("figure", { hasText: note });
  await figure.getByRole("button", { name: note }).click();
  await expect(figure.locator(".lit").first()).toBeVisible();
});
