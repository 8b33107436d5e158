import { defineConfig } from '@playwright/test';
import { browserUse } from './rehearsal/browser-options.ts';
import './rehearsal/without-page-text.ts';

/** The project's own tests. A rehearsal of cases has a configuration of its own (scripts/rehearse/). */
export default defineConfig({
  testDir: 'tests',
  testMatch: '**/*.spec.ts',
  fullyParallel: true,
  forbidOnly: process.env.CI !== undefined,
  workers: Number(process.env.HARNESS_WORKERS ?? 2),
  timeout: 90_000, // a whole journey with a 20 MB upload, on two cores that have other work as well
  expect: { timeout: 10_000 },
  reporter: [
    ['./fixtures/reports/without-values.ts'],
    ['list'],
    ['html', { open: 'never', outputFolder: 'playwright-report' }],
    ['allure-playwright', { resultsDir: 'allure-results' }],
    ...(process.env.PLAYWRIGHT_BLOB === undefined ? [] : ([['blob']] as [['blob']])),
  ],
  use: {
    ...browserUse(),
    actionTimeout: 10_000,
    trace: process.env.HARNESS_TRACE === undefined ? 'off' : 'retain-on-failure',
  },
});
