/**
 * QR codes (ISO/IEC 18004), drawn without a library: byte mode, error correction level M, versions 1 to 40.
 * A secret never leaves the page for its picture.
 */

// ISO/IEC 18004 table 9, for level M: error correction codewords of each block, and the number of blocks.
const CORRECTION = [
  10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26,
  26, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28,
];
const BLOCKS = [
  1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16,
  17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31, 33, 35, 37, 38, 40, 43, 45, 47, 49,
];
const LEVEL_M = 0b00;

const MASKS = [
  (x, y) => (x + y) % 2 === 0,
  (x, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(y / 2) + Math.floor(x / 3)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

/** The modules of a QR code: rows of booleans, true for dark. Throws RangeError for more than 2331 bytes. */
export function encode(text) {
  const bytes = new TextEncoder().encode(text);
  const version = smallestVersion(bytes.length);
  const drawing = new Drawing(version);
  drawing.place(interleaved(dataCodewords(bytes, version), version));
  return drawing.best();
}

/** The dark modules as the path of an SVG, one unit for each module, with the margin that readers need. */
export function toPath(modules, margin = 4) {
  const parts = [];
  modules.forEach((row, y) => {
    for (let x = 0; x < row.length; x++) {
      if (row[x]) {
        const start = x;
        while (row[x + 1]) {
          x++;
        }
        parts.push(`M${start + margin} ${y + margin}h${x - start + 1}v1h-${x - start + 1}z`);
      }
    }
  });
  return { path: parts.join(""), size: modules.length + 2 * margin };
}

function smallestVersion(length) {
  for (let version = 1; version <= 40; version++) {
    if (4 + lengthBits(version) + 8 * length <= 8 * capacity(version)) {
      return version;
    }
  }
  throw new RangeError(`${length} bytes do not fit into a QR code`);
}

const lengthBits = (version) => (version < 10 ? 8 : 16);

const sizeOf = (version) => 17 + 4 * version;

/** Codewords for data and error correction: all modules but those of the patterns (§5.3). */
function allCodewords(version) {
  const size = sizeOf(version);
  const alignments = version === 1 ? 0 : Math.floor(version / 7) + 2;
  let modules = size * size - 3 * 64 - 2 * 15 - 1 - 2 * (size - 16);
  if (alignments > 0) {
    modules -= 25 * (alignments * alignments - 3) - 5 * 2 * (alignments - 2);
  }
  if (version >= 7) {
    modules -= 2 * 18;
  }
  return Math.floor(modules / 8);
}

const capacity = (version) =>
  allCodewords(version) - CORRECTION[version - 1] * BLOCKS[version - 1];

function dataCodewords(bytes, version) {
  const bits = [];
  const append = (value, count) => {
    for (let i = count - 1; i >= 0; i--) {
      bits.push((value >>> i) & 1);
    }
  };
  append(0b0100, 4);
  append(bytes.length, lengthBits(version));
  bytes.forEach((byte) => append(byte, 8));
  const room = 8 * capacity(version);
  append(0, Math.min(4, room - bits.length));
  append(0, (8 - (bits.length % 8)) % 8);
  for (let pad = 0xec; bits.length < room; pad ^= 0xec ^ 0x11) {
    append(pad, 8);
  }
  const words = new Uint8Array(bits.length / 8);
  bits.forEach((bit, i) => {
    words[i >> 3] |= bit << (7 - (i & 7));
  });
  return words;
}

/** Blocks with their error correction, in the order in which they are placed (§7.6). */
function interleaved(data, version) {
  const count = BLOCKS[version - 1];
  const correction = CORRECTION[version - 1];
  const short = Math.floor(data.length / count);
  const longOnes = data.length % count;
  const divisor = generator(correction);
  const blocks = [];
  for (let i = 0, at = 0; i < count; i++) {
    const length = short + (i >= count - longOnes ? 1 : 0);
    const words = data.subarray(at, at + length);
    blocks.push({ words, rest: remainder(words, divisor) });
    at += length;
  }
  const all = [];
  for (let i = 0; i <= short; i++) {
    blocks.filter((b) => i < b.words.length).forEach((b) => all.push(b.words[i]));
  }
  for (let i = 0; i < correction; i++) {
    blocks.forEach((b) => all.push(b.rest[i]));
  }
  return all;
}

/** A product in GF(2^8) modulo x^8 + x^4 + x^3 + x^2 + 1. */
function product(a, b) {
  let result = 0;
  for (let i = 7; i >= 0; i--) {
    result = (result << 1) ^ ((result >>> 7) * 0x11d);
    result ^= ((b >>> i) & 1) * a;
  }
  return result;
}

/** The coefficients below the leading one of the product of (x - 2^i) for i below the degree. */
function generator(degree) {
  const coefficients = new Uint8Array(degree);
  coefficients[degree - 1] = 1;
  for (let i = 0, root = 1; i < degree; i++, root = product(root, 2)) {
    for (let j = 0; j < degree; j++) {
      coefficients[j] = product(coefficients[j], root) ^ (j + 1 < degree ? coefficients[j + 1] : 0);
    }
  }
  return coefficients;
}

function remainder(words, divisor) {
  const rest = new Array(divisor.length).fill(0);
  words.forEach((word) => {
    const factor = word ^ rest.shift();
    rest.push(0);
    divisor.forEach((coefficient, i) => {
      rest[i] ^= product(coefficient, factor);
    });
  });
  return rest;
}

class Drawing {
  constructor(version) {
    this.version = version;
    this.size = sizeOf(version);
    this.modules = this.#grid();
    this.fixed = this.#grid();
    this.#drawPatterns();
  }

  #grid() {
    return Array.from({ length: this.size }, () => new Array(this.size).fill(false));
  }

  #set(x, y, dark) {
    this.modules[y][x] = dark;
    this.fixed[y][x] = true;
  }

  #drawPatterns() {
    for (let i = 0; i < this.size; i++) {
      this.#set(6, i, i % 2 === 0);
      this.#set(i, 6, i % 2 === 0);
    }
    this.#finder(3, 3);
    this.#finder(this.size - 4, 3);
    this.#finder(3, this.size - 4);
    const centres = this.#alignmentCentres();
    const last = centres.length - 1;
    centres.forEach((x, i) =>
      centres.forEach((y, j) => {
        const isFinder = (i === 0 && j === 0) || (i === 0 && j === last) || (i === last && j === 0);
        if (!isFinder) {
          this.#square(x, y, 2, (d) => d !== 1);
        }
      }),
    );
    this.#format(0); // reserves its modules
    this.#versionBits();
  }

  #finder(x, y) {
    this.#square(x, y, 4, (d) => d !== 2 && d !== 4);
  }

  #square(cx, cy, reach, isDark) {
    for (let dy = -reach; dy <= reach; dy++) {
      for (let dx = -reach; dx <= reach; dx++) {
        const x = cx + dx;
        const y = cy + dy;
        if (x >= 0 && y >= 0 && x < this.size && y < this.size) {
          this.#set(x, y, isDark(Math.max(Math.abs(dx), Math.abs(dy))));
        }
      }
    }
  }

  /** Annex E: evenly spaced from the end, with what remains before the second one. */
  #alignmentCentres() {
    if (this.version === 1) {
      return [];
    }
    const count = Math.floor(this.version / 7) + 2;
    const step =
      this.version === 32 ? 26 : Math.ceil((this.version * 4 + 4) / (count * 2 - 2)) * 2;
    const centres = [];
    for (let i = 0, at = this.size - 7; i < count - 1; i++, at -= step) {
      centres.unshift(at);
    }
    return [6, ...centres];
  }

  /** §7.9: ten bits of a BCH code, twice. */
  #format(mask) {
    const data = (LEVEL_M << 3) | mask;
    const bits = ((data << 10) | bch(data, 10, 0x537)) ^ 0x5412;
    const bit = (i) => ((bits >>> i) & 1) === 1;
    for (let i = 0; i <= 5; i++) {
      this.#set(8, i, bit(i));
    }
    this.#set(8, 7, bit(6));
    this.#set(8, 8, bit(7));
    this.#set(7, 8, bit(8));
    for (let i = 9; i < 15; i++) {
      this.#set(14 - i, 8, bit(i));
    }
    for (let i = 0; i < 8; i++) {
      this.#set(this.size - 1 - i, 8, bit(i));
    }
    for (let i = 8; i < 15; i++) {
      this.#set(8, this.size - 15 + i, bit(i));
    }
    this.#set(8, this.size - 8, true);
  }

  /** §7.10, from version 7. */
  #versionBits() {
    if (this.version < 7) {
      return;
    }
    const bits = (this.version << 12) | bch(this.version, 12, 0x1f25);
    for (let i = 0; i < 18; i++) {
      const dark = ((bits >>> i) & 1) === 1;
      const a = this.size - 11 + (i % 3);
      const b = Math.floor(i / 3);
      this.#set(a, b, dark);
      this.#set(b, a, dark);
    }
  }

  /** §7.7.3: two columns at a time, from the right, upwards and downwards in turn. */
  place(codewords) {
    let at = 0;
    for (let right = this.size - 1; right >= 1; right -= 2) {
      if (right === 6) {
        right = 5;
      }
      for (let i = 0; i < this.size; i++) {
        const isUpwards = ((right + 1) & 2) === 0;
        const y = isUpwards ? this.size - 1 - i : i;
        for (const x of [right, right - 1]) {
          if (!this.fixed[y][x] && at < codewords.length * 8) {
            this.modules[y][x] = ((codewords[at >> 3] >>> (7 - (at & 7))) & 1) === 1;
            at++;
          }
        }
      }
    }
  }

  /** The modules under the mask with the lowest penalty (§7.8). */
  best() {
    const plain = this.modules.map((row) => row.slice());
    let found;
    MASKS.forEach((mask, number) => {
      this.modules = plain.map((row, y) =>
        row.map((dark, x) => (this.fixed[y][x] ? dark : dark !== mask(x, y))),
      );
      this.#format(number);
      const candidate = { modules: this.modules, penalty: penalty(this.modules) };
      if (!found || candidate.penalty < found.penalty) {
        found = candidate;
      }
    });
    return found.modules;
  }
}

