import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { applicantOf } from '../../fixtures/applicant.ts';
import { caseOf } from '../../fixtures/factories/case.ts';
import { noticedClaim } from '../../fixtures/portal-states.ts';

const CHILD = `
  import { approvedFilings } from './fixtures/portal-states.ts';
  import { applicantOf } from './fixtures/applicant.ts';
  const applicant = await applicantOf({ dataDir: process.argv[1] });
  for (const wrong of [1, 2]) try { applicant.state.ukey.sign('wrong', 'x'); } catch {}
  const filings = approvedFilings(applicant);
  console.log(JSON.stringify({ filings, certificate: applicant.state.ukey.certificatePem() }));
  for (let n = 0; ; n += 1) { applicant.state.addFiling(applicant.creditCode, { type: '中小微企业', course: '课程' + n, platformName: '物学网', platformCreditCode: '91310101MA1FP0A02G', plannedTrainees: '1' }); console.log(n); await new Promise(setImmediate); }
`;

test('进程被强行终止后，已答复的办理都在，没有办了一半的', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'portal-'));
  const child = spawn(process.execPath, ['--input-type=module', '-e', CHILD, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
    if (output.split('\n').length > 12) child.kill('SIGKILL');
  });
  await once(child, 'close');
  const [first = '', ...numbers] = output.trim().split('\n');
  const { filings, certificate } = JSON.parse(first);
  const { state, creditCode } = await applicantOf({ dataDir });
  for (const filing of filings) assert.deepEqual(state.filing(filing.id), filing);
  const drafts = state.drafts(creditCode);
  assert.ok(
    drafts.length >= numbers.length && drafts.length <= numbers.length + 1,
    `${drafts.length} drafts, ${numbers.length} answered`,
  );
  assert.equal(new Set(drafts.map((draft) => draft.applicationId)).size, 1);
  assert.equal(state.ukey.view().triesLeft, 5, '正确口令已恢复次数');
  assert.equal(state.ukey.certificatePem(), certificate);
  state.close();
});

test('保存办理状态的文件里没有口令', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'portal-'));
  const applicant = await applicantOf({ dataDir, seed: 77 });
  await noticedClaim(applicant);
  applicant.state.close();
  for (const name of readdirSync(dataDir))
    assert.equal(readFileSync(join(dataDir, name)).includes(applicant.pin), false, name);
});

test('同一案例、种子值和日期办两次，回执、编号和日期完全相同', async () => {
  const go = async () => {
    const applicant = await applicantOf({
      material: caseOf({ seed: 11, projects: 2, traineesPerProject: 3 }),
      seed: 3,
    });
    await noticedClaim(applicant);
    return JSON.stringify([
      applicant.state.deskQueue(),
      applicant.state.progress(applicant.creditCode),
      applicant.state.mails(),
    ]);
  };
  assert.equal(await go(), await go());
});
