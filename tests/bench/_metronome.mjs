// Looks at the clock all the time, before everybody else where that is allowed, and tells its parent for
// how many milliseconds at most it could not.

import { setPriority } from "node:os";

const EVERY_MS = 5;

try {
  setPriority(-20);
} catch {
  // Then what others take from it counts as well.
}
let longest = 0;
let last = performance.now();
setInterval(() => {
  const now = performance.now();
  longest = Math.max(longest, now - last - EVERY_MS);
  last = now;
}, EVERY_MS);
process.once("message", () => {
  process.send(longest);
  process.disconnect();
  process.exit();
});
process.send("ready");
