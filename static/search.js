// The search over posts: asks Pagefind, whose files lie beside this one, and writes what it finds into the
// page. On the page for unknown addresses it suggests posts by the words of the address.

/** How many posts are shown at once, and how many headings of each. */
const LENGTH = 20;
const HEADINGS = 3;
/** How many posts an unknown address suggests. */
const SUGGESTIONS = 5;
/** Milliseconds of rest in typing before it is searched. */
const REST = 150;

const folder = new URL(".", import.meta.url).pathname;
const base = folder.replace(/[^/]+\/$/, "");

let engine;
/** Pagefind with its index. It works on this thread: an index of this size is asked in a few milliseconds. */
const load = () => {
  engine ??= import("./pagefind.js")
    .then(async ({ createInstance }) => {
      // The folder's name changes with its files: no tag has to.
      const pagefind = createInstance({ basePath: folder, baseUrl: base, noWorker: true, metaCacheTag: "0" });
      await pagefind.init();
      return pagefind;
    })
    .catch((error) => {
      engine = undefined;
      throw error;
    });
  return engine;
};

/** The words of a text, as they are compared. */
const words = (text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "");

/**
 * Whether a word in a post is what somebody typed, or begins so, or is another form of it. Pagefind takes the
 * nearest word that there is, so that it finds "none" for "nonsense": that is not what was asked for.
 */
const fits = (word, typed) => {
  if (typed.length < 3) return word === typed;
  if (word.startsWith(typed)) return true;
  if (/\d/.test(typed)) return false;
  let same = 0;
  while (same < word.length && word[same] === typed[same]) same += 1;
  return same >= 3 && (same >= typed.length - 3 || /^.?(ing|ed|ers?)$/.test(typed.slice(same)));
};

// A piece of the index that does not come is for Pagefind one without words. What has been asked for tells.
let lost = 0;
const count = (entries) => {
  lost += entries.filter(isLost).length;
  return lost;
};
const requests = new PerformanceObserver((list) => count(list.getEntries()));
requests.observe({ type: "resource" });
const isLost = ({ name, responseStatus: status }) => name.includes(`${folder}index/`) && (status === 0 || status >= 400);

/** What may have these words, the best first. */
const find = async (query) => {
  const pagefind = await load();
  const before = count(requests.takeRecords());
  const { results } = await pagefind.search(query);
  if (count(requests.takeRecords()) !== before) throw new Error("A piece of the index is missing.");
  return results;
};

/** Reads the posts of some results, and gives those that have all words. */
const read = async (results, typed) => {
  const posts = await Promise.all(results.map((result) => result.data()));
  return posts.filter(({ content }) => {
    const all = new Set(words(content));
    return typed.every((one) => [...all].some((word) => fits(word, one)));
  });
};

/** An element with attributes and children. */
const make = (name, attributes, ...children) => {
  const element = Object.assign(document.createElement(name), attributes);
  element.append(...children);
  return element;
};

/** An excerpt as text and marks: only the words that were typed stay marked. */
const excerpt = (html, typed) => {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  return [...body.childNodes].map((node) => {
    const text = node.textContent;
    const isTyped = node.nodeName === "MARK" && words(text).some((word) => typed.some((one) => fits(word, one)));
    return isTyped ? make("mark", {}, text) : text;
  });
};

/** A post as an item of the list. */
const item = ({ url, meta, excerpt: first, sub_results: parts }, typed) => {
  const marks = (excerpt) => excerpt.filter((part) => typeof part !== "string").length;
  const places = parts.map(({ url, title, excerpt: html }) => ({ url, title, text: excerpt(html, typed) }));
  const texts = [excerpt(first, typed), ...places.map(({ text }) => text)];
  const best = texts.reduce((best, text) => (marks(text) > marks(best) ? text : best));
  const headings = places
    .filter(({ url, text }) => url.includes("#") && marks(text) > 0)
    .slice(0, HEADINGS)
    .map(({ url, title }) => make("li", {}, make("a", { href: url }, title)));
  return make(
    "li",
    {},
    make("h2", {}, make("a", { href: url }, meta.title)),
    make("p", { className: "summary" }, "…\u00a0", ...best, "\u00a0…"),
    ...(headings.length > 0 ? [make("ul", { className: "parts" }, ...headings)] : []),
    make("p", { className: "facts" }, meta.date),
  );
};

