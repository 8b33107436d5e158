import type { Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import { type Entry, fromBufferPromise } from 'yauzl';

/** More than any desk's table unpacks to: a million learning records are some 450 MB of XML. */
const LARGEST_PART = 1024 ** 3;

/** A sheet inflates in pieces of this size: each piece is a turn of another thread. */
const PIECE = 1024 ** 2;
const DEFLATED = 8;

/** What cannot be a workbook, whatever it is called. */
export class PartError extends Error {}
/** What would fill the memory, and is more likely a trap than a table. */
export class TooLargeError extends Error {}

/** The parts of an OOXML package (ECMA-376 part 2), each inflated only while it is read. */
export interface PackageParts {
  has(path: string): boolean;
  /** @throws PartError when the part is missing or damaged */
  chunks(path: string): AsyncIterable<Buffer>;
}

/** @throws PartError when the bytes are no zip, TooLargeError when a part would unpack to too much */
export async function openParts(bytes: Uint8Array): Promise<PackageParts> {
  const zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)).catch(
    (error: Error) => {
      throw new PartError(error.message);
    },
  );
  const entries = new Map<string, Entry>();
  try {
    for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry);
  } catch (error) {
    throw new PartError(String(error));
  }
  return {
    has: (path) => entries.has(path),
    async *chunks(path) {
      const entry = entries.get(path);
      if (entry === undefined) throw new PartError(`no part ${path}`);
      if (entry.uncompressedSize > LARGEST_PART) throw new TooLargeError(path);
      let sum = 0;
      let size = 0;
      try {
        const stored: Readable = await zip.openReadStreamPromise(entry, { decodeFileData: false });
        const stream =
          entry.compressionMethod === DEFLATED ? stored.pipe(createInflateRaw({ chunkSize: PIECE })) : stored;
        stored.once('error', (error) => stream.destroy(error));
        for await (const chunk of stream) {
          sum = crc32(chunk, sum);
          size += chunk.length;
          if (size > entry.uncompressedSize) break;
          yield chunk as Buffer;
        }
      } catch (error) {
        throw new PartError(String(error));
      }
      if (sum !== entry.crc32 || size !== entry.uncompressedSize) throw new PartError(`${path} is damaged`);
    },
  };
}
