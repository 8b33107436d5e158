import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync } from 'node:fs';
import { basename } from 'node:path';
import { crc32 } from 'node:zlib';
import type { BundleFile, BundleFiles, FileProblem } from './bundle-files.ts';
import { ChunkReader } from './chunk-reader.ts';
import { BAG_DECLARATION, SEAL, STAGING } from './layout.ts';
import { memberNames } from './zip-directory.ts';
import {
  dataDescriptor,
  directory,
  framedSize,
  LARGEST_ZIP,
  localHeader,
  type Member,
  MOST_MEMBERS,
} from './zip-frame.ts';

const OTHERWISE_PACKED =
  '不是 npm run pack 打出的压缩包：由其他软件打包，或打包之后被改动、夹带了内容。请解压到一个空文件夹，核验那个文件夹';

/**
 * Only a zip that this project would write of the same files counts: nothing can hide between its members. The bag lies
 * in one folder (RFC 8493 §4); in zips of earlier versions it lay at the top.
 */
export async function openZip(path: string): Promise<BundleFiles> {
  const name = basename(path);
  const problems: FileProblem[] = [];
  const file = openSync(path, 'r');
  const length = fstatSync(file).size;
  const members = await memberNames(path).catch(() => undefined);
  if (members === undefined)
    problems.push({ file: name, problem: '读不出其中的文件：不是压缩包，或已损坏、被截断，或含有不允许的文件名' });
  const asLaid = members !== undefined && fits(members, length);
  if (members !== undefined && !asLaid) problems.push({ file: name, problem: OTHERWISE_PACKED });
  const top = topFolder(members ?? []);
  const reader = new ChunkReader();
  const files: BundleFile[] = [];
  let offset = 0;
  for (const member of asLaid ? members : []) {
    const start = offset + localHeader(member).length;
    files.push({
      path: member.path.slice(top.length),
      size: member.size,
      chunks: () => reader.read(file, start, member.size),
    });
    offset += framedSize(member);
  }

  return {
    files,
    emptyFolders: [],
    problems,
    digests() {
      if (members === undefined || !asLaid) return undefined;
      const { digests, problems: found } = digestsOf(members, files, (at, size) => reader.read(file, at, size));
      problems.push(...found.map((problem) => ({ file: name, ...problem })));
      return digests;
    },
    close: () => closeSync(file),
  };
}

/** SHA-256 of each member by path; undefined where the frame around them is not the one that this project writes. */
function digestsOf(
  members: readonly Member[],
  files: readonly BundleFile[],
  read: (at: number, size: number) => Iterable<Buffer>,
): { digests: Map<string, string> | undefined; problems: { file?: string; problem: string }[] } {
  const problems: { file?: string; problem: string }[] = [];
  const otherwise = (place: string) => {
    problems.push({ problem: `${OTHERWISE_PACKED}（${place}处）` });
    return { digests: undefined, problems };
  };
  const digests = new Map<string, string>();
  let at = 0;
  for (const [index, member] of members.entries()) {
    const [content, running] = [files[index] as BundleFile, createHash('sha256')];
    let checksum = 0;
    for (const piece of content.chunks()) {
      running.update(piece);
      checksum = crc32(piece, checksum);
    }
    if (!holds(read, at, localHeader(member)) || !holds(read, at + framedSize(member) - 16, dataDescriptor(member)))
      return otherwise(`「${member.path}」`);
    digests.set(content.path, running.digest('hex'));
    if (checksum !== member.crc32)
      problems.push({ file: content.path, problem: '内容已损坏，与压缩包里记的校验码不符' });
    at += framedSize(member);
  }
  return holds(read, at, directory(members)) ? { digests, problems } : otherwise('目录');
}

/** The folder that all members lie in, with its slash, where that is a bag's own folder and not a part of a bag. */
function topFolder(members: readonly Member[]): string {
  const [top = ''] = /^[^/]+\//.exec(members[0]?.path ?? '') ?? [];
  const inside = [BAG_DECLARATION, 'data/', SEAL, `${STAGING}/`].map((part) => top + part);
  return members.every(({ path }) => path.startsWith(top)) &&
    members.some(({ path }) => inside.some((part) => path.startsWith(part)))
    ? top
    : '';
}

/** Whether the bytes at `at` are these. */
function holds(read: (at: number, size: number) => Iterable<Buffer>, at: number, expected: Buffer): boolean {
  let from = 0;
  for (const piece of read(at, expected.length)) {
    if (!piece.equals(expected.subarray(from, from + piece.length))) return false;
    from += piece.length;
  }
  return from === expected.length;
}

/** Stored members in order, that with their frame fill the file to its last byte. */
function fits(members: readonly (Member & { stored: boolean })[], length: number): boolean {
  const sum = members.reduce((total, member) => total + framedSize(member), 0);
  return (
    members.length <= MOST_MEMBERS &&
    length <= LARGEST_ZIP &&
    members.every(({ stored, path }, index) => stored && (index === 0 || path >= (members[index - 1]?.path ?? ''))) &&
    sum + directory(members).length === length
  );
}
