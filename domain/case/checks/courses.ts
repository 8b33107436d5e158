import { fold } from '../../fold.ts';
import { nameOfCharacter } from '../../hidden-characters.ts';
import { areNear } from '../../near-names.ts';
import { quoted } from '../cells/quoted.ts';
import type { CaseFindings } from '../model/case-findings.ts';
import type { TableName } from '../model/layout.ts';
import type { Locate } from '../tables/locate.ts';
import type { RecordValues } from '../tables/read-table.ts';

/** Most cells that a finding about one spelling names. */
const MOST_CELLS = 20;

/** Rows of a sheet in which a course is written in a way of its own. */
interface Spelling {
  table: TableName;
  written: string;
  meant: string;
  rows: number[];
  count: number;
}

/**
 * Gives every course one spelling, that of its first row in 备案项目, so that all that comes after compares exact
 * texts: what folds to the same is one project. Spellings that look different are said once for each sheet.
 */
export function unifyCourses(
  tables: ReadonlyMap<TableName, readonly RecordValues[]>,
  locate: Locate,
  found: CaseFindings,
): void {
  const byFold = new Map<string, string>();
  const byText = new Map<string, string>();
  const spelledAs = (written: string) => {
    const known = byText.get(written);
    if (known !== undefined) return known;
    const folded = fold(written);
    const meant = byFold.get(folded) ?? written;
    byFold.set(folded, meant);
    byText.set(written, meant);
    return meant;
  };
  const spellings = new Map<string, Spelling>();
  const order: TableName[] = ['备案项目', ...[...tables.keys()].filter((table) => table !== '备案项目')];
  for (const table of order)
    for (const record of tables.get(table) ?? []) {
      if (typeof record.course !== 'string') continue;
      const written = record.course;
      const meant = spelledAs(written);
      if (meant === written) continue;
      record.course = meant;
      const key = `${table}\n${written}`;
      const known = spellings.get(key) ?? { table, written, meant, rows: [], count: 0 };
      known.count += 1;
      if (known.rows.length < MOST_CELLS) known.rows.push(Number(record.row));
      spellings.set(key, known);
    }
  for (const { table, written, meant, rows, count } of spellings.values())
    found.doubt(
      'course-spelling',
      rows.map((row) => locate(table, row, '培训课程')),
      `培训课程${quoted(written, 40)}与${quoted(meant, 40)}写法不同（${whereDifferent(written, meant)}），按同一课程读取${count > 1 ? `（共 ${count} 行）` : ''}；请统一写法`,
    );
}

/** The first character in which two spellings of one name differ. */
function whereDifferent(written: string, meant: string): string {
  const [a, b] = [[...written], [...meant]];
  const at = a.findIndex((character, index) => character !== b[index]);
  const place = at < 0 ? a.length : at;
  return `第 ${place + 1} 个字符：${characterAt(a[place])}，另一处${characterAt(b[place])}`;
}

function characterAt(character: string | undefined): string {
  if (character === undefined) return '没有';
  return /\s/.test(character) ? `是空格 ${nameOfCharacter(character).split(' ')[0]}` : `是「${character}」`;
}

/** Courses of 备案项目 that one slip tells apart: two projects, or one filed twice. */
export function sayNearCourses(projects: readonly RecordValues[], locate: Locate, found: CaseFindings): void {
  projects.forEach((project, index) => {
    const course = String(project.course ?? '');
    const before = projects
      .slice(0, index)
      .find(
        (other) => other.course !== undefined && project.course !== undefined && areNear(String(other.course), course),
      );
    if (before !== undefined)
      found.doubt(
        'near-course',
        locate('备案项目', Number(project.row), '培训课程'),
        `培训课程「${course}」与第 ${before.row} 行的「${before.course}」只有细微差别；如是同一课程只能备案一次，请核对`,
        { kind: 'case' },
      );
  });
}
