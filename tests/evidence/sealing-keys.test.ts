import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import fs, {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { filesBelow } from '../../evidence/bag.ts';
import { KEY_FILES } from '../../evidence/keys.ts';
import { makeKeys, readSealingKeys } from '../../evidence/sealing-keys.ts';

const scratch = () => mkdtempSync(join(tmpdir(), 'fails-'));
const good = join(scratch(), 'keys');
before(() => makeKeys(good));
const pem = (key: KeyObject) => String(key.export({ format: 'pem', type: 'pkcs8' }));
const { operatorPrivate, operatorPublic, recipient: recipientFile } = KEY_FILES;

/** What is wrong with the key folder, how to make it so, and what is said. */
const WRONG: [what: string, spoil: (folder: string) => void, said: RegExp][] = [
  ['没有封存密钥', (f) => rmSync(join(f, operatorPrivate)), /没有找到封存密钥.+npm run keys/],
  ['封存密钥是空文件', (f) => writeFileSync(join(f, operatorPrivate), ''), /不是 ECDSA P-256 私钥/],
  ['封存密钥是公钥', (f) => cpSync(join(f, operatorPublic), join(f, operatorPrivate)), /不是 ECDSA P-256 私钥/],
  [
    '封存密钥是 RSA',
    (f) => writeFileSync(join(f, operatorPrivate), pem(generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey)),
    /不是 ECDSA P-256 私钥/,
  ],
  [
    '封存密钥是 P-384',
    (f) => writeFileSync(join(f, operatorPrivate), pem(generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey)),
    /不是 ECDSA P-256 私钥/,
  ],
  [
    '封存密钥是 Ed25519',
    (f) => writeFileSync(join(f, operatorPrivate), pem(generateKeyPairSync('ed25519').privateKey)),
    /不是 ECDSA P-256 私钥/,
  ],
  [
    '封存密钥设有口令',
    (f) => {
      const key = createPrivateKey(readFileSync(join(f, operatorPrivate)));
      const locked = key.export({ format: 'pem', type: 'pkcs8', cipher: 'aes-256-cbc', passphrase: 'x' });
      writeFileSync(join(f, operatorPrivate), locked);
    },
    /设有口令的私钥不能用/,
  ],
  [
    '封存密钥被截断',
    (f) => writeFileSync(join(f, operatorPrivate), readFileSync(join(f, operatorPrivate)).subarray(0, 120)),
    /不是 ECDSA P-256 私钥/,
  ],
  [
    '封存密钥是文件夹',
    (f) => {
      rmSync(join(f, operatorPrivate));
      mkdirSync(join(f, operatorPrivate));
    },
    /是文件夹，不是文件/,
  ],
  ['没有封存公钥', (f) => rmSync(join(f, operatorPublic)), /没有找到封存方的公钥/],
  [
    '公钥与私钥不是一对',
    (f) => writeFileSync(join(f, operatorPrivate), pem(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey)),
    /不是一对/,
  ],
  ['没有加密公钥', (f) => rmSync(join(f, recipientFile)), /没有找到审计方的加密公钥/],
  [
    '加密公钥有一个字不对',
    (f) =>
      writeFileSync(
        join(f, recipientFile),
        readFileSync(join(f, recipientFile), 'utf8').replace(/.\n$/, (end) => (end[0] === 'q' ? 'p\n' : 'q\n')),
      ),
    /不是 age 公钥/,
  ],
  ['加密公钥其实是解密密钥', (f) => cpSync(join(f, KEY_FILES.identity), join(f, recipientFile)), /不是 age 公钥/],
  [
    '加密公钥是插件的',
    (f) =>
      writeFileSync(
        join(f, recipientFile),
        'age1yubikey1q2w7u3vpya839jxxuq8g0sedh3d740d4xvn639sqhr95ejj8vu3hyfumptt\n',
      ),
    /不是 age 公钥/,
  ],
  [
    '加密公钥是 SSH 的',
    (f) =>
      writeFileSync(
        join(f, recipientFile),
        'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHsKLqeplhpW+uObz5dvMgjz1OxfM/XXUB+VHtZ6isGN x\n',
      ),
    /不是 age 公钥/,
  ],
  [
    '本机时钟早于密钥',
    (f) => utimesSync(join(f, operatorPrivate), new Date(), new Date(Date.now() + 3_600_000)),
    /早于封存密钥的生成时间.+时钟可能被拨回/,
  ],
];

describe('密钥不对就不演练，也不封存', { concurrency: 2 }, () => {
  for (const [what, spoil, said] of WRONG)
    test(`${what}：一句话说明怎么办，退出码 2，什么都没有写`, async () => {
      const keys = join(scratch(), 'keys');
      cpSync(good, keys, { recursive: true });
      spoil(keys);
      const out = join(scratch(), 'out');
      const run = await command('rehearse', ['fixtures/cases/sample', '--out', out], { HARNESS_KEYS: keys });
      assert.equal(run.code, 2, run.stdout + run.stderr);
      assert.match(run.stderr, said);
      assert.equal(run.stderr.trim().split('\n').length, 1, run.stderr);
      assert.doesNotMatch(run.stdout + run.stderr, /PRIVATE KEY|AGE-SECRET-KEY/);
      assert.deepEqual(existsSync(out) ? filesBelow(out) : [], []);
    });

  test('封存密钥没有读取权限：一句话说明', async () => {
    const keys = join(scratch(), 'keys');
    cpSync(good, keys, { recursive: true });
    chmodSync(join(keys, operatorPrivate), 0o000);
    chmodSync(keys, 0o755);
    await assert.rejects(
      asNobody(() => readSealingKeys(keys)),
      /无法读取封存密钥.+EACCES.+检查文件权限/,
    );
  });
});

describe('生成密钥', { concurrency: 2 }, () => {
  test('四个文件一次出现，私钥只有本人能读，私钥不显示出来', async () => {
    const keys = join(scratch(), 'a', 'keys');
    const run = await command('keys', ['--out', keys]);
    assert.equal(run.code, 0, run.stderr);
    const modes = Object.fromEntries(readdirSync(keys).map((name) => [name, statSync(join(keys, name)).mode & 0o777]));
    assert.deepEqual(modes, {
      [operatorPrivate]: 0o600,
      [operatorPublic]: 0o644,
      [KEY_FILES.identity]: 0o600,
      [recipientFile]: 0o644,
    });
    assert.equal(statSync(keys).mode & 0o777, 0o700);
    const secret = readFileSync(join(keys, operatorPrivate), 'utf8').split('\n')[1] ?? '';
    assert.doesNotMatch(run.stdout + run.stderr, /PRIVATE KEY|AGE-SECRET-KEY/);
    assert.ok(!(run.stdout + run.stderr).includes(secret));
    assert.equal((await command('keys', ['--help'])).stdout.match(/^ {2}\S+\.(pem|txt) {2}/gm)?.length, 4);
  });

  test('文件夹里有任何内容都不写入，原有的一个字不变', async () => {
    const keys = scratch();
    writeFileSync(join(keys, operatorPublic), '别人的');
    const run = await command('keys', ['--out', keys]);
    assert.deepEqual([run.code, /已有内容，为免覆盖密钥没有生成/.test(run.stderr)], [2, true], run.stderr);
    assert.deepEqual(readdirSync(keys), [operatorPublic]);
    assert.equal(readFileSync(join(keys, operatorPublic), 'utf8'), '别人的');
  });

  test('生成到一半别人先生成了：不覆盖，说明白，别人的一套一个字不变', async () => {
    const parent = scratch();
    const keys = join(parent, 'keys');
    const real = fs.mkdtempSync;
    // Between the look at the folder and the moment the keys get their place.
    fs.mkdtempSync = ((prefix: string) => {
      cpSync(good, keys, { recursive: true });
      return real(prefix);
    }) as typeof real;
    syncBuiltinESMExports();
    try {
      await assert.rejects(makeKeys(keys), /已有内容，为免覆盖密钥没有生成/);
    } finally {
      fs.mkdtempSync = real;
      syncBuiltinESMExports();
    }
    for (const name of Object.values(KEY_FILES))
      assert.deepEqual(readFileSync(join(keys, name)), readFileSync(join(good, name)));
    assert.deepEqual(readdirSync(parent), ['keys']);
  });

  test('两个首次演练同时开始，用的是同一套密钥', async () => {
    const keys = join(scratch(), 'keys');
    // 演练到读案例为止：密钥在此之前已生成
    const missing = join(scratch(), '空案例');
    mkdirSync(missing);
    writeFileSync(join(missing, 'case.json'), '{}');
    const runs = await Promise.all(
      [1, 2].map(() => command('rehearse', [missing, '--out', join(scratch(), 'out')], { HARNESS_KEYS: keys })),
    );
    for (const run of runs) assert.equal(run.code, 1, run.stdout + run.stderr);
    readSealingKeys(keys);
  });

  test('首次使用时文件夹不可写：一句话说明', async () => {
    const parent = scratch();
    chmodSync(parent, 0o555);
    await assert.rejects(
      asNobody(() => makeKeys(join(parent, 'keys'))),
      /无法在.+生成密钥：没有写入权限。请换一个可写的文件夹/,
    );
    assert.deepEqual(readdirSync(parent), []);
  });
});

function command(name: string, args: string[], env: Record<string, string> = {}) {
  return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) =>
    execFile(
      process.execPath,
      [`scripts/${name}.ts`, ...args],
      { env: { ...process.env, ...env } },
      (error, stdout, stderr) => resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    ),
  );
}

/** Root may read and write everything; anybody else runs it as who they are. */
async function asNobody<T>(run: () => T | Promise<T>): Promise<T> {
  if (process.geteuid?.() !== 0) return run();
  process.seteuid?.(65_534);
  try {
    return await run();
  } finally {
    process.seteuid?.(0);
  }
}
