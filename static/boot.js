// What must happen before the app has loaded: the chosen theme, files dropped early, and finding
// out whether this browser can run the app at all. The app takes over what is kept here.
(() => {
  "use strict";
  const root = document.documentElement;
  root.classList.add("js");

  try {
    const theme = localStorage.getItem("hexlog-theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  } catch {
    // Storage can be forbidden; then the theme follows the system.
  }

  // Each drop is kept until the app takes it. All of it is read here and now: once the event is
  // over, its items are gone.
  const drops = [];
  window.hexlogDrops = drops;
  const give = (drop) => {
    drops.push(drop);
    dispatchEvent(new Event("hexlog:drop"));
  };

  const holdsSomething = (transfer) =>
    [...(transfer?.types ?? [])].some((type) => type === "Files" || type.startsWith("text/"));
  const isTextField = (event) =>
    event.target instanceof Element && event.target.closest("input, textarea, [contenteditable]") !== null;
  // A drag that begins on the page, such as of a link, means something else.
  let isOurOwn = false;
  addEventListener("dragstart", () => { isOurOwn = true; });
  addEventListener("dragend", () => { isOurOwn = false; });
  const concernsUs = (event) =>
    !isOurOwn &&
    holdsSomething(event.dataTransfer) &&
    !(isTextField(event) && !event.dataTransfer.types.includes("Files"));

  // `dragleave` also fires on every way from one element into the next; only the one that leaves
  // the window has nowhere to go.
  addEventListener("dragenter", (event) => {
    if (!concernsUs(event)) return;
    // Where the page changes under what is dragged, a drop can follow this at once.
    event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
    if (!root.dataset.app) root.dataset.dragging = "";
  });
  addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) delete root.dataset.dragging;
  });
  addEventListener("dragover", (event) => {
    if (!concernsUs(event)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
  });
  addEventListener("drop", (event) => {
    delete root.dataset.dragging;
    if (!concernsUs(event)) return;
    event.preventDefault();
    if (root.dataset.app) {
      // There is no app to open it: the page says so.
      root.dataset.refused = "";
      return;
    }
    performance.mark("decoder:open");
    const transfer = event.dataTransfer;
    const drop = { files: [], handles: [], folders: [], link: "", text: "" };
    for (const item of transfer.items) {
      if (item.kind !== "file") continue;
      const entry = item.webkitGetAsEntry?.();
      if (entry?.isDirectory) {
        drop.folders.push(entry.name);
        continue;
      }
      const file = item.getAsFile();
      if (file === null) continue;
      drop.files.push(file);
      drop.handles.push(item.getAsFileSystemHandle?.().catch(() => null) ?? Promise.resolve(null));
    }
    if (drop.files.length === 0 && drop.folders.length === 0) {
      drop.link = transfer.getData("text/uri-list");
      drop.text = transfer.getData("text/plain");
    }
    give(drop);
  });

  // Going back or forward to another page of this document, before the app is there to show it,
  // would change the address and nothing else.
  const { pathname } = location;
  addEventListener("popstate", () => {
    const isAlive = performance.getEntriesByName("site:hydrated").length > 0;
    if (!isAlive && location.pathname !== pathname) location.reload();
  });

  // The smallest module with one SIMD instruction: a function that returns `i32x4.splat(0)`.
  const simd = Uint8Array.of(
    0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 8, 1, 6, 0, 65, 0, 253, 17, 11,
  );
  const supported = typeof WebAssembly === "object" && WebAssembly.validate(simd);
  if (!supported) root.dataset.app = "unsupported";

  // The installed app is given files by the system.
  window.launchQueue?.setConsumer(async ({ files: handles = [] }) => {
    if (handles.length === 0) return;
    if (root.dataset.app) {
      root.dataset.refused = "";
      return;
    }
    performance.mark("decoder:open");
    const files = await Promise.all(handles.map((handle) => handle.getFile()));
    give({ files, handles: handles.map((handle) => Promise.resolve(handle)), folders: [], link: "", text: "" });
  });

  let isStopped = false;
  /** Says something at the edge of the window, with what can be done about it. */
  const notice = (words, choices) => {
    document.querySelector(".notice")?.remove();
    const box = document.createElement("aside");
    box.className = "notice";
    box.setAttribute("aria-label", "Notice");
    const text = document.createElement("p");
    // It is there before its words are, so that they are heard.
    text.setAttribute("aria-live", "polite");
    box.append(text);
    for (const [label, act] of choices) {
      const button = document.createElement("button");
      button.type = "button";
      button.append(label);
      button.addEventListener("click", () => {
        box.remove();
        act?.();
      });
      box.append(button);
    }
    document.body.append(box);
    setTimeout(() => { text.textContent = words; });
  };

  /** Milliseconds from the app's beginning until the site is kept for later. */
  const OFFLINE_MS = 2000;
  // Without a connection a worker of the site answers, with what was visited and all that the
  // decoder is made of. A new build waits until it is wanted, or until no page of the old one is open.
  const offline = async (base) => {
    const { serviceWorker } = navigator;
    if (serviceWorker === undefined) return;
    // Which pages were visited while no worker answered for them.
    const visited = new Set([pathname]);
    const visit = () => visited.add(location.pathname);
    window.navigation?.addEventListener("currententrychange", visit);
    addEventListener("hexlog:forget", async () => {
      visited.clear();
      const registration = await serviceWorker.getRegistration(base);
      registration?.active?.postMessage("forget");
    });
    // The page comes alive first: to fetch all that takes its share of the processor and of the line.
    await new Promise((resolve) => setTimeout(resolve, OFFLINE_MS));
    const registration = await serviceWorker.register(`${base}service-worker.js`, { scope: base, updateViaCache: "none" });
    let isWanted = false;
    serviceWorker.addEventListener("controllerchange", () => { if (isWanted) location.reload(); });
    const offer = () => {
      const { waiting } = registration;
      if (waiting === null || serviceWorker.controller === null || isStopped) return;
      const files = sessionStorage.getItem("hexlog-files") === null ? "" : " Files that are open may have to be opened again.";
      notice(`A newer version of this site is here.${files}`, [
        ["Load it", () => {
          // Another tab may have wanted it before.
          if (registration.waiting !== waiting) return location.reload();
          isWanted = true;
          waiting.postMessage("take over");
        }],
        ["Later"],
      ]);
    };
    offer();
    const watch = () => registration.installing?.addEventListener("statechange", offer);
    watch();
    registration.addEventListener("updatefound", watch);
    const { active } = await serviceWorker.ready;
    visit();
    for (const page of visited) active.postMessage({ visited: page });
  };

  addEventListener("DOMContentLoaded", async () => {
    const app = document.querySelector('meta[name="hexlog-app"]');
    if (!supported || app === null) return;
    const { js, wasm, base, version, build } = app.dataset;
    const which = `Version ${version}, build ${build}.`;
    // What the app cannot survive is said, as the page looks alive still.
    const stop = (error) => {
      // What comes after the first is of no news.
      if (isStopped || !(error instanceof WebAssembly.RuntimeError)) return;
      isStopped = true;
      notice(`This page has met a fault and stopped. The files that you opened are untouched. ${which}`, [
        ["Reload the page", () => location.reload()],
      ]);
    };
    addEventListener("error", ({ error }) => stop(error));
    addEventListener("unhandledrejection", ({ reason }) => stop(reason));
    try {
      const module = await import(js);
      await module.default({ module_or_path: wasm });
    } catch (error) {
      root.dataset.app = "failed";
      if (drops.length > 0) root.dataset.refused = "";
      for (const sentence of document.querySelectorAll(".failed")) sentence.append(` ${which}`);
      throw error;
    }
    // Where it is not allowed, or there is no room, the site needs its connection as ever.
    offline(base).catch(() => {});
  });
})();
