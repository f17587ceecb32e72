// Nothing about a file leaves the page, and the policy sees to it on the plainest of hosts.
import { fileAt, htmlFiles } from "./dist.mjs";
import { MIB } from "./files.mjs";
import { drop, expect, hydrated, test, visit } from "./kit.mjs";
import { address } from "./setting.mjs";

test("a visit with a file makes plain requests for files of the site only", async ({ decoder, folder, page }) => {
  const requests = [];
  const sockets = [];
  page.on("request", (request) =>
    requests.push({ url: request.url(), method: request.method(), body: request.postData() }),
  );
  const client = await page.context().newCDPSession(page);
  await client.send("Network.enable");
  client.on("Network.requestWillBeSent", ({ request }) =>
    requests.push({ url: request.url, method: request.method, body: request.hasPostData ? request.postData : null }),
  );
  for (const event of ["webSocketCreated", "webTransportCreated"]) client.on(`Network.${event}`, (it) => sockets.push(it));

  const file = folder.random("secret-name.bin", 4 * MIB);
  await visit(page, "/", "bare");
  await decoder.drop(file);
  await decoder.check(file, { offset: 0 });
  for (const place of ["0x12345", "50%", "end"]) {
    await decoder.goTo(place);
    await decoder.check(file);
  }
  await decoder.scroller.evaluate((element) => (element.scrollTop = 40_000));
  await decoder.check(file);
  await page.getByRole("link", { name: "Posts" }).click();
  await page.locator(".post-list a").first().click();
  await expect(page.locator("article.post h1")).toBeVisible();
  await page.getByRole("link", { name: "Decoder", exact: true }).click();
  await decoder.check(file);
  await decoder.choose(folder.random("other.bin", 1000));
  await page.waitForTimeout(500);

  const { origin } = new URL(address("/", "bare"));
  expect(requests.length, "requests were seen").toBeGreaterThan(8);
  for (const { url, method, body } of requests) {
    const { origin: to, pathname, search } = new URL(url);
    expect({ url, method, body, to, search }).toEqual({ url, method: "GET", body: null, to: origin, search: "" });
    // A worker begins in a script that the page has made.
    if (url.startsWith("blob:")) continue;
    expect(fileAt("bare", pathname), `${url} is a file of the site`).toBeDefined();
    expect(url).not.toMatch(/secret|other\.bin/);
  }
  expect(sockets).toEqual([]);
  const paths = new Set(requests.map(({ url }) => new URL(url).pathname));
  console.log(`network: ${requests.length} requests for ${paths.size} files`);
});

test("scrolling and jumping request nothing", async ({ decoder, folder, page }) => {
  await decoder.visit("", "bare");
  await page.waitForLoadState("networkidle");
  // With the first file comes what finds out what it is.
  await decoder.drop(folder.random("first.bin", 100));
  await expect(page.locator(".kind")).toContainText("data");
  const requests = [];
  // The browser itself asks for the icon again when the address changes and nothing may be cached.
  page.on("request", (request) => /\/icon-\w+\.svg$/.test(request.url()) || requests.push(request.url()));
  const file = folder.random("open.bin", 4 * MIB);
  await decoder.drop(file);
  for (const place of ["0x12345", "50%", "zebra", "end"]) {
    await decoder.goTo(place);
    await decoder.check(file);
  }
  await decoder.openMenu();
  await drop(page, { files: [folder.folder("photos")] });
  await page.waitForTimeout(300);
  expect(requests).toEqual([]);
});

