import { type BundleFiles, bytesOf, type FileProblem } from './bundle-files.ts';
import { sha256 } from './canonical-json.ts';
import { MANIFEST, TAG_MANIFEST } from './layout.ts';

type Laid = Pick<BundleFiles, 'files' | 'emptyFolders' | 'problems'> & {
  digests: () => ReadonlyMap<string, string> | undefined;
};

/** What macOS and Windows leave in a folder that somebody looked into, and what unpacking on macOS leaves beside it. */
const LITTER =
  /(^|\/)(\.DS_Store|\._[^/]+|Thumbs\.db|ehthumbs\.db|desktop\.ini)$|(^|\/)(__MACOSX|\.Spotlight-V100|\.Trashes|\.fseventsd)(\/|$)/i;

/** Bytes of a file whose line ends a program may have turned; what is larger or of another kind is not text of ours. */
const LARGEST_TEXT = 64 * 1024 * 1024;
const TEXT = /(\.(txt|json|jsonl|yml|html|sh)|\/checkpoint)$/;

/** Of more files one sentence names the first. */
const NAMED = 3;

/** The paths of a bundle that its manifests do not list and a system made by itself. */
export function litterIn({ files, emptyFolders }: Pick<Laid, 'files' | 'emptyFolders'>): string[] {
  const paths = [...files.map(({ path }) => path), ...emptyFolders].filter((path) => LITTER.test(path));
  if (paths.length === 0) return [];
  const lists = files.filter(({ path }) => path === MANIFEST || path === TAG_MANIFEST);
  const listed = new Set(
    lists.flatMap((file) => bytesOf(file).toString('utf8').split('\n')).map((row) => row.slice(66)),
  );
  return paths.filter((path) => !listed.has(path));
}

/** The bundle as it lies without these. */
export function withoutPaths(bundle: Laid, paths: readonly string[]): Laid {
  const gone = new Set(paths);
  const digests = bundle.digests();
  return {
    files: bundle.files.filter(({ path }) => !gone.has(path)),
    emptyFolders: bundle.emptyFolders.filter((path) => !gone.has(path)),
    problems: bundle.problems.filter(({ file }) => !gone.has(file)),
    digests: () => digests && new Map([...digests].filter(([path]) => !gone.has(path))),
  };
}

export function litterProblem(paths: readonly string[]): FileProblem & { seq: null } {
  return {
    file: paths[0] ?? '',
    seq: null,
    problem: `操作系统自动生成的文件，不是证据内容，也不在清单里（${named(paths)}）；删去后重新核验`,
  };
}

/** The bundle as it would be with the line ends that it was sealed with; undefined where nothing looks turned. */
export function withLineEnds(bundle: Laid): { bundle: Laid; turned: string[] } | undefined {
  const digests = new Map(bundle.digests());
  const turned: string[] = [];
  const files = bundle.files.map((file) => {
    const bytes = TEXT.test(file.path) ? unturned(bytesOf(file, LARGEST_TEXT)) : undefined;
    if (bytes === undefined) return file;
    turned.push(file.path);
    digests.set(file.path, sha256(bytes));
    return { path: file.path, size: bytes.length, chunks: () => [bytes] };
  });
  return turned.length === 0 ? undefined : { bundle: { ...bundle, files, digests: () => digests }, turned };
}

export function lineEndProblem(paths: readonly string[]): FileProblem & { seq: null } {
  return {
    file: paths[0] ?? '',
    seq: null,
    problem: `行尾被改成了 CRLF，内容其余未变（${named(paths)}）；是复制、同步或版本管理软件转换的，请从封存方的原件重新复制`,
  };
}

/** With LF for CRLF; undefined where there is none, or a line that ends otherwise: then it was not turned as a whole. */
function unturned(bytes: Buffer): Buffer | undefined {
  const text = bytes.toString('latin1');
  return text.includes('\r\n') && !/(?<!\r)\n/.test(text)
    ? Buffer.from(text.replaceAll('\r\n', '\n'), 'latin1')
    : undefined;
}

function named(paths: readonly string[]): string {
  return `${paths.slice(0, NAMED).join('、')}${paths.length > NAMED ? ` 等 ${paths.length} 个` : ''}`;
}
