import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, test } from 'node:test';
import { applicantOf } from '../../fixtures/applicant.ts';
import { enterprise } from '../../fixtures/factories/enterprise.ts';
import { FILING_INPUT } from '../../fixtures/factories/filing-input.ts';
import { jpegOfSize, pageImage } from '../../fixtures/factories/images.ts';
import { submittedFilings } from '../../fixtures/portal-states.ts';
import { Refusal } from '../../mocks/base/refusal.ts';
import { createPortalState } from '../../mocks/state/portal.ts';

const fieldsOf = (act: () => unknown): Readonly<Record<string, string>> => {
  try {
    act();
  } catch (error) {
    if (error instanceof Refusal) return error.fields;
    throw error;
  }
  return {};
};

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
      const { state, creditCode } = await applicantOf();
      assert.match(
        fieldsOf(() => state.addFiling(creditCode, { ...FILING_INPUT, [field]: value }))[field] ?? '',
        pattern,
      );
      assert.deepEqual(state.drafts(creditCode), []);
    });
  }
  test('同一课程隔一个看不见的字符、换一种括号，也不能再备案', async () => {
    const { state, creditCode } = await applicantOf();
    const filing = state.addFiling(creditCode, { ...FILING_INPUT, course: '物业\u200b风险管控（一）' });
    assert.equal(filing.course, '物业风险管控（一）');
    for (const course of ['物业风险管控(一)', '物业 风险管控（一）\u200d', '物业⻛险管控〔一〕'])
      assert.match(
        fieldsOf(() => state.addFiling(creditCode, { ...FILING_INPUT, course })).course ?? '',
        /同一课程不能重复备案/,
      );
    assert.equal(state.drafts(creditCode).length, 1);
  });
  test('全角数字和小写代码被归一', async () => {
    const { state, creditCode } = await applicantOf();
    const filing = state.addFiling(creditCode, {
      ...FILING_INPUT,
      plannedTrainees: '３０',
      platformCreditCode: '91310101ma1fp0a02g',
    });
    assert.deepEqual(
      [filing.plannedTrainees, filing.platformCreditCode, filing.plannedSubsidy],
      [30, '91310101MA1FP0A02G', 18_000],
    );
  });
  test('一千条备案也能分页', async () => {
    const { state, creditCode } = await applicantOf();
    for (let number = 0; number < 1000; number += 1)
      state.addFiling(creditCode, { ...FILING_INPUT, course: `课程${number}`, plannedTrainees: '1' });
    assert.equal(state.drafts(creditCode).length, 1000);
    assert.deepEqual(state.filings(creditCode, {}), { rows: [], page: 0, pages: 0, size: 5, total: 0 });
  });
});

describe('材料', () => {
  test('二十兆的图片逐字节保存，再大就被拒绝', async () => {
    const { state, creditCode } = await applicantOf();
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
    const applicant = await applicantOf();
    const { state, creditCode } = applicant;
    assert.throws(() => state.addMaterial(creditCode, '身份证', 'x.jpg', pageImage(1)), /没有「身份证」这一类材料/);
    for (let number = 0; number < 50; number += 1)
      state.addMaterial(
        creditCode,
        '服务协议',
        `${number}.jpg`,
        Buffer.concat([pageImage(1).subarray(0, 2), Buffer.from([0xff, 0xfe, 0, 3, number]), pageImage(1).subarray(2)]),
      );
    assert.throws(() => state.addMaterial(creditCode, '服务协议', '多.jpg', pageImage(2)), /最多上传 50 页/);
    const submitted = await applicantOf({ seed: 3 });
    const [filing] = submittedFilings(submitted);
    const [page] = submitted.state.materials(filing?.applicationId ?? '');
    assert.throws(() => submitted.state.removeMaterial(submitted.creditCode, page?.id ?? ''), /已经提交/);
  });
});

describe('提交', () => {
  test('提交两次得到同一个回执；一百个单位的回执各不相同', async () => {
    const applicant = await applicantOf();
    const { state, creditCode } = applicant;
    const [filing] = submittedFilings(applicant);
    const application = state.application(filing?.applicationId ?? '');
    assert.deepEqual(state.submitApplication(creditCode, application.id), application);
    const units = Array.from({ length: 100 }, (_, seed) => enterprise({ seed }));
    const many = await createPortalState({ enterprises: units, today: '2022-04-25', seed: 1 });
    const receipts = units.map((unit) => many.addFiling(unit.creditCode, FILING_INPUT).id);
    assert.equal(new Set(receipts).size, 100);
  });
  test('退回后重新打开：数据、理由和材料都在，承诺书须重新生成', async () => {
    const applicant = await applicantOf();
    const { state, creditCode } = applicant;
    const [filing] = submittedFilings(applicant);
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
    const applicant = await applicantOf();
    const filings = applicant.state.approveFilings(submittedFilings(applicant).map((filing) => filing.id));
    assert.equal(filings[0]?.trainBy, '2022-07-25');
    applicant.state.clock.advanceTo('2022-07-25');
    assert.equal(applicant.state.filing(filings[0]?.id ?? '').status, '备案通过');
    applicant.state.clock.advanceTo('2022-07-26');
    assert.equal(applicant.state.filing(filings[0]?.id ?? '').status, '已失效');
    assert.ok(applicant.state.addFiling(applicant.creditCode, { ...FILING_INPUT, course: filings[0]?.course ?? '' }));
  });
});
