// How fast the site is written, against Hugo, from the same Markdown: 1,000 and 10,000 posts that nobody wrote.
//
// Ours is the program that writes the pages, in a copy of its own, so that what it keeps between builds is its own as
// well: cold it keeps nothing, and warm one post has changed. The bundler's work is done before. What the program
// says of the time that went into card images and search is left out, and told beside it. Hugo writes
// into an empty folder, with layouts that make the same pages (`site/layouts`) but for what Hugo has no word for:
// archives of the feed, checks of links, and anchors of headings.
//
// Before anything is timed the pages are compared, as the browser's own parser reads them: both have the same posts
// in the same order in their lists, and the same headings, paragraphs, items, cells and code in some of them. The
// sites are left for `cargo xtask bench` to weigh.

import { spawnSync } from "node:child_process";
import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { changed, slug, writePosts } from "./_posts.mjs";
import { atEnd, bench, compare, launch, median, report, setting } from "./_lib.mjs";

/** How many posts there are, and how many rounds are measured. */
const ROUNDS = new Map([[1000, 7], [10_000, 3]]);
/** The goals: at most this part of the time. */
const MOST = { cold: 2, warm: 0.5 };
/** The phases of our program that are told beside the others. */
const BESIDE = ["pictures", "search"];
/** How many posts are looked at in full. */
const SAMPLE = 40;
/** What is in a text, block by block. */
const BLOCKS = "h2, h3, p, li, th, td, pre";

const repository = fileURLToPath(new URL("../..", import.meta.url));
const definition = fileURLToPath(new URL("site", import.meta.url));

await bench("site", async () => {
  const programs = { ours: setting("HEXLOG_PRERENDER"), hugo: setting("HUGO") };
  const browser = await launch();
  const reader = await browser.newPage();
  const perPost = [];
  for (const [size, rounds] of ROUNDS) {
    const site = await prepare(join(setting("HEXLOG_BENCH_SITES"), String(size)), size, programs);
    await comparePages(reader, site);
    const times = time(site, rounds);
    times.phases.push(site.writeByUs({ HEXLOG_PAGEFIND: setting("PAGEFIND") }).phases);
    tell(size, times);
    perPost.push(median(times.cold) / size);
  }
  const [small, large] = perPost;
  compare({ what: "a post of 10,000, nothing kept, against a post of 1,000", ours: large, against: small });
});

/** Writes the posts, and makes ready what both programs read; gives what writes each site. */
async function prepare(folder, size, programs) {
  rmSync(folder, { recursive: true, force: true });
  const place = (name) => join(folder, name);
  writePosts(place("content/posts"), size);
  atEnd(() => ["content", "hugo", "hugo-site", "ours"].forEach((name) => remove(place(name))));
  const site = { size, posts: place("content/posts"), hugo: place("hugo-site"), ours: place("site") };

  cpSync(definition, place("hugo"), { recursive: true });
  site.writeByHugo = () => {
    remove(site.hugo);
    const flags = ["--quiet", "--noBuildLock", "--source", place("hugo"), "--contentDir", place("content")];
    return run(programs.hugo, [...flags, "--destination", site.hugo]).milliseconds;
  };

  mkdirSync(place("ours"));
  copyFileSync(join(definition, "site.toml"), place("ours/site.toml"));
  cpSync(join(repository, "static"), place("ours/static"), { recursive: true });
  symlinkSync(site.posts, place("ours/posts"));
  copyFileSync(programs.ours, place("ours/prerender"));
  const environment = { ...process.env, TRUNK_STAGING_DIR: site.ours, TRUNK_PUBLIC_URL: "/" };
  site.writeByUs = (more = {}) => {
    remove(site.ours);
    bundle(site.ours);
    const env = { ...environment, ...more };
    const { milliseconds, text } = run(place("ours/prerender"), [], { cwd: place("ours"), env });
    return { milliseconds, phases: phasesOf(text) };
  };
  site.forget = () => remove(place("ours/posts-cache"));
  return site;
}

