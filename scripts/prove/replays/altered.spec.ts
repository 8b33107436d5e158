import { expect } from '@playwright/test';
import { compareRuns, recordedRun } from '../../../evidence/replay.ts';
import { PORTAL_CHANGES } from '../../../fixtures/altered/changes.ts';
import { driveAgain } from '../../../fixtures/altered/drive-again.ts';
import { alteredServer, firstLineOf } from '../../../fixtures/altered/portal-change.ts';
import { serverTest as test } from '../../../rehearsal/server.ts';
import { readAlteredPlan } from './plan.ts';

const { bundle, path, seed } = readAlteredPlan();

for (const change of PORTAL_CHANGES) {
  test(change.name, async ({ page, server }) => {
    const recorded = await recordedRun(bundle);
    const altered = await driveAgain({ path, seed, journey: 'full' }, page, alteredServer(server, change));
    expect(altered.coreDigest).not.toBe(recorded.coreDigest);
    const seq = firstLineOf(change, recorded.lines);
    expect(compareRuns(recorded, altered)).toMatchObject({ seq });
  });
}
