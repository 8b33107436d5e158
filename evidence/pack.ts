import { createReadStream, existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { InputError } from '../domain/errors.ts';
import { litterIn, withoutPaths } from './litter.ts';
import { openBundle } from './open-bundle.ts';
import { writeZip } from './zip.ts';
import { framedSize, LARGEST_ZIP, MOST_MEMBERS } from './zip-frame.ts';

/** More than the directory of the most members with the longest names that a folder can hold. */
const ROOM_FOR_DIRECTORY = MOST_MEMBERS * 4200;

/**
 * A bundle's folder as one zip, the only kind of zip that the verifier takes; within it the bag lies in a folder of its
 * own name (RFC 8493 §4). It is there whole or not at all. Returns what the system left in the folder: it is not packed.
 * @throws InputError where there is such a file already, or a zip cannot hold the folder as it is
 */
export async function packBundle(folder: string, path: string): Promise<string[]> {
  if (existsSync(path)) throw new InputError(`「${path}」已存在，为免覆盖没有打包。请用 --out 另取一个文件名。`);
  if (statSync(folder, { throwIfNoEntry: false })?.isFile())
    throw new InputError(`「${folder}」已是一个文件，没有打包。`);
  const opened = await openBundle(folder);
  const litter = litterIn(opened);
  const { files, emptyFolders, problems } = withoutPaths(opened, litter);
  const top = basename(resolve(folder));
  const odd = problems[0]?.file ?? emptyFolders[0] ?? files.find((file) => file.path.includes('\\'))?.path;
  if (odd !== undefined)
    throw new InputError(
      `「${join(folder, odd)}」放不进压缩包（链接、空文件夹、特殊文件名等），没有打包。请先用 npm run verify 核验。`,
    );
  if (top === '' || top.includes('\\'))
    throw new InputError(`文件夹名「${top}」放不进压缩包，没有打包。请给证据包文件夹改名后重试。`);
  const members = files.map(({ path: name, size }) => ({ path: `${top}/${name}`, size, name }));
  const length = members.reduce((sum, member) => sum + framedSize(member), 0);
  if (files.length > MOST_MEMBERS || length > LARGEST_ZIP - ROOM_FOR_DIRECTORY)
    throw new InputError(
      `证据包「${folder}」接近 4 GB 或超过 ${MOST_MEMBERS} 个文件，压缩包装不下；请直接交付文件夹。`,
    );
  const half = `${path}.part`;
  try {
    await writeZip(
      half,
      members.map(({ name, ...member }) => ({ ...member, bytes: () => createReadStream(join(folder, name)) })),
    );
    renameSync(half, path);
    return litter;
  } finally {
    rmSync(half, { force: true });
  }
}
