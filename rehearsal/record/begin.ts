import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { contentOf } from '../../domain/case/content.ts';
import type { Case } from '../../domain/case/schema.ts';
import type { Day } from '../../domain/date.ts';
import type { PolicyPack } from '../../domain/policy/pack.ts';
import { canonicalJson, digestOf } from '../../evidence/canonical-json.ts';
import { CORE, OPEN_CASE } from '../../evidence/layout.ts';
import type { PortalServer } from '../../mocks/server.ts';
import type { PortalState } from '../../mocks/state/portal-api.ts';
import { receiptsOf } from '../collect.ts';
import type { Privacy } from '../privacy.ts';
import type { RehearsalTask } from '../task.ts';
import { beginCapture, type Capture } from './capture.ts';

/** What a run is recorded with, from its first line on. */
export interface Evidence {
  capture: Capture;
  /** `data/core/case.json`, without the newline. */
  redactedCase: string;
}

export interface EvidenceOptions extends Pick<RehearsalTask, 'folder' | 'journey' | 'seed' | 'repeat'> {
  today: Day;
  policy: PolicyPack;
  material: Case;
  state: PortalState;
  page: Page;
  server: PortalServer;
  privacy: Privacy;
}

/** Begins the record of a run in its folder. */
export function beginEvidence(options: EvidenceOptions): Evidence {
  const { folder, journey, seed, today, policy, material, state, page, server, privacy, repeat = [] } = options;
  const { personal, redactor } = privacy;
  const redactedCase = canonicalJson(redactor.json(contentOf(material), OPEN_CASE));
  mkdirSync(join(folder, CORE), { recursive: true });
  const capture = beginCapture({
    folder,
    page,
    server,
    redactor,
    hidden: personal,
    now: state.clock.now,
    receipts: () => receiptsOf(state, material.enterprise.creditCode),
    start: { caseDigest: digestOf(JSON.parse(redactedCase)), policy: policy.id, journey, seed, today },
    repeat,
  });
  return { capture, redactedCase };
}
