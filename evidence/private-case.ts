import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, normalize, sep } from 'node:path';
import { Decrypter, Encrypter } from 'age-encryption';
import { z } from 'zod';
import { Day } from '../domain/date.ts';
import { InputError } from '../domain/errors.ts';
import { PRIVATE_CASE } from './layout.ts';
import { readZip, zipBytes } from './zip.ts';

/** What a replay needs beside the case itself. */
export const RunParameters = z.strictObject({
  journey: z.enum(['filing', 'claim', 'full']),
  seed: z.number().int().nonnegative(),
  /** Given by the person; otherwise the day follows from the case. */
  today: Day.optional(),
  /** The case within `files/`: a workbook, a case.json, or the folder itself as `.`. */
  entry: z.string(),
  /** Key of the tokens, hex. */
  tokenKey: z.string(),
});
export type RunParameters = z.infer<typeof RunParameters>;

export interface PrivateCase {
  parameters: RunParameters;
  /** The person's own files by relative path, byte for byte. */
  files: Record<string, Uint8Array>;
}

/** Lays the files out in a folder that the caller removes; the path of the case in it. @throws InputError when a name leads out of it or cannot be written */
export function layOut({ files, parameters }: PrivateCase, folder: string): string {
  const within = (path: string) => {
    const target = normalize(join(folder, path));
    if (!`${target}${sep}`.startsWith(folder + sep))
      throw new InputError(`案例中的文件名「${path}」越出了文件夹，没有写出。`);
    return target;
  };
  const entry = within(parameters.entry);
  for (const [path, bytes] of Object.entries(files)) {
    const target = within(path);
    try {
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, bytes, { mode: 0o600 });
    } catch (error) {
      throw new InputError(
        `案例中的文件「${path.slice(0, 80)}」写不到临时文件夹（${(error as NodeJS.ErrnoException).code}）。请检查磁盘空间，或向封存方索取文件名较短的案例。`,
      );
    }
  }
  return entry;
}

/** age (age-encryption.org/v1) to the auditor's recipient: the full case as it was given. */
export async function encryptCase({ parameters, files }: PrivateCase, recipient: string): Promise<Uint8Array> {
  const zip = await zipBytes({
    'run.json': Buffer.from(JSON.stringify(parameters)),
    ...Object.fromEntries(Object.entries(files).map(([path, bytes]) => [`files/${path}`, bytes])),
  });
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  return encrypter.encrypt(zip);
}

/** @throws InputError when the identity is not one of the recipients', the file was changed, or no run wrote it */
export async function decryptCase(bytes: Uint8Array, identity: string): Promise<PrivateCase> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  const zip = await decrypter.decrypt(bytes).catch(() => {
    throw new InputError(
      `无法解密 ${PRIVATE_CASE}：所给密钥不是收件方的，或文件被改动过。请用审计方自己的 --identity 文件。`,
    );
  });
  try {
    const { 'run.json': run, ...rest } = await unpacked(zip);
    return {
      parameters: RunParameters.parse(JSON.parse(Buffer.from(run ?? []).toString('utf8'))),
      files: Object.fromEntries(Object.entries(rest).map(([path, content]) => [path.replace(/^files\//, ''), content])),
    };
  } catch {
    // A parser's message may quote the text, which is the private part.
    throw new InputError(
      `${PRIVATE_CASE} 解开后不是演练写下的案例：内容不完整、被替换，或不是本工具写的。请用 npm run verify 核验，并向封存方索取原件。`,
    );
  }
}

/**
 * Files by path. A run stores them uncompressed, so a zip that would unpack to more than its own size was not written
 * by one.
 */
async function unpacked(zip: Uint8Array): Promise<Record<string, Uint8Array>> {
  const entries = await readZip(zip);
  if (entries.reduce((sum, { size }) => sum + size, 0) > zip.length) throw new Error('it is compressed');
  const files: Record<string, Uint8Array> = {};
  for (const entry of entries) {
    const chunks: Buffer[] = [];
    for await (const chunk of entry.stream()) chunks.push(chunk as Buffer);
    files[entry.path] = Buffer.concat(chunks);
  }
  return files;
}
