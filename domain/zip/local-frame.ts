import type { Entry } from 'yauzl';
import { ZipError } from './zip-error.ts';

const LOCAL_HEADER = 0x04034b50;
const DATA_DESCRIPTOR = 0x08074b50;
const ZIP64 = 0x0001;
const SATURATED = 0xffffffff;
const ENCRYPTED = 0x0001;
const SIZES_FOLLOW = 0x0008;
const UTF8_NAME = 0x0800;

/** Where the content of a member lies, and where what belongs to it ends. */
export interface Frame {
  start: number;
  end: number;
}

/**
 * The local header of a member, and the descriptor behind its content, must say what the
 * directory says (APPNOTE 6.3 §4.3.7, §4.3.9): a reader that streams believes the one, a
 * reader that seeks the other. @throws ZipError
 */
export function localFrame(bytes: Buffer, entry: Entry): Frame {
  const at = entry.relativeOffsetOfLocalHeader;
  if (at + 30 > bytes.length || bytes.readUInt32LE(at) !== LOCAL_HEADER) throw new ZipError('no local header');
  const [flags, method] = [bytes.readUInt16LE(at + 6), bytes.readUInt16LE(at + 8)];
  const nameEnd = at + 30 + bytes.readUInt16LE(at + 26);
  const start = nameEnd + bytes.readUInt16LE(at + 28);
  const end = start + entry.compressedSize;
  if (end > bytes.length) throw new ZipError('cut off');
  if (!bytes.subarray(at + 30, nameEnd).equals(entry.fileNameRaw)) throw new ZipError('two names');
  if (method !== entry.compressionMethod) throw new ZipError('two methods');
  const meaningful = ENCRYPTED | SIZES_FOLLOW | (entry.fileNameRaw.some((byte) => byte >= 0x80) ? UTF8_NAME : 0);
  if ((flags ^ entry.generalPurposeBitFlag) & meaningful) throw new ZipError('two sets of flags');
  const follows = (flags & SIZES_FOLLOW) !== 0;
  const local = localSizes(bytes, at, nameEnd, start);
  const stated = [entry.crc32, entry.compressedSize, entry.uncompressedSize];
  // Sizes and checksum may come after the content; macOS writes some of them before it as well.
  if (!local.every((number, index) => number === stated[index] || (follows && (number === 0 || number === SATURATED))))
    throw new ZipError('two sizes or checksums');
  return { start, end: follows ? end + descriptorSize(bytes, end, entry) : end };
}

/** Checksum, packed and unpacked size of a local header, or of its extra field where that has them. */
function localSizes(bytes: Buffer, at: number, extraStart: number, extraEnd: number): number[] {
  let [packed, unpacked] = [bytes.readUInt32LE(at + 18), bytes.readUInt32LE(at + 22)];
  const large = extraField(bytes.subarray(extraStart, extraEnd), ZIP64);
  let from = 0;
  const next = (number: number) => {
    if (number !== SATURATED || large === undefined || large.length < from + 8) return number;
    from += 8;
    return Number(large.readBigUInt64LE(from - 8));
  };
  unpacked = next(unpacked);
  packed = next(packed);
  return [bytes.readUInt32LE(at + 14), packed, unpacked];
}

/** With or without its signature, with sizes of 4 or of 8 bytes; programs differ, and none says which. */
function descriptorSize(bytes: Buffer, at: number, entry: Entry): number {
  for (const signature of [4, 0]) {
    if (signature === 4 && (at + 4 > bytes.length || bytes.readUInt32LE(at) !== DATA_DESCRIPTOR)) continue;
    const from = at + signature;
    for (const width of [4, 8]) {
      if (from + 4 + 2 * width > bytes.length || bytes.readUInt32LE(from) !== entry.crc32) continue;
      const size = (offset: number) =>
        width === 4 ? bytes.readUInt32LE(offset) : Number(bytes.readBigUInt64LE(offset));
      if (size(from + 4) === entry.compressedSize && size(from + 4 + width) === entry.uncompressedSize)
        return signature + 4 + 2 * width;
    }
  }
  throw new ZipError('no descriptor that agrees');
}

/** The one field of a kind; of two, readers take either. */
export function extraField(extra: Buffer, id: number): Buffer | undefined {
  let found: Buffer | undefined;
  let at = 0;
  while (at + 4 <= extra.length) {
    const size = extra.readUInt16LE(at + 2);
    if (extra.readUInt16LE(at) === id) {
      if (found !== undefined) throw new ZipError('two extra fields of one kind');
      found = extra.subarray(at + 4, at + 4 + size);
    }
    at += 4 + size;
  }
  return found;
}
