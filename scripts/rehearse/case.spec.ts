import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { JOURNAL } from '../../audit/evidence/core-digest.ts';
import { readSealingKeys } from '../../audit/evidence/keys.ts';
import { readJournal } from '../../audit/evidence/read-journal.ts';
import { RehearsalResult } from '../../audit/report/rehearsal.ts';
import { rehearsalReport } from '../../audit/report/rehearsal-html.ts';
import { rehearseCase } from '../../fixtures/rehearsal/rehearse.ts';
import { serverTest as test } from '../../fixtures/server.ts';
import { readPlan } from './plan.ts';

const plan = readPlan();

for (const { name, path } of plan.cases) {
  test(name, async ({ page, server }) => {
    const folder = join(plan.out, name);
    const say = (line: string) => process.stderr.write(`[${name}] ${line}\n`);
    const cutOff = plan.resume
      ? await readJournal(await readFile(join(folder, JOURNAL)).catch(() => Buffer.alloc(0)))
      : undefined;
    if (cutOff?.ended === true) {
      const before = await finished(folder);
      if (before !== undefined) {
        say('此前已演练完毕，不再重复');
        expect(before.outcome, before.problem).toBe('passed');
        return;
      }
    }
    if (cutOff !== undefined && cutOff.lines.length > 0)
      say(`接着上次的第 ${cutOff.lines.length} 条记录演练，此前各步逐条核对`);
    else await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    const result = await rehearseCase(
      {
        name,
        path,
        folder,
        journey: plan.journey,
        seed: plan.seed,
        say,
        step: test.step,
        repeat: cutOff?.lines ?? [],
        ...(plan.keys !== undefined && { keys: readSealingKeys(plan.keys) }),
        ...(plan.today !== undefined && { today: plan.today }),
      },
      page,
      server,
    );
    if (result.evidence === undefined) await report(folder, result);
    expect(result.outcome, result.problem).toBe('passed');
  });
}

/** A case that never came to a journey, or whose evidence could not be written, has a report and no bundle. */
async function report(folder: string, result: RehearsalResult): Promise<void> {
  await mkdir(join(folder, 'data/reports'), { recursive: true });
  await writeFile(join(folder, 'data/reports/result.json'), `${JSON.stringify(result, null, 1)}\n`);
  await writeFile(join(folder, 'data/reports/report.html'), rehearsalReport(result));
}

async function finished(folder: string): Promise<RehearsalResult | undefined> {
  const text = await readFile(join(folder, 'data/reports/result.json'), 'utf8').catch(() => undefined);
  const sealed = await readFile(join(folder, 'seal/run.sigstore.json')).catch(() => undefined);
  return text === undefined || sealed === undefined ? undefined : RehearsalResult.parse(JSON.parse(text));
}
