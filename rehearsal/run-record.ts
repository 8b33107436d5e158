import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { RehearsalResult } from '../audit/report/rehearsal-result.ts';
import { contentOf } from '../domain/case/model/content.ts';
import type { Case } from '../domain/case/model/schema.ts';
import type { CaseReading } from '../domain/case/read-case.ts';
import type { Day } from '../domain/date.ts';
import type { PolicyPack } from '../domain/policy/pack.ts';
import { canonicalJson, digestOf } from '../evidence/canonical-json.ts';
import { CORE, OPEN_CASE } from '../evidence/layout.ts';
import type { PortalServer } from '../mocks/server.ts';
import type { PortalState } from '../mocks/state/portal-api.ts';
import { portalReceipts, receiptNumbers } from './portal-receipts.ts';
import type { Privacy } from './privacy.ts';
import { beginCapture, type Capture } from './record/capture.ts';
import type { RehearsalTask } from './task.ts';

/** The case of a run, and the portal it is driven on. */
export interface RecordedRun {
  task: RehearsalTask;
  reading: CaseReading;
  material: Case;
  today: Day;
  policy: PolicyPack;
  privacy: Privacy;
  state: PortalState;
  page: Page;
  server: PortalServer;
}

/** What is kept of a run, from its first line on. */
export interface RunRecord {
  run: RecordedRun;
  capture: Capture;
  /** `data/core/case.json`, without the newline. */
  redactedCase: string;
  begun: Date;
}

/** Begins the record of a run in its folder. */
export function beginRecord(run: RecordedRun): RunRecord {
  const { task, material, today, policy, state, page, server } = run;
  const { personal, redactor } = run.privacy;
  const begun = new Date();
  const redactedCase = canonicalJson(redactor.json(contentOf(material), OPEN_CASE));
  mkdirSync(join(task.folder, CORE), { recursive: true });
  const capture = beginCapture({
    folder: task.folder,
    page,
    server,
    redactor,
    hidden: personal,
    now: state.clock.now,
    receipts: () => receiptNumbers(state, material.enterprise.creditCode),
    start: {
      caseDigest: digestOf(JSON.parse(redactedCase)),
      policy: policy.id,
      journey: task.journey,
      seed: task.seed,
      today,
    },
    repeat: task.repeat ?? [],
  });
  return { run, capture, redactedCase, begun };
}

/** What the run came to: what was driven, and what the portal holds of it. */
export function resultOf(
  { task, reading, material, today, policy, state }: RecordedRun,
  driven: Pick<RehearsalResult, 'outcome' | 'problem' | 'stages' | 'seconds'>,
): RehearsalResult {
  const { name, journey, seed } = task;
  const { enterprise } = material;
  return {
    case: name,
    journey,
    seed,
    today,
    enterprise: enterprise.name,
    district: enterprise.district,
    policy: policy.citation,
    ...portalReceipts(state, enterprise.creditCode),
    findings: reading.findings,
    ...driven,
  };
}
