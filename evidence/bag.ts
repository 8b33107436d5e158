import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { InputError } from '../domain/errors.ts';
import { sha256 } from './canonical-json.ts';
import { BAG_DECLARATION, BAG_INFO, CHECKPOINT, MANIFEST, VERIFY_SCRIPT } from './layout.ts';

/** Tag files that the tag manifest vouches for; the seal's own files vouch for the tag manifest. */
export const TAG_FILES = [BAG_INFO, BAG_DECLARATION, MANIFEST, CHECKPOINT, VERIFY_SCRIPT] as const;
export const BAGIT = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n';

/** BagIt percent-encodes % and line ends (RFC 8493 §2.1.3), sha256sum escapes \ and line ends, each in its own way. */
const AMBIGUOUS = /[%\\\p{Cc}]/u;

/** Every regular file below a folder, relative, with `/`, sorted. */
export function filesBelow(folder: string, prefix = ''): string[] {
  return readdirSync(join(folder, prefix), { withFileTypes: true })
    .flatMap((entry) => {
      const path = prefix === '' ? entry.name : `${prefix}/${entry.name}`;
      return entry.isDirectory() ? filesBelow(folder, path) : [path];
    })
    .sort();
}

/** `<sha256>  <path>` a line, as `sha256sum -c` reads it (RFC 8493 §2.1.3). */
export function manifestText(digests: Readonly<Record<string, string>>): string {
  return Object.keys(digests)
    .sort()
    .map((path) => `${digests[path]}  ${path}\n`)
    .join('');
}

/** Paths to digests, or undefined when a line is malformed, double or out of order. */
export function parseManifest(text: string): ReadonlyMap<string, string> | undefined {
  const digests = new Map<string, string>();
  if (text !== '' && !text.endsWith('\n')) return undefined;
  let last = '';
  for (const row of text.split('\n').slice(0, -1)) {
    const match = /^([0-9a-f]{64}) {2}([^\r]+)$/.exec(row);
    const path = match?.[2];
    if (path === undefined || path <= last) return undefined;
    digests.set(path, match?.[1] ?? '');
    last = path;
  }
  return digests;
}

/** Writes the whole file and syncs it: what the seal signs has to be on the disk. */
export function writeDurably(path: string, content: Uint8Array | string): void {
  mkdirSync(dirname(path), { recursive: true });
  const file = openSync(path, 'w');
  try {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    let written = 0;
    while (written < bytes.length) written += writeSync(file, bytes, written);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Into a sealed bundle, whole or not at all: half a file would make it a broken one. */
export function addDurably(path: string, content: Uint8Array | string): void {
  const part = `${path}.part`;
  try {
    writeDurably(part, content);
    renameSync(part, path);
    syncFolder(dirname(path));
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
}

/** A file's name is on the disk only when its folder is synced. */
export function syncFolder(path: string): void {
  // Windows opens no folder for this; its file systems keep the order by themselves.
  if (process.platform === 'win32') return;
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

/** Digest of every payload file. */
export function payloadDigests(folder: string): Record<string, string> {
  return Object.fromEntries(filesBelow(folder, 'data').map((path) => [path, sha256(readFileSync(join(folder, path)))]));
}

/**
 * Writes the manifest over `data/` and the bag's declaration; `seal.ts` writes the tag manifest last.
 * @param later payload files that are written after the seal, by path within the bag
 * @throws InputError for a name that not every reader of the manifest would find again
 */
export function writeBag(
  folder: string,
  info: Readonly<Record<string, string>>,
  later: Readonly<Record<string, Uint8Array | string>> = {},
): Record<string, string> {
  const written = payloadDigests(folder);
  const digests = {
    ...written,
    ...Object.fromEntries(Object.entries(later).map(([path, content]) => [path, sha256(content)])),
  };
  const unreadable = Object.keys(digests).find((path) => AMBIGUOUS.test(path) || path.normalize('NFC') !== path);
  if (unreadable !== undefined)
    throw new InputError(
      `文件名「${unreadable}」含有 %、\\、控制字符或不规范的 Unicode 写法，各种核验工具对它的写法不一致，没有封存。请改名。`,
    );
  const octets = [
    ...Object.keys(written).map((path) => statSync(join(folder, path)).size),
    ...Object.values(later).map((content) => Buffer.byteLength(content)),
  ].reduce((sum, size) => sum + size, 0);
  const lines = { ...info, 'Payload-Oxum': `${octets}.${Object.keys(digests).length}` };
  writeFileSync(join(folder, BAG_DECLARATION), BAGIT);
  writeFileSync(
    join(folder, BAG_INFO),
    Object.entries(lines)
      .map(([name, value]) => `${name}: ${value}\n`)
      .join(''),
  );
  writeFileSync(join(folder, MANIFEST), manifestText(digests));
  return digests;
}
