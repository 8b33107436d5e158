import { inflateSync } from 'node:zlib';
import { type Opening, PART_LIMIT, type Part, startsWith } from './part.ts';

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** Compressed text chunks (zTXt, iTXt, PNG 11.3.3); the others are read with the file. Pixels are another test's business. */
export function openPng(bytes: Uint8Array): Opening | undefined {
  if (!startsWith(bytes, SIGNATURE)) return undefined;
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: Part[] = [];
  for (let at = 8; at + 12 <= all.length; ) {
    const length = all.readUInt32BE(at);
    const kind = all.subarray(at + 4, at + 8).toString('latin1');
    const data = all.subarray(at + 8, at + 8 + length);
    if (kind === 'zTXt' || kind === 'iTXt') {
      // keyword NUL method …; the stream begins where a zlib header stands.
      for (let from = data.indexOf(0); from !== -1 && from < data.length; from = data.indexOf(0x78, from + 1)) {
        try {
          parts.push({ name: kind, bytes: inflateSync(data.subarray(from), { maxOutputLength: PART_LIMIT }) });
          break;
        } catch {
          // not here
        }
      }
    }
    at += 12 + length;
  }
  return { kind: 'png', parts, unread: [] };
}
