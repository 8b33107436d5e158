import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, test } from 'node:test';
import { draftFilings, sealedLetter, submittedFilings, withMaterials } from '../../fixtures/arrivals.ts';
import { caseOf } from '../../fixtures/factories/case.ts';
import { enterprise } from '../../fixtures/factories/enterprise.ts';
import { jpegOfSize, pageImage } from '../../fixtures/factories/images.ts';
import { travellerOf } from '../../fixtures/traveller.ts';
import { createPortalState } from '../../mocks/state/portal.ts';
import { Refusal } from '../../mocks/state/refusal.ts';
import { createAuthority } from '../../mocks/ukey/certificates.ts';
import { practicePin } from '../../mocks/ukey/pin.ts';

const INPUT = {
  type: '中小微企业',
  course: '物业服务礼仪',
  platformName: '物学网',
  platformCreditCode: '91310101MA1FP0A02G',
  plannedTrainees: '20',
};
const fieldsOf = (act: () => unknown): Readonly<Record<string, string>> => {
  try {
    act();
  } catch (error) {
    if (error instanceof Refusal) return error.fields;
    throw error;
  }
  return {};
};

describe('登录', () => {
  test('挑战码只能用一次，签名须由认可机构的证书作出', async () => {
    const { state, pin } = await travellerOf();
    const challenge = state.challenge();
    const signature = state.ukey.sign(pin, challenge);
    assert.ok(state.login(state.ukey.certificatePem(), challenge, signature).token);
    assert.throws(() => state.login(state.ukey.certificatePem(), challenge, signature), /登录页面已过期/);
    const again = state.challenge();
    assert.throws(() => state.login(state.ukey.certificatePem(), again, signature), /签名校验未通过/);
    const foreign = await travellerOf({ seed: 99 });
    assert.throws(
      () => state.login(foreign.state.ukey.certificatePem(), again, foreign.state.ukey.sign(foreign.pin, again)),
      /不是认可机构签发/,
    );
    assert.throws(() => state.login('不是证书', again, signature), /未读到有效的数字证书/);
  });
  test('正确的口令恢复剩余次数；口令错误五次锁定，解锁后可用', async () => {
    const { state, pin } = await travellerOf();
    for (let wrong = 0; wrong < 4; wrong += 1) assert.throws(() => state.ukey.sign('1', 'x'), Refusal);
    assert.equal(state.ukey.view().triesLeft, 1);
    state.ukey.sign(pin, 'x');
    assert.equal(state.ukey.view().triesLeft, 5);
    for (let wrong = 0; wrong < 5; wrong += 1) assert.throws(() => state.ukey.sign('1', 'x'), Refusal);
    assert.throws(() => state.ukey.sign(pin, 'x'), /已锁定/);
    state.ukey.unlock();
    assert.ok(state.ukey.sign(pin, 'x'));
  });
  test('闲置超过三十分钟的会话失效', async () => {
    const { state, pin } = await travellerOf();
    const challenge = state.challenge();
    const { token } = state.login(state.ukey.certificatePem(), challenge, state.ukey.sign(pin, challenge));
    state.clock.advanceTo('2022-04-25T09:30:00');
    assert.ok(state.session(token));
    state.clock.advanceTo('2022-04-25T10:00:01');
    assert.equal(state.session(token), undefined);
    assert.throws(() => state.clock.advanceTo('2022-04-24'), /只能向后推进/);
  });
  test('同一种子值的证书和签名逐字节相同', async () => {
    const [a, b] = await Promise.all([travellerOf({ seed: 5 }), travellerOf({ seed: 5 })]);
    assert.equal(a.state.ukey.certificatePem(), b.state.ukey.certificatePem());
    assert.equal(a.state.ukey.sign(a.pin, 'x'), b.state.ukey.sign(b.pin, 'x'));
    assert.equal((await createAuthority(5)).certificate, (await createAuthority(5)).certificate);
    assert.notEqual(a.state.ukey.certificatePem(), (await travellerOf({ seed: 6 })).state.ukey.certificatePem());
  });
});

