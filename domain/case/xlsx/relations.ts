import { posix } from 'node:path';
import { type PackageParts, PartError } from './package-parts.ts';
import { readXml } from './xml.ts';

export interface Relation {
  id: string;
  /** The last part of its type's address, which is the same in both editions of ECMA-376: `worksheet`, `styles`. */
  kind: string;
  /** What stands before it. */
  base: string;
  /** As a path within the package, which may differ from the part's own in case; empty for what lies outside. */
  target: string;
}

/** Where the relations of a part stand, `''` for the package. */
export function relationsPath(part: string): string {
  return posix.join(posix.dirname(part), '_rels', `${posix.basename(part)}.rels`);
}

/** The relations of a part, `''` for the package. */
export async function readRelations(parts: PackageParts, part: string): Promise<Relation[]> {
  const found: Relation[] = [];
  const file = relationsPath(part);
  if (parts.find(file) === undefined) return found;
  await readXml(parts.chunks(file), {
    open(name, { Id: id = '', Type = '', Target = '', TargetMode }) {
      if (name !== 'Relationship') return;
      const slash = Type.lastIndexOf('/');
      const path = Target.replaceAll('\\', '/');
      if (found.some((known) => known.id === id)) throw new PartError('two relations of one name');
      found.push({
        id,
        kind: Type.slice(slash + 1),
        base: Type.slice(0, slash),
        target: TargetMode === 'External' ? '' : within(part, path),
      });
    },
  });
  return found;
}

function within(part: string, target: string): string {
  return target.startsWith('/') ? target.slice(1) : posix.join(posix.dirname(part), target);
}
