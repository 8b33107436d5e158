import { posix } from 'node:path';
import type { Finding } from '../../finding.ts';
import { openParts, type PackageParts } from '../xlsx/package-parts.ts';
import { refusingDamaged } from '../xlsx/read-xlsx.ts';
import { type Relation, readRelations, relationsPath } from '../xlsx/relations.ts';
import { relationId, workbookPath } from '../xlsx/workbook.ts';
import { readXml } from '../xlsx/xml.ts';
import { editedComments, type KnownNotes, NO_NOTES, newComments, noteTexts, readNotes } from './comments.ts';
import { listSheet } from './list-sheet.ts';
import { marksOf, type SheetMarks } from './marks.ts';
import { moreShapes, newShapes } from './note-shapes.ts';
import { PackageDraft } from './package-draft.ts';
import { SheetEditor, type SheetPlan, unselected } from './sheet-editor.ts';
import { type SheetSurvey, surveySheet } from './sheet-survey.ts';
import { type ListStyle, Styles } from './styles.ts';
import { WorkbookEditor } from './workbook-editor.ts';
import { editXml } from './xml-edit.ts';

const LIST = '核查结果';
const SPREADSHEETML = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
/** The two editions of ECMA-376: relations' namespace, and that of the spreadsheet's own elements. */
const STRICT = 'http://purl.oclc.org/ooxml/officeDocument/relationships';
const TRANSITIONAL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const MAIN = {
  [STRICT]: 'http://purl.oclc.org/ooxml/spreadsheetml/main',
  [TRANSITIONAL]: 'http://schemas.openxmlformats.org/spreadsheetml/2006/main',
};

export interface MarkedWorkbook {
  bytes: Uint8Array;
  /** What the copy does not keep or show, one Chinese sentence each: to be said before it is written. */
  notKept: string[];
}

/**
 * A copy of the person's workbook: bad cells coloured with the reason as note, a first sheet that lists
 * and links them. The person's own parts are edited, so charts, pictures, filters and all else stay to the letter.
 * @throws InputError as `readXlsx`
 */
export function markWorkbook(
  file: string,
  original: Uint8Array,
  findings: readonly Finding[],
): Promise<MarkedWorkbook> {
  return refusingDamaged(file, async () => {
    const marking = await Marking.of(await openParts(original), findings);
    return marking.done();
  });
}

interface TabEntry {
  name: string;
  path: string;
  isTable: boolean;
}

class Marking {
  private readonly parts: PackageParts;
  private readonly findings: readonly Finding[];
  private readonly path: string;
  private readonly tabs: readonly TabEntry[];
  private readonly lastId: number;
  private readonly edition: keyof typeof MAIN;
  private readonly styles: Styles;
  private readonly draft: PackageDraft;
  private readonly notKept: string[] = [];

  private constructor(
    parts: PackageParts,
    findings: readonly Finding[],
    path: string,
    { tabs, lastId }: { tabs: TabEntry[]; lastId: number },
    edition: keyof typeof MAIN,
    styles: Styles,
  ) {
    this.parts = parts;
    this.findings = findings;
    this.path = path;
    this.tabs = tabs;
    this.lastId = lastId;
    this.edition = edition;
    this.styles = styles;
    this.draft = new PackageDraft(parts);
  }

  static async of(parts: PackageParts, findings: readonly Finding[]): Promise<Marking> {
    const path = await workbookPath(parts);
    const related = await readRelations(parts, path);
    const edition = related.some(({ base }) => base === STRICT) ? STRICT : TRANSITIONAL;
    const written = parts.find(related.find(({ kind }) => kind === 'styles')?.target ?? '');
    const styles = await Styles.of(
      written ?? posix.join(posix.dirname(path), 'styles.xml'),
      written === undefined ? undefined : parts.chunks(written),
      MAIN[edition],
    );
    return new Marking(parts, findings, path, await readTabs(parts, path, related), edition, styles);
  }

  async done(): Promise<MarkedWorkbook> {
    const names = new Set(this.tabs.filter(({ isTable }) => isTable).map(({ name }) => name));
    const marks = marksOf(names, this.findings);
    for (const [index, tab] of this.tabs.entries()) await this.markTab(tab, index, marks.get(tab.name));
    await this.addList(names);
    await this.writeStyles();
    if (this.parts.paths.some((path) => path.startsWith('_xmlsignatures/')))
      this.notKept.push('表格带有数字签名；副本加了标注，签名在副本中会显示为无效，原表不受影响。');
    return { bytes: await this.draft.bytes(), notKept: this.notKept };
  }

  private async markTab(tab: TabEntry, index: number, marks: SheetMarks | undefined): Promise<void> {
    const chunks = () => this.parts.chunks(tab.path);
    if (marks === undefined || !tab.isTable) {
      if (await isSelected(chunks())) this.draft.edit(tab.path, () => editXml(chunks(), unselected()));
      return;
    }
    const survey = await surveySheet(chunks(), marks);
    const plan: SheetPlan = {
      marks,
      survey,
      styleOf: (row, column) =>
        this.styles.tinted(survey.styleOf(row, column), marks.get(row)?.get(column)?.worst ?? 'doubt'),
      notes: await this.addNotes(tab, index, noteTexts(marks), survey),
    };
    for (const [row, cells] of marks) for (const column of cells.keys()) plan.styleOf(row, column);
    this.draft.edit(tab.path, () => editXml(chunks(), new SheetEditor(plan)));
  }