for (const site of ["root", "based"]) {
  test(`no page has anything inline or from elsewhere (${site})`, async ({ page }) => {
    const files = htmlFiles(site);
    const found = await page.evaluate((files) => {
      const problems = [];
      for (const { file, text } of files) {
        const html = new DOMParser().parseFromString(text, "text/html");
        const bad = (element, why) => problems.push(`${file}: ${why}: ${element.outerHTML.slice(0, 120)}`);
        for (const element of html.querySelectorAll("*")) {
          for (const { name } of element.attributes) {
            if (name === "style" || name.startsWith("on")) bad(element, `has ${name}=`);
          }
          const tag = element.localName;
          if (tag === "style") bad(element, "is inline");
          if (tag === "script" && !element.hasAttribute("src") && element.type !== "application/ld+json") {
            bad(element, "is inline");
          }
          if (["iframe", "object", "embed", "base"].includes(tag)) bad(element, "is not wanted");
          const isLoaded = tag !== "a" && !(tag === "link" && ["canonical", "alternate"].includes(element.rel));
          for (const name of ["src", "href", "srcset", "poster", "data-js", "data-wasm", "data-worker-js", "data-worker-wasm"]) {
            const value = element.getAttribute(name);
            if (value !== null && isLoaded && /^([a-z]+:|\/\/)/i.test(value)) bad(element, "is from elsewhere");
          }
          if (/^javascript:/i.test(element.getAttribute("href") ?? "")) bad(element, "is a script");
        }
        const policy = html.querySelector('meta[http-equiv="content-security-policy"]');
        const leadsOn = html.querySelector('meta[http-equiv="refresh"]') !== null;
        if (policy === null && !leadsOn) problems.push(`${file}: has no policy`);
        if (policy !== null) {
          const before = html.head.querySelector("script, link[rel=stylesheet]");
          if (before.compareDocumentPosition(policy) & Node.DOCUMENT_POSITION_FOLLOWING) {
            problems.push(`${file}: the policy comes after what it should rule`);
          }
          // One page may connect to any server.
          const isWide = file === "decoder/remote/index.html";
          const wide = "connect-src 'self' https: http:;";
          if (isWide && !policy.content.includes(wide)) problems.push(`${file}: connects to the site only`);
          const narrow = isWide ? policy.content.replace(wide, "connect-src 'self';") : policy.content;
          // Workers are made from blobs, so that they are under this policy, too; nothing else is.
          const workers = " worker-src 'self' blob:;";
          if (!narrow.includes(workers)) problems.push(`${file}: the policy lacks ${workers}`);
          const rules = narrow.replace(workers, "");
          for (const part of ["default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "connect-src 'self'"]) {
            if (!rules.includes(part)) problems.push(`${file}: the policy lacks ${part}`);
          }
          if (/unsafe-inline|'unsafe-eval'|\*|https?:|data:|blob:/.test(rules)) problems.push(`${file}: ${rules}`);
        }
      }
      return problems;
    }, files);
    expect(found).toEqual([]);
    console.log(`network: ${files.length} pages of ${site} have nothing inline`);
  });
}

/** Things that a page must not be able to do; each gives what came of it. */
const FORBIDDEN = {
  "an inline script": () => {
    const script = document.createElement("script");
    script.textContent = "window.didRun = true";
    document.head.append(script);
    return window.didRun === undefined;
  },
  "an inline handler": () => {
    document.body.insertAdjacentHTML("beforeend", '<button id="evil" onclick="window.didRun = true">x</button>');
    document.getElementById("evil").click();
    return window.didRun === undefined;
  },
  "a style attribute": () => {
    document.body.insertAdjacentHTML("beforeend", '<p id="styled" style="color: rgb(1, 2, 3)">x</p>');
    return getComputedStyle(document.getElementById("styled")).color !== "rgb(1, 2, 3)";
  },
  "a request to elsewhere": (other) => fetch(other).then(() => false, () => true),
  "a beacon to elsewhere": (other) =>
    new Promise((resolve) => {
      addEventListener("securitypolicyviolation", () => resolve(true), { once: true });
      navigator.sendBeacon(other, "x");
    }),
  "a picture from elsewhere": (other) =>
    new Promise((resolve) => {
      const image = new Image();
      image.onload = () => resolve(false);
      image.onerror = () => resolve(true);
      image.src = other;
    }),
  "a socket to elsewhere": (other) =>
    new Promise((resolve) => {
      addEventListener("securitypolicyviolation", () => resolve(true), { once: true });
      try {
        new WebSocket(other.replace("http", "ws"));
      } catch {
        resolve(true);
      }
    }),
  "a script from elsewhere": (other) =>
    new Promise((resolve) => {
      const script = document.createElement("script");
      script.onload = () => resolve(false);
      script.onerror = () => resolve(true);
      script.src = other;
      document.head.append(script);
    }),
  "text as a script": () =>
    new Promise((resolve) => {
      // Later, when the driver of the browser has no hand in it.
      setTimeout(() => {
        try {
          resolve(new Function("return 1")() !== 1);
        } catch {
          resolve(true);
        }
      });
    }),
};

/** What the page for a file at an address may do. */
const ALLOWED = { "/decoder/remote/": ["a request to elsewhere", "a beacon to elsewhere"] };

for (const path of ["/", "/decoder/", "/decoder/remote/"]) {
  test(`the policy of ${path} holds without headers`, async ({ page, noise }) => {
    noise.expect(/Content Security Policy/);
    const response = await visit(page, path, "bare");
    expect(response.headers()["content-security-policy"], "the host sends no policy").toBeUndefined();
    const requests = [];
    const other = address("/", "root");
    page.on("response", (response) => requests.push(response.url()));
    const forbidden = Object.entries(FORBIDDEN).filter(([what]) => !ALLOWED[path]?.includes(what));
    for (const [what, attempt] of forbidden) {
      const target = what.includes("picture") ? new URL("/icon.svg", other).href : other;
      expect(await page.evaluate(attempt, target), `${what} is refused`).toBe(true);
    }
    expect(requests.filter((url) => url.startsWith(new URL(other).origin))).toEqual([]);
    console.log(`network: ${forbidden.length} things are forbidden on ${path}`);
    await page.reload();
    await hydrated(page);
  });
}

test("a good host sends its headers", async ({ page }) => {
  const headers = (await visit(page, "/decoder/")).headers();
  expect(headers["content-security-policy"]).toContain("default-src 'none'");
  expect(headers["x-content-type-options"]).toBe("nosniff");
  expect(headers["referrer-policy"]).toBe("no-referrer");
});