describe('备案信息', () => {
  for (const [field, value, pattern] of [
    ['type', '外星企业', /请选择企业类型/],
    ['course', ' ', /请填写培训课程/],
    ['course', '长'.repeat(61), /60 个字/],
    ['platformName', '', /请填写培训平台名称/],
    ['platformName', '长'.repeat(61), /60 个字/],
    ['platformCreditCode', '91310101MA1FP0A02H', /校验位/],
    ['plannedTrainees', '', /请填写拟培训人数/],
    ['plannedTrainees', '0', /正整数/],
    ['plannedTrainees', '-3', /正整数/],
    ['plannedTrainees', '131', /超过本单位参保与劳务派遣人数之和 130/],
  ] as const) {
    test(`${field} 填「${value.slice(0, 8)}」被拒绝`, async () => {
      const { state, creditCode } = await travellerOf();
      assert.match(fieldsOf(() => state.addFiling(creditCode, { ...INPUT, [field]: value }))[field] ?? '', pattern);
      assert.deepEqual(state.drafts(creditCode), []);
    });
  }
  test('全角数字和小写代码被归一', async () => {
    const { state, creditCode } = await travellerOf();
    const filing = state.addFiling(creditCode, {
      ...INPUT,
      plannedTrainees: '３０',
      platformCreditCode: '91310101ma1fp0a02g',
    });
    assert.deepEqual(
      [filing.plannedTrainees, filing.platformCreditCode, filing.plannedSubsidy],
      [30, '91310101MA1FP0A02G', 18_000],
    );
  });
  test('一千条备案也能分页', async () => {
    const { state, creditCode } = await travellerOf();
    for (let number = 0; number < 1000; number += 1)
      state.addFiling(creditCode, { ...INPUT, course: `课程${number}`, plannedTrainees: '1' });
    assert.equal(state.drafts(creditCode).length, 1000);
    assert.deepEqual(state.filings(creditCode, {}), { rows: [], page: 0, pages: 0, size: 5, total: 0 });
  });
});

describe('承诺书和签章', () => {
  test('改、增、删任何一条备案信息，承诺书和签章一并失效', async () => {
    for (const change of ['edit', 'add', 'remove'] as const) {
      const traveller = await travellerOf();
      const { state, creditCode } = traveller;
      sealedLetter(traveller);
      state.requireSealed(creditCode);
      const [first] = state.drafts(creditCode);
      if (change === 'add') state.addFiling(creditCode, INPUT);
      if (change === 'edit') state.editFiling(creditCode, first?.id ?? '', INPUT);
      if (change === 'remove') state.removeFiling(creditCode, first?.id ?? '');
      assert.throws(() => state.requireSealed(creditCode), /原承诺书和签章已失效/);
      assert.throws(() => state.submitApplication(creditCode, state.openApplication(creditCode).id), /已失效/);
    }
  });
  test('签章位置被改动的签名不被接受；印章须完整在页面之内', async () => {
    const traveller = await travellerOf();
    const { state, creditCode, pin } = traveller;
    draftFilings(traveller);
    const letter = state.generateLetter(creditCode);
    const certificatePem = state.ukey.certificatePem();
    const signature = state.ukey.sign(pin, state.sealPayload(letter.id, 0.5, 0.5));
    assert.throws(
      () => state.sealLetter(creditCode, { letterId: letter.id, x: 0.6, y: 0.5, certificatePem, signature }),
      /签名校验未通过/,
    );
    assert.throws(
      () => state.sealLetter(creditCode, { letterId: letter.id, x: 0.01, y: 0.5, certificatePem, signature }),
      /超出了承诺书页面/,
    );
    state.generateLetter(creditCode);
    assert.throws(
      () => state.sealLetter(creditCode, { letterId: letter.id, x: 0.5, y: 0.5, certificatePem, signature }),
      /承诺书已重新生成/,
    );
  });
  test('别的单位的证书不能签章', async () => {
    const [mine, other] = [caseOf({ seed: 1 }), enterprise({ seed: 2 })];
    const state = await createPortalState({
      enterprises: [mine.enterprise, other],
      keyOf: other.creditCode,
      today: '2022-04-25',
      seed: 1,
    });
    const { creditCode } = mine.enterprise;
    draftFilings({ state, material: mine, seed: 1, pin: '' });
    const letter = state.generateLetter(creditCode);
    const signature = state.ukey.sign(practicePin(1, other.creditCode), state.sealPayload(letter.id, 0.5, 0.5));
    assert.throws(
      () =>
        state.sealLetter(creditCode, {
          letterId: letter.id,
          x: 0.5,
          y: 0.5,
          certificatePem: state.ukey.certificatePem(),
          signature,
        }),
      /不属于本单位/,
    );
  });
  test('签章之后承诺书在库中被改动，连摘要一起改也能被区审核发现', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'portal-'));
    const traveller = await travellerOf({ dataDir });
    const [filing] = submittedFilings(traveller);
    const { applicationId } = traveller.state.filing(filing?.id ?? '');
    assert.match(traveller.state.sealSays(applicationId), /校验通过/);
    const letter = traveller.state.letterOf(applicationId);
    assert.ok(letter);
    const text = letter.text.replace('3 人', '9 人');
    const database = new DatabaseSync(join(dataDir, 'portal.sqlite'));
    const forged = { ...letter, text, sha256: createHash('sha256').update(text).digest('hex') };
    database
      .prepare(`UPDATE documents SET json = ? WHERE kind = 'letter' AND id = ?`)
      .run(JSON.stringify(forged), letter.id);
    database.close();
    assert.match(traveller.state.sealSays(applicationId), /校验未通过/);
  });
  test('签章之后承诺书在库中被改动，就不能继续办理', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'portal-'));
    const traveller = await travellerOf({ dataDir });
    withMaterials(traveller);
    const database = new DatabaseSync(join(dataDir, 'portal.sqlite'));
    database.exec(`UPDATE documents SET json = replace(json, '3 人', '9 人') WHERE kind = 'letter'`);
    database.close();
    assert.throws(() => traveller.state.requireSealed(traveller.creditCode), /承诺书在签章后被改动/);
    assert.throws(
      () =>
        traveller.state.submitApplication(
          traveller.creditCode,
          traveller.state.openApplication(traveller.creditCode).id,
        ),
      /被改动/,
    );
  });
});

