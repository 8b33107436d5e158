import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { AuditOptions } from '../../audit/dossiers/audit-dossiers.ts';
import { FULL_DATA_WARNING } from '../../audit/sampling/call-sheet.ts';
import { InputError } from '../../domain/errors.ts';

export interface CallBackFlags {
  seed: number;
  confidence: number;
  error: number;
  callList?: string;
  answers?: string;
}

/** Reads and refuses what it can before anything is audited. @throws InputError */
export function callBackOf({
  seed,
  confidence,
  error,
  callList,
  answers,
}: CallBackFlags): NonNullable<AuditOptions['callBack']> {
  if (callList !== undefined) refuse(callList);
  return {
    ...{ seed, confidence, error },
    ...(answers !== undefined && { answers: { file: basename(answers), bytes: bytesOf(answers) } }),
    ...(callList !== undefined && { list: (sheet) => write(callList, sheet) }),
  };
}

function refuse(file: string): void {
  if (!/\.xlsx$/i.test(file)) throw new InputError(`--call-list 须是 .xlsx 文件，现为「${file}」。`);
  // Somebody may have filled it in by now.
  if (existsSync(file))
    throw new InputError(`「${file}」已经存在，其中可能有填好的回访结果，没有覆盖。请换一个文件名。`);
}

function bytesOf(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch {
    throw new InputError(`读不到回访表「${file}」，请检查 --answers 的路径。`);
  }
}

function write(file: string, sheet: Buffer): void {
  try {
    writeFileSync(file, sheet, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    throw new InputError(
      `写不了电话回访表「${file}」（${(error as NodeJS.ErrnoException).code}）。请检查文件夹和权限，或换一个文件名。`,
    );
  }
  console.error(`电话回访表：${file}。${FULL_DATA_WARNING}`);
}
