import assert from 'node:assert/strict';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { Encrypter, generateIdentity, identityToRecipient } from 'age-encryption';
import { InputError } from '../../domain/errors.ts';
import { decryptCase, encryptCase, layOut, type PrivateCase } from '../../evidence/private-case.ts';
import { zipBytes } from '../../evidence/zip.ts';

const GIVEN: PrivateCase = {
  parameters: { journey: 'full', seed: 7, entry: 'case.xlsx', tokenKey: '00' },
  files: { 'case.xlsx': Buffer.from('甲'), 'materials/营业执照 1.jpg': Buffer.from('乙') },
};
const SECRET = '张三丰';

describe('加密的完整案例', () => {
  let identity: string;
  let recipient: string;
  before(async () => {
    identity = await generateIdentity();
    recipient = await identityToRecipient(identity);
  });
  const encrypted = async (bytes: Uint8Array) => {
    const encrypter = new Encrypter();
    encrypter.addRecipient(recipient);
    return encrypter.encrypt(bytes);
  };
  const zipped = (run: string, compress = false) =>
    zipBytes({ 'run.json': Buffer.from(run), 'files/a': Buffer.alloc(1 << 20) }, compress);

  test('加密后解开，逐字节相同', async () => {
    const { parameters, files } = await decryptCase(await encryptCase(GIVEN, recipient), identity);
    assert.deepEqual(parameters, GIVEN.parameters);
    assert.deepEqual(
      Object.entries(files).map(([path, bytes]) => [path, Buffer.from(bytes).toString()]),
      [
        ['case.xlsx', '甲'],
        ['materials/营业执照 1.jpg', '乙'],
      ],
    );
  });

  for (const [what, bytes] of [
    ['不是压缩包', async () => Buffer.from(SECRET)],
    ['没有演练参数', async () => zipBytes({ 'files/a': Buffer.from(SECRET) })],
    ['演练参数写法不对', async () => zipped(`{"seed":"${SECRET}"}`)],
    ['压缩过，展开会大出许多', async () => zipped(JSON.stringify(GIVEN.parameters), true)],
  ] as const)
    test(`解开后${what}：一句话说明，不引其中内容`, async () => {
      await assert.rejects(
        decryptCase(await encrypted(await bytes()), identity),
        (error) =>
          error instanceof InputError && /不是演练写下的案例/.test(error.message) && !error.message.includes(SECRET),
      );
    });

  for (const path of ['../外面.txt', '长'.repeat(300)])
    test(`文件名「${path.slice(0, 8)}…」写不出或越出文件夹：拒绝`, () => {
      const folder = join(mkdtempSync(join(tmpdir(), 'private-')), 'case');
      const given = { ...GIVEN, files: { [path]: Buffer.from('x') } };
      assert.throws(() => layOut(given, folder), InputError);
      assert.ok(!existsSync(join(folder, path)));
    });
});
