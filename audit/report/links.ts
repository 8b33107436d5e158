import { existsSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import type { Location } from '../../domain/finding.ts';
import type { Link } from '../workbook/list-sheet.ts';
import type { AuditedCase, AuditReport } from './audit-report.ts';

export interface Links {
  /** The file and cell of a finding; text alone where there is nothing to open. */
  place: (own: AuditedCase, at: Location) => Link | string;
  /** A file of a bundle. */
  file: (own: AuditedCase, path: string, text?: string) => Link | string;
}

/** Links as seen from the folder in which the report will lie; without one there are none. */
export function linksFrom({ cases }: AuditReport, folder: string | undefined): Links {
  const found = new Map<string, string | undefined>();
  const targetOf = (path: string): string | undefined => {
    if (folder === undefined) return undefined;
    if (!found.has(path)) found.set(path, existsSync(path) ? relativeUrl(folder, path) : undefined);
    return found.get(path);
  };
  const file: Links['file'] = (own, path, text = path) => {
    const to = targetOf(join(baseOf(own), path));
    return to === undefined ? text : { text, to };
  };
  return {
    file,
    place: (own, at) => {
      const text = placeText(at);
      const [owner, path] = ownerOf(cases, own, at.file);
      const link = file(owner, path, text);
      if (typeof link === 'string' || at.sheet === undefined || !/^[A-Z]+\d+$/.test(at.cell ?? '')) return link;
      if (!/\.xlsx$/i.test(path)) return link;
      return { text, to: `${link.to}#'${at.sheet.replaceAll("'", "''")}'!${at.cell}` };
    },
  };
}

/** The cell first: that is what is looked for. */
export function placeText({ file, sheet, cell }: Location): string {
  return sheet === undefined ? file : `${sheet}${cell === undefined ? '' : ` ${cell}`} · ${file}`;
}

const bases = new WeakMap<AuditedCase, string>();

/** The folder that the paths of a case count from. */
function baseOf(own: AuditedCase): string {
  const known = bases.get(own);
  if (known !== undefined) return known;
  const path = resolve(own.path);
  const base = existsSync(path) && statSync(path).isDirectory() ? path : dirname(path);
  bases.set(own, base);
  return base;
}

/** Of several cases, a file begins with the name of the one that it belongs to. */
function ownerOf(cases: readonly AuditedCase[], own: AuditedCase, file: string): [AuditedCase, string] {
  if (cases.length > 1 && !file.startsWith(`${own.name}/`)) {
    const other = cases.find(({ name }) => file.startsWith(`${name}/`));
    return other === undefined ? [own, file] : [other, file.slice(other.name.length + 1)];
  }
  return [own, cases.length > 1 ? file.slice(own.name.length + 1) : file];
}

function relativeUrl(folder: string, path: string): string {
  return relative(resolve(folder), path).split(sep).map(encodeURIComponent).join('/');
}
