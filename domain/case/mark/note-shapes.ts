import { cellReference } from '../xlsx/reference.ts';

const SHAPE_TYPE =
  '<v:shapetype xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">' +
  '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>';
/** Each drawing has ids of its own thousand ([MS-OI29500] 2.1.1758). */
const IDS_OF_DRAWING = 1024;
const COLUMNS_WIDE = 4;
const CHARACTERS_PER_LINE = 18;

/** The shapes of notes are VML, a language of 1998 that no other part of a workbook uses. */
export function newShapes(texts: ReadonlyMap<string, string>, drawing: number): string {
  return (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">' +
    `<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="${drawing}"/></o:shapelayout>${SHAPE_TYPE}` +
    `${shapes(texts, drawing * IDS_OF_DRAWING + 1)}</xml>`
  );
}

/**
 * The drawing with shapes for more notes. VML of old programs is not always well-formed
 * (`<br>`), so nothing of it is parsed. Undefined when it has no end to put them before.
 */
export function moreShapes(drawing: string, texts: ReadonlyMap<string, string>): string | undefined {
  const end = /<\/(?:\w+:)?xml\s*>\s*$/.exec(drawing)?.index;
  if (end === undefined) return undefined;
  const ids = [...drawing.matchAll(/_x0000_s(\d+)/g)].map(([, id]) => Number(id));
  const type = /_x0000_t202["']/.test(drawing) ? '' : SHAPE_TYPE;
  const first = ids.reduce((most, id) => Math.max(most, id), IDS_OF_DRAWING) + 1;
  return `${drawing.slice(0, end)}${type}${shapes(texts, first)}${drawing.slice(end)}`;
}

function shapes(texts: ReadonlyMap<string, string>, first: number): string {
  return [...texts].map(([reference, text], index) => shape(reference, text, first + index)).join('');
}

function shape(reference: string, text: string, id: number): string {
  const { row, column } = cellReference(reference);
  const lines = text.split('\n').reduce((sum, line) => sum + Math.ceil((line.length + 1) / CHARACTERS_PER_LINE), 0);
  const top = row - 1;
  const anchor = [
    column + 1,
    15,
    Math.max(0, top - 1),
    4,
    column + 1 + COLUMNS_WIDE,
    15,
    top + 2 + Math.min(lines, 20),
    4,
  ];
  return (
    `<v:shape xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel" id="_x0000_s${id}" type="#_x0000_t202" style="position:absolute;margin-left:80pt;margin-top:5pt;width:240pt;height:80pt;z-index:1;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">` +
    '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>' +
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>' +
    `<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>${anchor.join(', ')}</x:Anchor>` +
    `<x:AutoFill>False</x:AutoFill><x:Row>${top}</x:Row><x:Column>${column}</x:Column></x:ClientData></v:shape>`
  );
}
