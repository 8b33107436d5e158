import { inflateRawSync, inflateSync } from 'node:zlib';
import { PDF } from '@libpdf/core';
import { type Opening, PART_LIMIT, startsWith, text } from './part.ts';

/** Text as a reader shows it (glyph numbers mean nothing without the font's map), and every stream inflated. */
export async function openPdf(bytes: Uint8Array): Promise<Opening | undefined> {
  if (!startsWith(bytes, [0x25, 0x50, 0x44, 0x46])) return undefined;
  const opening: Opening = { kind: 'pdf', parts: [...streams(bytes)], unread: [] };
  try {
    const pdf = await PDF.load(bytes);
    for (const [number, page] of pdf.extractText().entries()) opening.parts.push(text(`page ${number + 1}`, page.text));
  } catch (error) {
    opening.unread.push({ name: '', why: `pdf: ${error instanceof Error ? error.message : error}` });
  }
  return opening;
}

function* streams(bytes: Uint8Array) {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = all.indexOf('stream'); at !== -1; at = all.indexOf('stream', at + 6)) {
    const start = at + 6 + (all[at + 6] === 0x0d ? 2 : 1);
    const end = all.indexOf('endstream', start);
    if (end === -1) return;
    for (const inflate of [inflateSync, inflateRawSync])
      try {
        yield { name: `stream@${at}`, bytes: inflate(all.subarray(start, end), { maxOutputLength: PART_LIMIT }) };
        break;
      } catch {
        // not compressed this way: its bytes are read with the file
      }
    at = end + 3;
  }
}
