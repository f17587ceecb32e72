// Other ways to do what we do, for the benchmarks to measure ours against. They are meant to be as
// fast as their way can be.
//
// Two draw a grid of bytes, for `draw`. This file is then put into an empty page, where it leaves
// `mountGrid`, and the grid as `grid`. Both do the whole of our job: a scroller over a spacer, rows that are used again for
// other rows and keep their place in the page's order, and the lines of `hexdump -C -v`. Their
// bytes lie in one buffer, so they look nothing up.
//
// Two make the text of `hexdump -C`, for `dump`: `StringDump` and `ByteDump`. They too do the whole
// of our job, but for rows that are not whole: chunks follow one another, and rows that repeat the
// one before are squeezed to a `*`.

/** Bytes in a group, which ends in one more space. */
const GROUP = 8;
/** Digits of an offset. */
const OFFSET_DIGITS = 8;
const SPACE = 0x20;
const BAR = 0x7c;

const BYTES = Array.from({ length: 256 }, (_, byte) => byte);
const HEX = BYTES.map((byte) => byte.toString(16).padStart(2, "0"));
const isPrintable = (byte) => byte >= 0x20 && byte < 0x7f;
const CHARACTERS = BYTES.map((byte) => (isPrintable(byte) ? String.fromCharCode(byte) : "."));
/** The same tables as bytes. */
const HIGH = Uint8Array.from(HEX, (digits) => digits.charCodeAt(0));
const LOW = Uint8Array.from(HEX, (digits) => digits.charCodeAt(1));
const SHOWN = Uint8Array.from(CHARACTERS, (character) => character.charCodeAt(0));
const CLASSES = BYTES.map((byte) => {
  if (byte === 0) return "null";
  if (byte === 0x20 || (byte >= 0x09 && byte <= 0x0d)) return "whitespace";
  if (isPrintable(byte)) return "printable";
  return byte < 0x80 ? "control" : "high";
});

function offsetText(offset) {
  return `${offset.toString(16).padStart(OFFSET_DIGITS, "0")}  `;
}

function element(name, className) {
  const created = document.createElement(name);
  created.className = className;
  return created;
}

/** The rows in view and where they lie; how one row is drawn is another's matter. */
class Grid {
  constructor({ bytes, columns, rowPx }, newRow) {
    this.columns = columns;
    this.rowPx = rowPx;
    this.count = Math.ceil(bytes.length / columns);
    this.scroller = element("div", "scroller");
    this.spacer = element("div", "spacer");
    this.layer = element("div", "layer");
    this.spacer.style.height = `${this.count * rowPx}px`;
    this.spacer.append(this.layer);
    this.scroller.append(this.spacer);
    document.body.append(this.scroller);
    this.layer.style.height = `${this.scroller.clientHeight}px`;
    this.rows = Array.from({ length: Math.floor(this.scroller.clientHeight / rowPx) }, () => newRow());
    this.layer.append(...this.rows.map((row) => row.element));
    this.first = -Infinity;
    this.scroller.addEventListener("scroll", () => this.draw(), { passive: true });
    this.draw();
  }

  draw() {
    const length = this.rows.length;
    const highest = Math.max(0, this.count - length);
    const first = Math.min(highest, Math.floor(this.scroller.scrollTop / this.rowPx));
    const moved = first - this.first;
    this.first = first;
    if (moved > 0 && moved < length) {
      const recycled = this.rows.splice(0, moved);
      this.rows.push(...recycled);
      this.layer.append(...recycled.map((row) => row.element));
      this.drawRows(length - moved, length);
    } else if (moved < 0 && -moved < length) {
      const recycled = this.rows.splice(length + moved);
      this.rows.unshift(...recycled);
      this.layer.prepend(...recycled.map((row) => row.element));
      this.drawRows(0, -moved);
    } else if (moved !== 0) {
      this.drawRows(0, length);
    }
  }

  /** Draws one of the rows in view again, as the row that is so many rows below the first one. */
  redraw(index, below) {
    this.rows[index].draw((this.first + below) * this.columns);
  }

  drawRows(from, to) {
    for (let index = from; index < to; index += 1) {
      this.rows[index].draw((this.first + index) * this.columns);
    }
  }
}

/** A row of three texts: offset, bytes, text. A line is written through tables of characters. */
class TextRow {
  static decoder = new TextDecoder();

