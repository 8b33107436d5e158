import ExcelJS from 'exceljs';
import { readZip, zipBytes } from '../../evidence/zip.ts';
import { strictLinks } from './strict-links.ts';

/** No clock is read: the same report is the same bytes. */
const MADE = new Date(Date.UTC(2022, 0, 1));

export function newBook(): ExcelJS.Workbook {
  const book = new ExcelJS.Workbook();
  book.created = book.modified = MADE;
  book.creator = book.lastModifiedBy = '惠企点单办演练';
  book.views = [{ x: 0, y: 0, width: 24_000, height: 14_000, firstSheet: 0, activeTab: 0, visibility: 'visible' }];
  return book;
}

/** The workbook as bytes: links put in the form that Excel itself writes, fixed zip times. */
export async function bytesOfBook(book: ExcelJS.Workbook): Promise<Buffer> {
  const written = new Uint8Array(await book.xlsx.writeBuffer());
  const parts: Record<string, Uint8Array> = {};
  for (const entry of await readZip(written)) {
    const chunks: Buffer[] = [];
    for await (const chunk of entry.stream()) chunks.push(chunk as Buffer);
    parts[entry.path] = Buffer.concat(chunks);
  }
  strictLinks(parts);
  return Buffer.from(await zipBytes(parts, true));
}
