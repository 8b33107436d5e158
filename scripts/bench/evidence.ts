import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { readCase } from '../../domain/case/read-case.ts';
import { makeKeys, readSealingKeys } from '../../evidence/sealing-keys.ts';
import { applicantOf } from '../../fixtures/applicant.ts';
import { caseOf } from '../../fixtures/factories/case.ts';
import { writeCaseFolder } from '../../fixtures/factories/write-folder.ts';
import { type PortalServer, startPortalServer } from '../../mocks/server.ts';
import { ClaimJourney } from '../../pages/journeys/claim.journey.ts';
import { FilingJourney } from '../../pages/journeys/filing.journey.ts';
import { browserUse } from '../../rehearsal/browser-options.ts';
import { filingPlan } from '../../rehearsal/plans.ts';
import { rehearseCase } from '../../rehearsal/rehearse.ts';
import { screensOf } from '../../rehearsal/screens.ts';
import type { Sides } from '../lib/pairs.ts';
import { newContext } from './context.ts';
import { silentStages } from './silent-stages.ts';

/** The filing journey as a rehearsal drives it, from reading the case on; with the sealed bundle, or with a trace, against nothing kept. */
export async function evidence(kept: 'bundle' | 'trace'): Promise<Sides> {
  const browser = await chromium.launch(browserUse().launchOptions);
  const server = await startPortalServer();
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  const path = join(folder, 'case');
  await writeCaseFolder(caseOf({ seed: 5, projects: 2, traineesPerProject: 4 }), path, 1);
  await makeKeys(join(folder, 'keys'));
  const sealing = { keys: () => readSealingKeys(join(folder, 'keys')) };
  let runs = 0;
  const go = async (keep: 'bundle' | 'trace' | 'nothing') => {
    const context = await newContext(browser.newContext.bind(browser), server.origin);
    const page = await context.newPage();
    runs += 1;
    const out = join(folder, String(runs));
    if (keep === 'bundle') {
      const task = { name: '案例', path, journey: 'filing' as const, seed: 5, folder: out, sealing, say: () => {} };
      const result = await rehearseCase(task, page, server);
      if (result.evidence?.sealedBy == null) throw new Error(`no sealed bundle: ${result.problem}`);
    } else {
      if (keep === 'trace') await context.tracing.start({ screenshots: true, snapshots: true });
      await driveFiling(path, page, server);
      if (keep === 'trace') await context.tracing.stop({ path: `${out}.zip` });
    }
    await context.close();
    await rm(out, { recursive: true, force: true });
  };
  return {
    ours: () => go(kept),
    reference: () => go('nothing'),
    end: async () => void (await Promise.all([browser.close(), server.close(), rm(folder, { recursive: true })])),
  };
}

/** The clicks of a filing rehearsal, and nothing kept of them. */
async function driveFiling(path: string, page: Page, server: PortalServer): Promise<void> {
  const { case: material, files } = await readCase(path);
  if (material === undefined) throw new Error('the case of the benchmark is unreadable');
  const { state, pin } = await applicantOf({ seed: 5, material, today: '2022-04-25' });
  server.mount({ state, smtpPort: 0 });
  const screens = screensOf(page);
  await new FilingJourney(screens, silentStages).run({ pin, ...filingPlan(material, files.materials) });
  state.clock.advanceTo('2022-05-06');
  await new ClaimJourney(screens, silentStages, pin).approveFilings(material.projects.map(({ course }) => course));
  state.close();
}
