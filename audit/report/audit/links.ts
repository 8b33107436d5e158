import { dirname, relative, resolve, sep } from 'node:path';
import type { AuditedCase } from '../audit.ts';

/** Addresses relative to the page; undefined for what cannot be opened from it. */
export interface Links {
  /** A file that a finding names. */
  file: (file: string) => string | undefined;
  /** A path within a bundle that lies there as a folder. */
  inBundle: (path: string, anchor?: string) => string | undefined;
}

/** Without the folder that the page lies in, or for a bundle in a zip, nothing is linked. */
export function linksOf({ kind, name, path }: AuditedCase, folder: string | undefined): Links {
  if (folder === undefined || path.endsWith('.zip')) return { file: () => undefined, inBundle: () => undefined };
  const inBundle = (within: string, anchor?: string): string | undefined =>
    kind === 'bundle' ? address(folder, resolve(path, within), anchor) : undefined;
  const root = /\.(xlsx|json)$/i.test(path) ? dirname(path) : path;
  return {
    inBundle,
    file: (file) => {
      const own = file.startsWith(`${name}/`) ? file.slice(name.length + 1) : file;
      // The case of a bundle is encrypted: only what lies in the bundle itself can be opened.
      if (kind === 'bundle') return own.startsWith('data/') ? inBundle(own) : undefined;
      return address(folder, resolve(root, own));
    },
  };
}

/** Always begins with `./` or `../`: a file's name can never be read as a scheme. */
function address(folder: string, target: string, anchor?: string): string | undefined {
  const way = relative(folder, target);
  if (way === resolve(way)) return undefined; // another drive
  const segments = way.split(sep).map((segment) => encodeURIComponent(segment));
  return `${segments[0] === '..' ? '' : './'}${segments.join('/')}${anchor === undefined ? '' : `#${anchor}`}`;
}