  /** Notes and their shapes, in the parts that hold the sheet's own where it has some. */
  private async addNotes(
    tab: TabEntry,
    index: number,
    texts: ReadonlyMap<string, string>,
    survey: SheetSurvey,
  ): Promise<SheetPlan['notes']> {
    const related = await readRelations(this.parts, tab.path);
    const comments = this.parts.find(related.find(({ kind }) => kind === 'comments')?.target ?? '');
    const known = comments === undefined ? NO_NOTES : await readNotes(this.parts.chunks(comments));
    this.nameConversations(tab, known, texts);
    if (comments === undefined) {
      const path = this.draft.unusedPath('xl/comments', '.xml');
      this.draft.add(path, () => newComments(texts, MAIN[this.edition]), `${SPREADSHEETML}.comments+xml`);
      await this.draft.relate(tab.path, `${this.edition}/comments`, path);
    } else {
      this.draft.edit(comments, () => editedComments(this.parts.chunks(comments), known, texts));
    }
    const drawing = this.parts.find(related.find(({ id }) => id === survey.legacyDrawing)?.target ?? '');
    const withoutShape = new Map(
      [...texts].filter(([reference]) => drawing === undefined || !known.cells.has(reference)),
    );
    const more = drawing === undefined ? undefined : moreShapes(await textOf(this.parts.chunks(drawing)), withoutShape);
    if (drawing !== undefined && more !== undefined) {
      this.draft.edit(drawing, async function* () {
        yield Buffer.from(more);
      });
      return undefined;
    }
    if (drawing !== undefined) {
      this.notKept.push(`工作表「${tab.name}」的批注图形读不懂，新批注的外框未能加入；问题仍以底色标出，并列在首页。`);
      return undefined;
    }
    const path = this.draft.unusedPath('xl/drawings/vmlDrawing', '.vml');
    this.draft.add(
      path,
      () => newShapes(withoutShape, index + 1),
      'application/vnd.openxmlformats-officedocument.vmlDrawing',
    );
    const id = await this.draft.relate(tab.path, `${this.edition}/vmlDrawing`, path);
    return (prefix) => `<${prefix}legacyDrawing xmlns:r="${this.edition}" r:id="${id}"/>`;
  }

  private nameConversations(tab: TabEntry, known: KnownNotes, texts: ReadonlyMap<string, string>): void {
    const hidden = [...texts.keys()].filter((reference) => known.conversations.has(reference));
    if (hidden.length > 0)
      this.notKept.push(
        `工作表「${tab.name}」的 ${hidden.slice(0, 5).join('、')} 等单元格已有批注对话，其问题只以底色标出，并列在首页。`,
      );
  }

  private async addList(names: ReadonlySet<string>): Promise<void> {
    const taken = new Set(this.tabs.map(({ name }) => name.toLowerCase()));
    let name = LIST;
    for (let number = 2; taken.has(name); number += 1) name = `${LIST}（${number}）`;
    const path = this.draft.unusedPath(posix.join(posix.dirname(this.path), 'worksheets/sheet'), '.xml');
    const styleOf = (style: ListStyle) => this.styles.ofList(style);
    const { xml, links } = listSheet(this.findings, names, styleOf, MAIN[this.edition], this.edition);
    this.draft.edit(relationsPath(path), async function* () {
      yield Buffer.from(links);
    });
    this.draft.add(path, () => xml, `${SPREADSHEETML}.worksheet+xml`);
    const relation = await this.draft.relate(this.path, `${this.edition}/worksheet`, path);
    const entry = { name, id: this.lastId + 1, relation, relations: this.edition };
    this.draft.edit(this.path, () => editXml(this.parts.chunks(this.path), new WorkbookEditor(entry)));
  }

  private async writeStyles(): Promise<void> {
    if (!this.styles.isNew) {
      this.draft.edit(this.styles.path, () => this.styles.edited());
      return;
    }
    const pieces: Buffer[] = [];
    for await (const piece of this.styles.edited()) pieces.push(piece);
    this.draft.add(this.styles.path, () => Buffer.concat(pieces).toString(), `${SPREADSHEETML}.styles+xml`);
    await this.draft.relate(this.path, `${this.edition}/styles`, this.styles.path);
  }
}

/** Every tab of the workbook, chart sheets too: the list is put in front of them all. */
async function readTabs(
  parts: PackageParts,
  path: string,
  related: readonly Relation[],
): Promise<{ tabs: TabEntry[]; lastId: number }> {
  const tabs: TabEntry[] = [];
  let lastId = 0;
  await readXml(parts.chunks(path), {
    open(name, attributes) {
      if (name !== 'sheet') return;
      lastId = Math.max(lastId, Number(attributes.sheetId ?? 0));
      const relation = related.find(({ id }) => id === relationId(attributes));
      const part = relation === undefined ? undefined : parts.find(relation.target);
      if (relation !== undefined && part !== undefined)
        tabs.push({ name: attributes.name ?? '', path: part, isTable: relation.kind === 'worksheet' });
    },
  });
  return { tabs, lastId };
}

async function isSelected(chunks: AsyncIterable<Buffer>): Promise<boolean> {
  let selected = false;
  await readXml(chunks, {
    open(name, { tabSelected }) {
      selected ||= name === 'sheetView' && ['1', 'true'].includes(tabSelected ?? '');
    },
  });
  return selected;
}

async function textOf(chunks: AsyncIterable<Buffer>): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of chunks) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}
