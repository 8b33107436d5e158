import { Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import { strictDirectory } from './strict-directory.ts';
import { ZipError } from './zip-error.ts';

/** Inflates in pieces of this size: each piece is a turn of another thread. */
const PIECE = 1024 ** 2;
const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED = 0x0001;

export interface ZipMember {
  /** As written, which may be with backslashes or a slash in front. */
  path: string;
  /** Unpacked, in bytes: as the zip says, which reading proves. */
  size: number;
  packedSize: number;
  /** Piece by piece. @throws ZipError when it is damaged */
  chunks(): AsyncIterable<Buffer>;
}

/** The files of a zip, in the order of its directory. @throws ZipError when it is none, or two at once */
export async function openZip(bytes: Uint8Array): Promise<ZipMember[]> {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const members: ZipMember[] = [];
  for (const { entry, frame } of await strictDirectory(whole)) {
    const { compressionMethod: method, uncompressedSize: size, compressedSize: packedSize } = entry;
    if (entry.generalPurposeBitFlag & ENCRYPTED) throw new ZipError('encrypted');
    if (method !== STORED && method !== DEFLATED) throw new ZipError('an unknown method');
    if (entry.fileName.endsWith('/') && size === 0) continue;
    const packed = whole.subarray(frame.start, frame.start + packedSize);
    members.push({
      path: entry.fileName,
      size,
      packedSize,
      chunks: () => checked(method === STORED ? pieces(packed) : inflated(packed), size, entry.crc32),
    });
  }
  return members;
}

async function* checked(chunks: AsyncIterable<Buffer>, size: number, sum: number): AsyncIterable<Buffer> {
  let [read, running] = [0, 0];
  for await (const chunk of chunks) {
    read += chunk.length;
    if (read > size) break;
    running = crc32(chunk, running);
    yield chunk;
  }
  if (read !== size || running !== sum) throw new ZipError('damaged');
}

async function* pieces(bytes: Buffer): AsyncIterable<Buffer> {
  for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE);
}

async function* inflated(packed: Buffer): AsyncIterable<Buffer> {
  const stream = Readable.from(pieces(packed)).pipe(createInflateRaw({ chunkSize: PIECE }));
  try {
    for await (const chunk of stream) yield chunk as Buffer;
  } catch (error) {
    throw new ZipError(String(error));
  }
  // What lies behind the end of the stream is content for some programs and not for others.
  if (stream.bytesWritten !== packed.length) throw new ZipError('something lies behind the content');
}
