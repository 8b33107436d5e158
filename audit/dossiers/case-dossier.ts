import { readCase } from '../../domain/case/read-case.ts';
import type { Finding } from '../../domain/finding.ts';
import { inputOfReading } from '../engine/input-of-reading.ts';
import type { Dossier, GivenDossier } from './dossier.ts';
import { judgedFiles } from './judged-files.ts';

/**
 * A case that was not driven, from its folder. `prefix` tells its files from those of other cases; rows of large
 * record files go to `scratch`. @throws InputError when it cannot be read
 */
export async function openCase(given: GivenDossier, prefix: string, scratch: string): Promise<Dossier> {
  const reading = await readCase(given.path, { scratch });
  return {
    ...given,
    findings: prefixed(reading.findings, prefix),
    input: await inputOfReading(reading, given.name, prefix),
    reading,
    lines: [],
    files: await judgedFiles(reading),
  };
}

export function prefixed(findings: readonly Finding[], prefix: string): Finding[] {
  return findings.map((finding) => ({
    ...finding,
    where: finding.where.map((at) => ({ ...at, file: prefix + at.file })),
  }));
}
