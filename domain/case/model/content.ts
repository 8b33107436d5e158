import type { Case } from './schema.ts';

/** A case without its name, which is that of the folder it lies in: moved, it is the same case with the same evidence. */
export function contentOf({ name: _folderName, ...content }: Case): Omit<Case, 'name'> {
  return content;
}
