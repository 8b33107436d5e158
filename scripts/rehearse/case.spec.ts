import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { rehearsalReport } from '../../audit/report/rehearsal-html.ts';
import { rehearseCase } from '../../fixtures/rehearsal/rehearse.ts';
import { serverTest as test } from '../../fixtures/server.ts';
import { readPlan } from './plan.ts';

const plan = readPlan();

for (const { name, path } of plan.cases) {
  test(name, async ({ page, server }) => {
    const folder = join(plan.out, name);
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    const result = await rehearseCase(
      {
        name,
        path,
        folder,
        journey: plan.journey,
        seed: plan.seed,
        say: (line) => process.stderr.write(`[${name}] ${line}\n`),
        ...(plan.today !== undefined && { today: plan.today }),
      },
      page,
      server,
    );
    await writeFile(join(folder, 'result.json'), `${JSON.stringify(result, null, 1)}\n`);
    await writeFile(join(folder, 'report.html'), rehearsalReport(result));
    expect(result.outcome, result.problem).toBe('passed');
  });
}
