import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Canary } from './canary.ts';
import { readings } from './character-sets.ts';
import { isAge } from './containers/age.ts';
import { openGzip } from './containers/gzip.ts';
import { openHttp } from './containers/http.ts';
import { type Opening, PART_LIMIT, type Part } from './containers/part.ts';
import { openPdf } from './containers/pdf.ts';
import { openPng } from './containers/png.ts';
import { openZip } from './containers/zip.ts';
import { encodedBytes } from './encoded-bytes.ts';
import { unescaped } from './escapes.ts';
import { JoinedRuns } from './joined-runs.ts';
import { CanaryMatcher } from './matcher.ts';
import { type View, viewOf } from './view.ts';

/** A value where none should be. The value itself is left out: a report of leaks must not be one. */
export interface Leak {
  class: Canary['class'];
  /** Which canary, by its place in the list given. */
  canary: number;
  /** File below the scanned folder; `!` leads into what lies within it. */
  path: string;
  /** How to read it, outermost first: `['zip', 'gzip', 'utf-8', 'base64', 'utf-8']`. */
  encodings: string[];
  /** Bytes into the file or part; in decoded text, signs, near enough to find it. */
  offset: number;
}

export interface ScanResult {
  leaks: Leak[];
  /** age files, by their header. */
  encrypted: string[];
  /** What could not be looked into: no leak was found there because nobody looked. */
  unread: { path: string; why: string }[];
  files: number;
  parts: number;
  bytes: number;
}

/** How deep things may lie in each other, and what all parts of one file may come to together. */
const DEPTH_LIMIT = 10;
const FILE_LIMIT = 1024 * 1024 * 1024;
/** Encoded runs of this many bytes are parts of their own; shorter ones are read together. */
const LONG = 4096;
/** In noise read as text, names of two letters come up by chance. */
const NOISE_NAME = 3;

/** Looks for canaries in whatever lies at these paths, through every container and encoding that it knows. */
export async function scanForLeaks(paths: readonly string[], canaries: readonly Canary[]): Promise<ScanResult> {
  const scan = new Scan(canaries);
  for (const path of paths) await scan.walk(path, path);
  return scan.result;
}

/** The same for bytes in memory, under a name. */
export async function scanBytes(part: Part, canaries: readonly Canary[]): Promise<ScanResult> {
  const scan = new Scan(canaries);
  await scan.file(part);
  return scan.result;
}

class Scan {
  readonly result: ScanResult = { leaks: [], encrypted: [], unread: [], files: 0, parts: 0, bytes: 0 };
  private readonly matcher: CanaryMatcher;
  private readonly numbers: ReadonlyMap<Canary, number>;
  private readonly seen = new Set<string>();
  /** Bytes of the present file, its parts together. */
  private spent = 0;

  constructor(canaries: readonly Canary[]) {
    this.matcher = new CanaryMatcher(canaries);
    this.numbers = new Map(canaries.map((canary, index) => [canary, index]));
  }

  async walk(path: string, root: string): Promise<void> {
    const status = lstatSync(path);
    const name = relative(root, path) || path.split('/').at(-1) || path;
    if (status.isSymbolicLink()) await this.file({ name, bytes: Buffer.from(readlinkSync(path)) });
    else if (status.isDirectory()) {
      // An empty folder has a name too.
      this.names(name, name, []);
      for (const entry of readdirSync(path).sort()) await this.walk(join(path, entry), root);
    } else if (!status.isFile()) this.result.unread.push({ path: name, why: 'neither file, folder nor link' });
    else if (status.size > FILE_LIMIT) this.result.unread.push({ path: name, why: `larger than ${FILE_LIMIT} bytes` });
    else await this.file({ name, bytes: readFileSync(path) });
  }

  async file({ name, bytes }: Part): Promise<void> {
    this.result.files += 1;
    this.spent = 0;
    this.names(name, name, []);
    await this.bytes(bytes, name, [], 0);
  }

  private names(name: string, path: string, encodings: string[]): void {
    this.texts(viewOf(name), path, [...encodings, 'file name'], () => undefined);
  }

