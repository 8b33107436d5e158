import { TABLE_FIELDS, type TableName } from '../../domain/case/model/layout.ts';
import { pageOf } from '../../domain/case/model/material-page.ts';
import { CASE_EVENTS } from '../../domain/case/model/schema.ts';
import { titleOfSheet } from '../../domain/case/tables/choose-sheets.ts';
import type { Location } from '../../domain/finding.ts';
import { JOURNAL, LETTER, materialAt, RECEIPTS } from '../../evidence/layout.ts';
import type { Receipts } from '../../evidence/receipts.ts';
import { type ActName, actOn, actsOf, receiptLine } from '../engine/portal-acts.ts';
import type { Need } from '../engine/rule.ts';
import { stageNamed } from '../engine/stages.ts';
import { ACT_OF_EVENT, ACT_OF_SHEET, type CaseEvent } from './acts-by-sheet.ts';
import type { Dossier } from './dossier.ts';

const NOTHING: Receipts = { filings: [], claims: [], deadlines: [], materials: [] };
/** Items of 企业信息 that are used in the claim and not in the filing. */
const ACCOUNT = ['开户银行', '账户名称', '银行账号'];

/** Finds journal lines by a row of the case, a place in the bundle, or what a rule needs. */
export class JournalIndex {
  readonly #dossier: Dossier;
  readonly #receipts: Receipts;
  readonly #days = new Map<string, CaseEvent>();
  readonly #account: ReadonlySet<string>;

  constructor(dossier: Dossier) {
    this.#dossier = dossier;
    const { input } = dossier;
    this.#receipts = input?.granted?.receipts ?? NOTHING;
    for (const event of CASE_EVENTS) this.#days.set(keyOf(input?.locate('办理日期', undefined, event)), event);
    this.#account = new Set(ACCOUNT.map((item) => keyOf(input?.locate('企业信息', undefined, item))));
  }

  /** Nothing for a place in another case or bundle. */
  place(at: Location): number[] {
    const { name } = this.#dossier;
    if (!at.file.startsWith(`${name}/`)) return [];
    const file = at.file.slice(name.length + 1);
    if (file === JOURNAL) return (/\d+/.exec(at.cell ?? '') ?? []).map(Number);
    if (file === RECEIPTS) return this.#receipt(at.cell ?? '');
    if (file === LETTER) return this.act('seal');
    const page = materialAt(file);
    if (page !== undefined) return this.#upload(page.type, page.page);
    if (this.#account.has(keyOf(at))) return this.act('claim');
    const event = this.#days.get(keyOf(at));
    return event === undefined ? this.#row(at) : this.act(ACT_OF_EVENT[event]);
  }

  /** What a rule that points nowhere looked at. */
  need(need: Need): number[] {
    const [sheet = '', event] = need.split('.');
    if (sheet === '办理日期') return this.act(ACT_OF_EVENT[event as CaseEvent]);
    const of = ACT_OF_SHEET[sheet];
    if (of !== undefined) return this.act(of);
    if (need === 'letter') return this.act('seal');
    if (need === 'materials') return this.act('upload');
    if (need === 'claims') return this.act('claim');
    return need === 'receipts'
      ? this.#dossier.lines.filter(({ kind }) => kind === 'receipt').map(({ seq }) => seq)
      : [];
  }

  /** The nth act of a kind, or the last one where there are fewer; undefined where there is none. */
  act(name: ActName, nth = 0): number[] {
    const acts = actsOf(this.#dossier.lines, name);
    return acts
      .slice(Math.min(nth, acts.length - 1))
      .slice(0, 1)
      .map(({ seq }) => seq);
  }

  #row({ sheet: tab = '', cell = '' }: Location): number[] {
    const sheet = titleOfSheet(tab) ?? tab;
    const of = ACT_OF_SHEET[sheet];
    const material = this.#dossier.input?.case;
    if (of === undefined || material === undefined) return [];
    const list = TABLE_FIELDS[sheet as TableName];
    const rows = list === undefined ? [] : (material[list] as { row: number; course?: string }[]);
    const row = rows[indexIn(rows, cell)];
    if (sheet === '备案项目') return this.act(of, rows.indexOf(row ?? { row: 0 }));
    if (sheet === '材料清单') {
      const item = material.materials.find((one) => one === row);
      return item === undefined ? this.act(of) : this.#upload(item.type, pageOf(item, material.materials));
    }
    // Each claim imports the rows of its own courses.
    const claim = this.#receipts.claims.findIndex(({ lines }) => lines.some(({ course }) => course === row?.course));
    return this.act(of, Math.max(0, claim));
  }

  /** Images go up type by type, each in the order of its pages. */
  #upload(type: string, page: number): number[] {
    const materials = this.#dossier.input?.case.materials ?? [];
    const types = [...new Set(materials.map((item) => item.type as string))];
    const before = types.slice(0, Math.max(0, types.indexOf(type)));
    return this.act('upload', materials.filter((item) => before.includes(item.type)).length + Math.max(0, page - 1));
  }

  #receipt(pointer: string): number[] {
    const [, list = '', at = ''] = pointer.split('/');
    const index = Number(at);
    const { lines } = this.#dossier;
    if (list === 'filings' || list === 'claims') {
      const line = receiptLine(lines, this.#receipts[list][index]?.receipt ?? '');
      return line === undefined ? this.act(list === 'filings' ? 'submit' : 'claim') : [line.seq];
    }
    if (list === 'materials') {
      const { type = '', page = 1 } = this.#receipts.materials[index] ?? {};
      return this.#upload(type, page);
    }
    const { subject = '', stage = '' } = this.#receipts.deadlines[index] ?? {};
    const name = stageNamed(stage)?.acts.ended ?? 'submit';
    const own = actOn(lines, subject.replace(/^补贴申请 /, ''), name);
    return own === undefined ? this.act(name) : [own.seq];
  }
}

/** Of a cell (`C12`), of a bundle's case.json (`/roster/3/idNumber`) or of a person's (`/学员花名册/3/身份证号`, row 5 to the reader). */
function indexIn(rows: readonly { row: number }[], cell: string): number {
  const [, list = '', place] = /^\/([^/]+)\/(\d+)\//.exec(cell) ?? [];
  if (/^\w/.test(list)) return Number(place);
  const row = place === undefined ? Number(/\d+$/.exec(cell)?.[0] ?? 0) : Number(place) + 2;
  return rows.findIndex((entry) => entry.row === row);
}

function keyOf(at: Location | undefined): string {
  return `${at?.file} ${at?.sheet} ${at?.cell}`;
}
