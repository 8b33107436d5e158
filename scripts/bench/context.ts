import type { BrowserContext } from '@playwright/test';
import { browserUse } from '../../rehearsal/browser-options.ts';

/** As every browser test has it, in the portal at `baseURL`. */
export async function newContext(
  open: (options: object) => Promise<BrowserContext>,
  baseURL: string,
): Promise<BrowserContext> {
  const { locale, timezoneId, viewport } = browserUse();
  const context = await open({ baseURL, locale, timezoneId, viewport });
  context.setDefaultTimeout(30_000);
  return context;
}
