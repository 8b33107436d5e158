import type { Location } from '../../finding.ts';
import { areNear, likeliest } from '../../near-names.ts';
import { quoted } from '../cells/quoted.ts';
import type { CaseFindings } from '../model/case-findings.ts';
import type { TableName } from '../model/layout.ts';
import type { PartialCase } from '../model/partial-case.ts';
import type { Locate } from '../tables/locate.ts';

/** Cells of one sheet that one finding names. */
const MOST_CELLS = 20;

type OfCourse = readonly { course: string; row: number }[];

/** The sheets whose rows belong to a project by their course. */
export function tablesOfCourses(material: PartialCase): [TableName, OfCourse][] {
  return [
    ['学员花名册', material.roster],
    ['课程汇总', material.chapters],
    ['签到记录', material.signIns],
    ['学习记录', material.sessions],
    ['答疑记录', material.questions],
    ['考试记录', material.exams],
  ];
}

/** One finding for each course that 备案项目 does not name, with every sheet that uses it: it is one mistake. */
export function checkUnknownCourses(material: PartialCase, locate: Locate, found: CaseFindings): void {
  if (material.namedCourses.size === 0) return;
  const tables = tablesOfCourses(material);
  const used = new Set(tables.flatMap(([, rows]) => rows.map(({ course }) => course)));
  const unknown = new Map<string, [TableName, number[]][]>();
  for (const [table, rows] of tables)
    for (const [course, own] of Map.groupBy(
      rows.filter((row) => !material.namedCourses.has(row.course)),
      (row) => row.course,
    ))
      unknown.set(course, [...(unknown.get(course) ?? []), [table, own.map(({ row }) => row)]]);
  for (const [course, places] of unknown) {
    const like = projectLike(course, material.namedCourses);
    const project = material.projects.find((one) => one.course === like);
    // Where no row uses the most similar project, the mistake is in 备案项目; else it is in these rows.
    const renamed = project !== undefined && !used.has(project.course);
    const cells: Location[] = places.flatMap(([table, rows]) =>
      rows.slice(0, MOST_CELLS).map((row) => locate(table, row, '培训课程')),
    );
    const count = places.reduce((sum, [, rows]) => sum + rows.length, 0);
    found.violation(
      'unknown-course',
      renamed ? [locate('备案项目', project.row, '培训课程'), ...cells] : cells,
      `培训课程${quoted(course, 40)}不在「备案项目」中${count > 1 ? `（共 ${count} 行）` : ''}${like === undefined ? '' : `，最像的是其中的「${like}」`}；请改为已列出的课程名称，改正前不据此判断任何学员`,
      {
        evidence:
          count > 1 ? places.map(([table, rows]) => `${table} ${rows.length} 行，自第 ${Math.min(...rows)} 行起`) : [],
      },
    );
  }
}

/** The project that a course not listed may be meant for. */
export function projectLike(course: string, projects: Iterable<string>): string | undefined {
  const all = [...projects];
  const near = all.filter((project) => areNear(project, course));
  return near.length === 1 ? near[0] : likeliest(course, all);
}
