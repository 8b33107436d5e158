import { isUtf8 } from 'node:buffer';
import { openPlain } from '../files/plain-file.ts';
import type { Encoding } from './encoding.ts';
import type { RecordSource } from './record-files.ts';

const PIECE = 4 * 1024 ** 2;

/**
 * Whether DuckDB may read the file as it lies: UTF-8 throughout, no blank line (which it would not count), no
 * replacement character.
 */
export async function isPlain({ path, name }: RecordSource, encoding: Encoding): Promise<boolean> {
  if (encoding !== 'utf-8') return false;
  const file = await openPlain(path, name);
  try {
    const buffer = Buffer.allocUnsafe(PIECE);
    let kept = 0;
    for (;;) {
      const { bytesRead } = await file.read(buffer, kept, PIECE - kept);
      const filled = kept + bytesRead;
      const bytes = buffer.subarray(0, filled);
      if (BLANK_LINES.some((pattern) => bytes.includes(pattern))) return false;
      // The last line goes with the next piece: a character or a line end may be cut.
      const end = bytesRead === 0 ? filled : bytes.lastIndexOf(10) + 1;
      if (end === 0) return bytesRead === 0;
      if (!isUtf8(bytes.subarray(0, end))) return false;
      if (bytesRead === 0) return true;
      // From the line end itself, so that a blank line between two pieces is seen.
      const from = Math.max(end - 1, 1);
      buffer.copyWithin(0, from, filled);
      kept = filled - from;
    }
  } finally {
    await file.close();
  }
}
const BLANK_LINES = ['\n\n', '\n\r\n', '\0', '\uFFFD', '\uFFFF', '\r\r'].map((text) => Buffer.from(text));
