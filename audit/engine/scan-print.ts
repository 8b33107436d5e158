import { createHash } from 'node:crypto';
import { createCanvas, loadImage } from '@napi-rs/canvas';

/** The coarse grid, on which every page is compared with every other. */
const [WIDTH, HEIGHT] = [96, 128];
/** Grey levels: less is the paper's noise and the codec's. */
const EDGE = 3;
/** The fine grid, on which a figure or a character is a few cells. */
const FINE = { width: 192, height: 256 } as const;
/** Grey levels by which a cell is darker than the paper where something is written. */
const INK = 20;
/** Grey levels by which a cell of one page differs from the other's where something else is written. */
const OTHER = 28;

/** Where a page gets lighter or darker from left to right on a coarse grid; survives scaling and compression. */
type Edges = Uint32Array;

/** What is kept of every page. */
export interface ScanPrint {
  /** Digest of the decoded picture: the same whatever else the file holds. */
  pixels: string;
  edges: Edges;
}

/** Grey levels of a page on the fine grid, its paper at 255. */
export type FinePrint = Float32Array;

/**
 * A difference hash (dHash) of the page, finer than the usual 8 × 8: pages of one
 * form differ in a few lines only. Undefined when the image cannot be decoded.
 */
export async function scanPrint(bytes: Uint8Array): Promise<ScanPrint | undefined> {
  const picture = await pictureOf(bytes);
  if (picture === undefined) return undefined;
  const cells = means(picture, WIDTH + 1, HEIGHT);
  const grey = (x: number, y: number) => cells[y * (WIDTH + 1) + x] ?? 0;
  // Two bits a place: lighter by more than the noise, darker by more than the noise.
  const edges = new Uint32Array((2 * WIDTH * HEIGHT) / 32);
  for (let y = 0; y < HEIGHT; y += 1)
    for (let x = 0; x < WIDTH; x += 1) {
      const step = grey(x + 1, y) - grey(x, y);
      if (Math.abs(step) <= EDGE) continue;
      const bit = 2 * (y * WIDTH + x) + (step > 0 ? 0 : 1);
      edges[bit >>> 5] = (edges[bit >>> 5] ?? 0) | (1 << (bit & 31));
    }
  return { pixels: createHash('sha256').update(picture.data).digest('hex'), edges };
}

/** Made of the few pages only that look alike on the coarse grid. */
export async function finePrint(bytes: Uint8Array): Promise<FinePrint | undefined> {
  const picture = await pictureOf(bytes);
  if (picture === undefined) return undefined;
  const cells = means(picture, FINE.width, FINE.height);
  // Paper is most of a page: what is lighter than most of it is taken for white.
  const paper = cells.toSorted()[Math.floor(cells.length * 0.6)] ?? 255;
  return cells.map((cell) => Math.min(255, cell + 255 - paper));
}

interface Picture {
  width: number;
  height: number;
  data: Uint8ClampedArray;
}

async function pictureOf(bytes: Uint8Array): Promise<Picture | undefined> {
  const image = await loadImage(bytes).catch(() => undefined);
  if (image === undefined) return undefined;
  const { width, height } = image;
  const pen = createCanvas(width, height).getContext('2d');
  pen.drawImage(image, 0, 0);
  return { width, height, data: pen.getImageData(0, 0, width, height).data };
}

/** Mean grey of each cell of a grid. A pixel on a border counts in both cells by its parts, so that a scaled copy has the same means. */
function means({ data, width, height }: Picture, columns: number, rows: number): Float32Array {
  const pixels = new Uint32Array(data.buffer, data.byteOffset, width * height);
  const across = sharesOf(width, columns);
  const down = sharesOf(height, rows);
  const line = new Float64Array(columns);
  const sums = new Float64Array(columns * rows);
  for (let y = 0, at = 0; y < height; y += 1) {
    line.fill(0);
    for (let x = 0; x < width; x += 1, at += 1) {
      const pixel = pixels[at] as number;
      // Red, green and blue by their weight for the eye (ITU-R BT.601), in 256ths.
      const grey = 77 * (pixel & 0xff) + 150 * ((pixel >>> 8) & 0xff) + 29 * ((pixel >>> 16) & 0xff);
      const cell = across.cell[x] as number;
      const part = across.share[x] as number;
      line[cell] = (line[cell] as number) + grey * part;
      if (part < 1) line[cell + 1] = (line[cell + 1] as number) + grey * (1 - part);
    }
    const base = (down.cell[y] as number) * columns;
    const part = down.share[y] as number;
    for (let column = 0; column < columns; column += 1) {
      const sum = line[column] as number;
      sums[base + column] = (sums[base + column] as number) + sum * part;
      if (part < 1) sums[base + columns + column] = (sums[base + columns + column] as number) + sum * (1 - part);
    }
  }
  const area = (width / columns) * (height / rows) * 256;
  return Float32Array.from(sums, (sum) => sum / area);
}

/** In which cell a pixel begins, and what part of it is in that one. */
function sharesOf(pixels: number, cells: number): { cell: Uint16Array; share: Float64Array } {
  const size = pixels / cells;
  const cell = Uint16Array.from({ length: pixels }, (_, at) => Math.min(cells - 1, Math.floor(at / size)));
  const share = Float64Array.from({ length: pixels }, (_, at) => {
    const own = cell[at] as number;
    return own === cells - 1 ? 1 : Math.min(1, (own + 1) * size - at);
  });
  return { cell, share };
}

/** Share of the edges of either page that the other lacks: 0 is the same page, 1 has nothing in common. */
export function scanDifference({ edges: a }: ScanPrint, { edges: b }: ScanPrint): number {
  let [either, different] = [0, 0];
  for (let word = 0; word < a.length; word += 1) {
    either += ones((a[word] ?? 0) | (b[word] ?? 0));
    different += ones((a[word] ?? 0) ^ (b[word] ?? 0));
  }
  return either === 0 ? 0 : different / either;
}

function ones(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** What two pages say about what is filled in, in cells of the fine grid. */
export interface FilledIn {
  /** Written in both, and in none of the other pages of the form. */
  agree: number;
  /** Written in one and not in the other. */
  differ: number;
}

/** Two pages of one form, held against other pages of it: a form is what all have in common. */
export function filledIn(a: FinePrint, b: FinePrint, others: readonly FinePrint[]): FilledIn {
  const form = formOf(others);
  const said = { agree: 0, differ: 0 };
  for (const [at, grey] of a.entries()) {
    const there = b[at] as number;
    if (Math.abs(grey - there) > OTHER) said.differ += 1;
    else if (grey < 255 - INK && there < 255 - INK && !form[at]) said.agree += 1;
  }
  return said;
}

/** Cells in or beside which one of the pages has something: a sheet never lies twice in the same place. */
const BESIDE = 2;

function formOf(others: readonly FinePrint[]): Uint8Array {
  const { width, height } = FINE;
  const form = new Uint8Array(width * height);
  for (const page of others)
    for (const [at, grey] of page.entries()) {
      if (grey >= 255 - INK) continue;
      const [x, y] = [at % width, Math.floor(at / width)];
      for (let row = Math.max(0, y - BESIDE); row <= Math.min(height - 1, y + BESIDE); row += 1)
        form.fill(1, row * width + Math.max(0, x - BESIDE), row * width + Math.min(width, x + BESIDE + 1));
    }
  return form;
}
