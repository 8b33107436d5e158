import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { openPlain } from '../../domain/case/files/plain-file.ts';
import type { CaseReading } from '../../domain/case/read-case.ts';
import { Masker, personalValues } from '../../evidence/redactor.ts';
import type { EvidenceFile } from '../report/audit-report.ts';

/**
 * Every file of a case that was judged, with the digest of its bytes: a report is held against the files by it. A
 * scan's name may be that of a person, and is masked as everywhere.
 */
export async function judgedFiles({ case: material, personal, files }: CaseReading): Promise<EvidenceFile[]> {
  const masker = new Masker(material === undefined ? personal : personalValues(material, personal));
  const rests = Object.values(files.records).flatMap((record) => (record.read ? [] : [record.path]));
  const beside = [...new Set([files.workbook, ...files.csv, ...rests])].map((path) => [basename(path), path] as const);
  const scans = [...(files.materials ?? [])].map(([name, path]) => [`materials/${name}`, path] as const);
  const judged: EvidenceFile[] = [];
  for (const [name, path] of [...beside, ...scans].sort(([a], [b]) => (a < b ? -1 : 1)))
    judged.push({ path: masker.json(name), ...(await digestOf(path)) });
  return judged;
}

/** @throws InputError when it is no longer the plain file that was read */
async function digestOf(path: string): Promise<Omit<EvidenceFile, 'path'>> {
  const running = createHash('sha256');
  let bytes = 0;
  const file = await openPlain(path, basename(path));
  for await (const piece of file.createReadStream()) {
    running.update(piece);
    bytes += piece.length;
  }
  return { bytes, sha256: running.digest('hex') };
}
