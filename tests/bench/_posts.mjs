// Posts that nobody wrote, as Markdown: the same in every run, for any number of posts. They have what posts
// have: headings, paragraphs with links to each other, lists, tables, quotes and code in eleven languages. Their
// front matter is read by our site and by Hugo alike.

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { random } from "./_lib.mjs";

/** Tags, of which the first are on many posts and the last on few. */
const TAGS =
  "bytes files formats linux hex text dumps numbers tools code unicode images sound archives disks network memory time " +
  "floats endianness checksums compression fonts video databases programs kernels shells editors history";
const AUTHORS = ["ann", "bob", "cem", "dia", "eve"];
const SERIES = ["by-hand", "by-heart", "by-ear", "by-eye", "by-chance"];
/** How many parts each series has, however many posts there are. */
const PARTS = 12;
/** Every so many posts there is one with an older address. */
const ALIASES = 10;
/** The day before the newest post, in milliseconds. Every post has a day of its own. */
const END = Date.UTC(2025, 0, 1);
const DAY = 86_400_000;
const DAYS = 10_000;

const WORDS =
  "a the one two each every first last next other same small large short long plain whole half open old new left right " +
  "byte bit word line row file disk page block table field value offset length name sign mark key code text number kind " +
  "order place part piece side end start reader writer tool program system memory window screen letter digit format " +
  "header footer record entry list tree root path link copy change reads writes holds keeps gives takes shows hides " +
  "counts names begins ends follows precedes contains means says tells needs and or but so then also of in on at by for " +
  "from with without before after between under over until because where when while if not only never always often";

const words = WORDS.split(" ");
const tags = TAGS.split(" ");

/** Writes so many posts into a folder. */
export function writePosts(folder, count) {
  mkdirSync(folder, { recursive: true });
  for (let index = 0; index < count; index += 1) {
    writeFileSync(join(folder, `${slug(index)}.md`), post(index, count));
  }
}

/** The name of a post in its address. One of them is there because other pages lead to it. */
export function slug(index) {
  if (index === 0) return "reading-binary-files";
  return `p${String(index).padStart(5, "0")}-${pick(random(index), words)}`;
}

/** Another text of a post: it has a paragraph more. */
export function changed(index, count) {
  return `${post(index, count)}\nThis paragraph was not here before.\n`;
}

/** The text of a post. The higher its number, the newer it is. */
function post(index, count) {
  const next = random(1_000_003 * (index + 1));
  const day = new Date(END - Math.ceil(((count - index) * DAYS) / count) * DAY).toISOString().slice(0, 10);
  const front = [
    `title = "${sentence(next, 3, 7).slice(0, -1)} ${index}"`,
    `author = "${AUTHORS[Math.floor(next() ** 2 * AUTHORS.length)]}"`,
    `date = ${day}`,
    `summary = "${sentence(next, 12, 24)}"`,
    `tags = [${someTags(next).map((tag) => `"${tag}"`).join(", ")}]`,
  ];
  const step = Math.floor(count / PARTS);
  const series = SERIES[index % step];
  if (series && index < step * PARTS) front.push(`series = "${series}"`, `part = ${Math.floor(index / step) + 1}`);
  if (index % ALIASES === 0) front.push(`aliases = ["/old/${index}/"]`);
  const body = [paragraph(next, index)];
  headings(index).forEach((heading, nth) => {
    body.push(`${nth % 3 === 2 ? "###" : "##"} ${heading}`, ...section(next, index, nth));
  });
  return `+++\n${front.join("\n")}\n+++\n${body.join("\n\n")}\n`;
}

/** The headings of a post: none twice. */
function headings(index) {
  const next = random(77 + index);
  const count = 4 + Math.floor(next() * 4);
  const made = Array.from({ length: count }, (_, nth) => `${sentence(next, 2, 4).slice(0, -1)} ${nth + 1}`);
  return index === 0 ? ["One byte by hand", ...made] : made;
}

function section(next, index, nth) {
  const made = [paragraph(next, index)];
  const kind = (index + nth) % 6;
  if (kind === 0) made.push(items(next, index, () => "- "));
  if (kind === 1 || kind === 4) made.push(code(next));
  if (kind === 2) made.push(table(next));
  if (kind === 3) made.push(items(next, index, (number) => `${number}. `));
  if (kind === 5) made.push(`> ${sentence(next, 8, 16)}`);
  made.push(paragraph(next, index));
  return made;
}

function paragraph(next, index) {
  const count = 2 + Math.floor(next() * 4);
  return Array.from({ length: count }, () => marked(next, index)).join(" ");
}

/** A sentence that may have something in it beside words. */
function marked(next, index) {
  const plain = sentence(next, 6, 16).slice(0, -1);
  const kind = next();
  const some = `${pick(next, words)} ${pick(next, words)}`;
  if (kind < 0.1) return `${plain} *${some}*.`;
  if (kind < 0.18) return `${plain} **${some}**.`;
  if (kind < 0.34) return `${plain} \`${some.replace(" ", "_")}\`.`;
  if (kind < 0.4) return `${plain} [${some}](https://example.org/${pick(next, words)}).`;
  if (kind < 0.5 && index > 0) {
    const other = Math.floor(next() * index);
    const ids = headings(other).map((heading) => heading.toLowerCase().replaceAll(" ", "-"));
    const place = next() < 0.5 ? "" : `#${pick(next, ids)}`;
    return `${plain} [${some}](/posts/${slug(other)}/${place}).`;
  }
  return `${plain}.`;
}

