// The files of a built site.
import fs from "node:fs";
import path from "node:path";
import { base, dist } from "./setting.mjs";

/** Paths of all files of a site, below its folder. */
export function files(site) {
  return fs
    .readdirSync(dist[site], { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(dist[site], path.join(entry.parentPath ?? entry.path, entry.name)))
    .sort();
}

export const read = (site, file) => fs.readFileSync(path.join(dist[site], file));

/** All HTML files with their text and the path of the page that they are. */
export function htmlFiles(site) {
  const found = files(site).filter((file) => file.endsWith(".html"));
  if (found.length < 5) throw new Error(`${dist[site]} has only ${found.length} pages: build the site.`);
  return found.map((file) => {
    const text = read(site, file).toString();
    return { file, text, path: `/${file.replace(/(^|\/)index\.html$/, "$1")}` };
  });
}

/** The HTML files that are pages of the app: all but those that only lead on to another address. */
export const pages = (site) => htmlFiles(site).filter(({ text }) => !text.includes('http-equiv="refresh"'));

/** The file that a path on the server stands for; `undefined` if there is none. */
export function fileAt(site, pathname) {
  if (!pathname.startsWith(base[site])) return undefined;
  const inside = decodeURIComponent(pathname.slice(base[site].length));
  const file = inside === "" || inside.endsWith("/") ? `${inside}index.html` : inside;
  const full = path.join(dist[site], file);
  return fs.existsSync(full) && fs.statSync(full).isFile() ? file : undefined;
}

/** A page of each kind. */
export function kinds() {
  const all = pages("root");
  const first = (what, fits) => {
    const page = all.find(fits);
    if (page === undefined) throw new Error(`The site has no ${what}.`);
    return page.path;
  };
  const post = (what, pattern) =>
    first(`post with ${what}`, ({ path, text }) => path.startsWith("/posts/") && pattern.test(text));
  return {
    home: "/",
    "post with code": post("code", /<pre/),
    "post with a table": post("a table", /<table/),
    "post with contents": post("contents", /aria-label="Contents"/),
    archive: "/archive/",
    tags: "/tags/",
    tag: first("tag", ({ path }) => /^\/tags\/.+/.test(path)),
    series: first("series", ({ path }) => path.startsWith("/series/")),
    author: first("author", ({ path }) => path.startsWith("/authors/")),
    ascii: "/ascii/",
    about: "/about/",
    docs: "/docs/",
    search: "/search/",
    "not found": "/404.html",
    "no connection": "/offline.html",
    decoder: "/decoder/",
    "decoder for an address": "/decoder/remote/",
  };
}
