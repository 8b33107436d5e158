import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { trainingPeriods } from '../../domain/case/timetable.ts';
import { applicantOf } from '../../fixtures/applicant.ts';
import { bareClaim, bareFiling } from '../../fixtures/bench/bare.ts';
import { caseOf } from '../../fixtures/factories/case.ts';
import { writeCaseFolder } from '../../fixtures/factories/write-folder.ts';
import { approvedFilings } from '../../fixtures/portal-states.ts';
import { createMailbox } from '../../mocks/mailbox/smtp.ts';
import { startPortalServer } from '../../mocks/server.ts';
import { ClaimJourney } from '../../pages/journeys/claim.journey.ts';
import { FilingJourney } from '../../pages/journeys/filing.journey.ts';
import { browserUse } from '../../rehearsal/browser-options.ts';
import { filingsOf } from '../../rehearsal/plans.ts';
import { screensOf } from '../../rehearsal/screens.ts';
import type { Sides } from '../lib/pairs.ts';
import { newContext } from './context.ts';
import { silentStages } from './silent-stages.ts';

/** A journey by its page objects, against a bare script that makes the same clicks. */
export async function journeys(kind: 'filing' | 'claim'): Promise<Sides> {
  const browser = await chromium.launch(browserUse().launchOptions);
  const server = await startPortalServer();
  const material = caseOf({ seed: 5, projects: 2, traineesPerProject: 4 });
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  await writeCaseFolder(material, folder, 1);
  const inPortal = async (drive: (page: Page, pin: string) => Promise<void>) => {
    const applicant = await applicantOf({ seed: 5, material });
    if (kind === 'claim') {
      approvedFilings(applicant);
      applicant.state.clock.advanceTo('2022-05-23');
    }
    const mailbox = await createMailbox(applicant.state);
    server.mount({ state: applicant.state, smtpPort: mailbox.port });
    const context = await newContext(browser.newContext.bind(browser), server.origin);
    await drive(await context.newPage(), applicant.pin);
    await context.close();
    await mailbox.close();
    applicant.state.close();
  };
  const { bank, accountName, accountNumber } = material.enterprise;
  const workbook = join(folder, 'case.xlsx');
  const image = (name: string) => join(folder, 'materials', name);
  const files = (type: string) =>
    material.materials.filter((item) => item.type === type).map((item) => image(item.fileName));
  const filings = filingsOf(material);
  const materials = ['营业执照', '培训方案'].map((type) => ({ type, files: files(type) }));
  const account = { bank, name: accountName, number: accountNumber };
  const periods = trainingPeriods(material);
  const ours = (page: Page, pin: string) =>
    kind === 'filing'
      ? new FilingJourney(screensOf(page), silentStages).run({ pin, filings, materials })
      : new ClaimJourney(screensOf(page), silentStages, pin)
          .importAndClaim({ periods, roster: workbook, records: [workbook], account })
          .then(() => {});
  const reference = (page: Page, pin: string) =>
    kind === 'filing'
      ? bareFiling(page, { pin, filings, materials })
      : bareClaim(page, { pin, periods, workbook, account });
  return {
    ours: () => inPortal(ours),
    reference: () => inPortal(reference),
    end: async () => {
      await Promise.all([browser.close(), server.close(), rm(folder, { recursive: true })]);
    },
  };
}
