import { createCanvas, loadImage } from '@napi-rs/canvas';

const [WIDTH, HEIGHT] = [96, 128];
/** Grey levels: less is the paper's noise and the codec's. */
const EDGE = 3;

/** Where a page gets lighter or darker from left to right on a coarse grid; survives scaling and compression. */
export type ScanPrint = Uint32Array;

/**
 * A difference hash (dHash) of the page, finer than the usual 8 × 8: pages of one
 * form differ in a few lines only. Undefined when the image cannot be decoded.
 */
export async function scanPrint(bytes: Uint8Array): Promise<ScanPrint | undefined> {
  const image = await loadImage(bytes).catch(() => undefined);
  if (image === undefined) return undefined;
  const canvas = createCanvas(image.width, image.height);
  const pen = canvas.getContext('2d');
  pen.drawImage(image, 0, 0);
  const cells = averages(pen.getImageData(0, 0, image.width, image.height).data, image.width, image.height);
  const grey = (x: number, y: number) => cells[y * (WIDTH + 1) + x] ?? 0;
  // Two bits a place: lighter by more than the noise, darker by more than the noise.
  const print = new Uint32Array((2 * WIDTH * HEIGHT) / 32);
  for (let y = 0; y < HEIGHT; y += 1)
    for (let x = 0; x < WIDTH; x += 1) {
      const step = grey(x + 1, y) - grey(x, y);
      if (Math.abs(step) <= EDGE) continue;
      const bit = 2 * (y * WIDTH + x) + (step > 0 ? 0 : 1);
      print[bit >>> 5] = (print[bit >>> 5] ?? 0) | (1 << (bit & 31));
    }
  return print;
}

/** Mean grey of each cell of the grid: every pixel counts once, so that a scaled copy has the same means. */
function averages(data: Uint8ClampedArray, width: number, height: number): Float64Array {
  const sums = new Float64Array((WIDTH + 1) * HEIGHT);
  const counts = new Uint32Array(sums.length);
  const columnOf = Uint16Array.from({ length: width }, (_, x) => Math.floor((x * (WIDTH + 1)) / width));
  const pixels = new Uint32Array(data.buffer, data.byteOffset, width * height);
  for (let y = 0, at = 0; y < height; y += 1) {
    const base = Math.floor((y * HEIGHT) / height) * (WIDTH + 1);
    for (let x = 0; x < width; x += 1, at += 1) {
      const cell = base + (columnOf[x] as number);
      const pixel = pixels[at] as number;
      // Red, green and blue by their weight for the eye (ITU-R BT.601), in 256ths.
      const grey = 77 * (pixel & 0xff) + 150 * ((pixel >>> 8) & 0xff) + 29 * ((pixel >>> 16) & 0xff);
      sums[cell] = (sums[cell] as number) + grey;
      counts[cell] = (counts[cell] as number) + 1;
    }
  }
  return sums.map((sum, cell) => sum / 256 / Math.max(1, counts[cell] as number));
}

/** Share of the edges of either page that the other lacks: 0 is the same page, 1 has nothing in common. */
export function scanDifference(a: ScanPrint, b: ScanPrint): number {
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
