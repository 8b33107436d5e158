import { constants, type Gunzip, gunzipSync } from 'node:zlib';
import { type Opening, PART_LIMIT, startsWith } from './part.ts';

/** gzip members wherever they begin: alone, one after another (WARC), or inside an exchange that was kept whole. */
export function openGzip(bytes: Uint8Array): Opening | undefined {
  const opening: Opening = { kind: 'gzip', parts: [], unread: [] };
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = next(all, 0); at !== -1; ) {
    let consumed = 1;
    try {
      const result = gunzipSync(all.subarray(at), {
        info: true,
        maxOutputLength: PART_LIMIT,
        // A member whose tail is missing still says what it says.
        finishFlush: constants.Z_SYNC_FLUSH,
      }) as unknown as { buffer: Buffer; engine: Gunzip };
      opening.parts.push({ name: `gzip@${at}`, bytes: result.buffer });
      consumed = Math.max(1, result.engine.bytesWritten);
    } catch (error) {
      // Three bytes alike are chance; a bomb is not.
      if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE')
        opening.unread.push({ name: `gzip@${at}`, why: `larger than ${PART_LIMIT} bytes` });
    }
    at = next(all, at + consumed);
  }
  return opening.parts.length + opening.unread.length === 0 ? undefined : opening;
}

function next(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0x1f, from); at !== -1; at = bytes.indexOf(0x1f, at + 1))
    // RFC 1952: magic, deflate, no reserved flag.
    if (startsWith(bytes, [0x8b, 0x08], at + 1) && ((bytes[at + 3] ?? 0xff) & 0xe0) === 0) return at;
  return -1;
}
