import { InputError } from '../../errors.ts';
import { openZip, type ZipMember } from '../../zip/open-zip.ts';

/** What a file is by its bytes, whatever its name says. */
export type FileKind =
  | 'empty'
  | 'workbook'
  | 'binary-workbook'
  | 'open-document'
  | 'document'
  | 'zip'
  | 'old-workbook'
  | 'password'
  | 'compound'
  | 'web-page'
  | 'xml-workbook'
  | 'pdf'
  | 'lock'
  | 'unknown';

export type Program = 'Excel' | 'WPS' | 'LibreOffice';

export interface FileReading {
  kind: FileKind;
  /** The program that wrote it, where the file says so. */
  program?: Program;
}

/** Owner files of Excel (`~$`), WPS (`.~`) and LibreOffice (`.~lock.…#`): somebody has the table open. */
export function isLockFile(name: string): boolean {
  return /^(~\$|\.~|~wps)/i.test(name);
}

/** By content, not by name; a zip that is two files at once is `zip`. */
export async function fileKind(bytes: Uint8Array): Promise<FileReading> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.length === 0) return { kind: 'empty' };
  if (buffer.subarray(0, 8).toString('hex') === 'd0cf11e0a1b11ae1') return compoundKind(buffer);
  if (buffer.subarray(0, 2).toString('latin1') === 'PK') return zipKind(buffer);
  if (buffer.subarray(0, 5).toString('latin1') === '%PDF-') return { kind: 'pdf' };
  if (isOwnerFile(buffer)) return { kind: 'lock' };
  // BIFF 2 to 4 of before 1993, that no compound file holds.
  if (buffer.length > 4 && buffer[0] === 0x09 && [0x00, 0x02, 0x04].includes(buffer[1] ?? -1))
    return { kind: 'old-workbook', program: 'Excel' };
  const head = textHead(buffer);
  if (/<\?mso-application\s+progid="Excel|urn:schemas-microsoft-com:office:spreadsheet/i.test(head))
    return { kind: 'xml-workbook' };
  if (/^\s*(<!doctype html|<html|<table|<head|<meta)/i.test(head)) return { kind: 'web-page' };
  return { kind: 'unknown' };
}

/** The first letters, of UTF-16 too: its other bytes are zero. */
function textHead(buffer: Buffer): string {
  return buffer
    .subarray(0, 4096)
    .toString('latin1')
    .replace(/^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '')
    .replaceAll('\0', '');
}

/** 165 bytes, of which the first is the length of the user's name, written once in bytes and once in UTF-16. */
function isOwnerFile(buffer: Buffer): boolean {
  return buffer.length === 165 && (buffer[0] ?? 255) <= 54;
}

/** Streams of a compound file ([MS-CFB]) are found by their names, which stand in its directory in UTF-16. */
function compoundKind(buffer: Buffer): FileReading {
  const holds = (name: string) => buffer.includes(Buffer.from(`${name}\0`, 'utf16le'));
  const writer = programIn(buffer.toString('latin1', 0, Math.min(buffer.length, 4 * 1024 ** 2)));
  const program = writer === undefined ? {} : { program: writer };
  if (holds('EncryptedPackage') || holds('DRMEncryptedDataSpace')) return { kind: 'password', ...program };
  if (['Workbook', 'WORKBOOK', 'Book', 'BOOK'].some(holds)) return { kind: 'old-workbook', ...program };
  return { kind: 'compound', ...program };
}

async function zipKind(buffer: Buffer): Promise<FileReading> {
  const members = await openZip(buffer).catch(() => undefined);
  if (members === undefined) return { kind: 'zip' };
  const find = (path: string) =>
    members.find((member) => member.path.replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase() === path);
  const program = programIn((await shortText(find('docprops/app.xml'))) + (await shortText(find('meta.xml'))));
  return { kind: await packageKind(find), ...(program !== undefined && { program }) };
}

async function packageKind(find: (path: string) => ZipMember | undefined): Promise<FileKind> {
  const type = await shortText(find('mimetype'));
  if (type.startsWith('application/vnd.oasis.opendocument.spreadsheet')) return 'open-document';
  if (type.startsWith('application/vnd.oasis.opendocument')) return 'document';
  if (find('xl/workbook.bin') !== undefined) return 'binary-workbook';
  if (find('word/document.xml') !== undefined || find('ppt/presentation.xml') !== undefined) return 'document';
  return find('_rels/.rels') !== undefined || find('xl/workbook.xml') !== undefined ? 'workbook' : 'zip';
}