  constructor(bytes, columns) {
    this.bytes = bytes;
    this.columns = columns;
    // One space more after each group, and one before the bar.
    this.width = columns * 3 + Math.ceil(columns / GROUP);
    this.line = new Uint8Array(this.width + columns + 2);
    this.element = element("div", "row");
    [this.offset, this.hex, this.text] = ["offset", "bytes", "text"].map((className) => {
      const text = document.createTextNode("");
      const cell = element("span", className);
      cell.append(text);
      this.element.append(cell);
      return text;
    });
  }

  draw(offset) {
    const { bytes, columns, width, line } = this;
    const length = Math.min(columns, bytes.length - offset);
    line.fill(SPACE, 0, width);
    line[width] = BAR;
    for (let column = 0, at = 0; column < length; column += 1, at += 3) {
      if (column > 0 && column % GROUP === 0) at += 1;
      const byte = bytes[offset + column];
      line[at] = HIGH[byte];
      line[at + 1] = LOW[byte];
      line[width + 1 + column] = SHOWN[byte];
    }
    line[width + 1 + length] = BAR;
    const text = TextRow.decoder.decode(line.subarray(0, width + length + 2));
    this.offset.data = offsetText(offset);
    this.hex.data = text.slice(0, width);
    this.text.data = text.slice(width);
  }
}

/** A row with an element for each byte in both columns, of which only what differs is touched. */
class ElementRow {
  /** Two digits and the white space after them; in front of the next group there is more of it. */
  static inGroup = HEX.map((digits) => `${digits} `);
  static endOfGroup = HEX.map((digits) => `${digits}  `);

  constructor(bytes, columns) {
    this.bytes = bytes;
    this.element = element("div", "row");
    this.offset = document.createTextNode("");
    const header = element("span", "offset");
    header.append(this.offset);
    const hex = element("span", "bytes");
    const text = element("span", "text");
    this.cells = Array.from({ length: columns }, (_, column) => this.cell(hex, text, column));
    text.prepend("|");
    text.append("|");
    this.element.append(header, hex, text);
  }

  cell(hex, text, column) {
    const [digits, character] = [hex, text].map((parent) => {
      const byte = document.createElement("span");
      byte.append(document.createTextNode(""));
      parent.append(byte);
      return byte;
    });
    const table = (column + 1) % GROUP === 0 ? ElementRow.endOfGroup : ElementRow.inGroup;
    return { digits, character, digitsText: digits.firstChild, characterText: character.firstChild, table, shown: -1 };
  }

  draw(offset) {
    this.offset.data = offsetText(offset);
    for (let column = 0; column < this.cells.length; column += 1) {
      const cell = this.cells[column];
      const byte = this.bytes[offset + column];
      const before = cell.shown;
      if (byte === before) continue;
      cell.shown = byte;
      cell.digitsText.data = cell.table[byte];
      const character = CHARACTERS[byte];
      if (character !== CHARACTERS[before]) cell.characterText.data = character;
      const className = CLASSES[byte];
      if (className !== CLASSES[before]) {
        cell.digits.className = className;
        cell.character.className = className;
      }
    }
  }
}

/**
 * Fills the page with a grid in the way that `kind` names, over bytes given in base 64, with the
 * look of ours: the same font, the same height of a row, the same colours.
 */
globalThis.mountGrid = ({ kind, base64, columns, rowPx, heightPx, look }) => {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  if (bytes.length % columns !== 0) throw new RangeError("the last row has to be whole");
  const sheet = new CSSStyleSheet();
  const colours = Object.entries(look.colours).map(([name, colour]) => `.row .${name} { color: ${colour}; }`);
  sheet.replaceSync(`
    body { margin: 0; }
    .scroller { height: ${heightPx}px; overflow: auto; overflow-y: scroll; background: ${look.ground}; color: ${look.text}; font: ${look.font}; font-variant-ligatures: none; }
    .spacer { min-width: max-content; }
    .layer { position: sticky; top: 0; width: max-content; min-width: 100%; overflow: clip; }
    .row { display: block; height: ${rowPx}px; white-space: pre; }
    ${kind === "elements" ? colours.join("\n") : ""}
  `);
  document.adoptedStyleSheets = [sheet];
  const Row = kind === "elements" ? ElementRow : TextRow;
  globalThis.grid = new Grid({ bytes, columns, rowPx }, () => new Row(bytes, columns));
};

/** Bytes on a row of a dump. */
const COLUMNS = 16;
/** Where the text of a line begins, behind its bar. */
const TEXT = OFFSET_DIGITS + 2 + COLUMNS * 3 + 3;
/** The length of a line. */
const LINE = TEXT + COLUMNS + 2;
const LINE_FEED = 0x0a;
const STAR = 0x2a;

const HEX_AND_SPACE = HEX.map((digits) => `${digits} `);

