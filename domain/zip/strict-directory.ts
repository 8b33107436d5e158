import { type Entry, fromBufferPromise } from 'yauzl';
import { extraField, type Frame, localFrame } from './local-frame.ts';
import { ZipError } from './zip-error.ts';

const END = 0x06054b50;
const ZIP64_END = 0x06064b50;
const ZIP64_LOCATOR = 0x07064b50;
const UNICODE_PATH = 0x7075;
const ZIP64 = 0x0001;

/**
 * The members of a zip that is one file for every program: each is named once, header and
 * directory agree, and members, directory and its end fill the file from its first byte to
 * its last. The kinds that are refused: Y. Dong et al., My ZIP isn't your ZIP (USENIX Security 2025).
 * @throws ZipError
 */
export async function strictDirectory(bytes: Buffer): Promise<{ entry: Entry; frame: Frame }[]> {
  const entries = await directoryOf(bytes);
  refuseTwins(entries);
  const members = entries.map((entry) => ({ entry, frame: localFrame(bytes, entry) }));
  const byPlace = [...members].sort(
    (a, b) => a.entry.relativeOffsetOfLocalHeader - b.entry.relativeOffsetOfLocalHeader,
  );
  let at = 0;
  for (const { entry, frame } of byPlace) {
    if (entry.relativeOffsetOfLocalHeader !== at)
      throw new ZipError('something lies between members, or two share a place');
    at = frame.end;
  }
  checkEnd(bytes, at, entries);
  return members;
}

async function directoryOf(bytes: Buffer): Promise<Entry[]> {
  const entries: Entry[] = [];
  try {
    const zip = await fromBufferPromise(bytes, { strictFileNames: false, validateEntrySizes: true });
    for await (const entry of zip.eachEntry()) entries.push(entry);
  } catch (error) {
    throw new ZipError(String(error));
  }
  return entries;
}

/** Some programs tell names apart by case, slash or form of a character, and some do not. */
function refuseTwins(entries: readonly Entry[]): void {
  const names = new Set<string>();
  for (const { fileName, fileNameRaw, extraFieldRaw } of entries) {
    extraField(extraFieldRaw, ZIP64);
    const unicode = extraField(extraFieldRaw, UNICODE_PATH)?.subarray(5);
    if (unicode !== undefined && isAscii(fileNameRaw) && !unicode.equals(fileNameRaw)) throw new ZipError('two names');
    if (fileName.includes('\0')) throw new ZipError('a name with an end in it');
    const folded = fileName
      .normalize('NFKC')
      .replaceAll('\\', '/')
      .replace(/^\/+/, '')
      .replace(/\/+/g, '/')
      .toLowerCase();
    const isFolder = folded.endsWith('/');
    const name = isFolder ? folded.slice(0, -1) : folded;
    if (name.split('/').some((part) => part === '..' || part === '.')) throw new ZipError('a name that climbs');
    if (names.has(name)) throw new ZipError('one name twice');
    names.add(name);
  }
}

const isAscii = (name: Buffer) => name.every((byte) => byte < 0x80);

/** Directory and end records from `at` to the last byte, which must all agree. */
function checkEnd(bytes: Buffer, at: number, entries: readonly Entry[]): void {
  const size = entries.reduce(
    (sum, entry) => sum + 46 + entry.fileNameLength + entry.extraFieldLength + entry.fileCommentLength,
    0,
  );
  let end = at + size;
  const signature = (offset: number) => (offset + 4 <= bytes.length ? bytes.readUInt32LE(offset) : 0);
  if (signature(end) === ZIP64_END) {
    const record = end;
    end += 12 + Number(bytes.readBigUInt64LE(record + 4));
    if (signature(end) !== ZIP64_LOCATOR || bytes.readBigUInt64LE(end + 8) !== BigInt(record))
      throw new ZipError('a second end record');
    const stated = [24, 32, 40, 48].map((offset) => Number(bytes.readBigUInt64LE(record + offset)));
    if (!sameNumbers(stated, [entries.length, entries.length, size, at])) throw new ZipError('two directories');
    end += 20;
  }
  if (signature(end) !== END || end + 22 + bytes.readUInt16LE(end + 20) !== bytes.length)
    throw new ZipError('something lies behind the members');
  const comment = bytes.subarray(end + 22);
  if (comment.includes('PK\x05\x06') || comment.includes('PK\x01\x02'))
    throw new ZipError('a directory in the comment');
  const stated = [
    bytes.readUInt16LE(end + 8),
    bytes.readUInt16LE(end + 10),
    bytes.readUInt32LE(end + 12),
    bytes.readUInt32LE(end + 16),
  ];
  const actual = [entries.length, entries.length, size, at];
  const most = [0xffff, 0xffff, 0xffffffff, 0xffffffff];
  if (bytes.readUInt32LE(end + 4) !== 0 && bytes.readUInt32LE(end + 4) !== 0xffffffff)
    throw new ZipError('one disk of several');
  if (!stated.every((number, index) => number === actual[index] || number === most[index]))
    throw new ZipError('two directories');
}

function sameNumbers(given: readonly number[], expected: readonly number[]): boolean {
  return given.every((number, index) => number === expected[index]);
}
