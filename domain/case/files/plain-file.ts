import { constants } from 'node:fs';
import { type FileHandle, lstat, open, readdir, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { InputError } from '../../errors.ts';
import { withoutHidden } from '../../hidden-characters.ts';

/** Bytes of one file of a case that are read at most. */
export const LARGEST = { workbook: 256 * 1024 ** 2, json: 64 * 1024 ** 2, image: 100 * 1024 ** 2 };

/** A file of a case by its own name, or why it is none: one clause about it, to be put behind its name. */
export type PlainFile =
  | { ok: true; name: string; path: string; size: number }
  | { ok: false; missing: boolean; reason: string };

const refused = (reason: string): PlainFile => ({ ok: false, missing: false, reason });

/**
 * Looks for a plain file by its name alone, in a folder of a case whose own folder is `root`. Nothing is opened that
 * is a folder, pipe, socket or device, that a link leads out of the case to, or that is larger than `most` bytes.
 */
export async function plainFile(folder: string, name: string, most: number, root = folder): Promise<PlainFile> {
  if (name === '' || /[/\\\0]/.test(name) || /^\.{1,2}$/.test(name) || /^[a-z]:/i.test(name))
    return refused('不是一个文件名：只能写文件本身的名称，不能带路径');
  const own = named(name, await readdir(folder).catch(() => [] as string[]));
  if (own === undefined) return { ok: false, missing: true, reason: '不存在' };
  try {
    const path = await realpath(join(folder, own));
    if (!path.startsWith(`${await realpath(root)}${sep}`)) return refused('是指向案例文件夹之外的链接');
    const { size, ...status } = await lstat(path).then((found) => ({ size: found.size, plain: found.isFile() }));
    if (!status.plain) return refused('不是普通文件（而是文件夹、管道、套接字或设备）');
    if (size > most) return refused(`超过 ${Math.round(most / 1024 ** 2)} MB`);
    return { ok: true, name: own, path, size };
  } catch {
    return refused('无法打开（链接无效，或没有读取权限）');
  }
}

/** Names are the same whatever their Unicode form: a Mac writes another one than Windows. */
export function sameFile(a: string, b: string): boolean {
  return a.normalize('NFC') === b.normalize('NFC');
}

/** The file of that name to the letter; else the only one that a person, or Windows, would take for it. */
function named(name: string, files: readonly string[]): string | undefined {
  const asSeen = (one: string) => withoutHidden(one.normalize('NFC')).text.trim().toLowerCase();
  const exact = files.find((one) => sameFile(one, name));
  if (exact !== undefined || asSeen(name) === '') return exact;
  const alike = files.filter((one) => asSeen(one) === asSeen(name));
  return alike.length === 1 ? alike[0] : undefined;
}

/** Opens what `plainFile` found: never waits for a pipe, never follows a link that has taken its place. @throws InputError */
export async function openPlain(path: string, name: string): Promise<FileHandle> {
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;
  const file = await open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK).catch(() => undefined);
  if (file === undefined) throw new InputError(`「${name}」无法打开。请检查文件和读取权限后重试。`);
  if ((await file.stat()).isFile()) return file;
  await file.close();
  throw new InputError(`「${name}」不是普通文件，没有读取。请换成文件本身后重试。`);
}

/** The bytes of what `plainFile` found. @throws InputError */
export async function readPlain(path: string, name: string): Promise<Buffer> {
  const file = await openPlain(path, name);
  try {
    return await file.readFile();
  } catch {
    throw new InputError(`「${name}」读取失败。请检查文件后重试。`);
  } finally {
    await file.close();
  }
}
