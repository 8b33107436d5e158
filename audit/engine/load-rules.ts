import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Rule } from './rule.ts';

const FOLDER = join(import.meta.dirname, '../rules');

/** Every rule of audit/rules, one a file, by name: a new rule is a new file and nothing else. */
export async function loadRules(): Promise<Rule[]> {
  const files = (await readdir(FOLDER, { recursive: true })).filter((file) => file.endsWith('.ts')).sort();
  return Promise.all(
    files.map(async (file) => {
      const { default: rule } = (await import(join(FOLDER, file))) as { default: Rule };
      const id = file.slice(0, -'.ts'.length);
      if (rule.id !== id) throw new Error(`audit/rules/${file} calls itself ${rule.id}`);
      return rule;
    }),
  );
}
