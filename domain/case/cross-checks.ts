import { maskIdNumber } from '../identifiers/mask.ts';
import type { TableName } from './layout.ts';
import type { Locate } from './locate.ts';
import { quoted } from './quoted.ts';
import type { CaseFindings } from './report.ts';
import type { ReadableCase } from './schema.ts';

/** With what the bad rows name as well, so that one bad cell does not make other rows look wrong. */
export type PartialCase = ReadableCase & {
  /** Courses named in 备案项目 and persons (`course id`) named in 学员花名册, bad rows included. */
  namedCourses: ReadonlySet<string>;
  namedTrainees: ReadonlySet<string>;
};

/** What only shows when rows are read together: the structure of the case. What the policy says is the audit's (audit/rules). */
export function crossCheck(material: PartialCase, locate: Locate, found: CaseFindings): void {
  checkProjects(material, locate, found);
  checkRoster(material, locate, found);
  checkRecords(material, locate, found);
}

function checkProjects({ projects }: PartialCase, locate: Locate, found: CaseFindings): void {
  const seen = new Map<string, number>();
  for (const project of projects) {
    const before = seen.get(project.course);
    if (before !== undefined)
      found.violation(
        'duplicate-course',
        locate('备案项目', project.row, '培训课程'),
        `培训课程「${project.course}」与第 ${before} 行重复；同一课程只能备案一次，请删除或改名`,
      );
    seen.set(project.course, project.row);
    if (
      project.plannedStart !== undefined &&
      project.plannedEnd !== undefined &&
      project.plannedEnd < project.plannedStart
    ) {
      found.violation(
        'plan-reversed',
        locate('备案项目', project.row, '计划结束日期'),
        `计划结束日期 ${project.plannedEnd} 早于计划开始日期 ${project.plannedStart}；请核对`,
      );
    }
  }
}

function checkRoster({ roster, namedCourses }: PartialCase, locate: Locate, found: CaseFindings): void {
  const names = new Map<string, { name: string; row: number }>();
  for (const entry of roster) {
    checkCourse('学员花名册', entry, namedCourses, locate, found);
    const known = names.get(entry.idNumber);
    if (known !== undefined && known.name !== entry.name)
      found.violation(
        'same-id-other-name',
        locate('学员花名册', entry.row, '姓名'),
        `身份证号 ${maskIdNumber(entry.idNumber)} 与第 ${known.row} 行相同而姓名不同；请按证件核对`,
      );
    names.set(entry.idNumber, { name: entry.name, row: entry.row });
  }
}

function checkCourse(
  sheet: TableName,
  entry: { course: string; row: number },
  courses: ReadonlySet<string>,
  locate: Locate,
  found: CaseFindings,
): void {
  if (!courses.has(entry.course))
    found.violation(
      'unknown-course',
      locate(sheet, entry.row, '培训课程'),
      `培训课程${quoted(entry.course, 40)}不在「备案项目」中；请改为已列出的课程名称`,
    );
}

function checkRecords(material: PartialCase, locate: Locate, found: CaseFindings): void {
  const { namedCourses, namedTrainees } = material;
  const records: [TableName, { course: string; idNumber: string; row: number }[]][] = [
    ['签到记录', material.signIns],
    ['学习记录', material.sessions],
    ['答疑记录', material.questions],
    ['考试记录', material.exams],
  ];
  for (const chapter of material.chapters) checkCourse('课程汇总', chapter, namedCourses, locate, found);
  for (const [sheet, rows] of records) {
    // One finding a person: somebody with a hundred records is one question, not a hundred.
    const strangers = new Map<string, { row: number; count: number; course: string; idNumber: string }>();
    for (const row of rows) {
      if (!namedCourses.has(row.course)) checkCourse(sheet, row, namedCourses, locate, found);
      else if (!namedTrainees.has(`${row.course} ${row.idNumber}`)) {
        const key = `${row.course} ${row.idNumber}`;
        const known = strangers.get(key);
        strangers.set(key, known === undefined ? { ...row, count: 1 } : { ...known, count: known.count + 1 });
      }
    }
    for (const { row, count, course, idNumber } of strangers.values()) {
      found.violation(
        'record-without-trainee',
        locate(sheet, row, '身份证号'),
        `身份证号 ${maskIdNumber(idNumber)} 不在课程「${course}」的花名册中（自本行起共 ${count} 条）；请核对记录或花名册`,
      );
    }
  }
  for (const session of material.sessions) {
    if (session.end <= session.start)
      found.violation(
        'session-reversed',
        locate('学习记录', session.row, '结束时间'),
        `结束时间 ${session.end.replace('T', ' ')} 不晚于开始时间 ${session.start.replace('T', ' ')}；请核对平台记录`,
      );
  }
}
