import { maskIdNumber } from '../identifiers/mask.ts';
import { DATES_SHEET, ENTERPRISE_SHEET, type TableName } from './layout.ts';
import { quoted } from './quoted.ts';
import type { CaseFindings } from './report.ts';
import type { Case, Enterprise } from './schema.ts';

/** Where a sheet's rows and items stand, for findings that compare them. */
export type Locate = (
  sheet: string,
  row: number | undefined,
  header: string,
) => { file: string; sheet: string; cell?: string };

/** A case as far as it could be read: whole rows only, the unit's items that were readable. */
export type PartialCase = Omit<Case, 'name' | 'enterprise'> & {
  enterprise: Partial<Enterprise>;
  /** Courses named in 备案项目 and persons (`course id`) named in 学员花名册, bad rows included. */
  namedCourses: ReadonlySet<string>;
  namedTrainees: ReadonlySet<string>;
};

/** What only shows when rows are read together: structure of the case, not yet the policy's rules. */
export function crossCheck(material: PartialCase, locate: Locate, found: CaseFindings): void {
  checkEnterprise(material, locate, found);
  checkProjects(material, locate, found);
  checkRoster(material, locate, found);
  checkRecords(material, locate, found);
  checkDates(material, locate, found);
}

function checkEnterprise({ enterprise }: PartialCase, locate: Locate, found: CaseFindings): void {
  if (
    enterprise.accountName !== undefined &&
    enterprise.name !== undefined &&
    enterprise.accountName !== enterprise.name
  ) {
    found.violation(
      'account-name',
      locate(ENTERPRISE_SHEET, undefined, '账户名称'),
      `账户名称${quoted(enterprise.accountName, 40)}与企业全称「${enterprise.name}」不一致，补贴只能拨付到本单位账户；请改为本单位账户`,
      '补贴经费核拨至本单位银行账户',
    );
  }
}

function checkProjects({ projects, enterprise }: PartialCase, locate: Locate, found: CaseFindings): void {
  const staff =
    (enterprise.insuredStaff ?? Number.POSITIVE_INFINITY) + (enterprise.dispatchedStaff ?? Number.POSITIVE_INFINITY);
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
    if (project.plannedTrainees > staff) {
      found.violation(
        'planned-above-staff',
        locate('备案项目', project.row, '拟培训人数'),
        `拟培训人数 ${project.plannedTrainees} 超过参保与劳务派遣人数之和 ${staff}；请核对人数`,
      );
    }
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

function checkRoster({ roster, projects, namedCourses }: PartialCase, locate: Locate, found: CaseFindings): void {
  const courses = new Map(projects.map((project) => [project.course, project]));
  const seen = new Map<string, number>();
  const names = new Map<string, { name: string; row: number }>();
  const heads = new Map<string, number>();
  for (const entry of roster) {
    checkCourse('学员花名册', entry, namedCourses, locate, found);
    const key = `${entry.course} ${entry.idNumber}`;
    const before = seen.get(key);
    if (before !== undefined)
      found.violation(
        'duplicate-trainee',
        locate('学员花名册', entry.row, '身份证号'),
        `身份证号 ${maskIdNumber(entry.idNumber)} 在课程「${entry.course}」中与第 ${before} 行重复；请删除重复的学员`,
      );
    seen.set(key, entry.row);
    const known = names.get(entry.idNumber);
    if (known !== undefined && known.name !== entry.name)
      found.violation(
        'same-id-other-name',
        locate('学员花名册', entry.row, '姓名'),
        `身份证号 ${maskIdNumber(entry.idNumber)} 与第 ${known.row} 行相同而姓名不同；请按证件核对`,
      );
    names.set(entry.idNumber, { name: entry.name, row: entry.row });
    const head = (heads.get(entry.course) ?? 0) + 1;
    heads.set(entry.course, head);
    const planned = courses.get(entry.course)?.plannedTrainees;
    if (planned !== undefined && head === planned + 1)
      found.violation(
        'roster-above-plan',
        locate('学员花名册', entry.row, '培训课程'),
        `课程「${entry.course}」自本行起超过拟培训人数 ${planned}；请核对花名册或拟培训人数`,
      );
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

function checkDates({ dates }: PartialCase, locate: Locate, found: CaseFindings): void {
  const order = [
    '备案提交',
    '备案通过',
    '培训开始',
    '培训结束',
    '补贴申请',
    '正式受理',
    '公示开始',
    '公示结束',
    '财政核准',
    '拨付',
  ] as const;
  let last: { event: string; day: string } | undefined;
  for (const event of order) {
    const day = dates[event];
    if (day === undefined) continue;
    if (last !== undefined && day < last.day)
      found.violation(
        'dates-out-of-order',
        locate(DATES_SHEET, undefined, event),
        `「${event}」${day} 早于「${last.event}」${last.day}；应先备案、后培训、再申请补贴，请核对日期`,
        '先申报备案、后组织培训、再申请补贴',
      );
    last = { event, day };
  }
}
