import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { rehearsalReport } from '../../audit/report/rehearsal-html.ts';
import { RehearsalResult } from '../../audit/report/rehearsal-result.ts';
import { InputError } from '../../domain/errors.ts';
import { diskFault, onDisk } from '../../evidence/cut-off.ts';
import { REPORT, REPORTS, RESULT, STAMP } from '../../evidence/layout.ts';
import { readSealingKeys } from '../../evidence/sealing-keys.ts';
import { readTimeAuthority, stampSeal, type TimeAuthority } from '../../evidence/timestamp.ts';
import type { PortalServer } from '../../mocks/server.ts';
import { rehearseCase } from '../../rehearsal/rehearse.ts';
import type { RehearsalTask } from '../../rehearsal/task.ts';
import { holdCaseFolder } from './case-folder.ts';
import { markTurn, type RehearsalPlan } from './plan.ts';
import { problemsOf } from './problems.ts';

interface Stage {
  page: Page;
  server: PortalServer;
  step: RehearsalTask['step'];
}

/** One case of the plan in a folder of its own; one that was cut off is taken up again, a finished one is left as it is. */
export async function driveCase(
  plan: RehearsalPlan,
  given: RehearsalPlan['cases'][number],
  stage: Stage,
): Promise<RehearsalResult> {
  const { name } = given;
  const say = (line: string) => process.stderr.write(`[${name}] ${line}\n`);
  const { keys, begunWith, tsa } = plan;
  const sealing = keys && {
    keys: () => readSealingKeys(keys, begunWith),
    ...(tsa && { authority: readTimeAuthority(tsa.url, tsa.certificate) }),
  };
  markTurn(plan, name, 'begun');
  try {
    const place = await holdCaseFolder({
      out: plan.out,
      name,
      resume: plan.resume,
      say,
      ...(sealing && { keys: sealing.keys() }),
    });
    try {
      const task = { ...given, judge: problemsOf, folder: place.folder, journey: plan.journey, seed: plan.seed, say };
      const result = place.finished
        ? await finished(place.folder, sealing ? sealing.authority : undefined, say)
        : await drive(
            { ...task, repeat: place.repeat, ...(sealing && { sealing }), ...(plan.today && { today: plan.today }) },
            stage,
          );
      if (place.finished) say('此前已演练完毕，不再重复');
      markTurn(plan, name, 'done');
      return result;
    } finally {
      place.release();
    }
  } catch (error) {
    if (error instanceof InputError) say(`✗ ${error.message}`);
    throw error;
  }
}

async function drive(task: RehearsalTask, { page, server, step }: Stage): Promise<RehearsalResult> {
  const repeated = task.repeat?.length ?? 0;
  if (repeated > 0) task.say(`上次演练到第 ${repeated - 1} 条记录：从头再走一遍，此前各条逐一核对，其后接着记录`);
  const result = await rehearseCase({ ...task, ...(step && { step }) }, page, server);
  if (result.evidence === undefined) onDisk(task.folder, () => report(task.folder, result));
  return result;
}

/** A case that never came to a journey, or whose evidence could not be sealed, has a report and no bundle. */
function report(folder: string, result: RehearsalResult): void {
  mkdirSync(join(folder, REPORTS), { recursive: true });
  writeFileSync(join(folder, REPORT), rehearsalReport(result));
  writeFileSync(join(folder, RESULT), `${JSON.stringify(result, null, 1)}\n`);
}

/** A stamp that the run before did not get is asked for now; the journeys are not driven again. */
async function finished(
  folder: string,
  authority: TimeAuthority | undefined,
  say: (line: string) => void,
): Promise<RehearsalResult> {
  if (authority !== undefined && !existsSync(join(folder, STAMP))) {
    const { time, authority: by } = await stampSeal(folder, authority).catch((error) => {
      throw diskFault(folder, error);
    });
    say(`已加盖时间戳 ${time}（${by}）`);
  }
  return RehearsalResult.parse(JSON.parse(readFileSync(join(folder, RESULT), 'utf8')));
}
