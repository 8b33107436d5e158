import type { Case, MaterialItem } from '../domain/case/model/schema.ts';
import type { CaseReading } from '../domain/case/read-case.ts';
import { claimGroups, trainingPeriods } from '../domain/case/timetable.ts';
import { writeCase } from '../domain/case/write-case.ts';
import { InputError } from '../domain/errors.ts';
import type { ImportPlan } from '../pages/journeys/claim.journey.ts';
import type { FilingPlan } from '../pages/journeys/filing.journey.ts';

/** What a case files: its projects, and its `scans` in their order. @throws InputError when one that is listed is not there */
export function filingPlan(material: Case, scans: ReadonlyMap<string, string> = new Map()): Omit<FilingPlan, 'pin'> {
  const types = [...new Set(material.materials.map((item) => item.type))];
  const pages = (type: string) =>
    material.materials.filter((item) => item.type === type).sort((a, b) => a.order - b.order);
  return {
    filings: filingsOf(material),
    materials: types.map((type) => ({
      type,
      files: pages(type).map((item) => scanOf(item, scans)),
    })),
  };
}

/** The projects alone, as they are filed. */
export function filingsOf({ projects, enterprise }: Case): FilingPlan['filings'] {
  return projects.map(({ course, platformName, platformCreditCode, plannedTrainees }) => ({
    type: enterprise.type,
    course,
    platformName,
    platformCreditCode,
    plannedTrainees,
  }));
}

function scanOf({ row, fileName }: MaterialItem, scans: ReadonlyMap<string, string>): string {
  const path = scans.get(fileName);
  if (path === undefined)
    throw new InputError(
      `「材料清单」第 ${row} 行的文件不在 materials 文件夹中，或不是其中的普通文件，不能上传；请按所列问题补上后重试。`,
    );
  return path;
}

/** The person's own workbook goes in where one claim takes all courses; else a part of it for these courses. */
export async function importPlan(
  { case: material, files }: { case: Case; files: CaseReading['files'] },
  importDays: number,
  courses: string[],
): Promise<ImportPlan> {
  const periods = trainingPeriods(material).filter((period) => courses.includes(period.course));
  const { bank, accountName, accountNumber } = material.enterprise;
  const account = { bank, name: accountName, number: accountNumber };
  const { signIns, sessions, questions, exams } = material;
  const filled = [signIns, sessions, questions, exams].filter((rows) => rows.length > 0).length;
  // Records that lie partly in the workbook and partly beside it go in as one.
  const together = files.csv.length === 0 || files.csv.length === filled;
  const whole = claimGroups(trainingPeriods(material), importDays).length === 1 && files.workbook.endsWith('.xlsx');
  if (whole && together)
    return {
      periods,
      account,
      roster: files.workbook,
      records: files.csv.length > 0 ? [...files.csv] : [files.workbook],
    };
  const only = <T extends { course: string }>(rows: T[]) => rows.filter((row) => courses.includes(row.course));
  const part = await writeCase({
    ...material,
    roster: only(material.roster),
    signIns: only(material.signIns),
    sessions: only(material.sessions),
    questions: only(material.questions),
    exams: only(material.exams),
    chapters: only(material.chapters),
  });
  const file = {
    name: `导入-${courses[0]}.xlsx`,
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: Buffer.from(part),
  };
  return { periods, account, roster: file, records: [file] };
}
