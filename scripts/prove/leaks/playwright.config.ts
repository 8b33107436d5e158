import { join } from 'node:path';
import { defineConfig, type ReporterDescription } from '@playwright/test';
import project from '../../../playwright.config.ts';

const out = process.env.HARNESS_LEAKS_OUT ?? 'test-results';
/** Where each of the project's reporters writes. */
const FOLDERS: Record<string, object> = {
  html: { outputFolder: join(out, 'playwright-report') },
  'allure-playwright': { resultsDir: join(out, 'allure-results') },
  blob: { outputDir: join(out, 'blob-report') },
};

/** The project's own set-up and reporters, over tests that fail on purpose. */
export default defineConfig({
  ...project,
  testDir: '.',
  testMatch: 'failing.spec.ts',
  outputDir: join(out, 'test-results'),
  reporter: [...(project.reporter as ReporterDescription[]), ['blob'] satisfies ReporterDescription].map(
    ([name, options]) => [
      // Paths of a configuration are relative to its file.
      name.startsWith('.') ? join('../../..', name) : name,
      { ...options, ...FOLDERS[name] },
    ],
  ),
});
