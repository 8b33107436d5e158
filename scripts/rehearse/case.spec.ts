import { serverTest } from '../../rehearsal/server.ts';
import { endWithParent } from '../lib/parent.ts';
import { readPlan } from './plan.ts';

endWithParent();
const plan = readPlan();

/** Loaded by the workers alone, while their browser starts: the process that lists the cases drives none. */
const test = serverTest.extend<Record<never, never>, { driver: Promise<typeof import('./drive-case.ts')> }>({
  driver: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's dependencies from this pattern
    async ({}, use) => use(import('./drive-case.ts')),
    { scope: 'worker', auto: true },
  ],
});

for (const given of plan.cases) {
  test(given.name, async ({ page, server, driver }) => {
    const { driveCase } = await driver;
    // How it went is the case's result. A test that fails would end the worker and its browser: seconds for every such case.
    await driveCase(plan, given, { page, server, step: test.step });
  });
}
