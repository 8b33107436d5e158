import type { MaterialItem } from './schema.ts';

/** Which page of its type an item is, from 1: the items of a type follow one another by their order. */
export function pageOf(item: MaterialItem, materials: readonly MaterialItem[]): number {
  return (
    materials
      .filter(({ type }) => type === item.type)
      .sort((a, b) => a.order - b.order)
      .indexOf(item) + 1
  );
}