function bch(data, bits, polynomial) {
  let rest = data;
  for (let i = 0; i < bits; i++) {
    rest = (rest << 1) ^ ((rest >>> (bits - 1)) * polynomial);
  }
  return rest;
}

const FINDER_LIKE = ["10111010000", "00001011101"];

function penalty(modules) {
  const size = modules.length;
  const columns = modules.map((row, x) => row.map((unused, y) => modules[y][x]));
  let points = 0;
  for (const line of [...modules, ...columns]) {
    const text = line.map((dark) => (dark ? "1" : "0")).join("");
    for (const run of text.match(/0{5,}|1{5,}/g) ?? []) {
      points += run.length - 2;
    }
    for (const pattern of FINDER_LIKE) {
      for (let at = text.indexOf(pattern); at >= 0; at = text.indexOf(pattern, at + 1)) {
        points += 40;
      }
    }
  }
  let dark = 0;
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      dark += modules[y][x] ? 1 : 0;
      if (
        x > 0 &&
        y > 0 &&
        modules[y][x] === modules[y - 1][x] &&
        modules[y][x] === modules[y][x - 1] &&
        modules[y][x] === modules[y - 1][x - 1]
      ) {
        points += 3;
      }
    }
  }
  return points + 10 * Math.floor(Math.abs((20 * dark) / (size * size) - 10));
}
