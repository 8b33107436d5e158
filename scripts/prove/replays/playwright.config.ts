import { defineConfig } from '@playwright/test';
import { browserUse } from '../../../rehearsal/browser-options.ts';
import '../../../rehearsal/without-page-text.ts';

/** One test per planted change of the portal's behaviour. */
export default defineConfig({
  testDir: '.',
  testMatch: 'altered.spec.ts',
  fullyParallel: true,
  timeout: 180_000,
  reporter: [['json']],
  use: { ...browserUse(), actionTimeout: 5_000 },
});
