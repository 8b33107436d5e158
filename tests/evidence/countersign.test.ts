import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import fs, { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { InputError } from '../../domain/errors.ts';
import { BAGIT, manifestText, payloadDigests } from '../../evidence/bag.ts';
import { sha256 } from '../../evidence/canonical-json.ts';
import { countersignature } from '../../evidence/countersignature.ts';
import { keyIdOf, readPrivateKey, readPublicKey } from '../../evidence/keys.ts';
import { JOURNAL } from '../../evidence/layout.ts';
import { packBundle } from '../../evidence/pack.ts';
import { readJournal } from '../../evidence/read-journal.ts';
import { sealFiles } from '../../evidence/seal.ts';
import { countersign } from '../../evidence/verify/countersign.ts';
import { verifyBundle } from '../../evidence/verify.ts';
import { bundleOf } from '../../fixtures/factories/bundle.ts';

const scratch = () => mkdtempSync(join(tmpdir(), 'countersign-'));
const pair = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });
const pem = (key: KeyObject) => {
  const path = join(scratch(), 'key.pem');
  writeFileSync(path, key.export({ format: 'pem', type: 'spki' }));
  return path;
};

describe('一份封存只有一种内容', () => {
  test('清单写一种内容、声明签另一种：不是完好，不会签', async () => {
    const { folder, key, publicKey } = bundleOf(scratch());
    const { lines } = readJournal(readFileSync(join(folder, JOURNAL)));
    const signed = payloadDigests(folder);
    const listed = { ...signed, 'data/core/receipts.json': sha256('{"forged":true}') };
    const tags = {
      'bag-info.txt': readFileSync(join(folder, 'bag-info.txt'), 'utf8'),
      'bagit.txt': BAGIT,
      'manifest-sha256.txt': manifestText(listed),
    };
    const { files } = sealFiles(tags, signed, lines, 'passed', key);
    for (const [path, content] of Object.entries({ ...tags, ...files })) writeFileSync(join(folder, path), content);
    const { verdict, problems } = await verifyBundle(folder, publicKey);
    assert.deepEqual(
      [verdict, problems],
      ['broken', [{ file: 'manifest-sha256.txt', seq: null, problem: '清单与封存的声明不一致' }]],
    );
    await assert.rejects(countersign(folder, publicKey, pair().privateKey), InputError);
  });
});

