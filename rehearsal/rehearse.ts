import type { Page } from '@playwright/test';
import type { RehearsalResult } from '../audit/report/rehearsal-result.ts';
import type { Case } from '../domain/case/model/schema.ts';
import { type CaseReading, readCase } from '../domain/case/read-case.ts';
import { type Appointment, filingDays, timetableOf, usualStart } from '../domain/case/timetable.ts';
import type { Day } from '../domain/date.ts';
import { InputError } from '../domain/errors.ts';
import type { Finding } from '../domain/finding.ts';
import type { PolicyPack } from '../domain/policy/pack.ts';
import { policyForFiling } from '../domain/policy/policy.ts';
import { RunCutOff } from '../evidence/cut-off.ts';
import { watchWallClock } from '../evidence/wall-clock.ts';
import type { PortalServer } from '../mocks/server.ts';
import { createPortalState } from '../mocks/state/portal.ts';
import { bundleRun } from './bundle.ts';
import { driveJourneys } from './drive-journeys.ts';
import { openMailbox } from './mailbox.ts';
import { observeStages } from './observer.ts';
import { privacyOf, withoutPersons, withoutValues } from './privacy.ts';
import { beginRecord, type RecordedRun, resultOf } from './run-record.ts';
import { screensOf } from './screens.ts';
import type { RehearsalTask } from './task.ts';

/** The day a case begins on when nothing in it has a date. */
const DEFAULT_START: Day = '2022-04-25';

/**
 * Reads one case and drives its journeys in the given browser page; never throws for what the case or the portal says.
 * @throws RunCutOff when it could not be driven to an end; its journal has none then
 */
export async function rehearseCase(task: RehearsalTask, page: Page, server: PortalServer): Promise<RehearsalResult> {
  const stopwatch = startStopwatch();
  let reading: CaseReading;
  try {
    reading = await readCase(task.path);
  } catch (error) {
    return undriven(task, sentenceOf(error), [], stopwatch());
  }
  const privacy = privacyOf(reading, task.seed);
  try {
    const { case: material } = reading;
    const result =
      material === undefined
        ? await unreadable(task, reading, stopwatch)
        : await drive({ task, reading, material, privacy, page, server });
    return withoutPersons(result, privacy.redactor);
  } catch (error) {
    const problem = sentenceOf(withoutValues(error, privacy.redactor));
    return withoutPersons(undriven(task, problem, reading.findings, stopwatch()), privacy.redactor);
  }
}

/** Seconds since now, to a tenth. */
function startStopwatch(): () => number {
  const started = performance.now();
  return () => Math.round((performance.now() - started) / 100) / 10;
}

/** The message for the person; a fault of the program, or of what cut the run off, is thrown on. */
function sentenceOf(error: unknown): string {
  if (error instanceof RunCutOff || !(error instanceof InputError)) throw error;
  return error.message;
}

function undriven(task: RehearsalTask, problem: string, findings: Finding[], seconds: number): RehearsalResult {
  const { name, journey, seed, today = DEFAULT_START } = task;
  const nothing = { filings: [], materials: [], claims: [], deadlines: [], stages: [] };
  return { case: name, outcome: 'unreadable', journey, seed, today, ...nothing, findings, problem, seconds };
}

async function unreadable(task: RehearsalTask, reading: CaseReading, stopwatch: () => number) {
  const findings = (await task.judge?.(reading, task.name)) ?? reading.findings;
  return undriven(task, '案例表格有误，无法演练；请按所列问题修改后重试。', findings, stopwatch());
}

/** Under which policy the case is filed, and what is done on which day. */
function scheduleOf(
  task: RehearsalTask,
  material: Case,
): { today: Day; policy: PolicyPack; appointments: readonly Appointment[] } {
  const today = task.today ?? usualStart(material) ?? DEFAULT_START;
  const policy = policyForFiling(material.dates.备案提交 ?? today, material.enterprise.district);
  const appointments = task.journey === 'filing' ? filingDays(material, today) : timetableOf(material, today, policy);
  return { today, policy, appointments };
}

async function drive(given: Omit<RecordedRun, 'today' | 'policy' | 'state'>): Promise<RehearsalResult> {
  const [stopwatch, wallClock] = [startStopwatch(), watchWallClock()];
  const { task, reading, material, privacy, page, server } = given;
  const { today, policy, appointments } = scheduleOf(task, material);
  const state = await (task.portal ?? createPortalState)({
    enterprises: [material.enterprise],
    today: appointments[0]?.day ?? today,
    seed: task.seed,
  });
  const say = (line: string) => task.say(privacy.redactor.text(line));
  const run: RecordedRun = { ...given, today, policy, state };
  const record = beginRecord(run);
  const { capture } = record;
  const mailbox = await openMailbox(state, capture.mail);
  server.mount({ state, smtpPort: mailbox.port });
  const screens = screensOf(page, capture.recorder);
  const observer = observeStages({ capture, now: state.clock.now, say, ...(task.step && { step: task.step }) });
  try {
    const driven = await driveJourneys(
      { say, material, files: reading.files, state, screens, observer, capture, wallClock, pin: privacy.pin, policy },
      appointments,
    );
    const result = resultOf(run, { ...driven, stages: observer.stages, seconds: stopwatch() });
    try {
      wallClock.check();
      return await bundleRun(record, result);
    } catch (error) {
      return { ...result, outcome: 'stopped', problem: `没有封存：${sentenceOf(error)}` };
    }
  } finally {
    capture.close();
    await mailbox.close();
    state.close();
  }
}
