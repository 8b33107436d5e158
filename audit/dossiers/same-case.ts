import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { TABLE_FIELDS, TABLE_NAMES } from '../../domain/case/model/layout.ts';
import type { CaseReading } from '../../domain/case/read-case.ts';
import { canonicalJson, sha256 } from '../../evidence/canonical-json.ts';
import type { Dossier } from './dossier.ts';

/** A dossier whose case was read in full. */
export type ReadDossier = Dossier & Required<Pick<Dossier, 'input' | 'reading'>>;

export function isRead(dossier: Dossier): dossier is ReadDossier {
  return dossier.input !== undefined && dossier.reading !== undefined;
}

/**
 * Digest of what was read of a case, and of its record files: the same wherever it lies, in a workbook or in another
 * form. A name is the folder's and a row the sheet's; neither is content.
 */
export async function contentDigest({ readable, files }: CaseReading): Promise<string> {
  const content = createHash('sha256');
  content.update(canonicalJson([readable.enterprise, readable.dates]));
  for (const table of TABLE_NAMES) {
    content.update(`\n${table}`);
    for (const { row: _, ...cells } of readable[TABLE_FIELDS[table]]) content.update(`\n${canonicalJson(cells)}`);
  }
  for (const [sheet, { path }] of Object.entries(files.records)) {
    content.update(`\n${sheet}\n`);
    for await (const piece of createReadStream(path)) content.update(piece);
  }
  return content.digest('hex');
}

/** Whether no page that both have differs: a workbook that was sent without its pages is still the same case. */
export async function samePages(a: ReadDossier, b: ReadDossier): Promise<boolean> {
  for (const item of a.input.case.materials) {
    const [one, other] = await Promise.all([a.input.image?.(item), b.input.image?.(item)]);
    if (one !== undefined && other !== undefined && sha256(one) !== sha256(other)) return false;
  }
  return true;
}
