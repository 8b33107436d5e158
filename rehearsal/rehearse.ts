import type { Page } from '@playwright/test';
import type { RehearsalResult } from '../audit/report/rehearsal-result.ts';
import { type CaseReading, readCase } from '../domain/case/read-case.ts';
import type { Case } from '../domain/case/schema.ts';
import { filingDays, timetableOf, usualStart } from '../domain/case/timetable.ts';
import type { Day } from '../domain/date.ts';
import { InputError } from '../domain/errors.ts';
import { policyForFiling, subsidyPerPerson } from '../domain/policy/policy.ts';
import { RunCutOff } from '../evidence/cut-off.ts';
import { ENVIRONMENT } from '../evidence/layout.ts';
import { watchWallClock } from '../evidence/wall-clock.ts';
import { createMailbox } from '../mocks/mailbox/smtp.ts';
import type { PortalServer } from '../mocks/server.ts';
import { createPortalState } from '../mocks/state/portal.ts';
import { bundle } from './bundle.ts';
import { collect } from './collect.ts';
import { keepAll, type Run } from './keep.ts';
import { observeStages } from './observer.ts';
import { type Privacy, privacyOf, redactResult, withoutValues } from './privacy.ts';
import { problemsOf } from './problems.ts';
import { beginEvidence } from './record/begin.ts';
import { environmentOf } from './record/environment.ts';
import { screensOf } from './screens.ts';
import type { RehearsalTask } from './task.ts';

/** The day a case begins on when nothing in it has a date. */
const DEFAULT_START: Day = '2022-04-25';

/**
 * Reads one case and drives its journeys in the given browser page; never throws for what the case or the portal says.
 * @throws RunCutOff when it could not be driven to an end; its journal has none then
 */
export async function rehearseCase(task: RehearsalTask, page: Page, server: PortalServer): Promise<RehearsalResult> {
  const started = performance.now();
  const result: RehearsalResult = {
    case: task.name,
    outcome: 'unreadable',
    journey: task.journey,
    seed: task.seed,
    today: task.today ?? DEFAULT_START,
    filings: [],
    materials: [],
    claims: [],
    deadlines: [],
    stages: [],
    findings: [],
    seconds: 0,
  };
  try {
    const reading = await readCase(task.path);
    result.findings = reading.findings;
    const privacy = privacyOf(reading, task.seed);
    try {
      if (reading.case === undefined) {
        result.problem = '案例表格有误，无法演练；请按所列问题修改后重试。';
        result.findings = await problemsOf(reading, task.name);
      } else await drive(task, reading, reading.case, page, server, result, privacy);
    } catch (error) {
      throw withoutValues(error, privacy.redactor);
    } finally {
      redactResult(result, privacy.redactor);
    }
  } catch (error) {
    if (error instanceof RunCutOff || !(error instanceof InputError)) throw error;
    result.problem = error.message;
  }
  if (result.evidence === undefined) result.seconds = secondsSince(started);
  return result;
}

function secondsSince(started: number): number {
  return Math.round((performance.now() - started) / 100) / 10;
}

async function drive(
  task: RehearsalTask,
  reading: CaseReading,
  material: Case,
  page: Page,
  server: PortalServer,
  result: RehearsalResult,
  privacy: Privacy,
): Promise<void> {
  const { enterprise } = material;
  const [begun, started, wallClock] = [new Date(), performance.now(), watchWallClock()];
  const today = task.today ?? usualStart(material) ?? DEFAULT_START;
  const policy = policyForFiling(material.dates.备案提交 ?? today, enterprise.district);
  Object.assign(result, { today, enterprise: enterprise.name, district: enterprise.district, policy: policy.citation });
  const appointments = task.journey === 'filing' ? filingDays(material, today) : timetableOf(material, today, policy);
  const state = await (task.portal ?? createPortalState)({
    enterprises: [enterprise],
    today: appointments[0]?.day ?? today,
    seed: task.seed,
  });
  const { redactor, pin } = privacy;
  const say = (line: string) => task.say(redactor.text(line));
  const evidence = beginEvidence({ ...task, today, policy, material, state, page, server, privacy });
  const { capture } = evidence;
  const mailbox = await createMailbox({
    receiveMail(raw) {
      const mail = state.receiveMail(raw);
      capture.mail(mail, raw.attachments);
      return mail;
    },
  });
  server.mount({ state, smtpPort: mailbox.port });
  const observer = observeStages({
    capture,
    now: state.clock.now,
    say,
    ...(task.step !== undefined && { step: task.step }),
  });
  const run: Run = {
    task,
    say,
    reading,
    material,
    state,
    screens: screensOf(page, capture.recorder),
    observer,
    pin,
    receipts: new Map(),
    wallClock,
    amountPerTrainee: subsidyPerPerson(policy),
    importDays: policy.parameters.importWorkingDays,
  };
  try {
    await keepAll(run, appointments, capture, result);
    collect(result, state, enterprise.creditCode);
    result.stages = observer.stages;
    wallClock.check();
    capture.end(result.outcome);
    // A machine is often named after its owner.
    capture.observed[ENVIRONMENT] = redactor.text(environmentOf(page, begun, task.repeat?.length ?? 0), ENVIRONMENT);
    result.seconds = secondsSince(started);
    await bundle(run, result, evidence, privacy);
  } catch (error) {
    if (error instanceof RunCutOff || !(error instanceof InputError)) throw error;
    Object.assign(result, { outcome: 'stopped', problem: `没有封存：${error.message}` });
    redactResult(result, redactor);
  } finally {
    capture.close();
    await mailbox.close();
    state.close();
  }
}