/** Writes what the bundler leaves for the program that writes pages: the template, and what is beside it. */
function bundle(folder) {
  mkdirSync(folder);
  const hash = "0123456789abcdef";
  const published = (file) => {
    const [, name, ending] = file.match(/([^/]+)(\.[^.]+)$/);
    copyFileSync(join(repository, file), join(folder, `${name}-${hash}${ending}`));
    return `/${name}-${hash}${ending}`;
  };
  const index = readFileSync(join(repository, "index.html"), "utf8")
    .replace(/<link data-trunk rel="css" href="([^"]+)">/g, (_, file) => `<link rel="stylesheet" href="${published(file)}">`)
    .replace(/<link data-trunk rel="icon" href="([^"]+)">/g, (_, file) => `<link rel="icon" href="${published(file)}">`)
    .replace(/<script data-trunk src="([^"]+)"/g, (_, file) => `<script src="${published(file)}"`)
    .replace(/<link data-trunk rel="rust" data-bin="([^"]+)"[^>]*>/g, (_, name) => {
      const isApp = name === "app";
      const stem = isApp ? `${name}-${hash}` : name;
      writeFileSync(join(folder, `${stem}.js`), "");
      writeFileSync(join(folder, `${stem}_bg.wasm`), "");
      return isApp ? `<meta name="hexlog-app" data-js="/${stem}.js" data-wasm="/${stem}_bg.wasm">` : "";
    });
  if (index.includes("data-trunk")) throw new Error("index.html asks the bundler for more than this knows");
  writeFileSync(join(folder, "index.html"), index);
}

function remove(path) {
  rmSync(path, { recursive: true, force: true });
}

/** Runs a program to its end; gives how long it took, and what it said. */
function run(program, flags, options = {}) {
  const begin = performance.now();
  const { status, error, stdout } = spawnSync(program, flags, {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
    ...options,
  });
  const milliseconds = performance.now() - begin;
  if (error) throw error;
  if (status !== 0) throw new Error(`${program} ended with ${status}: ${stdout}`);
  return { milliseconds, text: stdout };
}

/** What our program says of its phases: milliseconds by name. */
function phasesOf(text) {
  const phases = [...text.matchAll(/(\w+) ([\d.]+) s\b/g)].map(([, name, seconds]) => [name, 1000 * Number(seconds)]);
  if (phases.length === 0) throw new Error(`the program tells no phases: ${text}`);
  return Object.fromEntries(phases);
}

/** The times of each program, a round after the other: ours without those that are told beside it. */
function time(site, rounds) {
  const times = { cold: [], warm: [], hugo: [], phases: [] };
  for (let round = 0; round < rounds; round += 1) {
    const ours = () => {
      site.forget();
      times.cold.push(without(site.writeByUs()));
      const index = Math.floor(((round + 0.5) * site.size) / rounds);
      writeFileSync(join(site.posts, `${slug(index)}.md`), changed(index, site.size));
      const warm = site.writeByUs();
      times.warm.push(without(warm));
      times.phases.push(warm.phases);
    };
    const hugo = () => times.hugo.push(site.writeByHugo());
    for (const turn of round % 2 === 0 ? [ours, hugo] : [hugo, ours]) turn();
  }
  return times;
}

function without({ milliseconds, phases }) {
  return BESIDE.reduce((rest, name) => rest - (phases[name] ?? 0), milliseconds);
}

function tell(size, { cold, warm, hugo, phases }) {
  const posts = `${size.toLocaleString("en")} posts`;
  const against = median(hugo);
  compare({ what: `${posts}, nothing kept, against Hugo`, ours: median(cold), against, most: MOST.cold });
  compare({ what: `${posts}, one changed, against Hugo`, ours: median(warm), against, most: MOST.warm });
  for (const name of BESIDE.filter((name) => phases.some((round) => name in round))) {
    const milliseconds = median(phases.filter((round) => name in round).map((round) => round[name]));
    report({ what: `${posts}, left out: ${name}`, ours: `${(milliseconds / 1000).toFixed(2)} s` });
  }
}

