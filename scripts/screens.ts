import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, chromium } from '@playwright/test';
import { applicantOf } from '../fixtures/applicant.ts';
import { sampleCase } from '../fixtures/factories/sample.ts';
import { EVERY_STATE, openScreen } from '../fixtures/screen-states/every.ts';
import type { ScreenState } from '../fixtures/screen-states/screen-state.ts';
import { createMailbox } from '../mocks/mailbox/smtp.ts';
import { type PortalServer, startPortalServer } from '../mocks/server.ts';
import { browserUse } from '../rehearsal/browser-options.ts';
import { screensOf } from '../rehearsal/screens.ts';
import { runCli } from './lib/cli.ts';
import { ROOT } from './lib/run.ts';
import { reportScreens } from './screens/reports.ts';

const WIDTHS = [1280, 1440, 1920, 640];

/** `npm run screens [-- NAME…]`: a picture of every screen at every width into docs/screens/WIDTH/, of the reports (名为「报告」) into docs/screens/reports/. */
await runCli(async () => {
  const wanted = process.argv.slice(2);
  if (wanted.length === 0 || wanted.includes('报告')) await reportScreens();
  const browser = await chromium.launch(browserUse().launchOptions);
  const server = await startPortalServer();
  try {
    for (const state of EVERY_STATE.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
      await picture(state, browser, server);
      console.error(`✓ ${state.name}`);
    }
  } finally {
    await Promise.all([browser.close(), server.close()]);
  }
});

async function picture(state: ScreenState, browser: Browser, server: PortalServer): Promise<void> {
  const { locale, timezoneId } = browserUse();
  const applicant = await applicantOf({ seed: 1, material: sampleCase() });
  const mailbox = await createMailbox(applicant.state);
  server.mount({ state: applicant.state, smtpPort: mailbox.port, practicePin: '000000' });
  const context = await browser.newContext({
    baseURL: server.origin,
    viewport: { width: 1440, height: 900 },
    ...(locale && { locale }),
    ...(timezoneId && { timezoneId }),
  });
  try {
    const page = await context.newPage();
    await openScreen(state, page, screensOf(page), applicant);
    for (const width of WIDTHS) {
      await mkdir(join(ROOT, 'docs', 'screens', String(width)), { recursive: true });
      await page.setViewportSize({ width, height: 900 });
      await page.screenshot({
        path: join(ROOT, 'docs', 'screens', String(width), `${state.name}.png`),
        // A dialog covers the window, not the page.
        fullPage: (await page.locator('dialog[open]').count()) === 0,
        animations: 'disabled',
      });
    }
  } finally {
    await context.close();
    await mailbox.close();
    applicant.state.close();
  }
}
