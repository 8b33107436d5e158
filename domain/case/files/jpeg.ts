/** The largest image that the portal takes: 20 MB as people count it (20 × 1024 × 1024 bytes). */
export const LARGEST_IMAGE = 20 * 1024 * 1024;

/** What a file says it is by its bytes. */
export type JpegReading = { ok: true; width: number; height: number } | { ok: false; reason: string };

const OTHERS: [magic: string, name: string][] = [
  ['89504e47', 'PNG 图片'],
  ['25504446', 'PDF 文件'],
  ['47494638', 'GIF 图片'],
  ['424d', 'BMP 图片'],
  ['504b0304', 'Office 文档或压缩包'],
  ['52494646', 'WebP 图片'],
  ['49492a00', 'TIFF 图片'],
  ['4d4d002a', 'TIFF 图片'],
  ['d0cf11e0', '旧版 Office 文档'],
];

/** Reads a JPEG's markers up to its frame header, and its end: a name proves nothing (ITU-T T.81 B.1). */
export function readJpeg(bytes: Uint8Array): JpegReading {
  if (bytes.length === 0) return { ok: false, reason: '是空文件，请重新扫描' };
  const head = Buffer.from(bytes.subarray(0, 4)).toString('hex');
  if (!head.startsWith('ffd8ff')) {
    const other = OTHERS.find(([magic]) => head.startsWith(magic))?.[1];
    return {
      ok: false,
      reason: `不是 JPEG 图片${other === undefined ? '' : `，实际是${other}`}；请另存为 JPEG 格式（仅修改扩展名无效）`,
    };
  }
  const size = frameSize(bytes);
  if (size === undefined) return { ok: false, reason: '图片不完整，无法显示；请重新扫描或导出' };
  if (!endsWhole(bytes)) return { ok: false, reason: '图片被截断，末尾部分缺失；请重新扫描或导出' };
  if (size.width === 0 || size.height === 0) return { ok: false, reason: '图片的宽或高为 0；请重新扫描' };
  return { ok: true, ...size };
}

function frameSize(bytes: Uint8Array): { width: number; height: number } | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 2;
  while (at + 9 < bytes.length) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    at += 2 + view.getUint16(at + 2);
  }
  return undefined;
}

/** EOI at the end; scanners may pad with zeros behind it. */
function endsWhole(bytes: Uint8Array): boolean {
  let end = bytes.length;
  while (end > 2 && bytes[end - 1] === 0) end -= 1;
  return bytes[end - 2] === 0xff && bytes[end - 1] === 0xd9;
}
