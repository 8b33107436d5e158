import type { RehearsalResult } from '../audit/report/rehearsal-result.ts';
import type { Case } from '../domain/case/model/schema.ts';
import type { CaseReading } from '../domain/case/read-case.ts';
import type { Appointment } from '../domain/case/timetable.ts';
import { InputError } from '../domain/errors.ts';
import type { PolicyPack } from '../domain/policy/pack.ts';
import { subsidyPerPerson } from '../domain/policy/policy.ts';
import type { WallClock } from '../evidence/wall-clock.ts';
import type { PortalState } from '../mocks/state/portal-api.ts';
import { UnexpectedScreen } from '../pages/components/unexpected-screen.ts';
import { ClaimJourney } from '../pages/journeys/claim.journey.ts';
import { FilingJourney } from '../pages/journeys/filing.journey.ts';
import { JourneyStopped } from '../pages/journeys/stopped.ts';
import { claimPapers } from './claim-papers.ts';
import type { ObservedStages } from './observer.ts';
import { filingPlan, importPlan } from './plans.ts';
import type { Capture } from './record/capture.ts';
import type { Screens } from './screens.ts';

/** What the journeys of one case are driven with. */
export interface JourneyRun {
  /** Gets no personal values. */
  say: (line: string) => void;
  material: Case;
  files: CaseReading['files'];
  state: PortalState;
  screens: Screens;
  observer: ObservedStages;
  capture: Pick<Capture, 'check'>;
  wallClock: Pick<WallClock, 'note'>;
  pin: string;
  policy: PolicyPack;
}

/** Keeps one appointment after the other, until the last or until the portal or the page stops it. */
export async function driveJourneys(
  run: JourneyRun,
  appointments: readonly Appointment[],
): Promise<Pick<RehearsalResult, 'outcome' | 'problem'>> {
  const { state, observer, capture, wallClock, say } = run;
  const claimed: ClaimReceipts = new Map();
  try {
    for (const appointment of appointments) {
      if (appointment.day > state.clock.today()) state.clock.advanceTo(appointment.day);
      await keep(appointment, run, claimed);
      wallClock.note();
    }
    return { outcome: 'passed' };
  } catch (error) {
    capture.check();
    if (process.env.HARNESS_DEBUG !== undefined) say(String(error instanceof Error ? error.stack : error));
    const stage = observer.stages.at(-1)?.name ?? '开始';
    const known = error instanceof JourneyStopped || error instanceof UnexpectedScreen || error instanceof InputError;
    const reason = known ? error.message : `页面没有按预期应答（${firstLine(error)}）。请查看该步截图。`;
    return { outcome: 'stopped', problem: `在「${stage}」停下：${reason}` };
  }
}

/** By the first course of those that are claimed together. */
type ClaimReceipts = Map<string, string>;

/** Does what one appointment of the timetable says. */
async function keep(
  { act, courses }: Appointment,
  { screens, observer, pin, material, files, policy }: JourneyRun,
  claimed: ClaimReceipts,
): Promise<void> {
  const [group = ''] = courses;
  const receipt = claimed.get(group) ?? '';
  const journey = new ClaimJourney(screens, observer, pin);
  switch (act) {
    case '备案':
      return new FilingJourney(screens, observer).run({ pin, ...filingPlan(material, files.materials) });
    case '备案审核':
      return journey.approveFilings(courses);
    case '导入与申请':
      claimed.set(
        group,
        await journey.importAndClaim(
          await importPlan({ case: material, files }, policy.parameters.importWorkingDays, courses),
        ),
      );
      return;
    case '材料寄送':
      return journey.mail(receipt, await claimPapers(material, courses, subsidyPerPerson(policy)));
    case '正式受理':
      return journey.accept(receipt);
    case '审核':
      return journey.review(receipt, material.roster.filter((entry) => courses.includes(entry.course)).length);
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
