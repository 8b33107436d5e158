import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { KEY_FILES, readPublicKey } from '../../evidence/keys.ts';
import { makeKeys } from '../../evidence/sealing-keys.ts';
import { readCertificates } from '../../evidence/timestamp.ts';
import { countersign } from '../../evidence/verify/countersign.ts';
import { verifyBundle } from '../../evidence/verify.ts';
import { caseOf } from '../../fixtures/factories/case.ts';
import { writeCaseFolder } from '../../fixtures/factories/write-folder.ts';
import { startTimeAuthority } from '../../fixtures/time-authority.ts';

const NAME = '一家企业';
const scratch = () => mkdtempSync(join(tmpdir(), 'fails-closed-'));

/** Sets the clock of every process that loads it back by an hour once the flag file is there. */
const SET_BACK = `
import { existsSync } from 'node:fs';
const now = Date.now;
const behind = () => (existsSync(process.env.CLOCK_FLAG) ? 3600000 : 0);
globalThis.Date = class extends Date {
  constructor(...given) { given.length === 0 ? super(now() - behind()) : super(...given); }
  static now() { return now() - behind(); }
};
`;

describe('办理都顺利，封存却做不成', () => {
  const [cases, material] = [scratch(), caseOf({ seed: 77, name: NAME, projects: 1, withTraining: false })];
  before(() => writeCaseFolder(material, join(cases, NAME), 77));

  /** Rehearses the filing; `meanwhile` is done as soon as the login is through. */
  const rehearse = (folder: string, args: string[], meanwhile: () => void, env: Record<string, string> = {}) =>
    new Promise<{ code: number | null; said: string }>((resolve) => {
      const child = spawn(
        process.execPath,
        ['scripts/rehearse.ts', join(cases, NAME), '--journey', 'filing', '--out', join(folder, 'out'), ...args],
        { env: { ...process.env, HARNESS_KEYS: join(folder, 'keys'), ...env } },
      );
      let said = '';
      let waiting = true;
      const listen = (chunk: Buffer) => {
        said += chunk;
        if (waiting && said.includes('✓ 2022')) {
          waiting = false;
          meanwhile();
        }
      };
      child.stdout.on('data', listen);
      child.stderr.on('data', listen);
      child.on('close', (code) => resolve({ code, said }));
    });

  const unsealed = async (folder: string, { code, said }: { code: number | null; said: string }, why: RegExp) => {
    const bundle = join(folder, 'out', NAME);
    assert.equal(code, 1, said);
    assert.match(said, why);
    assert.match(said, /没有封存，不能作为证据/);
    const [summary] = JSON.parse(readFileSync(join(folder, 'out/summary.json'), 'utf8')).cases;
    assert.deepEqual([summary.outcome, summary.coreDigest, summary.sealedBy], ['stopped', null, '没有封存']);
    const result = JSON.parse(readFileSync(join(bundle, 'data/reports/result.json'), 'utf8'));
    assert.equal(result.evidence, undefined);
    assert.match(result.problem, /^没有封存：/);
    assert.match(readFileSync(join(bundle, 'data/reports/report.html'), 'utf8'), /没有封存：/);
    for (const path of ['seal', '.sealing', 'manifest-sha256.txt', 'data/private/case.age'])
      assert.equal(existsSync(join(bundle, path)), false, path);
    const verdict = await verifyBundle(bundle, readPublicKey(join(folder, 'keys', KEY_FILES.operatorPublic)));
    assert.deepEqual([verdict.verdict, verdict.sealedBy], ['incomplete', null]);
    return summary.filingReceipts as string[];
  };

  test('密钥在途中被移走：没有封存；移回后 --resume 补上，回执还是原来的', async () => {
    const folder = scratch();
    await makeKeys(join(folder, 'keys'));
    const [key, away] = [join(folder, 'keys', KEY_FILES.operatorPrivate), join(folder, 'away.pem')];
    const run = await rehearse(folder, [], () => renameSync(key, away));
    const receipts = await unsealed(folder, run, /没有找到封存密钥/);
    renameSync(away, key);
    const again = await rehearse(folder, ['--resume'], () => {});
    assert.equal(again.code, 0, again.said);
    const [summary] = JSON.parse(readFileSync(join(folder, 'out/summary.json'), 'utf8')).cases;
    assert.deepEqual(summary.filingReceipts, receipts);
    const bundle = join(folder, 'out', NAME);
    const { verdict } = await verifyBundle(bundle, readPublicKey(join(folder, 'keys', KEY_FILES.operatorPublic)));
    assert.equal(verdict, 'intact');
  });

  test('密钥在途中被换掉：没有封存', async () => {
    const folder = scratch();
    await makeKeys(join(folder, 'keys'));
    await makeKeys(join(folder, 'others'));
    const run = await rehearse(folder, [], () => {
      renameSync(join(folder, 'keys'), join(folder, 'away'));
      renameSync(join(folder, 'others'), join(folder, 'keys'));
    });
    await unsealed(folder, run, /在演练途中被换过/);
  });

  test('要求盖时间戳而机构不在：没有封存；机构回来后 --resume 补上封存和时间戳', async (t) => {
    const folder = scratch();
    await makeKeys(join(folder, 'keys'));
    const gone = await startTimeAuthority();
    const certificate = join(folder, 'tsa.pem');
    writeFileSync(certificate, readFileSync(gone.root));
    await gone.close();
    const stopped = await rehearse(folder, ['--tsa', gone.url, '--tsa-cert', certificate], () => {});
    await unsealed(folder, stopped, /时间戳机构.+无法连接（ECONNREFUSED）/);

    const authority = await startTimeAuthority();
    t.after(() => authority.close());
    const run = await rehearse(folder, ['--resume', '--tsa', authority.url, '--tsa-cert', authority.root], () => {});
    assert.equal(run.code, 0, run.said);
    assert.match(run.said, /已加盖时间戳 .+离线时间戳机构/);
    const stamp = join(folder, 'out', NAME, 'seal/run.tsr');
    const first = readFileSync(stamp);

    // What others put beside the seal is nothing that a rehearsal could check, and no reason to refuse.
    const auditor = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    await countersign(
      join(folder, 'out', NAME),
      readPublicKey(join(folder, 'keys', KEY_FILES.operatorPublic)),
      auditor.privateKey,
      [],
      readCertificates(authority.root),
    );
    const again = await rehearse(folder, ['--resume'], () => {});
    assert.equal(again.code, 0, again.said);
    assert.match(again.said, /此前已演练完毕，不再重复/);
    assert.deepEqual(readFileSync(stamp), first);

    rmSync(stamp);
    const stamped = await rehearse(
      folder,
      ['--resume', '--tsa', authority.url, '--tsa-cert', authority.root],
      () => {},
    );
    assert.equal(stamped.code, 0, stamped.said);
    assert.match(stamped.said, /已加盖时间戳/);
    assert.ok(existsSync(stamp));
  });

  test('时钟在途中被拨回一小时：没有封存', async () => {
    const folder = scratch();
    await makeKeys(join(folder, 'keys'));
    const [preload, flag] = [join(folder, 'set-back.mjs'), join(folder, 'flag')];
    writeFileSync(preload, SET_BACK);
    const run = await rehearse(folder, [], () => writeFileSync(flag, ''), {
      NODE_OPTIONS: `--import=${preload}`,
      CLOCK_FLAG: flag,
    });
    await unsealed(folder, run, /本机时钟被拨回约 3600 秒/);
  });
});
