// What readers of posts are told to save as Go, in front of Go's own formatter.
import fs from "node:fs";
import { expect, test } from "@playwright/test";
import { format } from "@wasm-fmt/gofmt";

const POSTS = new URL("../../posts/", import.meta.url);

/** The fenced blocks of Go in all posts, with their places. */
function blocks() {
  return fs
    .readdirSync(POSTS)
    .filter((name) => name.endsWith(".md"))
    .flatMap((name) => {
      const text = fs.readFileSync(new URL(name, POSTS), "utf8");
      return [...text.matchAll(/^```go\n([^]*?)^```$/gm)].map((match) => {
        const line = text.slice(0, match.index).split("\n").length;
        return { place: `posts/${name}:${line}`, code: match[1] };
      });
    });
}

test("Go in posts is as gofmt writes it", () => {
  const all = blocks();
  expect(all.length).toBeGreaterThanOrEqual(3);
  for (const { place, code } of all) expect(format(code), place).toBe(code);
  // It finds what is there to find.
  expect(format("func a( ) {\n  b:=1\n}\n")).toBe("func a() {\n\tb := 1\n}\n");
  expect(() => format("func a() {\n")).toThrow(/expected '}'/);
  console.log(`tutorials: ${all.length} blocks of Go`);
});
