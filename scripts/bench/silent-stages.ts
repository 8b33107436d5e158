import type { Page } from '@playwright/test';

/** Stages that nobody is told of. */
export const silentStages = {
  stage: (_name: string, _page: Page, run: (note: () => void) => Promise<void>) => run(() => {}),
};
