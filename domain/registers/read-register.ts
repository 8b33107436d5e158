import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, open, realpath, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { maskLongNumbers } from '../case/cells/quoted.ts';
import { fileKind } from '../case/files/file-kind.ts';
import type { Reading } from '../case/records/reading.ts';
import { InputError } from '../errors.ts';
import { damagedParquet, rowsOfParquet } from './parquet-rows.ts';
import type { RawRows, RegisterFile } from './raw-rows.ts';
import type { Register } from './register.ts';
import { settleRows } from './settle-rows.ts';
import { rowsOfText } from './text-rows.ts';
import { rowsOfWorkbook } from './workbook-rows.ts';

/** As much of a file as tells what it is. */
const BEGINNING = 64 * 1024;
const LARGEST_WORKBOOK = 256 * 1024 ** 2;

/**
 * Reads independent registers (xlsx, delimited text or Parquet) in constant memory, workbooks excepted; their rows
 * stay in `scratch` (absolute, the caller's to remove). @throws InputError naming the first that cannot be read, never what stands in it
 */
export async function readRegisters(paths: readonly string[], scratch: string): Promise<Register[]> {
  const registers: Register[] = [];
  for (const [path, file] of await namedFiles(paths)) registers.push(await readRegister(path, file, scratch));
  return registers;
}

/** Each file once, by its own name; by its path where two have the same name. */
async function namedFiles(paths: readonly string[]): Promise<[path: string, name: string][]> {
  const given = new Map<string, string>();
  for (const path of paths) {
    const real = await realpath(path).catch(() => undefined);
    if (real === undefined)
      throw new InputError(`找不到独立登记「${maskLongNumbers(path)}」，请检查 --register 的路径。`);
    given.set(real, given.get(real) ?? path);
  }
  const names = [...given.values()].map((path) => basename(path));
  return [...given].map(([real, path], index) => {
    const name = names[index] ?? path;
    return [real, maskLongNumbers(names.filter((other) => other === name).length > 1 ? path : name)];
  });
}

async function readRegister(path: string, file: string, scratch: string): Promise<Register> {
  const status = await stat(path);
  if (!status.isFile())
    throw new InputError(`独立登记「${file}」不是普通文件，没有读取。请给出 .xlsx、.csv 或 .parquet 文件本身。`);
  const folder = await mkdtemp(join(scratch, 'register-'));
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: '300MB',
    threads: '2',
    temp_directory: folder,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  const connection = await instance.connect();
  try {
    const raw = await rawRows({ file, path, size: status.size, folder }, connection);
    const settled = join(scratch, `${basename(folder)}.parquet`);
    const counts = await settleRows(connection, file, raw, settled);
    const { keys, roles, parts } = raw;
    return { file, sha256: await sha256Of(path), roles, keys, parts, path: settled, ...counts };
  } catch (error) {
    if (error instanceof InputError) throw error;
    // What programs say of a file quotes it.
    throw new InputError(`独立登记「${file}」已损坏或不完整，没有读取。请重新导出后重试。`);
  } finally {
    connection.closeSync();
    instance.closeSync();
    await rm(folder, { recursive: true, force: true });
  }
}

/** By what the file is, whatever its name says. */
async function rawRows(given: RegisterFile, connection: Reading['connection']): Promise<RawRows> {
  const { file, path, size } = given;
  const refused = (what: string) =>
    new InputError(`独立登记「${file}」${what}，没有读取。请给出 .xlsx、.csv 或 .parquet 文件。`);
  if (size === 0) throw refused('是空文件');
  const head = await beginningOf(path);
  if (head.subarray(0, 4).toString('latin1') === 'PAR1') return rowsOfParquet(given, connection);
  if (/\.parquet$/i.test(path)) throw damagedParquet(file);
  const isPackage = head.subarray(0, 2).toString('latin1') === 'PK';
  // A package is told by its end: readXlsx looks at all of it.
  const { kind } = isPackage ? { kind: 'workbook' as const } : await fileKind(head);
  if (kind === 'pdf' || kind === 'document') throw refused('是文字文件或 PDF，不是表格');
  if (kind !== 'unknown') {
    if (size > LARGEST_WORKBOOK)
      throw refused(`超过 ${LARGEST_WORKBOOK / 1024 ** 2} MB，工作簿须全部放入内存，请另存为 CSV`);
    return rowsOfWorkbook(given);
  }
  if (/\.(xlsx|xlsm|xls|et)$/i.test(path)) throw refused('不是 Excel 表格，可能已损坏');
  return rowsOfText(given, connection);
}

async function beginningOf(path: string): Promise<Buffer> {
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(BEGINNING), 0, BEGINNING, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path)) hash.update(piece);
  return hash.digest('hex');
}
