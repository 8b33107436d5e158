import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { CaseReading } from '../../domain/case/read-case.ts';
import { filledRecords } from './filled-records.ts';
import type { AuditInput } from './subject.ts';

/** What the audit needs of a case that was read. `prefix` tells the files of several cases apart. */
export async function inputOfReading(reading: CaseReading, name: string, prefix = ''): Promise<AuditInput> {
  const { readable, lost, files, locate } = reading;
  const names = await readdir(files.materials).catch(() => undefined);
  const paths = new Map(names?.map((given) => [given.normalize('NFC'), join(files.materials, given)]));
  return {
    case: { ...readable, name },
    lost,
    locate: (sheet, row, header) => {
      const at = locate(sheet, row, header);
      return { ...at, file: prefix + at.file };
    },
    records: await filledRecords(files.records),
    ...(names !== undefined && {
      image: async ({ fileName }) => {
        const path = paths.get(fileName.normalize('NFC'));
        return path === undefined || basename(fileName) !== fileName ? undefined : readFile(path);
      },
    }),
  };
}
