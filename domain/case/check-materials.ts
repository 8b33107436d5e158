import { readdir } from 'node:fs/promises';
import { basename } from 'node:path';
import type { CaseFindings } from './case-findings.ts';
import type { Locate } from './locate.ts';
import type { MaterialItem } from './schema.ts';

/** Compares 材料清单 with the materials/ folder: what is named must be there. What the papers must be is the audit's (audit/rules/papers). */
export async function checkMaterials(
  items: MaterialItem[],
  folder: string,
  locate: Locate,
  found: CaseFindings,
): Promise<void> {
  const names = new Set((await readdir(folder).catch(() => [] as string[])).map((name) => name.normalize('NFC')));
  for (const item of items) {
    if (names.has(item.fileName.normalize('NFC')) && basename(item.fileName) === item.fileName) continue;
    found.violation(
      'material-missing',
      locate('材料清单', item.row, '文件名'),
      `materials 文件夹中没有「${item.fileName}」；请放入该文件，或改正文件名`,
    );
  }
}
