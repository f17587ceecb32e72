// A large file takes no more memory than a small one.
import { GIB, MIB, randomNumbers } from "./files.mjs";
import { expect, test } from "./kit.mjs";

const JUMPS = 1000;
const LIMIT = 64 * MIB;

// What a jump reads does not depend on the size of the window; what it paints does.
test.use({ viewport: { width: 800, height: 400 } });

test("memory stays small in a file of 10 GiB", async ({ decoder, folder, page }) => {
  // Every memory of WebAssembly is caught when it is made.
  await page.addInitScript(() => {
    window.memories = [];
    const keep = ({ instance }) => {
      for (const item of Object.values(instance.exports)) {
        if (item instanceof WebAssembly.Memory) window.memories.push(item);
      }
    };
    for (const name of ["instantiate", "instantiateStreaming"]) {
      const make = WebAssembly[name];
      WebAssembly[name] = async (...given) => {
        const made = await make.apply(WebAssembly, given);
        keep(made instanceof WebAssembly.Instance ? { instance: made } : made);
        return made;
      };
    }
  });
  const size = 10 * GIB;
  const file = folder.sparse("large.bin", size, [0, 2 ** 32, size]);
  await decoder.visit();
  await decoder.drop(file);
  await decoder.check(file, { offset: 0 });

  const parts = randomNumbers(JUMPS, 71);
  const read = await page.evaluate(async (parts) => {
    const scroller = document.querySelector(".scroller");
    const frame = () => new Promise(requestAnimationFrame);
    let read = 0;
    for (const part of parts) {
      scroller.scrollTop = part * (scroller.scrollHeight - scroller.clientHeight);
      // The scroll is told in the next frame; then the rows are read.
      await frame();
      for (let tries = 0; tries < 100; tries += 1) {
        await frame();
        if (document.querySelector(".row.pending") === null) {
          read += 1;
          break;
        }
      }
    }
    return read;
  }, parts);
  expect(read, "rows were read after each jump").toBe(JUMPS);
  await decoder.goTo("0x100000000");
  await decoder.check(file, { offset: 2 ** 32 });

  const client = await page.context().newCDPSession(page);
  await client.send("HeapProfiler.enable");
  await client.send("HeapProfiler.collectGarbage");
  const { usedSize, embedderHeapUsedSize = 0, backingStorageSize = 0 } = await client.send("Runtime.getHeapUsage");
  const wasm = await page.evaluate(() => window.memories.map((memory) => memory.buffer.byteLength));
  expect(wasm.length, "the app's memory was caught").toBeGreaterThan(0);
  const wasmTotal = wasm.reduce((sum, length) => sum + length, 0);
  const mib = (bytes) => (bytes / MIB).toFixed(1);
  console.log(
    `memory after ${JUMPS} jumps: ${mib(usedSize)} MiB of JavaScript, ${mib(wasmTotal)} MiB of WebAssembly, ` +
      `${mib(embedderHeapUsedSize)} MiB of the document, ${mib(backingStorageSize)} MiB of buffers`,
  );
  expect(usedSize + wasmTotal).toBeLessThan(LIMIT);
  // Buffers contain the memory of WebAssembly. What was read is not kept beside it.
  expect(usedSize + embedderHeapUsedSize + Math.max(backingStorageSize, wasmTotal)).toBeLessThan(LIMIT);
});
