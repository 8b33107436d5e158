import { escaped, opened, type Tag, withAttribute, type XmlEditor } from './xml-edit.ts';

/** What may stand behind `definedNames` in a workbook (ECMA-376 part 1, CT_Workbook). */
const BEHIND_NAMES = new Set([
  'calcPr',
  'oleSize',
  'customWorkbookViews',
  'pivotCaches',
  'smartTagPr',
  'smartTagTypes',
  'webPublishing',
  'fileRecoveryPr',
  'webPublishObjects',
  'AlternateContent',
  'extLst',
]);

export interface NewSheet {
  name: string;
  id: number;
  relation: string;
  /** Namespace of relations in the workbook's edition of ECMA-376. */
  relations: string;
}

/** Puts a sheet in front: what counts sheets by their place is moved by one, and the first tab is the open one. */
export class WorkbookEditor implements XmlEditor {
  private readonly sheet: NewSheet;
  private prefix = '';
  private areSheetsDone = false;
  private areNamesDone = false;

  constructor(sheet: NewSheet) {
    this.sheet = sheet;
  }

  open(tag: Tag): string | undefined {
    if (tag.depth === 0) this.prefix = tag.prefix;
    switch (tag.name) {
      case 'sheets':
        return tag.raw + this.entry(tag.prefix);
      case 'workbookView':
        return withAttribute(
          tag.attributes.firstSheet === undefined ? tag.raw : withAttribute(tag.raw, 'firstSheet', 0),
          'activeTab',
          0,
        );
      case 'definedNames':
        this.areNamesDone = true;
        return tag.empty ? opened(tag, this.titles(tag.prefix)) : tag.raw + this.titles(tag.prefix);
      case 'definedName': {
        const place = tag.attributes.localSheetId;
        return place === undefined ? undefined : withAttribute(tag.raw, 'localSheetId', Number(place) + 1);
      }
      default:
        return tag.depth === 1 && this.areSheetsDone && BEHIND_NAMES.has(tag.name)
          ? this.takeNames() + tag.raw
          : undefined;
    }
  }

  close(tag: Tag): string | undefined {
    if (tag.name === 'sheets') this.areSheetsDone = true;
    return tag.depth === 0 ? this.takeNames() : undefined;
  }

  private entry(prefix: string): string {
    const { name, id, relation, relations } = this.sheet;
    return `<${prefix}sheet xmlns:r="${relations}" name="${escaped(name)}" sheetId="${id}" r:id="${relation}"/>`;
  }

  /** The head of the list is repeated on each printed page. */
  private titles(prefix: string): string {
    return `<${prefix}definedName name="_xlnm.Print_Titles" localSheetId="0">'${escaped(this.sheet.name)}'!$1:$2</${prefix}definedName>`;
  }

  private takeNames(): string {
    if (this.areNamesDone) return '';
    this.areNamesDone = true;
    return `<${this.prefix}definedNames>${this.titles(this.prefix)}</${this.prefix}definedNames>`;
  }
}