describe('材料', () => {
  test('二十兆的图片逐字节保存，再大就被拒绝', async () => {
    const { state, creditCode } = await travellerOf();
    const image = jpegOfSize(20 * 1024 * 1024);
    const { id } = state.addMaterial(creditCode, '培训方案', '大.jpg', image);
    const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
    assert.equal(digest(state.materialBytes(id)), digest(image));
    assert.throws(
      () => state.addMaterial(creditCode, '培训方案', '太大.jpg', jpegOfSize(20 * 1024 * 1024 + 5000)),
      /超过 20 MB/,
    );
  });
  test('最多五十页，类别须存在，提交后不能再改', async () => {
    const traveller = await travellerOf();
    const { state, creditCode } = traveller;
    assert.throws(() => state.addMaterial(creditCode, '身份证', 'x.jpg', pageImage(1)), /没有「身份证」这一类材料/);
    for (let number = 0; number < 50; number += 1)
      state.addMaterial(
        creditCode,
        '服务协议',
        `${number}.jpg`,
        Buffer.concat([pageImage(1).subarray(0, 2), Buffer.from([0xff, 0xfe, 0, 3, number]), pageImage(1).subarray(2)]),
      );
    assert.throws(() => state.addMaterial(creditCode, '服务协议', '多.jpg', pageImage(2)), /最多上传 50 页/);
    const submitted = await travellerOf({ seed: 3 });
    const [filing] = submittedFilings(submitted);
    const [page] = submitted.state.materials(filing?.applicationId ?? '');
    assert.throws(() => submitted.state.removeMaterial(submitted.creditCode, page?.id ?? ''), /已经提交/);
  });
});

describe('提交', () => {
  test('提交两次得到同一个回执；一百个单位的回执各不相同', async () => {
    const traveller = await travellerOf();
    const { state, creditCode } = traveller;
    const [filing] = submittedFilings(traveller);
    const application = state.application(filing?.applicationId ?? '');
    assert.deepEqual(state.submitApplication(creditCode, application.id), application);
    const units = Array.from({ length: 100 }, (_, seed) => enterprise({ seed }));
    const many = await createPortalState({ enterprises: units, today: '2022-04-25', seed: 1 });
    const receipts = units.map((unit) => many.addFiling(unit.creditCode, INPUT).id);
    assert.equal(new Set(receipts).size, 100);
  });
  test('退回后重新打开：数据、理由和材料都在，承诺书须重新生成', async () => {
    const traveller = await travellerOf();
    const { state, creditCode } = traveller;
    const [filing] = submittedFilings(traveller);
    assert.ok(filing);
    state.returnFilings([filing.id], ['缺少课时安排', '  ']);
    const reopened = state.reopenFiling(creditCode, filing.id);
    assert.deepEqual(
      [reopened.course, reopened.plannedTrainees, reopened.reasons, reopened.status],
      [filing.course, filing.plannedTrainees, ['缺少课时安排'], '草稿'],
    );
    assert.ok(state.materials(state.openApplication(creditCode).id).length >= 4);
    assert.throws(() => state.requireSealed(creditCode), /尚未生成承诺书/);
    assert.throws(() => state.returnFilings([filing.id], [' ']), /请填写退回理由/);
  });
  test('三个月内没有培训的备案失效，并说明须重新备案', async () => {
    const traveller = await travellerOf();
    const filings = traveller.state.approveFilings(submittedFilings(traveller).map((filing) => filing.id));
    assert.equal(filings[0]?.trainBy, '2022-07-25');
    traveller.state.clock.advanceTo('2022-07-25');
    assert.equal(traveller.state.filing(filings[0]?.id ?? '').status, '备案通过');
    traveller.state.clock.advanceTo('2022-07-26');
    assert.equal(traveller.state.filing(filings[0]?.id ?? '').status, '已失效');
    assert.ok(traveller.state.addFiling(traveller.creditCode, { ...INPUT, course: filings[0]?.course ?? '' }));
  });
});
