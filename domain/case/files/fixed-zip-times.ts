/** 1 January 2022 00:00 as MS-DOS date and time (APPNOTE 4.4.6). */
const DOS_DATE = ((2022 - 1980) << 9) | (1 << 5) | 1;

/**
 * Sets the time of every zip entry, in place: exceljs stamps them with the wall
 * clock, and the same workbook must be the same bytes.
 */
export function fixZipTimes(zip: Uint8Array): Uint8Array {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  let end = zip.length - 22;
  while (end >= 0 && view.getUint32(end, true) !== 0x06054b50) end -= 1;
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  for (let entry = 0; entry < count; entry += 1) {
    const local = view.getUint32(at + 42, true);
    view.setUint32(at + 12, DOS_DATE << 16, true);
    view.setUint32(local + 10, DOS_DATE << 16, true);
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return zip;
}
