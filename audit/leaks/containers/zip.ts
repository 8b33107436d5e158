import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { type Entry, fromBuffer, type ZipFile } from 'yauzl';
import { type Opening, PART_LIMIT, startsWith } from './part.ts';

const openBytes = promisify(fromBuffer) as (bytes: Buffer, options: object) => Promise<ZipFile>;

/** Also .xlsx, .docx, .wacz, Playwright's traces and blob reports. */
export async function openZip(bytes: Uint8Array): Promise<Opening | undefined> {
  if (!startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) return undefined;
  const opening: Opening = { kind: 'zip', parts: [], unread: [] };
  try {
    // Names as bytes: whatever they are, they are read, not refused.
    const zip = await openBytes(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
      lazyEntries: true,
      decodeStrings: false,
      validateEntrySizes: false,
    });
    await new Promise<void>((resolve, reject) => {
      zip.on('entry', (entry: Entry) => {
        keep(zip, entry, opening).then(() => zip.readEntry(), reject);
      });
      zip.once('end', resolve);
      zip.once('error', reject);
      zip.readEntry();
    });
  } catch (error) {
    opening.unread.push({ name: '', why: `zip: ${error instanceof Error ? error.message : error}` });
  }
  return opening;
}

async function keep(zip: ZipFile, entry: Entry, { parts, unread }: Opening): Promise<void> {
  const name = Buffer.from(entry.fileName as unknown as Uint8Array).toString('utf8');
  const read = promisify(zip.openReadStream.bind(zip)) as (entry: Entry) => Promise<Readable>;
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of await read(entry)) {
      size += (chunk as Buffer).length;
      if (size > PART_LIMIT) {
        unread.push({ name, why: `larger than ${PART_LIMIT} bytes` });
        break;
      }
      chunks.push(chunk as Buffer);
    }
  } catch (error) {
    unread.push({ name, why: error instanceof Error ? error.message : String(error) });
  }
  parts.push({ name, bytes: Buffer.concat(chunks) });
}
