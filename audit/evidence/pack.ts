import { createReadStream, existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '../../domain/errors.ts';
import { filesBelow } from './bag.ts';
import { writeZip } from './zip.ts';
import { directory, framedSize, LARGEST_ZIP, MOST_MEMBERS } from './zip-frame.ts';

/**
 * A bundle's folder as one zip, the only form of zip that the verifier takes.
 * @throws InputError where there is such a file already, or the bundle is beyond a plain zip
 */
export async function packBundle(folder: string, path: string): Promise<void> {
  if (existsSync(path)) throw new InputError(`「${path}」已存在，为免覆盖没有打包。请用 --out 另取一个文件名。`);
  const members = filesBelow(folder).map((name) => ({ path: name, size: statSync(join(folder, name)).size, crc32: 0 }));
  const length = members.reduce((sum, member) => sum + framedSize(member), directory(members.slice(0, 0)).length);
  if (members.length > MOST_MEMBERS || length > LARGEST_ZIP - 64 * MOST_MEMBERS)
    throw new InputError(`证据包「${folder}」超过 4 GB 或 65,534 个文件，压缩包装不下；请直接交付文件夹。`);
  const half = `${path}.part`;
  try {
    await writeZip(
      half,
      members.map((member) => ({ ...member, bytes: () => createReadStream(join(folder, member.path)) })),
    );
    renameSync(half, path);
  } finally {
    rmSync(half, { force: true });
  }
}
