import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { browserUse } from '../../rehearsal/browser-options.ts';
import '../../rehearsal/without-page-text.ts';
import { endWithParent } from '../lib/parent.ts';
import { readPlan } from './plan.ts';

endWithParent();

const plan = readPlan();
const use = browserUse();

/** A rehearsal is a Playwright project whose tests are made from the given cases (architecture, decision 5). */
export default defineConfig({
  testDir: '.',
  testMatch: 'case.spec.ts',
  outputDir: join(plan.scratch, 'browser'),
  fullyParallel: true,
  // A case with thousands of records and slow-motion clicks takes minutes; a hang must still end.
  timeout: plan.slowMo > 0 || plan.headed ? 0 : 900_000,
  reporter: [['./reporter.ts']],
  use: {
    ...use,
    headless: !plan.headed,
    actionTimeout: 30_000,
    launchOptions: { ...use.launchOptions, slowMo: plan.slowMo },
  },
});