/** As much of a part as holds the program's name. */
async function shortText(member: ZipMember | undefined): Promise<string> {
  if (member === undefined || member.size > 1024 ** 2) return '';
  let text = '';
  try {
    for await (const chunk of member.chunks()) text += chunk.toString('utf8');
  } catch {
    return '';
  }
  return text;
}

/** `<Application>` of docProps/app.xml, `<meta:generator>` of OpenDocument, or the property of a compound file. */
function programIn(text: string): Program | undefined {
  if (/WPS (Office|表格|Spreadsheets)|Kingsoft/i.test(text)) return 'WPS';
  if (/LibreOffice|OpenOffice/i.test(text)) return 'LibreOffice';
  return /Microsoft (Macintosh )?Excel(?! Compatible)/.test(text) ? 'Excel' : undefined;
}

const SAVE_AS: Record<Program, string> = {
  Excel: '请用 Excel 打开，选「文件 → 另存为」，类型选「Excel 工作簿 (*.xlsx)」后重试',
  WPS: '请用 WPS 表格打开，选「文件 → 另存为」，类型选「Microsoft Excel 文件 (*.xlsx)」后重试',
  LibreOffice: '请用 LibreOffice 打开，选「文件 → 另存为」，类型选「Excel 2007–365 (.xlsx)」后重试',
};
const REMOVE_PASSWORD: Record<Program, string> = {
  Excel: '请用 Excel 打开，在「文件 → 信息 → 保护工作簿 → 用密码进行加密」中清空密码，保存为 .xlsx 后重试',
  WPS: '请用 WPS 表格打开，在「文件 → 文档加密 → 密码加密」中清空密码，保存为 .xlsx 后重试',
  LibreOffice: '请用 LibreOffice 打开，另存为 .xlsx 时去掉「使用密码保存」的勾选后重试',
};
const WHAT: Partial<Record<FileKind, string>> = {
  'binary-workbook': '是二进制工作簿（.xlsb）',
  'open-document': '是 OpenDocument 表格（.ods）',
  'old-workbook': '是旧版 .xls 或 .et 表格',
  'web-page': '其实是网页（从网上系统导出的「.xls」常常如此）',
  'xml-workbook': '是 XML 表格（Excel 2003 格式）',
  compound: '是旧版 .xls 一类的文件，或已损坏',
};

/** @throws InputError that says what lies there, and the way on in the program that wrote it */
export async function refuseOtherKinds(file: string, bytes: Uint8Array): Promise<void> {
  const read = await fileKind(bytes);
  const { kind } = read;
  const program = read.program ?? (kind === 'open-document' ? 'LibreOffice' : 'Excel');
  switch (kind) {
    case 'workbook':
      // Refused by its name in a folder, and by the programs that believe names.
      if (/\.(xls|et|xlsb|ods|numbers)$/i.test(file))
        throw new InputError(
          `${file} 的内容是 .xlsx 工作簿，而文件名不是，没有读取。请用 Excel 或 WPS 打开，另存为「Excel 工作簿 (.xlsx)」后重试。`,
        );
      return;
    case 'zip':
      return;
    case 'empty':
      throw new InputError(`${file} 是空文件。请重新保存表格后再试。`);
    case 'password':
      throw new InputError(`${file} 加了打开密码，无法读取。${REMOVE_PASSWORD[program]}。`);
    case 'lock':
      throw new InputError(`${file} 是表格正被打开时的临时文件，不是表格。请保存并关闭表格，再给出表格本身。`);
    case 'pdf':
    case 'document':
      throw new InputError(
        `${file} 是${kind === 'pdf' ? ' PDF 文件' : '文字或演示文稿'}，不是 Excel 表格（.xlsx）。请给出案例表格。`,
      );
    case 'unknown':
      throw new InputError(`${file} 不是 Excel 表格（.xlsx）。请确认文件，或用 Excel 另存为 .xlsx 后重试。`);
    default:
      throw new InputError(`${file} ${WHAT[kind]}，无法读取。${SAVE_AS[program]}。`);
  }
}