  private async bytes(bytes: Uint8Array, path: string, encodings: string[], depth: number): Promise<void> {
    if (bytes.length === 0) return;
    this.spent += bytes.length;
    if (depth > DEPTH_LIMIT || this.spent > FILE_LIMIT) {
      const why = depth > DEPTH_LIMIT ? `more than ${DEPTH_LIMIT} deep` : `expands to more than ${FILE_LIMIT} bytes`;
      this.result.unread.push({ path, why });
      return;
    }
    this.result.parts += 1;
    this.result.bytes += bytes.length;
    // Its payload is read as noise all the same: whoever writes behind the ciphertext is found.
    if (isAge(bytes)) this.result.encrypted.push(path);
    for (const opening of await openings(bytes)) await this.within(opening, path, encodings, depth);
    for (let from = 0; from < bytes.length; from += PART_LIMIT) {
      const window = bytes.subarray(from, from + PART_LIMIT + 4096);
      for (const { name, text, sound, bytesPerSign } of readings(window)) {
        const view = viewOf(text, (at) => from + at * bytesPerSign);
        const chain = [...encodings, name];
        if (!sound) {
          this.match(view, path, chain, NOISE_NAME);
          continue;
        }
        const deeper: EncodedPart[] = [];
        this.texts(view, path, chain, (one) => deeper.push(one));
        for (const one of deeper) await this.bytes(one.bytes, path, [...chain, one.name], depth + 1);
      }
    }
  }

  private async within({ kind, parts, unread }: Opening, path: string, encodings: string[], depth: number) {
    const chain = [...encodings, kind];
    for (const { name, why } of unread) this.result.unread.push({ path: `${path}!${name}`, why });
    for (const { name, bytes } of parts) {
      this.names(name, `${path}!${name}`, chain);
      await this.bytes(bytes, `${path}!${name}`, chain, depth + 1);
    }
  }

  /** A text, all its escapes undone, and what is written in it as base64 or hex. */
  private texts(view: View, path: string, encodings: string[], deeper: (part: EncodedPart) => void): void {
    this.match(view, path, encodings);
    this.encoded(view, path, encodings, deeper);
    let last: { name: string; view: View } | undefined;
    for (const step of unescaped(view)) {
      this.match(step.view, path, [...encodings, step.name]);
      if (step.name !== 'tags') last = step;
    }
    if (last !== undefined) this.encoded(last.view, path, [...encodings, last.name], deeper);
  }

  /** Runs of base64 and hex: long ones by themselves, short ones joined, those read from the middle of a group as noise. */
  private encoded(view: View, path: string, encodings: string[], deeper: (part: EncodedPart) => void): void {
    if (encodings.length > DEPTH_LIMIT) return;
    const joined = new Map<string, JoinedRuns>();
    for (const { name, bytes, origin, shifted } of encodedBytes(view)) {
      if (!shifted && (bytes.length >= LONG || isContainer(bytes))) deeper({ name, bytes });
      else {
        const key = `${name} ${shifted}`;
        const runs = joined.get(key) ?? new JoinedRuns(name, shifted);
        joined.set(key, runs);
        runs.add(bytes, origin);
      }
    }
    for (const { name, shifted, bytes, originOf } of joined.values())
      for (const reading of readings(bytes())) {
        const inner = viewOf(reading.text, (at) => originOf(at * reading.bytesPerSign));
        const chain = [...encodings, name, reading.name];
        if (reading.name !== 'utf-8') this.match(inner, path, chain, NOISE_NAME);
        else if (shifted) this.match(inner, path, chain);
        else this.texts(inner, path, chain, deeper);
      }
  }

  private match(view: View, path: string, encodings: string[], shortestName = 2): void {
    for (const { canary, at } of this.matcher.find(view.text, shortestName)) {
      const offset = view.origin(at);
      const number = this.numbers.get(canary) ?? -1;
      const key = `${number} ${path} ${offset}`;
      // A text decoded in place still holds what was plain in it.
      if (this.seen.has(key)) continue;
      this.seen.add(key);
      this.result.leaks.push({ class: canary.class, canary: number, path, encodings, offset });
    }
  }
}

interface EncodedPart {
  name: string;
  bytes: Uint8Array;
}

const CONTAINER_STARTS = ['PK\u0003\u0004', '%PDF', '\u0089PNG', '\u001f\u008b', 'age-encryption'];

async function openings(bytes: Uint8Array): Promise<Opening[]> {
  const found = [await openZip(bytes), await openPdf(bytes), openPng(bytes), openGzip(bytes), openHttp(bytes)];
  return found.filter((opening) => opening !== undefined);
}

function isContainer(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, 16)).toString('latin1');
  return CONTAINER_STARTS.some((magic) => start.startsWith(magic));
}
