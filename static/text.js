// What pages of text do beside the app: code is copied, pages are fetched before they are asked for, one
// page fades into the next, and what searches is loaded where it is needed.
(() => {
  "use strict";

  // Of a session only the commands are copied, without their prompts; of other code, all.
  const copied = (code) => {
    const commands = [...code.querySelectorAll(".command")];
    return commands.map((command) => command.textContent).join("\n") || code.textContent;
  };
  addEventListener("click", async ({ target }) => {
    const button = target.closest?.(".code-head button");
    if (!button) return;
    const code = button.closest(".code").querySelector("code");
    // What it says next is said aloud.
    button.ariaLive = "polite";
    try {
      await navigator.clipboard.writeText(copied(code));
      button.textContent = "Copied";
    } catch {
      getSelection().selectAllChildren(code);
      button.textContent = "Selected: copy by hand";
    }
    setTimeout(() => {
      button.ariaLive = null;
      button.textContent = "Copy";
    }, 2000);
  });

  // A page that somebody is about to ask for is fetched, and kept for the app, which would not find it in the
  // browser's cache: most hosts want to be asked each time.
  const root = document.documentElement;
  const { base } = document.getElementById("app").dataset;
  const kept = new Map();
  const prefetch = ({ origin, pathname, search }) => {
    const address = origin + pathname + search;
    const isPage = origin === location.origin && pathname.startsWith(base) && pathname.endsWith("/");
    // The app draws the decoder by itself.
    const isElsewhere = pathname !== location.pathname && !pathname.startsWith(`${base}decoder/`);
    // Where the app does not lead from page to page, nobody would take it.
    const isOfUse = window.navigation && !root.dataset.app && !navigator.connection?.saveData;
    if (!isPage || !isElsewhere || !isOfUse || kept.has(address)) return;
    const page = fetch(address, { priority: "low" });
    page.catch(() => kept.delete(address));
    kept.set(address, page);
    // Later than that it may be out of date.
    setTimeout(() => kept.delete(address), 60_000);
  };
  window.hexlogFetch = (address) => {
    const page = kept.get(address) ?? fetch(address);
    kept.delete(address);
    return page;
  };
  const linkOf = ({ target }) => target.closest?.("a[href]");
  // A pointer often only passes by. It may also rest somewhere while the keyboard goes elsewhere: neither takes
  // back what the other has asked for.
  let timer;
  addEventListener("pointerover", (event) => {
    clearTimeout(timer);
    const link = linkOf(event);
    if (link) timer = setTimeout(prefetch, 65, link);
  });
  const ask = (event) => {
    const link = linkOf(event);
    if (link) prefetch(link);
  };
  for (const type of ["focusin", "touchstart"]) addEventListener(type, ask, { passive: true });

  // The app calls this to put another page in place. It is there when all that it begins with is there, so that
  // the browser can scroll to where it was.
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  let transition;
  const fade = (update, signal) => {
    // Whoever has gone elsewhere meanwhile must not be brought back.
    const swap = () => (signal.aborted ? undefined : update());
    const isTool = document.querySelector(".tool") !== null;
    if (isTool || calm.matches || !document.startViewTransition) return swap();
    transition = document.startViewTransition(swap);
    // Another page may come before the fade has begun: then there is none.
    transition.ready.catch(() => {});
    return transition.updateCallbackDone;
  };
  // What is faded cannot be pressed: a press ends the fade, and goes to what it was meant for.
  addEventListener("pointerdown", ({ target }) => target === root && transition?.skipTransition());
  addEventListener("click", (event) => {
    if (event.target !== root) return;
    const meant = document.elementFromPoint(event.clientX, event.clientY);
    if (meant === null || meant === root) return;
    meant.closest("input, select, textarea")?.focus();
    meant.dispatchEvent(new MouseEvent("click", event));
  });
  window.hexlogSwap = async (update, signal) => {
    await fade(update, signal);
    await beginning;
  };

  // Pages come and go without a load.
  const main = document.querySelector("main");

  // Figures come alive as they come near, each in a task of its own: all at once are a task that a phone would
  // feel. Until a page is moved, near is what is in view, and then a window more. At a key all come, as it may
  // lead to any, and after a while too, as what reads a page aloud lists what can be pressed and sends no keys.
  // That of the ASCII table marks a byte anywhere: it comes at once.
  const waiting = new Set();
  let alive;
  let firstFigure;
  let later;
  let observer;
  let rootMargin = "0%";
  const come = (figure) => waiting.delete(figure) && setTimeout(alive, 0, figure);
  const comeAll = () => waiting.forEach(come);
  const near = (entries) => entries.forEach(({ isIntersecting, target }) => isIntersecting && come(target));
  const watch = () => {
    observer?.disconnect();
    observer = new IntersectionObserver(near, { rootMargin });
    waiting.forEach((figure) => observer.observe(figure));
  };
  const attendFigures = () => {
    const figures = main.querySelectorAll("[data-figure]");
    if (!alive || figures[0] === firstFigure) return;
    firstFigure = figures[0];
    clearTimeout(later);
    later = setTimeout(comeAll, 10_000);
    for (const figure of figures) {
      waiting.add(figure);
      if (figure.dataset.figure === "ascii-page") come(figure);
    }
    watch();
  };
  const widen = () => {
    rootMargin = "100%";
    watch();
  };
  addEventListener("scroll", widen, { once: true });
  addEventListener("keydown", comeAll);
  // The app calls this for each page before it stands in the document, but for the first, which does already.
  window.hexlogNear = (toLife) => {
    alive = toLife;
    waiting.clear();
    attendFigures();
  };

  let attended;
  let beginning;
  const attend = () => {
    attendFigures();
    const place = main.querySelector("[data-search-js]");
    if (!place) beginning = undefined;
    if (!place || place === attended) return;
    attended = place;
    beginning = import(place.dataset.searchJs).then(
      (module) => module.default(place),
      () => {
        const found = place.querySelector(".found");
        if (found) found.textContent = found.dataset.failed;
      },
    );
  };
  new MutationObserver(attend).observe(main, { childList: true });
  attend();
})();