function items(next, index, mark) {
  const count = 3 + Math.floor(next() * 4);
  return Array.from({ length: count }, (_, nth) => `${mark(nth + 1)}${marked(next, index)}`).join("\n");
}

function table(next) {
  const rows = Array.from({ length: 3 + Math.floor(next() * 5) }, () => {
    const offset = Math.floor(next() * 256).toString(16).padStart(2, "0");
    return `| \`${offset}\` | ${pick(next, words)} ${pick(next, words)} | ${Math.floor(next() * 1000)} |`;
  });
  return ["| offset | what | length |", "|---|---|--:|", ...rows].join("\n");
}

function code(next) {
  const languages = Object.keys(CODE);
  const language = pick(next, languages);
  const count = 2 + Math.floor(next() * 3);
  const pieces = Array.from({ length: count }, () => CODE[language](name(next), name(next), Math.floor(next() * 999)));
  return `\`\`\`${language}\n${pieces.join("\n").trimEnd()}\n\`\`\``;
}

/** A word that is a keyword in no language. */
function name(next) {
  return `${pick(next, words)}_${pick(next, words)}`;
}

function someTags(next) {
  const chosen = new Set();
  const count = 2 + Math.floor(next() * 3);
  while (chosen.size < count) chosen.add(tags[Math.floor(next() ** 2.5 * tags.length)]);
  return [...chosen];
}

/** Words that begin with a capital letter and end in a full stop. */
function sentence(next, least, most) {
  const count = least + Math.floor(next() * (most - least + 1));
  const text = Array.from({ length: count }, () => pick(next, words)).join(" ");
  return `${text[0].toUpperCase()}${text.slice(1)}.`;
}

function pick(next, list) {
  return list[Math.floor(next() * list.length)];
}

/** A piece of code in each language, with two names and a number in it. */
const CODE = {
  rust: (a, b, n) =>
    `/// Counts what ${a} holds.\npub fn ${a}(bytes: &[u8]) -> Option<usize> {\n    let ${b} = bytes.get(${n}..)?;\n` +
    `    // What is zero does not count.\n    Some(${b}.iter().filter(|byte| **byte != 0x${n.toString(16)}).count())\n}\n`,
  go: (a, b, n) =>
    `// ${a} gives what is there.\nfunc ${a}(r io.Reader) (int, error) {\n\t${b} := make([]byte, ${n})\n` +
    `\tcount, err := r.Read(${b})\n\tif err != nil {\n\t\treturn 0, fmt.Errorf("${a}: %w", err)\n\t}\n\treturn count, nil\n}\n`,
  python: (a, b, n) =>
    `def ${a}(path, limit=${n}):\n    """Reads the beginning of a file."""\n    with open(path, "rb") as ${b}:\n` +
    `        return [byte for byte in ${b}.read(limit) if byte != 0]\n`,
  bash: (a, b, n) =>
    `# Shows the beginning of each file.\nfor ${a} in *.bin; do\n  ${b}=$(stat -c %s "$${a}")\n` +
    `  if [ "$${b}" -gt ${n} ]; then\n    hexdump -C -n 64 "$${a}" | head -n 4\n  fi\ndone\n`,
  c: (a, b, n) =>
    `/* Adds up the bytes. */\nstatic unsigned ${a}(const unsigned char *${b}, size_t length)\n{\n    unsigned sum = ${n};\n` +
    `    for (size_t i = 0; i < length; i++)\n        sum = sum * 31 + ${b}[i];\n    return sum;\n}\n`,
  json: (a, b, n) => `{\n  "${a}": [${n}, ${n + 1}, null],\n  "${b}": { "offset": "0x${n.toString(16)}", "known": true }\n}\n`,
  yaml: (a, b, n) => `# What is built.\n${a}:\n  ${b}: "on"\n  steps:\n    - name: ${b}\n      run: make ${a}\n      limit: ${n}\n`,
  toml: (a, b, n) => `# What is needed.\n[${a}]\n${b} = "value"\nlimit = ${n}\nnames = ["${a}", "${b}"]\n`,
  js: (a, b, n) =>
    `/** Gives the sum of the bytes. */\nexport function ${a}(bytes) {\n  let ${b} = ${n};\n` +
    `  for (const byte of bytes) ${b} = (${b} * 31 + byte) % 0x10000;\n  return \`\${${b}}\`;\n}\n`,
  console: (a, b, n) => `$ hexdump -C -n ${n} ${a}.bin | tail -n 1\n0000${n}\n$ cp ${a}.bin ${b}.bin\n`,
  text: (a, b, n) => `${a}: ${n}\n${b}: ${n + 1}\n`,
};
