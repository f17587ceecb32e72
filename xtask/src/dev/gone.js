// Stands where the site's own worker would be, which answers with what it keeps while sources change.
// It takes the place of one that is there, and goes with all that was kept.
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => {
  const go = async () => {
    for (const name of await caches.keys()) {
      if (name.startsWith("hexlog ")) await caches.delete(name);
    }
    await registration.unregister();
    // Only pages that the other one has answered.
    for (const client of await clients.matchAll({ type: "window" })) client.navigate(client.url);
  };
  event.waitUntil(go());
});
