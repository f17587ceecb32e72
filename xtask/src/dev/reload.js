// Reloads the page when there is another build, and shows what was wrong with the last one.
{
  const here = document.currentScript.src;
  const pause = () => new Promise((done) => setTimeout(done, 1000));
  const ask = async (since) => {
    const query = since === undefined ? "" : `?since=${since}`;
    const reply = await fetch(new URL(`changed${query}`, here));
    return reply.json();
  };

  // In a tree of its own, so that neither the page's styles nor its app meet it.
  const host = document.createElement("hexlog-problems");
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    section {
      position: fixed; inset: auto 0 0; z-index: 2147483647; max-block-size: 60vh; overflow: auto;
      padding: 12px 16px; background: #2b1210; color: #ffe9e4; border-block-start: 3px solid #ff8f7a;
      font: 14px/1.5 ui-monospace, Consolas, "DejaVu Sans Mono", monospace;
    }
    header { display: flex; justify-content: space-between; align-items: center; gap: 16px; }
    strong { font-size: 16px; }
    pre { margin: 8px 0 0; font: inherit; white-space: pre-wrap; overflow-wrap: anywhere; }
    button {
      font: inherit; color: inherit; background: none; border: 1px solid; border-radius: 4px;
      min-block-size: 32px; padding: 4px 12px; cursor: pointer;
    }
  `);
  root.adoptedStyleSheets = [sheet];
  const make = (name, parent, text = "") => {
    const element = document.createElement(name);
    element.textContent = text;
    parent.append(element);
    return element;
  };
  const section = make("section", root);
  section.setAttribute("role", "alert");
  const header = make("header", section);
  make("strong", header, "The build failed");
  const close = make("button", header, "Close");
  const text = make("pre", section);
  close.addEventListener("click", () => host.remove());

  const show = (problems) => {
    if (problems === "") {
      host.remove();
    } else if (text.textContent !== problems || !host.isConnected) {
      text.textContent = problems;
      document.body.append(host);
    }
  };

  const watch = async () => {
    let known;
    for (;;) {
      const state = await ask(known?.version).catch(pause);
      if (state === undefined) continue;
      if (known !== undefined && state.build !== known.build) location.reload();
      if (state.version !== known?.version) show(state.problems);
      known = state;
    }
  };
  watch();
}
