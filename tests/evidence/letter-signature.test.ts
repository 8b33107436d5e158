import assert from 'node:assert/strict';
import { createPrivateKey, createPublicKey, createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { before, describe, test } from 'node:test';
import { judgeCases } from '../../audit/engine/judge-cases.ts';
import rule from '../../audit/rules/papers/letter-sealed.ts';
import type { Case } from '../../domain/case/model/schema.ts';
import type { Finding } from '../../domain/finding.ts';
import { cleanCase } from '../../fixtures/factories/clean-case.ts';
import { inputOf } from '../../fixtures/factories/defects/try.ts';
import { letterAttributes, signedLetter } from '../../mocks/letter/sign.ts';
import { createAuthority } from '../../mocks/ukey/certificates.ts';

const SHEET = { text: '告知承诺书\n上海市\n一、承诺内容\n申请单位\n2022年5月2日\n', x: 0.7, y: 0.8 };
const material: Case = { ...cleanCase(21), dates: {} };
const { name, creditCode } = material.enterprise;
let key: KeyObject;
let letter: Uint8Array;

async function sign(unit: { name: string; creditCode: string }, notAfter = '2026-12-31'): Promise<Uint8Array> {
  const authority = await createAuthority(1);
  const certificate = await authority.issue({
    ...unit,
    publicKey: createPublicKey(key),
    notBefore: '2022-01-01',
    notAfter,
  });
  const sheet = { ...SHEET, unit: unit.name, at: '2022-05-02T10:00:00' };
  const attributes = await letterAttributes(sheet, certificate);
  return signedLetter(sheet, certificate, createSign('RSA-SHA256').update(attributes).sign(key));
}

async function findings(pdf: Uint8Array, dates: Case['dates'] = {}): Promise<Finding[]> {
  const [result] = await judgeCases([{ ...inputOf({ ...material, dates }, new Map()), letter: pdf }], {
    rules: [rule],
  });
  return result?.findings.filter(({ verdict }) => verdict !== 'pass') ?? [];
}

const messages = async (...asked: Parameters<typeof findings>) =>
  (await findings(...asked)).map(({ message }) => message);

describe('承诺书', () => {
  before(async () => {
    const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
    key = createPrivateKey(pair.privateKey.export({ type: 'pkcs8', format: 'pem' }));
    letter = await sign({ name, creditCode });
  });
  test('本单位证书签章且未改动的承诺书符合', async () => {
    assert.deepEqual(await messages(letter), []);
  });
  test('改动一个字节就被指出', async () => {
    const changed = Buffer.from(letter);
    changed[1200] = (changed[1200] ?? 0) ^ 1;
    assert.match((await messages(changed))[0] ?? '', /被改动/);
  });
  test('签章之后追加内容就被指出', async () => {
    assert.match((await messages(Buffer.concat([letter, Buffer.from('\n% more')])))[0] ?? '', /追加了内容/);
  });
  test('别家的证书被指出', async () => {
    const other = await sign({ name: '上海另一家样例物业有限公司', creditCode: '91310101MA1FP0A02G' });
    assert.match((await messages(other))[0] ?? '', /不是统一社会信用代码/);
  });
  test('证书最后一天有效，次日无效', async () => {
    const pdf = await sign({ name, creditCode }, '2022-05-02');
    assert.deepEqual(await messages(pdf, { 备案提交: '2022-05-02' }), []);
    assert.match(
      (await messages(pdf, { 备案提交: '2022-05-03' }))[0] ?? '',
      /2022-01-01 至 2022-05-02，不含 2022-05-03/,
    );
    assert.match((await messages(pdf, { 备案提交: '2021-12-31' }))[0] ?? '', /不含 2021-12-31/);
  });
  test('没有备案日期时按签章的日期判断', async () => {
    const pdf = await sign({ name, creditCode }, '2022-05-01');
    assert.match((await messages(pdf))[0] ?? '', /2022-01-01 至 2022-05-01，不含 2022-05-02/);
  });
  test('没有任何日期时存疑', async () => {
    const text = Buffer.from(letter).toString('latin1').replace('/M (D:2022', '/M (D:----');
    const doubt = (await findings(Buffer.from(text, 'latin1'))).filter(({ verdict }) => verdict === 'doubt');
    assert.match(doubt[0]?.message ?? '', /没有写明签章时间/);
    assert.deepEqual(doubt[0]?.where, [{ file: 'data/core/letter.pdf' }]);
  });
  test('没有签名的文件被指出', async () => {
    assert.match((await messages(Buffer.from('%PDF-1.7\n%%EOF')))[0] ?? '', /没有可以识别的数字签名/);
  });
});
