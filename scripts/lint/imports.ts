import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { parseSync } from 'oxc-parser';
import { ROOMS } from './rooms.ts';

/** `from` imports `to`, both paths from the project's root; an import of a type counts as well. */
export interface Import {
  from: string;
  to: string;
}

/** Every import between files of the rooms below `root`. */
export function importsOf(root: string): Import[] {
  const files = globSync(`{${Object.keys(ROOMS).join()}}/**/*.{ts,mjs,js}`, { cwd: root }).sort();
  return files.flatMap((from) => {
    const text = readFileSync(join(root, from), 'utf8');
    const { staticImports, staticExports, dynamicImports } = parseSync(from, text).module;
    const named = [
      ...staticImports.map(({ moduleRequest }) => moduleRequest.value),
      ...staticExports.flatMap(({ entries }) => entries.map(({ moduleRequest }) => moduleRequest?.value)),
      ...dynamicImports.map(({ moduleRequest }) => text.slice(moduleRequest.start + 1, moduleRequest.end - 1)),
    ];
    const own = new Set(named.filter((name) => name?.startsWith('.')));
    return [...own].map((name) => ({ from, to: normalize(join(dirname(from), name as string)) }));
  });
}
