// What Lighthouse makes of the home page, the lead post, a tag's posts and the decoder, as a phone would
// load them: the median of five runs for each of its four categories.

import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import lighthouse from "lighthouse";
import { FLAGS, atEnd, bench, median, report, scratch, serve, setting } from "./_lib.mjs";

const PAGES = { home: "", "lead post": "posts/reading-binary-files/", tag: "tags/binary/", decoder: "decoder/" };
const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
const RUNS = 5;
/** A run can fail to record the load on a busy machine, and then says that it has to be repeated. */
const ATTEMPTS = 4;
const LEAST = 98;

await bench("lighthouse", async () => {
  const address = await serve();
  const port = await launchWithPort();
  const scores = {};
  for (let run = 0; run < RUNS; run += 1) {
    for (const [name, path] of Object.entries(PAGES)) {
      const lhr = await look(port, address + path);
      for (const category of CATEGORIES) {
        const { score } = lhr.categories[category];
        if (score === null) throw new Error(`${name} has no score for ${category}`);
        ((scores[name] ??= {})[category] ??= []).push(Math.round(score * 100));
      }
      tellWorst(name, lhr);
    }
  }
  for (const [name, categories] of Object.entries(scores)) {
    for (const [category, all] of Object.entries(categories)) {
      const score = median(all);
      report({
        what: `lighthouse ${name}, ${category}`,
        ours: all.join(" "),
        ratio: score,
        goal: `≥ ${LEAST}`,
        holds: score >= LEAST,
      });
    }
  }
});

/** One run of Lighthouse, with its default settings, which are those of a phone. */
async function look(port, url) {
  const options = { port, output: "json", logLevel: "silent", onlyCategories: CATEGORIES };
  for (let attempt = 1; ; attempt += 1) {
    const { lhr } = await lighthouse(url, options);
    if (!lhr.runtimeError) return lhr;
    if (attempt === ATTEMPTS) throw new Error(`${url}: ${lhr.runtimeError.message}`);
    console.error(`${url}: ${lhr.runtimeError.code}`);
  }
}

/** Names the audits that cost points, for whoever has to look into it. */
function tellWorst(page, { audits, categories }) {
  for (const category of CATEGORIES) {
    for (const { id, weight } of categories[category].auditRefs) {
      const { score, displayValue = "" } = audits[id];
      if (weight > 0 && score !== null && score < 0.9) {
        console.error(`${page}, ${category}: ${id} ${Math.round(score * 100)} ${displayValue}`);
      }
    }
  }
}

/** Starts the browser with a port for Lighthouse, which drives it by itself; gives the port. */
async function launchWithPort() {
  const flags = ["--headless", "--remote-debugging-port=0", `--user-data-dir=${scratch()}`, ...FLAGS];
  const browser = spawn(setting("CHROMIUM"), [...flags, "about:blank"], { stdio: ["ignore", "ignore", "pipe"] });
  atEnd(async () => {
    const over = new Promise((resolve) => browser.once("exit", resolve));
    browser.kill();
    await over;
  });
  for await (const line of createInterface({ input: browser.stderr })) {
    const port = /^DevTools listening on ws:\/\/[^:]+:(\d+)\//.exec(line)?.[1];
    if (port !== undefined) {
      browser.stderr.resume();
      return Number(port);
    }
  }
  throw new Error("the browser could not be started");
}
