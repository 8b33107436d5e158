import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { onDisk } from '../../audit/evidence/cut-off.ts';
import { readSealingKeys } from '../../audit/evidence/keys.ts';
import { readTimeAuthority } from '../../audit/evidence/timestamp.ts';
import { RehearsalResult } from '../../audit/report/rehearsal.ts';
import { rehearsalReport } from '../../audit/report/rehearsal-html.ts';
import { InputError } from '../../domain/errors.ts';
import { rehearseCase } from '../../fixtures/rehearsal/rehearse.ts';
import { serverTest as test } from '../../fixtures/server.ts';
import { endWithParent } from '../lib/parent.ts';
import { takePlace } from './place.ts';
import { markTurn, RESULT, readPlan } from './plan.ts';

endWithParent();
const plan = readPlan();
const { keys, begunWith, tsa } = plan;
const sealing = keys && {
  keys: () => readSealingKeys(keys, begunWith),
  ...(tsa && { authority: readTimeAuthority(tsa.url, tsa.certificate) }),
};

for (const { name, path } of plan.cases) {
  test(name, async ({ page, server }) => {
    const say = (line: string) => process.stderr.write(`[${name}] ${line}\n`);
    markTurn(plan, name, 'begun');
    try {
      const place = await takePlace({
        out: plan.out,
        name,
        resume: plan.resume,
        say,
        ...(sealing && { keys: sealing.keys() }),
      });
      try {
        const result = place.finished ? finished(place.folder) : await rehearse(place);
        if (place.finished) say('此前已演练完毕，不再重复');
        markTurn(plan, name, 'done');
        expect(result.outcome, result.problem).toBe('passed');
      } finally {
        place.release();
      }
    } catch (error) {
      if (error instanceof InputError) say(`✗ ${error.message}`);
      throw error;
    }

    async function rehearse({ folder, repeat }: Awaited<ReturnType<typeof takePlace>>): Promise<RehearsalResult> {
      if (repeat.length > 0)
        say(`上次演练到第 ${repeat.length - 1} 条记录：从头再走一遍，此前各条逐一核对，其后接着记录`);
      const result = await rehearseCase(
        {
          name,
          path,
          folder,
          journey: plan.journey,
          seed: plan.seed,
          say,
          step: test.step,
          repeat,
          ...(sealing && { sealing }),
          ...(plan.today !== undefined && { today: plan.today }),
        },
        page,
        server,
      );
      if (result.evidence === undefined) onDisk(folder, () => report(folder, result));
      return result;
    }
  });
}

/** A case that never came to a journey, or whose evidence could not be sealed, has a report and no bundle. */
function report(folder: string, result: RehearsalResult): void {
  mkdirSync(join(folder, 'data/reports'), { recursive: true });
  writeFileSync(join(folder, 'data/reports/report.html'), rehearsalReport(result));
  writeFileSync(join(folder, RESULT), `${JSON.stringify(result, null, 1)}\n`);
}

function finished(folder: string): RehearsalResult {
  return RehearsalResult.parse(JSON.parse(readFileSync(join(folder, RESULT), 'utf8')));
}