/** Both sites must have the same posts in their lists, and the same text in posts. */
async function comparePages(reader, site) {
  site.writeByUs();
  site.writeByHugo();
  const sides = { ours: site.ours, hugo: site.hugo };
  const lists = { home: ["", ""], archive: ["archive/", "posts/"] };
  for (const tag of readdirSync(join(sides.ours, "tags")).filter((name) => name !== "index.html")) {
    lists[`tag ${tag}`] = [`tags/${tag}/`, `tags/${tag}/`];
  }
  for (const author of readdirSync(join(sides.ours, "authors"))) {
    lists[`author ${author}`] = [`authors/${author}/`, `author/${author}/`];
  }
  for (const series of readdirSync(join(sides.ours, "series"))) {
    lists[`series ${series}`] = [`series/${series}/`, `series/${series}/`];
  }
  for (const [name, [ours, theirs]] of Object.entries(lists)) {
    const [left, right] = [await listed(reader, sides.ours, ours), await listed(reader, sides.hugo, theirs)];
    same(`the list ${name}`, left, right);
    if (["home", "archive"].includes(name) && left.length !== site.size) {
      throw new Error(`the list ${name} has ${left.length} of ${site.size} posts`);
    }
  }
  for (let nth = 0; nth < SAMPLE; nth += 1) {
    const path = `posts/${slug(Math.floor((nth * site.size) / SAMPLE))}/`;
    const [left, right] = [await blocks(reader, sides.ours, path), await blocks(reader, sides.hugo, path)];
    same(path, left, right);
    if (left.length < 10) throw new Error(`${path} has only ${left.length} blocks`);
  }
  for (const side of Object.values(sides)) {
    const feed = readFileSync(join(side, "feed.xml"), "utf8");
    const entries = feed.split("<entry>").length - 1;
    if (entries !== 20) throw new Error(`${side}/feed.xml has ${entries} posts`);
    for (const file of ["sitemap.xml", "robots.txt", "404.html", "old/10/index.html", "tags/index.html"]) {
      if (!existsSync(join(side, file))) throw new Error(`${side} has no ${file}`);
    }
  }
}

/** What a list says of its posts, on all its pages. */
async function listed(reader, site, list) {
  const all = [];
  for (let number = 1; ; number += 1) {
    const file = join(site, list, number === 1 ? "" : `page/${number}`, "index.html");
    if (!existsSync(file)) return all;
    const posts = await reader.evaluate((html) => {
      const page = new DOMParser().parseFromString(html, "text/html");
      const items = page.querySelectorAll("main .post-list > li, main .year li");
      return [...items].map((item) => {
        const link = item.querySelector("a");
        const date = item.querySelector("time").dateTime;
        const summary = item.querySelector(".summary")?.textContent ?? "";
        return [link.getAttribute("href"), link.textContent, date, summary].join(" | ");
      });
    }, readFileSync(file, "utf8"));
    all.push(...posts);
  }
}

/** The texts of a post, block by block. */
async function blocks(reader, site, path) {
  const html = readFileSync(join(site, path, "index.html"), "utf8");
  return reader.evaluate(
    ([html, chosen]) => {
      const page = new DOMParser().parseFromString(html, "text/html");
      for (const anchor of page.querySelectorAll(".anchor")) anchor.remove();
      const title = page.querySelector("h1");
      const contents = page.querySelectorAll(".contents a");
      return [title, ...contents, ...page.querySelector(".prose").querySelectorAll(chosen)].map(
        (block) => `${block.localName} ${block.id} ${block.textContent.trim()}`,
      );
    },
    [html, BLOCKS],
  );
}

function same(what, left, right) {
  const place = left.findIndex((line, index) => line !== right[index]);
  if (place >= 0 || left.length !== right.length) {
    throw new Error(`${what}: ${JSON.stringify(left[place])} here, ${JSON.stringify(right[place])} there`);
  }
}
