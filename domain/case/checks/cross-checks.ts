import { maskIdNumber } from '../../identifiers/mask.ts';
import type { CaseFindings } from '../model/case-findings.ts';
import type { TableName } from '../model/layout.ts';
import type { PartialCase } from '../model/partial-case.ts';
import type { Locate } from '../tables/locate.ts';
import { near } from './lost-rows.ts';
import { checkUnknownCourses } from './unknown-courses.ts';

/**
 * Checks across rows and sheets: the structure of the case. Whether it follows the policy is checked by audit/rules.
 */
export function crossCheck(material: PartialCase, locate: Locate, found: CaseFindings): void {
  checkProjects(material, locate, found);
  checkRoster(material, locate, found);
  checkUnknownCourses(material, locate, found);
  checkStrangers(material, locate, found);
  checkSessions(material, locate, found);
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

function checkRoster({ roster }: PartialCase, locate: Locate, found: CaseFindings): void {
  const names = new Map<string, { name: string; row: number }>();
  for (const entry of roster) {
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

/** Somebody who has records and is on no roster. */
interface Stranger {
  course: string;
  idNumber: string;
  places: { table: TableName; row: number }[];
  count: number;
}

/** More people of one course than this without a place on its roster have one cause: another or an incomplete roster. */
const MANY = 10;

/**
 * One finding a person: somebody with a hundred records is one question, not a hundred. Where the roster has rows
 * that cannot be read, whoever may stand in them is no stranger.
 */
function checkStrangers(material: PartialCase, locate: Locate, found: CaseFindings): void {
  if (material.namedTrainees.size === 0) return;
  const strangers = [...strangersOf(material).values()];
  for (const [course, all] of Map.groupBy(strangers, (one) => one.course)) {
    const unknown = withoutUnread(all, material.unreadTrainees);
    const where = ({ places }: Stranger) => places.map(({ table, row }) => locate(table, row, '身份证号'));
    if (unknown.length > MANY)
      found.violation(
        'record-without-trainee',
        unknown.slice(0, 2 * MANY).flatMap(where),
        `课程「${course}」有 ${unknown.length} 人有记录，但不在花名册中；请核对花名册是否完整，或记录是否属于本课程`,
        { evidence: unknown.map(({ idNumber, count }) => `${maskIdNumber(idNumber)}：${count} 条`) },
      );
    else
      for (const stranger of unknown)
        found.violation(
          'record-without-trainee',
          where(stranger),
          `身份证号 ${maskIdNumber(stranger.idNumber)} 不在课程「${course}」的花名册中（共 ${stranger.count} 条记录）；请核对记录或花名册`,
        );
  }
}

function strangersOf(material: PartialCase): Map<string, Stranger> {
  const { namedCourses, namedTrainees, misplacedTrainees } = material;
  const records: [TableName, { course: string; idNumber: string; row: number }[]][] = [
    ['签到记录', material.signIns],
    ['学习记录', material.sessions],
    ['答疑记录', material.questions],
    ['考试记录', material.exams],
  ];
  const strangers = new Map<string, Stranger>();
  for (const [table, rows] of records)
    for (const { course, idNumber, row } of rows) {
      const key = `${course} ${idNumber}`;
      if (namedTrainees.has(key) || !namedCourses.has(course) || misplacedTrainees.has(idNumber)) continue;
      const known = strangers.get(key) ?? { course, idNumber, places: [], count: 0 };
      known.count += 1;
      if (known.places.every((place) => place.table !== table)) known.places.push({ table, row });
      strangers.set(key, known);
    }
  return strangers;
}

/** Without those whose number is nearly one that cannot be read, and as many more as there are unread rows left. */
function withoutUnread(strangers: readonly Stranger[], unread: readonly string[]): Stranger[] {
  const numbers = strangers.map(({ idNumber }) => idNumber);
  const meant = new Set(unread.flatMap((written) => near(written, numbers).slice(0, 1)));
  const left = strangers.filter(({ idNumber }) => !meant.has(idNumber));
  return left.length <= unread.length - meant.size ? [] : left;
}

function checkSessions({ sessions }: PartialCase, locate: Locate, found: CaseFindings): void {
  for (const session of sessions) {
    if (session.end <= session.start)
      found.violation(
        'session-reversed',
        locate('学习记录', session.row, '结束时间'),
        `结束时间 ${session.end.replace('T', ' ')} 不晚于开始时间 ${session.start.replace('T', ' ')}；请核对平台记录`,
      );
  }
}
