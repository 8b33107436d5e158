import { type BundleFile, bytesOf } from './bundle-files.ts';

/** A form that files of a bundle have, and how its bytes show it. */
interface Form {
  name: string;
  ending: RegExp;
  holds: (bytes: Buffer) => boolean;
}

/** Beyond this a file is judged by its beginning and end alone. */
const LARGEST = 256 * 1024 * 1024;

const FORMS: readonly Form[] = [
  { name: 'JPEG', ending: /\.jpe?g$/i, holds: (bytes) => begins(bytes, 'ffd8ff') && ends(bytes, 'ffd9') },
  { name: 'PNG', ending: /\.png$/i, holds: (bytes) => begins(bytes, '89504e470d0a1a0a') && ends(bytes, 'ae426082') },
  { name: 'PDF', ending: /\.pdf$/i, holds: (bytes) => begins(bytes, '255044462d') && bytes.includes('%%EOF') },
  { name: 'WACZ（ZIP）', ending: /\.(wacz|zip)$/i, holds: (bytes) => begins(bytes, '504b0304') },
  { name: 'age', ending: /\.age$/, holds: (bytes) => bytes.subarray(0, 21).toString() === 'age-encryption.org/v1' },
  { name: 'XLSX（ZIP）', ending: /\.xlsx$/, holds: (bytes) => begins(bytes, '504b0304') },
  { name: 'JSON', ending: /\.json$/, holds: (bytes) => isJson(text(bytes)) },
  {
    name: 'JSON 行',
    ending: /\.jsonl$/,
    holds: (bytes) => (text(bytes) ?? '\0').split('\n').every((line) => line === '' || isJson(line)),
  },
  { name: '文本', ending: /\.(txt|yml|html|sh)$|\/checkpoint$/, holds: (bytes) => text(bytes) !== undefined },
  { name: '签名', ending: /^seal\/(run\.sig|run\.tsr|pae\.bin)$/, holds: (bytes) => bytes.length > 0 },
];

/** The name of a file's form, and whether its bytes are of it; undefined for a form that this project does not write. */
export function formOf(file: BundleFile): { name: string; holds: boolean } | undefined {
  const form = FORMS.find(({ ending }) => ending.test(file.path));
  return form && { name: form.name, holds: form.holds(bytesOf(file, LARGEST)) };
}

function begins(bytes: Buffer, hex: string): boolean {
  return bytes.subarray(0, hex.length / 2).toString('hex') === hex;
}

function ends(bytes: Buffer, hex: string): boolean {
  return bytes.subarray(-hex.length / 2).toString('hex') === hex;
}

function isJson(line: string | undefined): boolean {
  try {
    JSON.parse(line ?? '');
    return true;
  } catch {
    return false;
  }
}

/** Undefined where it is not UTF-8. */
function text(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
