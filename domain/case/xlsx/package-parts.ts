import { openZip, type ZipMember } from '../../zip/open-zip.ts';
import { ZipError } from '../../zip/zip-error.ts';

/** More than any desk's table unpacks to: a million learning records are some 450 MB of XML. */
const LARGEST_PACKAGE = 1024 ** 3;
/**
 * Tables are compressed to a tenth or a fiftieth; a large part compressed to less than a hundredth was made to fill
 * the memory.
 */
const LARGE = 64 * 1024 ** 2;
const HIGHEST_RATIO = 100;

/** What cannot be a workbook, whatever it is called. */
export class PartError extends Error {}
/** What would fill the memory, and is more likely a trap than a table. */
export class TooLargeError extends Error {}

/** The parts of an OOXML package (ECMA-376 part 2), each inflated only while it is read. */
export interface PackageParts {
  /** As the package names it, in the order of its directory; slashes as they should be. */
  paths: readonly string[];
  /** The package's own name of a part, which may differ in case or be percent-encoded (part 2 §6.2.2). */
  find(path: string): string | undefined;
  /** @throws PartError when the part is missing or damaged */
  chunks(path: string): AsyncIterable<Buffer>;
}

/** @throws PartError when the bytes are no zip or two at once, TooLargeError when it would unpack to too much */
export async function openParts(bytes: Uint8Array): Promise<PackageParts> {
  const members = await openZip(bytes).catch((error: unknown) => {
    throw error instanceof ZipError ? new PartError(error.message) : error;
  });
  refuseBombs(members);
  const parts = new Map<string, ZipMember>();
  const byFolded = new Map<string, string>();
  for (const member of members) {
    const path = member.path.replaceAll('\\', '/').replace(/^\/+/, '');
    parts.set(path, member);
    byFolded.set(folded(path), path);
  }
  const find = (path: string) => (parts.has(path) ? path : byFolded.get(folded(path)));
  return {
    paths: [...parts.keys()],
    find,
    async *chunks(path) {
      const member = parts.get(find(path) ?? '');
      if (member === undefined) throw new PartError('a part is missing');
      try {
        yield* member.chunks();
      } catch (error) {
        throw error instanceof ZipError ? new PartError(error.message) : error;
      }
    },
  };
}

function refuseBombs(members: readonly ZipMember[]): void {
  const whole = {
    size: members.reduce((sum, { size }) => sum + size, 0),
    packedSize: members.reduce((sum, { packedSize }) => sum + packedSize, 0),
  };
  if (whole.size > LARGEST_PACKAGE) throw new TooLargeError('unpacks to too much');
  for (const { size, packedSize } of [whole, ...members])
    if (size > LARGE && size > packedSize * HIGHEST_RATIO) throw new TooLargeError('unpacks to too much');
}

function folded(path: string): string {
  try {
    return decodeURIComponent(path).toLowerCase();
  } catch {
    return path.toLowerCase();
  }
}
