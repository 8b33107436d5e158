import { defineConfig } from '@playwright/test';
import { browserUse } from '../../../rehearsal/browser-options.ts';
import '../../../rehearsal/without-page-text.ts';

/** One test per rule of the portal made wrong. */
export default defineConfig({
  testDir: '.',
  testMatch: 'wrong.spec.ts',
  fullyParallel: true,
  timeout: 180_000,
  reporter: [['json']],
  use: { ...browserUse(), actionTimeout: 5_000 },
});
