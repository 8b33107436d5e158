/**
 * Everything in a zip of this project but the contents, byte for byte as yazl
 * writes it for stored members with fixed time and mode (APPNOTE 6.3 §4.3): so
 * a reader can demand it, and nothing can lie hidden between the members.
 */
export interface Member {
  path: string;
  size: number;
  crc32: number;
}

const UTF8_WITH_DESCRIPTOR = 0x0808;
const STORED = 0;
const VERSION_NEEDED = 20;
/** Unix, specification 6.3. */
const MADE_BY = (3 << 8) | 63;
/** 1980-01-01 00:00, the first moment that a zip can name. */
const DATE = 0x21;
const REGULAR_FILE = (0o100644 << 16) >>> 0;
/** A zip beyond these needs Zip64, which this project does not write. */
export const LARGEST_ZIP = 0xfffffffe;
export const MOST_MEMBERS = 0xfffe;

export function localHeader({ path }: Member): Buffer {
  const name = Buffer.from(path);
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(VERSION_NEEDED, 4);
  head.writeUInt16LE(UTF8_WITH_DESCRIPTOR, 6);
  head.writeUInt16LE(STORED, 8);
  head.writeUInt16LE(DATE, 12);
  head.writeUInt16LE(name.length, 26);
  return Buffer.concat([head, name]);
}

export function dataDescriptor({ size, crc32 }: Member): Buffer {
  const tail = Buffer.alloc(16);
  tail.writeUInt32LE(0x08074b50, 0);
  tail.writeUInt32LE(crc32, 4);
  tail.writeUInt32LE(size, 8);
  tail.writeUInt32LE(size, 12);
  return tail;
}

/** `offset` is where the member's local header begins. */
function directoryRecord({ path, size, crc32 }: Member, offset: number): Buffer {
  const name = Buffer.from(path);
  const record = Buffer.alloc(46);
  record.writeUInt32LE(0x02014b50, 0);
  record.writeUInt16LE(MADE_BY, 4);
  record.writeUInt16LE(VERSION_NEEDED, 6);
  record.writeUInt16LE(UTF8_WITH_DESCRIPTOR, 8);
  record.writeUInt16LE(STORED, 10);
  record.writeUInt16LE(DATE, 14);
  record.writeUInt32LE(crc32, 16);
  record.writeUInt32LE(size, 20);
  record.writeUInt32LE(size, 24);
  record.writeUInt16LE(name.length, 28);
  record.writeUInt32LE(REGULAR_FILE, 38);
  record.writeUInt32LE(offset, 42);
  return Buffer.concat([record, name]);
}

/** The central directory and its end, for members that lie one behind the other from the file's first byte. */
export function directory(members: readonly Member[]): Buffer {
  let offset = 0;
  const records = members.map((member) => {
    const record = directoryRecord(member, offset);
    offset += framedSize(member);
    return record;
  });
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(members.length, 8);
  end.writeUInt16LE(members.length, 10);
  end.writeUInt32LE(
    records.reduce((sum, record) => sum + record.length, 0),
    12,
  );
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...records, end]);
}

/** Of a member with its header and descriptor. */
export function framedSize({ path, size }: { path: string; size: number }): number {
  return 30 + Buffer.byteLength(path) + size + 16;
}
