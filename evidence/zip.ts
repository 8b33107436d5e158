import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { openZip } from '../domain/zip/open-zip.ts';

/** yazl writes DOS time in local time: a local date gives the same bytes in every time zone. */
const FIXED_TIME = new Date(1980, 0, 1);

export interface ZipMember {
  path: string;
  bytes: () => Uint8Array | Readable;
  /** Needed where `bytes` gives a stream. */
  size: number;
}

/** A zip whose bytes follow from names, order and contents alone: stored unless stated, fixed times and modes. */
export function zipStream(members: Iterable<ZipMember>, compress = false): Readable {
  const zip = new ZipFile();
  const options = { mtime: FIXED_TIME, mode: 0o100644, compress, forceDosTimestamp: true };
  for (const { path, bytes, size } of members) {
    zip.addReadStreamLazy(path, { ...options, size }, (done: (error: unknown, stream: Readable) => void) => {
      const content = bytes();
      done(null, content instanceof Readable ? content : Readable.from([Buffer.from(content)]));
    });
  }
  zip.end();
  return zip.outputStream as Readable;
}

export async function writeZip(path: string, members: Iterable<ZipMember>): Promise<void> {
  await pipeline(zipStream(members), createWriteStream(path));
}

export async function zipBytes(files: Readonly<Record<string, Uint8Array>>, compress = false): Promise<Uint8Array> {
  const members = Object.entries(files)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, bytes]) => ({ path, bytes: () => bytes, size: bytes.length }));
  const chunks: Buffer[] = [];
  for await (const chunk of zipStream(members, compress)) chunks.push(chunk as Buffer);
  return new Uint8Array(Buffer.concat(chunks));
}

/** A file in a zip, in the order of its directory. */
export interface ZipEntry {
  path: string;
  size: number;
  stream(): Readable;
}

/** @throws Error when it is no zip, or one that two programs could read as two different files */
export async function readZip(source: Uint8Array): Promise<ZipEntry[]> {
  return (await openZip(source)).map(({ path, size, chunks }) => ({
    path,
    size,
    stream: () => Readable.from(chunks(), { objectMode: false }),
  }));
}
