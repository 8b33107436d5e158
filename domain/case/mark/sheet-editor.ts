import { columnLetters } from '../cells/raw.ts';
import { Places } from '../xlsx/reference.ts';
import { markAt, type SheetMarks } from './marks.ts';
import { cellKey, type SheetSurvey } from './sheet-survey.ts';
import { opened, type Tag, withAttribute, type XmlEditor } from './xml-edit.ts';

/** What may stand behind `legacyDrawing` in a worksheet (ECMA-376 part 1, CT_Worksheet). */
const BEHIND_NOTES = new Set([
  'legacyDrawingHF',
  'drawingHF',
  'picture',
  'oleObjects',
  'controls',
  'webPublishItems',
  'tableParts',
  'extLst',
  'AlternateContent',
]);

export interface SheetPlan {
  marks: SheetMarks;
  survey: SheetSurvey;
  /** The index of the style that a marked cell shall have. */
  styleOf: (row: number, column: number) => number;
  /** Element that ties the sheet to the shapes of its notes, where it has none yet. */
  notes: ((prefix: string) => string) | undefined;
}

/** No tab but the first may be selected: two selected tabs are edited as one. */
export function unselected(): XmlEditor {
  return { open: (tag) => (tag.name === 'sheetView' ? unselectedView(tag) : undefined) };
}

function unselectedView(tag: Tag): string | undefined {
  return ['1', 'true'].includes(tag.attributes.tabSelected ?? '')
    ? withAttribute(tag.raw, 'tabSelected', 0)
    : undefined;
}

/** Sets the style of marked cells; cells and rows that are not written are put in where they belong. */
export class SheetEditor implements XmlEditor {
  private readonly plan: SheetPlan;
  private readonly places = new Places();
  /** Marked rows that are not written, and marked cells of the row at hand that are not; both in order. */
  private missingRows: number[];
  private missingCells: number[] = [];
  private prefix = '';
  private inData = false;
  private isDataDone = false;
  private hasNotes: boolean;

  constructor(plan: SheetPlan) {
    this.plan = plan;
    this.hasNotes = plan.notes === undefined;
    this.missingRows = [...plan.marks.keys()].filter((row) => !plan.survey.rows.has(row)).sort((a, b) => a - b);
  }

  open(tag: Tag): string | undefined {
    if (tag.depth === 0) this.prefix = tag.prefix;
    if (tag.name === 'sheetView') return unselectedView(tag);
    if (tag.name === 'sheetData') return this.openData(tag);
    if (this.inData && tag.name === 'row') return this.openRow(tag);
    if (this.inData && tag.name === 'c') return this.openCell(tag);
    if (tag.depth === 1 && this.isDataDone && BEHIND_NOTES.has(tag.name)) return this.takeNotes() + tag.raw;
    return undefined;
  }

  close(tag: Tag): string | undefined {
    if (tag.depth === 0) return this.takeNotes();
    if (tag.name === 'sheetData') {
      this.inData = false;
      this.isDataDone = true;
      return this.rowsBefore(Number.POSITIVE_INFINITY);
    }
    return this.inData && tag.name === 'row' ? this.cellsBefore(Number.POSITIVE_INFINITY) : undefined;
  }

  private openData(tag: Tag): string | undefined {
    this.inData = !tag.empty;
    if (!tag.empty) return undefined;
    this.isDataDone = true;
    return opened(tag, this.rowsBefore(Number.POSITIVE_INFINITY));
  }

  private openRow(tag: Tag): string {
    const row = this.places.startRow(tag.attributes.r);
    const before = this.rowsBefore(row);
    this.missingCells = this.missingIn(row);
    return before + (tag.empty ? opened(tag, this.cellsBefore(Number.POSITIVE_INFINITY)) : tag.raw);
  }

  private openCell(tag: Tag): string | undefined {
    const { row } = this.places;
    const column = this.places.column(tag.attributes.r);
    const before = this.cellsBefore(column);
    if (markAt(this.plan.marks, row, column) === undefined) return before === '' ? undefined : before + tag.raw;
    return before + withAttribute(tag.raw, 's', this.plan.styleOf(row, column));
  }

  /** A row's missing cells are put in once, even where the file writes the row in two pieces. */
  private readonly done = new Set<number>();
  private missingIn(row: number): number[] {
    if (this.done.has(row)) return [];
    this.done.add(row);
    return [...(this.plan.marks.get(row)?.keys() ?? [])]
      .filter((column) => !this.plan.survey.cells.has(cellKey(row, column)))
      .sort((a, b) => a - b);
  }

  private rowsBefore(row: number): string {
    let text = '';
    while ((this.missingRows[0] ?? Number.POSITIVE_INFINITY) < row) {
      const missing = this.missingRows.shift() ?? 0;
      const cells = this.missingIn(missing).map((column) => this.cell(missing, column));
      text += `<${this.prefix}row r="${missing}">${cells.join('')}</${this.prefix}row>`;
    }
    return text;
  }

  private cellsBefore(column: number): string {
    let text = '';
    while ((this.missingCells[0] ?? Number.POSITIVE_INFINITY) < column)
      text += this.cell(this.places.row, this.missingCells.shift() ?? 0);
    return text;
  }

  private cell(row: number, column: number): string {
    return `<${this.prefix}c r="${columnLetters(column)}${row}" s="${this.plan.styleOf(row, column)}"/>`;
  }

  private takeNotes(): string {
    if (this.hasNotes) return '';
    this.hasNotes = true;
    return this.plan.notes?.(this.prefix) ?? '';
  }
}
