import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Locate } from './cross-checks.ts';
import { readJpeg } from './jpeg.ts';
import type { CaseFindings } from './report.ts';
import type { MaterialItem } from './schema.ts';

/** The largest image that the portal takes: 20 MB as people count it (20 × 1024 × 1024 bytes). */
export const LARGEST_IMAGE = 20 * 1024 * 1024;

/** Compares 材料清单 with the materials/ folder: there, readable, a whole JPEG, not twice. */
export async function checkMaterials(
  items: MaterialItem[],
  folder: string,
  locate: Locate,
  found: CaseFindings,
): Promise<void> {
  const names = await readdir(folder).catch(() => [] as string[]);
  const byName = new Map(names.map((name) => [name.normalize('NFC'), name]));
  const digests = new Map<string, MaterialItem>();
  const places = new Map<string, number>();
  for (const item of items) {
    const at = locate('材料清单', item.row, '文件名');
    const place = `${item.type} ${item.order}`;
    const before = places.get(place);
    if (before !== undefined)
      found.violation(
        'material-order',
        locate('材料清单', item.row, '顺序'),
        `${item.type}第 ${item.order} 页与第 ${before} 行重复；请按页次编号`,
      );
    places.set(place, item.row);
    const name = byName.get(item.fileName.normalize('NFC'));
    if (name === undefined || basename(item.fileName) !== item.fileName) {
      found.violation('material-missing', at, `materials 文件夹中没有「${item.fileName}」；请放入该文件，或改正文件名`);
      continue;
    }
    const bytes = await readFile(join(folder, name));
    const jpeg = readJpeg(bytes);
    if (!jpeg.ok) found.violation('material-not-jpeg', at, `「${item.fileName}」${jpeg.reason}`, '材料须为 JPEG 格式');
    else if (bytes.length > LARGEST_IMAGE)
      found.violation('material-too-large', at, `「${item.fileName}」超过 20 MB；请降低扫描分辨率`);
    const digest = createHash('sha256').update(bytes).digest('hex');
    const same = digests.get(digest);
    if (same !== undefined)
      found.violation(
        'material-twice',
        at,
        `「${item.fileName}」与第 ${same.row} 行的「${same.fileName}」是同一图片；请换成正确的扫描件`,
      );
    digests.set(digest, item);
  }
  if (items.length > 0 && !items.some((item) => item.type === '培训方案')) {
    found.violation(
      'material-plan-missing',
      locate('材料清单', undefined, '材料类型'),
      '材料清单中没有「培训方案」，备案时必须上传；请补充扫描件',
      '备案材料：培训方案必需',
    );
  }
}
