import { readSync } from 'node:fs';

/** Large enough that the calls cost nothing beside the hashing. */
const PIECE = 1024 * 1024;

/** Reads parts of files through one buffer: memory does not grow with what is read. */
export class ChunkReader {
  readonly #buffer = Buffer.allocUnsafeSlow(PIECE);

  /** `size` bytes from `start`, or to the end of the file if that comes first; a piece is valid until the next is asked for. */
  *read(file: number, start = 0, size = Number.POSITIVE_INFINITY): Generator<Buffer> {
    let at = start;
    let rest = size;
    while (rest > 0) {
      const got = readSync(file, this.#buffer, 0, Math.min(PIECE, rest), at);
      if (got === 0) return;
      yield got === PIECE ? this.#buffer : this.#buffer.subarray(0, got);
      at += got;
      rest -= got;
    }
  }
}