/** What the address asks for. */
const asked = () => new URLSearchParams(location.search).get("q") ?? "";

/** Brings the page of the search to life; what it gives is kept once the first search is done. */
const search = (place) => {
  const [input, found, list, more] = ["input", ".found", "ol", "button"].map((one) => place.querySelector(one));
  let typed = [];
  // Results that have not been read yet.
  let rest = [];
  // Only the last of several searches is shown.
  let turn = 0;

  /** Reads the next results; gives their posts, or nothing if something else is searched by now. */
  const next = async () => {
    const mine = turn;
    const posts = await read(rest.slice(0, LENGTH), typed);
    if (mine !== turn) return;
    rest = rest.slice(LENGTH);
    more.hidden = rest.length === 0;
    return posts.map((post) => item(post, typed));
  };
  const run = async () => {
    const query = input.value.trim();
    const mine = (turn += 1);
    try {
      const results = query === "" ? [] : await find(query);
      if (mine !== turn) return;
      [typed, rest] = [words(query), results];
      const items = await next();
      if (items === undefined) return;
      // The best come first: where none of them has the words, none has.
      if (items.length === 0) [rest, more.hidden] = [[], true];
      list.replaceChildren(...items);
      const count = items.length === 1 ? "1 post" : `${items.length} posts`;
      const counted = rest.length > 0 ? `About ${items.length + rest.length} posts` : count;
      found.textContent = items.length > 0 ? `${counted} with “${query}”` : `Nothing found for “${query}”.`;
      if (query === "") found.textContent = "";
    } catch {
      if (mine !== turn) return;
      list.replaceChildren();
      more.hidden = true;
      found.textContent = found.dataset.failed;
    }
  };

  // Another page may be on its way: the address is that one's then, and what is found stays until it is there.
  const { pathname } = location;
  const isHere = () => place.isConnected && location.pathname === pathname;
  let timer;
  const begin = () => {
    clearTimeout(timer);
    const query = input.value.trim();
    if (isHere() && query !== asked()) {
      const address = query === "" ? location.pathname : `?${new URLSearchParams({ q: query })}`;
      history.replaceState(history.state, "", address);
    }
    return run();
  };
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(begin, REST);
  });
  input.addEventListener("keydown", ({ key, isComposing }) => key === "Enter" && !isComposing && begin());
  more.addEventListener("click", async () => {
    const items = await next().catch(() => {
      found.textContent = found.dataset.failed;
    });
    if (items === undefined) return;
    list.append(...items);
    items[0]?.querySelector("a").focus();
  });
  // A link to this page with other words does not load it again.
  window.navigation?.addEventListener("currententrychange", () => {
    if (!isHere() || asked() === input.value.trim()) return;
    input.value = asked();
    run();
  });

  // What has been typed before this script came counts more than the address.
  input.value ||= asked();
  if (input.value !== "") return begin();
  if ([document.body, document.querySelector("main")].includes(document.activeElement)) {
    input.focus({ preventScroll: true });
  }
};

/** Suggests posts for an address that leads nowhere. */
const suggest = async (place) => {
  const path = decodeURIComponent(location.pathname.slice(base.length)).replace(/\.\w+$/, "");
  // What stands in many addresses, and numbers, say little.
  const telling = words(path).filter((word) => word.length > 1 && !/^(\d+|posts?|tags?|index)$/.test(word));
  const posts = new Map();
  for (const word of [...new Set(telling)].slice(0, 6)) {
    const results = await find(word);
    for (const post of await read(results.slice(0, SUGGESTIONS), [word])) {
      const [count] = posts.get(post.url) ?? [0];
      posts.set(post.url, [count + 1 + words(post.meta.title).filter((other) => fits(other, word)).length, post]);
    }
  }
  // The more of the words a post has, and has in its title, the better; far behind the best none is of use.
  const sorted = [...posts.values()].sort(([one], [other]) => other - one);
  const best = sorted.filter(([count]) => count * 2 >= sorted[0][0]).slice(0, SUGGESTIONS);
  if (best.length === 0) return;
  const items = best.map(([, { url, meta }]) => make("li", {}, make("a", { href: url }, meta.title)));
  place.append(make("h2", {}, "Posts with words of this address"), make("ul", {}, ...items));
};

export default (place) => (place.localName === "search" ? search(place) : suggest(place).catch(() => {}));
