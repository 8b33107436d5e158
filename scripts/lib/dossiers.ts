import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { GivenDossier } from '../../audit/dossiers/dossier.ts';
import { holdsTable, isNamedCase } from '../../domain/case/files/locate-case.ts';
import { InputError } from '../../domain/errors.ts';
import { BAG_DECLARATION, JOURNAL, MANIFEST, REPORTS } from '../../evidence/layout.ts';
import { withNames } from './cases.ts';

/** What a bundle has that no case has: a broken one may lack any of them, and a case that was never driven has reports alone. */
const OF_A_BUNDLE = [BAG_DECLARATION, JOURNAL, 'seal', MANIFEST, REPORTS];

/**
 * Every case and bundle given, each with a name of its own; a folder stands for all in it, also the
 * folder that `rehearse` writes (what lies deeper, as in `earlier/`, is no part of it).
 * @throws InputError when there is nothing to audit in one of the paths
 */
export function namedDossiers(paths: readonly string[]): GivenDossier[] {
  const found = paths.flatMap(dossiersIn);
  return withNames(found.map(({ path }) => path)).map(({ name, path }, index) => ({
    name,
    path,
    kind: found[index]?.kind ?? 'case',
  }));
}

type Found = Omit<GivenDossier, 'name'>;

function dossiersIn(path: string): Found[] {
  const status = statSync(path, { throwIfNoEntry: false });
  if (status === undefined) throw new InputError(`找不到「${path}」，请检查路径。`);
  if (!status.isDirectory()) return [{ path, kind: /\.zip$/i.test(path) ? 'bundle' : 'case' }];
  const own = kindOf(path);
  if (own !== undefined) return [{ path, kind: own }];
  const entries = readdirSync(path, { withFileTypes: true });
  const inside = entries
    .filter((entry) => entry.isDirectory() || (entry.isFile() && /\.zip$/i.test(entry.name)))
    .flatMap((entry): Found[] => {
      const inner = join(path, entry.name);
      const kind = entry.isDirectory() ? (kindOf(inner) ?? (holdsTable(inner) ? 'case' : undefined)) : 'bundle';
      return kind === undefined ? [] : [{ path: inner, kind }];
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  if (inside.length > 0) return inside;
  // A workbook by another name: what reads cases knows what to say of it.
  if (holdsTable(path)) return [{ path, kind: 'case' }];
  throw new InputError(`文件夹「${path}」中没有案例（case.xlsx、case.json），也没有证据包。`);
}

function kindOf(folder: string): Found['kind'] | undefined {
  if (OF_A_BUNDLE.some((part) => existsSync(join(folder, part)))) return 'bundle';
  return readdirSync(folder).some(isNamedCase) ? 'case' : undefined;
}
