const SHEET = /^xl\/worksheets\/(sheet\d+\.xml)$/;
const LINK = /<hyperlink ref="([^"]+)" r:id="([^"]+)"[^>]*\/>/g;
const RELATION = /<Relationship [^>]*?\/>/g;

/**
 * exceljs writes every link as a relation to something outside. Excel wants a place in the workbook as `location` and
 * without a relation, and a place in another file as relation to the file and `location` (ECMA-376 part 1, §18.3.1.47).
 * Changes the parts in place.
 */
export function strictLinks(parts: Record<string, Uint8Array>): void {
  for (const path of Object.keys(parts)) {
    const name = SHEET.exec(path)?.[1];
    const related = `xl/worksheets/_rels/${name}.rels`;
    if (name === undefined || parts[related] === undefined) continue;
    const targets = new Map<string, string>();
    const relations = text(parts[related]).replace(RELATION, (relation) => {
      const [id, target, external] = [
        attribute(relation, 'Id'),
        attribute(relation, 'Target'),
        /TargetMode="External"/,
      ];
      if (!external.test(relation)) return relation;
      targets.set(id, target);
      const [file] = target.split('#');
      return file === '' ? '' : relation.replace(`Target="${target}"`, `Target="${file}"`);
    });
    const sheet = text(parts[path]).replace(LINK, (_link, ref: string, id: string) => {
      const [file = '', place] = (targets.get(id) ?? '').split('#');
      return `<hyperlink ref="${ref}"${file === '' ? '' : ` r:id="${id}"`}${place === undefined ? '' : ` location="${place}"`}/>`;
    });
    parts[related] = Buffer.from(relations);
    parts[path] = Buffer.from(sheet);
  }
}

function attribute(element: string, name: string): string {
  return new RegExp(` ${name}="([^"]*)"`).exec(element)?.[1] ?? '';
}

function text(part: Uint8Array | undefined): string {
  return Buffer.from(part ?? []).toString('utf8');
}
