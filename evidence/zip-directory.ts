import { promisify } from 'node:util';
import { type Entry, type ZipFile as OpenZip, open } from 'yauzl';
import type { Member } from './zip-frame.ts';

/** How yauzl opens a zip here: names that climb or are absolute are errors. */
const STRICT = { lazyEntries: true, autoClose: false, strictFileNames: true, validateEntrySizes: true };
const openFile = promisify(open) as (path: string, options: object) => Promise<OpenZip>;

/** What a zip's directory says of each file, in its order, before any content is read. @throws Error when it is no sound zip */
export async function memberNames(path: string): Promise<(Member & { stored: boolean })[]> {
  const zip = await openFile(path, STRICT);
  try {
    return (await entriesOf(zip)).map((entry) => ({
      path: entry.fileName,
      size: entry.uncompressedSize,
      crc32: entry.crc32,
      stored: entry.compressionMethod === 0 && entry.compressedSize === entry.uncompressedSize,
    }));
  } finally {
    zip.close();
  }
}

function entriesOf(zip: OpenZip): Promise<Entry[]> {
  const entries: Entry[] = [];
  return new Promise((resolve, reject) => {
    zip.on('entry', (entry: Entry) => {
      entries.push(entry);
      zip.readEntry();
    });
    zip.once('end', () => resolve(entries));
    zip.once('error', reject);
    zip.readEntry();
  });
}
