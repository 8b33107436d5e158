import { isUtf8 } from 'node:buffer';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';

/** The replacement character, for bytes that are no character (Unicode U+FFFD). */
export const BAD = '\uFFFD';

/** How the text of a file is encoded, by its beginning: a mark, else what its bytes can be. A wrong byte or a cut does not change the answer. */
export function encodingOf(head: Uint8Array): Encoding {
  const mark = Buffer.from(head.subarray(0, 3)).toString('hex');
  if (mark === 'efbbbf') return 'utf-8';
  if (mark.startsWith('fffe')) return 'utf-16le';
  if (mark.startsWith('feff')) return 'utf-16be';
  const [even, odd] = zeros(head);
  if (even + odd > head.length / 50) return even > odd ? 'utf-16be' : 'utf-16le';
  if (isUtf8(head)) return 'utf-8';
  const { whole, wrong } = sequences(head);
  return wrong * 4 < whole ? 'utf-8' : 'gb18030';
}

/** Commas, digits and line ends have a zero byte in UTF-16. */
function zeros(bytes: Uint8Array): [even: number, odd: number] {
  const count: [number, number] = [0, 0];
  for (let at = 0; at < bytes.length; at += 1) if (bytes[at] === 0) count[(at & 1) as 0 | 1] += 1;
  return count;
}

/** Characters of several bytes that are whole UTF-8, and bytes that are none: GB18030 read as UTF-8 is nearly all wrong. */
function sequences(bytes: Uint8Array): { whole: number; wrong: number } {
  let whole = 0;
  let wrong = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte < 0x80) continue;
    const more = byte >= 0xf0 ? 3 : byte >= 0xe0 ? 2 : 1;
    if (byte >= 0xc2 && byte < 0xf5 && bytes.subarray(at + 1, at + 1 + more).every((next) => next >> 6 === 2)) {
      whole += 1;
      at += more;
    } else wrong += 1;
  }
  return { whole, wrong };
}

/** Stands at the end of a file that stops within a character; itself no character (Unicode U+FFFF). */
export const CUT = '\uFFFF';

/** Decodes piece by piece; without a piece, what is left at the end. */
export function decoderOf(encoding: Encoding): (piece?: Uint8Array) => string {
  const decoder = new TextDecoder(encoding);
  return (piece) =>
    piece === undefined ? (decoder.decode() === '' ? '' : CUT) : decoder.decode(piece, { stream: true });
}
