import type { CaseReading } from '../../domain/case/read-case.ts';
import type { Finding } from '../../domain/finding.ts';
import { Masker, personalValues } from '../../evidence/redactor.ts';

/**
 * Findings as they may be shown (个人信息保护法 §51). Rules say what they must, a scan's
 * file name or a private account included; persons of all these cases are masked here, once, for every report.
 * Where a finding stands is left as it is: a cell is found by it.
 */
export function findingsMasker(readings: readonly CaseReading[]): (findings: Finding[]) => Finding[] {
  const masker = new Masker(
    readings.flatMap(({ case: material, personal }) =>
      material === undefined ? personal : personalValues(material, personal),
    ),
  );
  return (findings) => findings.map(({ where, ...said }) => ({ ...masker.json(said), where })) satisfies Finding[];
}
