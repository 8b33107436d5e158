import { join } from 'node:path';
import type { CaseReading } from '../domain/case/read-case.ts';
import type { Case } from '../domain/case/schema.ts';
import { claimGroups, trainingPeriods } from '../domain/case/timetable.ts';
import { writeCase } from '../domain/case/write-case.ts';
import type { ImportPlan } from '../pages/journeys/claim.journey.ts';
import type { FilingPlan } from '../pages/journeys/filing.journey.ts';

/** What a case files: its projects, and the images in `folder` in their order. */
export function filingPlan(material: Case, folder: string): Omit<FilingPlan, 'pin'> {
  const types = [...new Set(material.materials.map((item) => item.type))];
  const pages = (type: string) =>
    material.materials.filter((item) => item.type === type).sort((a, b) => a.order - b.order);
  return {
    filings: material.projects.map((project) => ({
      type: material.enterprise.type,
      course: project.course,
      platformName: project.platformName,
      platformCreditCode: project.platformCreditCode,
      plannedTrainees: project.plannedTrainees,
    })),
    materials: types.map((type) => ({
      type,
      files: pages(type).map((item) => join(folder, item.fileName)),
    })),
  };
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
  const whole = claimGroups(trainingPeriods(material), importDays).length === 1 && files.workbook.endsWith('.xlsx');
  if (whole)
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
