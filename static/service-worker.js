// Keeps the pages that were visited, or were about to be, and all that the decoder is made of, so that both are there
// without a connection. `BUILD`, `BASE`, `ASSETS` and `PAGES` stand before this: what this build of
// the site is, where it is, which files every page of it may load, and which pages are always kept.
//
// A build has a cache of its own, and only what belongs to the build goes into it. So a page never
// meets the code of another build, also when the server has a new one already. This worker answers
// until it is told to give way or all pages of the site are closed; then the next one takes over.
"use strict";

const PREFIX = `hexlog ${BASE} `;
const CACHE = PREFIX + BUILD;
const OFFLINE = `${BASE}offline.html`;
/** Where a cache says since when its build has answered. No page has this address. */
const SINCE = `${BASE}since`;

/** What says in a page which build it belongs to. */
const MARK = `data-build="${BUILD}"`;

const isPage = (path) => path.endsWith("/") || path.endsWith(".html");
/** Whether the path is that of a file that never changes: its name, or that of its folder, says what is in it. */
const isFixed = (path) => isAsset(path) || /^search-[0-9a-f]{12,16}\//.test(path.slice(BASE.length));
/** Whether the path is that of a file that the app is made of, in whatever build. */
const isAsset = (path) => /^[^/]+-[0-9a-f]{12,16}(_bg)?\.[^./]+$/.test(path.slice(BASE.length));
/** Whether the path is that of a file that is asked for when it is wanted, and kept from then on. */
const isKept = (path) => path.startsWith(`${BASE}samples/`);

/** Puts an answer into this build's cache, if it belongs there. Gives whether it did. */
async function keep(path, response) {
  if (!response.ok || response.type !== "basic" || response.redirected) return false;
  if (isPage(path) && !(await response.clone().text()).includes(MARK)) return false;
  const cache = await caches.open(CACHE);
  // Without room the page is there all the same, only not without a connection.
  await cache.put(path, response).catch(() => {});
  return true;
}

/** Asks the server past the browser's own cache, which may have a page of another build. */
const fresh = (path) => fetch(path, { cache: "no-cache" });

addEventListener("install", (event) => {
  const all = async () => {
    const cache = await caches.open(CACHE);
    await cache.addAll(ASSETS);
    for (const page of PAGES) {
      if (!(await keep(page, await fresh(page)))) throw new Error(`${page} is of another build`);
    }
  };
  // What is half there is of no use to anybody.
  event.waitUntil(all().catch(async (error) => {
    await caches.delete(CACHE);
    throw error;
  }));
});

addEventListener("activate", (event) => {
  const tidy = async () => {
    await (await caches.open(CACHE)).put(SINCE, new Response(String(Date.now())));
    const others = (await ours()).filter((name) => name !== CACHE);
    const known = await Promise.all(others.map(async (name) => ({ name, since: await since(name) })));
    known.sort((one, other) => other.since - one.since);
    for (const [nth, { name, since }] of known.entries()) {
      // The build before may still be open in another tab, which will ask for its files. One that has never answered
      // may be the next, which is getting ready.
      if (since === 0 ? registration.installing === null && registration.waiting === null : nth > 0) await caches.delete(name);
    }
    await clients.claim();
  };
  event.waitUntil(tidy());
});

/** The names of the caches of all builds of this site. */
const ours = async () => (await caches.keys()).filter((name) => name.startsWith(PREFIX));

/** Since when the build of this cache has answered; 0 if it never has. */
async function since(name) {
  const said = await (await caches.open(name)).match(SINCE);
  return said === undefined ? 0 : Number(await said.text());
}

addEventListener("message", (event) => {
  const { data } = event;
  if (data === "take over") skipWaiting();
  // A page that was there before this worker.
  if (data?.visited) event.waitUntil(visited(data.visited));
  if (data === "forget") event.waitUntil(forget());
});

async function visited(path) {
  if (isPage(path) && !(await caches.match(path, { cacheName: CACHE }))) await keep(path, await fresh(path));
}

/** Lets go of what tells which pages were visited, in this build and in the one before. */
async function forget() {
  for (const name of await ours()) {
    const cache = await caches.open(name);
    for (const { url } of await cache.keys()) {
      const { pathname } = new URL(url);
      if (!isAsset(pathname) && !PAGES.includes(pathname) && pathname !== SINCE) await cache.delete(url);
    }
  }
}

addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin || !pathname.startsWith(BASE)) return;
  if (isPage(pathname) || isFixed(pathname) || isKept(pathname)) event.respondWith(answer(event, pathname));
});

async function answer(event, path) {
  // What never changes may belong to the build before, which is open in some tab.
  const known = await caches.match(path, isFixed(path) ? {} : { cacheName: CACHE });
  if (known) return known;
  try {
    const response = await fetch(event.request);
    event.waitUntil(keep(path, response.clone()));
    return response;
  } catch (error) {
    const page = event.request.mode === "navigate" && (await caches.match(OFFLINE, { cacheName: CACHE }));
    if (!page) throw error;
    return new Response(page.body, { status: 503, headers: page.headers });
  }
}
