import { DuckDBInstance } from '@duckdb/node-api';
import type { RecordFile, RecordFiles } from '../../domain/case/tables/locate.ts';

/**
 * The record files that have a row: a file without rows counts as a sheet that was not given, as an empty sheet does.
 */
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
        // A file that is not Parquet is refused with a message where its rows are read.
        .catch(() => undefined);
      if (rows?.getRows()[0]?.[0] !== 0) filled[sheet] = file;
    }
    return filled;
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
