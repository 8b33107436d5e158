import type { RehearsalResult } from '../audit/report/rehearsal-result.ts';
import type { CaseReading } from '../domain/case/read-case.ts';
import type { Case } from '../domain/case/schema.ts';
import type { Appointment } from '../domain/case/timetable.ts';
import { InputError } from '../domain/errors.ts';
import type { WallClock } from '../evidence/wall-clock.ts';
import type { PortalState } from '../mocks/state/portal-api.ts';
import { ClaimJourney } from '../pages/journeys/claim.journey.ts';
import { FilingJourney } from '../pages/journeys/filing.journey.ts';
import { JourneyStopped } from '../pages/journeys/stopped.ts';
import { claimPapers } from './claim-papers.ts';
import type { observeStages } from './observer.ts';
import { filingPlan, importPlan } from './plans.ts';
import type { Capture } from './record/capture.ts';
import type { Screens } from './screens.ts';
import type { RehearsalTask } from './task.ts';

/** One case while it is driven. */
export interface Run {
  task: RehearsalTask;
  /** As the task's, without personal values. */
  say: (line: string) => void;
  reading: CaseReading;
  material: Case;
  state: PortalState;
  screens: Screens;
  observer: ReturnType<typeof observeStages>;
  pin: string;
  /** Claim receipt by the first course of its group. */
  receipts: Map<string, string>;
  wallClock: WallClock;
  amountPerTrainee: number;
  importDays: number;
}

/** Keeps one appointment after the other, until the last or until the portal or the page stops it. */
export async function keepAll(
  run: Run,
  appointments: readonly Appointment[],
  capture: Capture,
  result: RehearsalResult,
): Promise<void> {
  const { state, observer } = run;
  try {
    for (const appointment of appointments) {
      if (appointment.day > state.clock.today()) state.clock.advanceTo(appointment.day);
      await keep(run, appointment);
      run.wallClock.note();
    }
    result.outcome = 'passed';
  } catch (error) {
    capture.check();
    result.outcome = 'stopped';
    const stage = observer.stages.at(-1)?.name ?? '开始';
    result.problem =
      error instanceof JourneyStopped || error instanceof InputError
        ? `在「${stage}」停下：${error.message}`
        : `在「${stage}」停下：页面没有按预期应答（${firstLine(error)}）。请查看该步截图。`;
    if (process.env.HARNESS_DEBUG !== undefined) run.say(String(error instanceof Error ? error.stack : error));
  }
}

/** Does what one appointment of the timetable says. */
async function keep(run: Run, { act, courses }: Appointment): Promise<void> {
  const { screens, observer, pin, receipts, material } = run;
  const journey = new ClaimJourney(screens, observer, pin);
  const group = courses[0] ?? '';
  const receipt = receipts.get(group) ?? '';
  const trainees = material.roster.filter((entry) => courses.includes(entry.course)).length;
  switch (act) {
    case '备案':
      return new FilingJourney(screens, observer).run({ pin, ...filingPlan(material, run.reading.files.materials) });
    case '备案审核':
      return journey.approveFilings(courses);
    case '导入与申请':
      receipts.set(
        group,
        await journey.importAndClaim(
          await importPlan({ case: material, files: run.reading.files }, run.importDays, courses),
        ),
      );
      return;
    case '材料寄送':
      return journey.mail(receipt, await claimPapers(material, courses, run.amountPerTrainee));
    case '正式受理':
      return journey.accept(receipt);
    case '审核':
      return journey.review(receipt, trainees);
    case '公示':
      return journey.publish(receipt);
    case '公示期满':
      return journey.closeNotice();
    case '财政核准':
      return journey.approveFinance(receipt);
    case '拨付':
      return journey.pay(receipt);
  }
}

function firstLine(error: unknown): string {
  const controlEscape = String.fromCharCode(27);
  return (
    (error instanceof Error ? error.message : String(error))
      .replaceAll(new RegExp(`${controlEscape}\\[[0-9;]*m`, 'g'), '')
      .split('\n')[0] ?? ''
  );
}
