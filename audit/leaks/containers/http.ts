import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync, zstdDecompressSync } from 'node:zlib';
import { type Opening, PART_LIMIT } from './part.ts';

type Inflate = (bytes: Uint8Array, options: { maxOutputLength: number }) => Buffer;
const DECODERS: Record<string, Inflate[]> = {
  gzip: [gunzipSync],
  'x-gzip': [gunzipSync],
  deflate: [inflateSync, inflateRawSync],
  br: [brotliDecompressSync],
  zstd: [zstdDecompressSync],
};

/** Bodies of recorded HTTP answers as they were before transfer: chunks joined, compression undone (RFC 9112 §7, RFC 9110 §8.4). */
export function openHttp(bytes: Uint8Array): Opening | undefined {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const opening: Opening = { kind: 'http', parts: [], unread: [] };
  for (let at = all.indexOf('HTTP/1.'); at !== -1; at = all.indexOf('HTTP/1.', at + 1)) {
    const end = all.indexOf('\r\n\r\n', at);
    if (end === -1 || end - at > 64 * 1024) continue;
    const head = all.subarray(at, end).toString('latin1');
    const chunked = /^transfer-encoding:.*chunked/im.test(head);
    const coding = /^content-encoding:\s*(\S+)/im.exec(head)?.[1]?.toLowerCase() ?? '';
    if (!chunked && DECODERS[coding] === undefined) continue;
    const body = chunked ? joined(all.subarray(end + 4)) : all.subarray(end + 4);
    const plain = DECODERS[coding] === undefined ? body : inflated(body, DECODERS[coding]);
    if (plain === undefined) opening.unread.push({ name: `http@${at}`, why: `${coding} cannot be undone` });
    else opening.parts.push({ name: `http@${at}`, bytes: plain });
  }
  return opening.parts.length + opening.unread.length === 0 ? undefined : opening;
}

function joined(body: Buffer): Buffer {
  const chunks: Buffer[] = [];
  for (let at = 0; at < body.length; ) {
    const line = body.indexOf('\r\n', at);
    const size = line === -1 ? 0 : Number.parseInt(body.subarray(at, line).toString('latin1'), 16);
    if (!(size > 0)) break;
    chunks.push(body.subarray(line + 2, line + 2 + size));
    at = line + 2 + size + 2;
  }
  return Buffer.concat(chunks);
}

function inflated(body: Buffer, decoders: Inflate[]): Buffer | undefined {
  for (const decode of decoders)
    try {
      return decode(body, { maxOutputLength: PART_LIMIT });
    } catch {
      // the next one
    }
  return undefined;
}
