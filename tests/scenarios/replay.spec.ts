import { compareRuns } from '../../evidence/replay.ts';
import { PORTAL_CHANGES } from '../../fixtures/altered/changes.ts';
import { driveAgain } from '../../fixtures/altered/drive-again.ts';
import { alteredServer, firstLineOf } from '../../fixtures/altered/portal-change.ts';
import { writeCaseFolder } from '../../fixtures/factories/write-folder.ts';
import { expect, test } from '../../fixtures/test.ts';

/** One of each kind, within the filing journey; all of them: npm run prove -- replays. */
const SOME = [
  '10 个工作日内',
  'POST /zzjbdl/filing/submit：「',
  'POST /zzjbdl/filing/letter/seal：被拒绝',
  '承诺书少一段',
];

test.describe('重放与记录比对', { tag: '@evidence' }, () => {
  test.describe.configure({ timeout: 120_000 }); // the filing journey twice, on two busy cores
  for (const part of SOME) {
    const change = PORTAL_CHANGES.find(({ name }) => name.includes(part));
    if (change === undefined) throw new Error(`no planted change named ${part}`);
    test(`门户行为改变（${change.name}）：核心校验值不同，并指出首处不同的记录`, async ({
      page,
      server,
      material,
      seed,
      scratch,
    }) => {
      await writeCaseFolder(material, scratch, seed);
      const task = { path: scratch, seed, journey: 'filing' } as const;
      const recorded = await driveAgain(task, page, server);
      const again = await driveAgain(task, page, alteredServer(server, change));
      expect(again.coreDigest).not.toBe(recorded.coreDigest);
      expect(compareRuns(recorded, again)).toMatchObject({ seq: firstLineOf(change, recorded.lines) });
    });
  }
});
