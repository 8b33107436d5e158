import { createReadStream, existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '../domain/errors.ts';
import { openBundle } from './open-bundle.ts';
import { writeZip } from './zip.ts';
import { framedSize, LARGEST_ZIP, MOST_MEMBERS } from './zip-frame.ts';

/** More than the directory of the most members with the longest names that a folder can hold. */
const ROOM_FOR_DIRECTORY = MOST_MEMBERS * 4200;

/**
 * A bundle's folder as one zip, the only kind of zip that the verifier takes. It is there whole or not at all.
 * @throws InputError where there is such a file already, or a zip cannot hold the folder as it is
 */
export async function packBundle(folder: string, path: string): Promise<void> {
  if (existsSync(path)) throw new InputError(`「${path}」已存在，为免覆盖没有打包。请用 --out 另取一个文件名。`);
  if (statSync(folder, { throwIfNoEntry: false })?.isFile())
    throw new InputError(`「${folder}」已是一个文件，没有打包。`);
  const { files, emptyFolders, problems } = await openBundle(folder);
  const odd = problems[0]?.file ?? emptyFolders[0] ?? files.find((file) => file.path.includes('\\'))?.path;
  if (odd !== undefined)
    throw new InputError(
      `「${join(folder, odd)}」放不进压缩包（链接、空文件夹、特殊文件名等），没有打包。请先用 npm run verify 核验。`,
    );
  const length = files.reduce((sum, file) => sum + framedSize(file), 0);
  if (files.length > MOST_MEMBERS || length > LARGEST_ZIP - ROOM_FOR_DIRECTORY)
    throw new InputError(
      `证据包「${folder}」接近 4 GB 或超过 ${MOST_MEMBERS} 个文件，压缩包装不下；请直接交付文件夹。`,
    );
  const half = `${path}.part`;
  try {
    await writeZip(
      half,
      files.map(({ path: name, size }) => ({ path: name, size, bytes: () => createReadStream(join(folder, name)) })),
    );
    renameSync(half, path);
  } finally {
    rmSync(half, { force: true });
  }
}
