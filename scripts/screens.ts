import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, chromium } from '@playwright/test';
import { sampleCase } from '../fixtures/factories/sample.ts';
import type { Stop } from '../fixtures/tour/stop.ts';
import { TOUR, visit } from '../fixtures/tour/tour.ts';
import { travellerOf } from '../fixtures/traveller.ts';
import { createMailbox } from '../mocks/mailbox/smtp.ts';
import { type PortalServer, startPortalServer } from '../mocks/server.ts';
import { browserUse } from '../rehearsal/browser.ts';
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
    for (const stop of TOUR.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
      await picture(stop, browser, server);
      console.error(`✓ ${stop.name}`);
    }
  } finally {
    await Promise.all([browser.close(), server.close()]);
  }
});

async function picture(stop: Stop, browser: Browser, server: PortalServer): Promise<void> {
  const { locale, timezoneId } = browserUse();
  const traveller = await travellerOf({ seed: 1, material: sampleCase() });
  const mailbox = await createMailbox(traveller.state);
  server.mount({ state: traveller.state, smtpPort: mailbox.port, practicePin: '000000' });
  const context = await browser.newContext({
    baseURL: server.origin,
    viewport: { width: 1440, height: 900 },
    ...(locale && { locale }),
    ...(timezoneId && { timezoneId }),
  });
  try {
    const page = await context.newPage();
    await visit(stop, page, screensOf(page), traveller);
    for (const width of WIDTHS) {
      await mkdir(join(ROOT, 'docs', 'screens', String(width)), { recursive: true });
      await page.setViewportSize({ width, height: 900 });
      await page.screenshot({
        path: join(ROOT, 'docs', 'screens', String(width), `${stop.name}.png`),
        // A dialog covers the window, not the page.
        fullPage: (await page.locator('dialog[open]').count()) === 0,
        animations: 'disabled',
      });
    }
  } finally {
    await context.close();
    await mailbox.close();
    traveller.state.close();
  }
}
