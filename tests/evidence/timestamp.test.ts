import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { appendFileSync, cpSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { ENVELOPE, STAMP } from '../../evidence/layout.ts';
import { readCertificates, readTimeAuthority, stampSeal } from '../../evidence/timestamp.ts';
import { checkTimestamp } from '../../evidence/timestamp-token.ts';
import { countersign } from '../../evidence/verify/countersign.ts';
import { verifyBundle } from '../../evidence/verify.ts';
import { bundleOf, type SyntheticBundle } from '../../fixtures/factories/bundle.ts';
import { source } from '../../fixtures/factories/random.ts';
import { type Answer, type OfflineAuthority, startTimeAuthority } from '../../fixtures/time-authority.ts';

const scratch = () => mkdtempSync(join(tmpdir(), 'stamp-'));

describe('时间戳（RFC 3161）', () => {
  let authority: OfflineAuthority;
  let sealed: SyntheticBundle;
  let key: string;
  before(async () => {
    authority = await startTimeAuthority();
    const environment = Buffer.from(`{"ended":"${new Date().toISOString()}"}\n`);
    sealed = bundleOf(scratch(), { files: { 'data/observed/environment.json': environment } });
    key = join(scratch(), 'operator.pub.pem');
    writeFileSync(key, sealed.publicKey.export({ format: 'pem', type: 'spki' }));
  });
  after(() => authority.close());

  const copy = () => {
    const folder = scratch();
    cpSync(sealed.folder, folder, { recursive: true });
    return folder;
  };
  const stamped = async (offset = 0) => {
    const folder = copy();
    authority.answer = '如实';
    authority.offset = offset;
    await stampSeal(folder, readTimeAuthority(authority.url, authority.root));
    return folder;
  };
  const script = (folder: string, tsa?: string) =>
    spawnSync('sh', [join(folder, 'seal/verify.sh'), key], {
      encoding: 'utf8',
      env: { ...process.env, ...(tsa && { TSA: tsa }) },
    });

  for (const given of ['root', 'signing'] as const)
    test(`如实的时间戳（给出${given === 'root' ? '根证书' : '签名证书'}）：核验、verify.sh、openssl 都认可，并说出时间和机构`, async () => {
      // A clock a little apart, and fractions of a second in the token.
      const folder = await stamped(given === 'root' ? 0 : 1500);
      const { verdict, stamp, problems } = await verifyBundle(
        folder,
        sealed.publicKey,
        [],
        readCertificates(authority[given]),
      );
      assert.equal(verdict, 'intact', JSON.stringify(problems));
      assert.equal(stamp?.authority, 'CN=signing 离线时间戳机构, O=模拟环境');
      assert.ok(Math.abs(Date.parse(stamp?.time ?? '') - Date.now()) < 60_000);
      const run = script(folder, authority[given]);
      assert.equal(run.status, 0, run.stderr);
      assert.match(run.stdout, /，时间戳 .+GMT$/m);
    });

  test('没有给出机构证书的时间戳不算数：不是完好，verify.sh 结论相同，都说怎么办', async () => {
    const folder = await stamped();
    const { verdict, sealedBy, stamp, problems } = await verifyBundle(folder, sealed.publicKey);
    assert.deepEqual([verdict, sealedBy, stamp], ['broken', null, undefined]);
    assert.equal(problems[0]?.file, STAMP);
    assert.match(problems[0]?.problem ?? '', /没有核验，不能算数；请用 --tsa-cert/);
    const run = script(folder);
    assert.equal(run.status, 1);
    assert.match(run.stderr, /没有用 TSA 给出/);
  });

  test('别家机构的证书、另一份封存的时间戳、改了一位的时间戳，都不认', async () => {
    const folder = await stamped();
    const authorities = readCertificates(authority.root);
    const foreign = await verifyBundle(folder, sealed.publicKey, [], readCertificates(authority.foreign));
    assert.match(foreign.problems[0]?.problem ?? '', /不是所给的，也不是由所给的证书签发/);
    assert.equal(script(folder, authority.foreign).status, 1);

    const other = bundleOf(scratch());
    await stampSeal(other.folder, readTimeAuthority(authority.url, authority.root));
    cpSync(join(other.folder, STAMP), join(folder, STAMP));
    const swapped = await verifyBundle(folder, sealed.publicKey, [], authorities);
    assert.deepEqual(swapped.problems, [{ file: STAMP, seq: null, problem: '时间戳盖的不是这份封存' }]);
    assert.equal(script(folder, authority.root).status, 1);
  });

  test('时间戳之后不能再附加内容，verify.sh 也不认', async () => {
    const folder = await stamped();
    appendFileSync(join(folder, STAMP), 'more');
    const { verdict } = await verifyBundle(folder, sealed.publicKey, [], readCertificates(authority.root));
    assert.equal(verdict, 'broken');
    const run = script(folder, authority.root);
    assert.equal(run.status, 1);
    assert.match(run.stderr, /时间戳之后还有别的内容/);
  });

  test('时间戳的任何一位都改不得：随机 300 位，无一被接受', async () => {
    const folder = await stamped();
    const authorities = readCertificates(authority.root);
    const [good, seal] = [readFileSync(join(folder, STAMP)), readFileSync(join(folder, ENVELOPE))];
    const faker = source(3161, 'stamp');
    for (let change = 0; change < 300; change += 1) {
      const bit = faker.number.int({ max: good.length * 8 - 1 });
      const bad = Buffer.from(good);
      bad[bit >> 3] = (bad[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      assert.equal(typeof checkTimestamp(bad, seal, authorities), 'string', `第 ${bit} 位`);
    }
    assert.equal(typeof checkTimestamp(good, seal, authorities), 'object');
  });

  for (const [answer, pattern] of [
    ['随机数不符', /不是对这次请求的应答/],
    ['盖在别处', /盖的不是这份封存/],
    ['算法不同', /不是 SHA-256/],
    ['证书过期', /证书「expired .+不在有效期内/],
    ['证书不作此用', /不是专用于时间戳/],
    ['证书兼作他用', /不是专用于时间戳/],
    ['别家签发', /不是所给的，也不是由所给的证书签发/],
    ['时间在过去', /相差超过 5 分钟.*校准本机时钟/],
    ['时间在未来', /相差超过 5 分钟.*校准本机时钟/],
    ['拒绝', /没有照办（状态 2）/],
    ['附带修改', /没有照办（状态 1）/],
    ['乱码', /应答残缺，或不是/],
    ['截断', /应答残缺，或不是/],
    ['尾部多余', /应答残缺，或不是/],
    ['类型不对', /不是时间戳（类型「text\/html」）/],
    ['出错 500', /HTTP 500/],
    ['转到别处', /无法连接/],
    ['过大', /应答过大/],
    ['不应答', /0\.3 秒内没有应答/],
    ['断开', /无法连接/],
  ] as [Answer, RegExp][])
    test(`机构${answer}：一句话说明，没有时间戳，封存照旧`, async () => {
      const folder = copy();
      authority.answer = answer;
      await assert.rejects(
        stampSeal(folder, readTimeAuthority(authority.url, authority.root), answer === '不应答' ? 300 : 5000),
        pattern,
      );
      assert.equal(existsSync(join(folder, STAMP)), false);
      assert.equal((await verifyBundle(folder, sealed.publicKey)).verdict, 'intact');
    });

  test('机构不在：一句话说明怎么办', async () => {
    const gone = await startTimeAuthority();
    await gone.close();
    await assert.rejects(stampSeal(copy(), readTimeAuthority(gone.url, authority.root)), /无法连接（ECONNREFUSED）/);
  });

  test('早于演练结束的时间戳，即使机构和本机时钟一致，也不采用，核验也不认', async () => {
    const late = new Date(Date.now() + 3_600_000).toISOString();
    const ahead = bundleOf(scratch(), {
      files: { 'data/observed/environment.json': Buffer.from(`{"ended":"${late}"}`) },
    });
    authority.answer = '如实';
    await assert.rejects(
      stampSeal(ahead.folder, readTimeAuthority(authority.url, authority.root)),
      /早于演练自己记录的结束时间/,
    );
    assert.equal(existsSync(join(ahead.folder, STAMP)), false);
  });

  test('命令：盖时间戳、会签、核验可以接着做；重复加盖、缺证书、没通过核验的各得一句话，退出码 2', async () => {
    const folder = copy();
    authority.answer = '如实';
    const run = (name: string, ...args: string[]) =>
      new Promise<{ code: number; stdout: string; stderr: string }>((resolve) =>
        execFile(process.execPath, [`scripts/${name}.ts`, ...args], (error, stdout, stderr) =>
          resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
        ),
      );
    const trust = ['--key', key, '--tsa-cert', authority.root];
    const bare = await run('timestamp', folder, '--tsa', authority.url, '--key', key);
    assert.deepEqual([bare.code, /还须用 --tsa-cert/.test(bare.stderr)], [2, true], bare.stderr);
    const first = await run('timestamp', folder, '--tsa', authority.url, ...trust);
    assert.deepEqual([first.code, /^已加盖时间戳：seal\/run.tsr/.test(first.stdout)], [0, true], first.stderr);
    const again = await run('timestamp', folder, '--tsa', authority.url, ...trust);
    assert.deepEqual([again.code, /已有时间戳/.test(again.stderr)], [2, true]);

    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    await countersign(folder, sealed.publicKey, privateKey, [], readCertificates(authority.root));
    const auditor = join(scratch(), 'auditor.pub.pem');
    writeFileSync(auditor, createPublicKey(privateKey).export({ format: 'pem', type: 'spki' }));
    const verified = await run('verify', folder, '--key', key, '--key', auditor, '--tsa-cert', authority.root);
    assert.equal(verified.code, 0, verified.stdout);
    assert.match(verified.stdout, /时间戳 .+Z，由「CN=signing 离线时间戳机构/);

    const changed = copy();
    writeFileSync(join(changed, 'data/redaction.json'), '{"x":1}');
    const refused = await run('timestamp', changed, '--tsa', authority.url, ...trust);
    assert.deepEqual([refused.code, /没有通过核验，没有加盖/.test(refused.stderr)], [2, true]);
    assert.equal(existsSync(join(changed, STAMP)), false);
  });
});
