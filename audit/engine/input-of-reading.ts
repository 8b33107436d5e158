import { readPlain } from '../../domain/case/files/plain-file.ts';
import type { CaseReading } from '../../domain/case/read-case.ts';
import { filledRecords } from './filled-records.ts';
import type { AuditInput } from './subject.ts';

/** The audit's input from a case that was read. `prefix` tells the files of several cases apart. */
export async function inputOfReading(reading: CaseReading, name: string, prefix = ''): Promise<AuditInput> {
  const { readable, lost, files, locate } = reading;
  const { materials } = files;
  return {
    case: { ...readable, name },
    lost,
    locate: (sheet, row, header) => {
      const at = locate(sheet, row, header);
      return { ...at, file: prefix + at.file };
    },
    records: await filledRecords(files.records),
    ...(materials !== undefined && {
      image: async ({ fileName }) => {
        const path = materials.get(fileName);
        return path === undefined ? undefined : readPlain(path, fileName);
      },
    }),
  };
}
