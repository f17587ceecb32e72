// The worker before its code: what could reach another computer is taken away, and then the page
// hands over the compiled module. The policy of the page forbids the same; not every browser has
// workers keep to it.
(() => {
  "use strict";
  const names = [
    "fetch", "fetchLater", "XMLHttpRequest", "WebSocket", "WebSocketStream", "EventSource", "WebTransport",
    "RTCPeerConnection", "Worker", "SharedWorker", "CacheStorage", "caches", "FontFace", "fonts", "importScripts",
  ];
  for (const name of names) {
    for (let object = self; object !== null; object = Object.getPrototypeOf(object)) delete object[name];
    Object.defineProperty(self, name, { value: undefined });
  }
  // What fails in a promise would fail unheard: the page hears of errors only.
  addEventListener("unhandledrejection", ({ reason }) => {
    setTimeout(() => { throw reason; });
  });
  addEventListener("message", ({ data: module }) => wasm_bindgen.initSync({ module }), { once: true });
})();
