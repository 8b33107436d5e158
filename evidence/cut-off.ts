import { InputError } from '../domain/errors.ts';

/**
 * A run could not be carried on, for a reason that lies neither in the case nor in
 * the portal. What it recorded so far stays, without an end, and can be gone on with.
 */
export class RunCutOff extends InputError {
  override readonly name: string = 'RunCutOff';
}

const REASONS: Record<string, string> = {
  ENOSPC: '磁盘空间不足',
  EDQUOT: '磁盘配额已用完',
  EFBIG: '文件超出大小限制',
  EACCES: '没有写入权限',
  EPERM: '没有写入权限',
  EROFS: '磁盘只读',
  ENOENT: '文件夹在中途被移走或删除',
  EIO: '磁盘读写出错',
};

/**
 * Runs something that writes evidence. A refusal of the disk cuts the run off, with one sentence that names the file.
 */
export function onDisk<T>(path: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw diskFault(path, error);
  }
}

/** Why the disk refused, without the end of a sentence. */
export function diskReason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return REASONS[code ?? ''] ?? `读写出错（${code ?? message}）`;
}

/** The sentence for a disk that refused; any other error as it is. */
export function diskFault(path: string, error: unknown): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code === undefined || syscall === undefined) return error;
  return new RunCutOff(
    `无法写入「${path}」：${diskReason(error)}。已写入的记录仍然有效；请${code === 'ENOENT' ? '查明原因' : '排除'}后用 --resume 接着演练。`,
  );
}