/** What both dumps know between two rows and between two chunks. */
class Dump {
  offset = 0;
  /** Whether the row before was squeezed. */
  isRun = false;
  /** The last row of the chunk before. */
  last = null;

  /** Whether the row at `start` of a chunk equals the one before it. */
  repeats(bytes, start) {
    if (start === 0) return this.last !== null && this.last.every((byte, column) => byte === bytes[column]);
    for (let index = start; index < start + COLUMNS; index += 1) {
      if (bytes[index] !== bytes[index - COLUMNS]) return false;
    }
    return true;
  }

  /** Remembers what the next chunk has to know of this one. */
  end(bytes) {
    if (bytes.length === 0 || bytes.length % COLUMNS !== 0) throw new RangeError("rows have to be whole");
    this.last = bytes.slice(-COLUMNS);
  }
}

/** A dump as most viewers make theirs, put together from strings in tables. */
export class StringDump extends Dump {
  shown = new Uint8Array(COLUMNS);

  /** The lines of a chunk, as one string. */
  push(bytes) {
    const lines = [];
    for (let start = 0; start < bytes.length; start += COLUMNS) {
      const repeats = this.repeats(bytes, start);
      if (!repeats) lines.push(this.line(bytes, start));
      else if (!this.isRun) lines.push("*\n");
      this.isRun = repeats;
      this.offset += COLUMNS;
    }
    this.end(bytes);
    return lines.join("");
  }

  line(bytes, start) {
    const { shown } = this;
    let hex = "";
    for (let column = 0; column < GROUP; column += 1) hex += HEX_AND_SPACE[bytes[start + column]];
    hex += " ";
    for (let column = GROUP; column < COLUMNS; column += 1) hex += HEX_AND_SPACE[bytes[start + column]];
    for (let column = 0; column < COLUMNS; column += 1) shown[column] = SHOWN[bytes[start + column]];
    // Written out, since spreading the array takes twice as long.
    const text = String.fromCharCode(
      shown[0], shown[1], shown[2], shown[3], shown[4], shown[5], shown[6], shown[7],
      shown[8], shown[9], shown[10], shown[11], shown[12], shown[13], shown[14], shown[15],
    );
    return `${offsetText(this.offset)}${hex} |${text}|\n`;
  }

  finish() {
    return `${offsetText(this.offset).trimEnd()}\n`;
  }
}

/** A dump as bytes, looked up in tables and written into a buffer that is used again. */
export class ByteDump extends Dump {
  buffer = new Uint8Array(LINE);

  /** The lines of a chunk, until the next call. */
  push(bytes) {
    const most = (bytes.length / COLUMNS) * LINE;
    if (this.buffer.length < most) this.buffer = new Uint8Array(most);
    let at = 0;
    for (let start = 0; start < bytes.length; start += COLUMNS) {
      const repeats = this.repeats(bytes, start);
      if (!repeats) {
        this.write(bytes, start, at);
        at += LINE;
      } else if (!this.isRun) {
        this.buffer[at] = STAR;
        this.buffer[at + 1] = LINE_FEED;
        at += 2;
      }
      this.isRun = repeats;
      this.offset += COLUMNS;
    }
    this.end(bytes);
    return this.buffer.subarray(0, at);
  }

  write(bytes, start, line) {
    const { buffer } = this;
    this.writeOffset(line);
    buffer[line + OFFSET_DIGITS] = SPACE;
    buffer[line + OFFSET_DIGITS + 1] = SPACE;
    const text = line + TEXT;
    for (let column = 0, at = line + OFFSET_DIGITS + 2; column < COLUMNS; column += 1, at += 3) {
      if (column === GROUP) {
        buffer[at] = SPACE;
        at += 1;
      }
      const byte = bytes[start + column];
      buffer[at] = HIGH[byte];
      buffer[at + 1] = LOW[byte];
      buffer[at + 2] = SPACE;
      buffer[text + column] = SHOWN[byte];
    }
    buffer[text - 2] = SPACE;
    buffer[text - 1] = BAR;
    buffer[text + COLUMNS] = BAR;
    buffer[text + COLUMNS + 1] = LINE_FEED;
  }

  writeOffset(line) {
    for (let at = line, shift = 24; shift >= 0; at += 2, shift -= 8) {
      const byte = (this.offset >>> shift) & 0xff;
      this.buffer[at] = HIGH[byte];
      this.buffer[at + 1] = LOW[byte];
    }
  }

  finish() {
    this.writeOffset(0);
    this.buffer[OFFSET_DIGITS] = LINE_FEED;
    return this.buffer.subarray(0, OFFSET_DIGITS + 1);
  }
}
