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

  // A page that somebody is about to ask for is fetched: once, and only pages.
  const { base } = document.getElementById("app").dataset;
  const fetched = new Set();
  const prefetch = (link) => {
    const { origin, pathname, search } = link;
    const address = origin + pathname + search;
    const isPage = origin === location.origin && pathname.startsWith(base) && pathname.endsWith("/");
    // The app draws the decoder by itself.
    const isElsewhere = pathname !== location.pathname && !pathname.startsWith(`${base}decoder/`);
    if (!isPage || !isElsewhere || fetched.has(address) || navigator.connection?.saveData) return;
    fetched.add(address);
    document.head.append(Object.assign(document.createElement("link"), { rel: "prefetch", href: address }));
  };
  let timer;
  const wish = ({ type, target }) => {
    clearTimeout(timer);
    const link = target.closest?.("a[href]");
    // A pointer often only passes by.
    if (link) timer = setTimeout(prefetch, type === "pointerover" ? 65 : 0, link);
  };
  const kinds = ["pointerover", "focusin", "touchstart"];
  for (const kind of kinds) addEventListener(kind, wish, { passive: true });
  // A browser whose policy has no place for it would complain each time.
  addEventListener("securitypolicyviolation", () => kinds.forEach((kind) => removeEventListener(kind, wish)));

  // The app calls this to put another page in place. It is there when all that it begins with is there, so that
  // the browser can scroll to where it was.
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const fade = (update, signal) => {
    // Whoever has gone elsewhere meanwhile must not be brought back.
    const swap = () => (signal.aborted ? undefined : update());
    const isTool = document.querySelector(".tool") !== null;
    if (isTool || calm.matches || !document.startViewTransition) return swap();
    const transition = document.startViewTransition(swap);
    // Another page may come before the fade has begun: then there is none.
    transition.ready.catch(() => {});
    return transition.updateCallbackDone;
  };
  window.hexlogSwap = async (update, signal) => {
    await fade(update, signal);
    await beginning;
  };

  // Pages come and go without a load.
  const main = document.querySelector("main");
  let attended;
  let beginning;
  const attend = () => {
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