describe('会签', () => {
  const [auditor, second, stranger] = [pair(), pair(), pair()];
  /** verify and verify.sh about the same folder with the same keys; both or neither find it whole. */
  const both = async (folder: string, operator: KeyObject, auditors: KeyObject[]) => {
    const { verdict, problems } = await verifyBundle(folder, operator, auditors);
    const script = spawnSync('sh', [join(folder, 'seal/verify.sh'), ...[operator, ...auditors].map(pem)], {
      encoding: 'utf8',
    });
    assert.equal(script.status, verdict === 'intact' ? 0 : 1, `${script.stderr}${JSON.stringify(problems)}`);
    return problems;
  };

  test('给出审计方的公钥，核验通过；不给，说明缺谁的公钥', async () => {
    const { folder, publicKey } = bundleOf(scratch());
    const file = await countersign(folder, publicKey, auditor.privateKey);
    assert.deepEqual(await both(folder, publicKey, [auditor.publicKey]), []);
    const [missing, ...more] = await both(folder, publicKey, []);
    assert.equal(missing?.file, file);
    assert.match(missing?.problem ?? '', /没有给出这位审计方（公钥 [0-9a-f]{16}…）的公钥.*--key/);
    assert.deepEqual(more, []);
    assert.equal((await both(folder, publicKey, [stranger.publicKey]))[0]?.file, file);
  });

  test('会签被删去：给出其公钥的人看得出，没有给出的也被告知没有会签', async () => {
    const { folder, publicKey } = bundleOf(scratch());
    const file = await countersign(folder, publicKey, auditor.privateKey);
    assert.deepEqual((await verifyBundle(folder, publicKey, [auditor.publicKey])).countersignedBy, [
      keyIdOf(auditor.publicKey),
    ]);
    rmSync(join(folder, file));
    const [missing, ...more] = await both(folder, publicKey, [auditor.publicKey]);
    assert.deepEqual([missing?.file, more], [file, []]);
    assert.match(missing?.problem ?? '', /没有会签：从未会签，或会签已被删去/);
    assert.deepEqual(await both(folder, publicKey, []), []);
    const script = spawnSync('sh', [join(folder, 'seal/verify.sh'), pem(publicKey)], { encoding: 'utf8' });
    const told = spawnSync(process.execPath, ['scripts/verify.ts', folder, '--key', pem(publicKey)], {
      encoding: 'utf8',
    });
    for (const { stdout } of [script, told]) assert.match(stdout, /没有会签.*没有时间戳/s);
  });

  test('不能写入时说明原因，不留下写到一半的会签', async () => {
    const { folder, publicKey } = bundleOf(scratch());
    const real = fs.renameSync;
    fs.renameSync = () => {
      throw Object.assign(new Error('full'), { code: 'ENOSPC' });
    };
    syncBuiltinESMExports();
    try {
      await assert.rejects(
        countersign(folder, publicKey, auditor.privateKey),
        /磁盘空间不足。证据包没有改动；请排除后重新会签/,
      );
    } finally {
      fs.renameSync = real;
      syncBuiltinESMExports();
    }
    assert.deepEqual(await both(folder, publicKey, []), []);
  });

  test('命令行：公钥可写在证据包之前，也可写在其后', async () => {
    const { folder, publicKey } = bundleOf(scratch());
    await countersign(folder, publicKey, auditor.privateKey);
    const keys = ['--key', pem(publicKey), '--key', pem(auditor.publicKey)];
    for (const args of [
      [folder, ...keys],
      [...keys, folder],
    ]) {
      const run = spawnSync(process.execPath, ['scripts/verify.ts', ...args, '--json'], { encoding: 'utf8' });
      assert.equal(run.status, 0, run.stdout + run.stderr);
      assert.equal(JSON.parse(run.stdout).bundles[0].verdict, 'intact');
    }
  });

  test('两位审计方先后会签，各须给出公钥', async () => {
    const { folder, publicKey } = bundleOf(scratch());
    await countersign(folder, publicKey, auditor.privateKey);
    await assert.rejects(countersign(folder, publicKey, second.privateKey), /没有给出这位审计方/);
    await countersign(folder, publicKey, second.privateKey, [auditor.publicKey]);
    assert.deepEqual(await both(folder, publicKey, [second.publicKey, auditor.publicKey]), []);
    assert.equal((await both(folder, publicKey, [second.publicKey])).length, 1);
  });

  test('搬到另一个证据包的会签不算数', async () => {
    const [one, other] = [bundleOf(scratch()), bundleOf(scratch(), { steps: 5 })];
    const file = await countersign(one.folder, one.publicKey, auditor.privateKey);
    cpSync(join(one.folder, file), join(other.folder, file));
    const problems = await both(other.folder, other.publicKey, [auditor.publicKey]);
    assert.deepEqual(problems, [{ file, seq: null, problem: '会签的不是这份封存' }]);
  });

  test('会签里的核心校验值与封存不同，不算数', async () => {
    const { folder, publicKey } = bundleOf(scratch());
    const seal = readFileSync(join(folder, 'seal/run.sigstore.json'));
    const { path, text } = countersignature(seal, 'f'.repeat(64), auditor.privateKey);
    writeFileSync(join(folder, path), text);
    const problems = await both(folder, publicKey, [auditor.publicKey]);
    assert.deepEqual(problems, [{ file: path, seq: null, problem: '会签的核心内容与封存不同' }]);
  });

  test('重复会签、没有通过核验的、压缩包，都说明原因并不写入', async () => {
    const { folder, publicKey } = bundleOf(scratch());
    const zip = join(scratch(), 'b.zip');
    await packBundle(folder, zip);
    await countersign(folder, publicKey, auditor.privateKey);
    await assert.rejects(countersign(folder, publicKey, auditor.privateKey), /没有重复会签/);
    await assert.rejects(countersign(zip, publicKey, auditor.privateKey), /是压缩包.*先解压/);
    await assert.rejects(countersign(bundleOf(scratch()).folder, publicKey, auditor.privateKey), /没有通过核验/);
  });

  test('别种密钥不能会签，也不能核验', () => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const [secret, open] = [join(scratch(), 'a.pem'), pem(publicKey)];
    writeFileSync(secret, privateKey.export({ format: 'pem', type: 'pkcs8' }));
    assert.throws(() => readPrivateKey(secret), /不是 ECDSA P-256 私钥/);
    assert.throws(() => readPublicKey(open), /不是 ECDSA P-256 公钥/);
    const { folder } = bundleOf(scratch());
    const script = spawnSync('sh', [join(folder, 'seal/verify.sh'), open], { encoding: 'utf8' });
    assert.equal(script.status, 2);
    assert.match(script.stderr, /不是 ECDSA P-256 公钥/);
  });
});
