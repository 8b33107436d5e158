import { DuckDBInstance } from '@duckdb/node-api';
import type { RecordFile, RecordFiles } from '../../domain/case/locate.ts';

/** The record files that have a row: from one that has none no rule can conclude anything, as from an empty sheet. */
export async function filledRecords(records: RecordFiles): Promise<RecordFiles> {
  const files = Object.entries(records) as [keyof RecordFiles, RecordFile][];
  if (files.length === 0) return records;
  const instance = await DuckDBInstance.create(':memory:', { autoinstall_known_extensions: 'false' });
  const connection = await instance.connect();
  try {
    const filled: RecordFiles = {};
    for (const [sheet, file] of files) {
      const rows = await connection
        .runAndReadAll(`SELECT num_rows::INTEGER FROM parquet_file_metadata('${file.path.replaceAll("'", "''")}')`)
        // What is no Parquet file is refused in words where its rows are read.
        .catch(() => undefined);
      if (rows?.getRows()[0]?.[0] !== 0) filled[sheet] = file;
    }
    return filled;
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
