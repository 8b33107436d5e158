import { type BrowserContext, chromium } from '@playwright/test';
import type { HttpHandler } from 'msw/http';
import { getResponse } from 'msw/utils/get-response';
import { applicantOf } from '../../fixtures/applicant.ts';
import { bareFiling } from '../../fixtures/bench/bare.ts';
import { caseOf } from '../../fixtures/factories/case.ts';
import { createHandlers } from '../../mocks/handlers/index.ts';
import { startPortalServer } from '../../mocks/server.ts';
import { browserUse } from '../../rehearsal/browser-options.ts';
import { filingsOf } from '../../rehearsal/plans.ts';
import type { Sides } from '../lib/pairs.ts';
import { newContext } from './context.ts';

/**
 * The same handlers and clicks behind interception, the way @msw/playwright does it (page.route and getResponse;
 * its 0.6.7 asks for MSW 2). Without the upload, a Chromium limit of interception (microsoft/playwright#6479).
 */
export async function interception(): Promise<Sides> {
  const browser = await chromium.launch(browserUse().launchOptions);
  const server = await startPortalServer();
  const material = caseOf({ seed: 5, projects: 2, traineesPerProject: 4 });
  const filings = filingsOf(material);
  const go = async (intercepted: boolean) => {
    const applicant = await applicantOf({ seed: 5, material });
    const context = await newContext(browser.newContext.bind(browser), server.origin);
    server.mount({ state: applicant.state, smtpPort: 0 });
    if (intercepted) await intercept(context, createHandlers({ state: applicant.state, smtpPort: 0 }));
    await bareFiling(await context.newPage(), { pin: applicant.pin, filings, materials: [], untilSealed: true });
    await context.close();
    applicant.state.close();
  };
  return {
    ours: () => go(false),
    reference: () => go(true),
    end: async () => void (await Promise.all([browser.close(), server.close()])),
  };
}

async function intercept(context: BrowserContext, handlers: HttpHandler[]): Promise<void> {
  await context.route(
    (url) => !url.pathname.startsWith('/assets/'),
    async (route) => {
      const given = route.request();
      const body = given.postDataBuffer();
      const request = new Request(given.url(), {
        method: given.method(),
        headers: await given.allHeaders(),
        ...(body !== null && { body: new Uint8Array(body) }),
      });
      const response = await getResponse(handlers, request);
      if (response === undefined) return route.abort();
      await route.fulfill({
        status: response.status,
        headers: Object.fromEntries(response.headers),
        body: Buffer.from(await response.arrayBuffer()),
      });
    },
  );
}
