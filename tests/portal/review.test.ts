import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { applicantOf } from '../../fixtures/applicant.ts';
import { caseOf } from '../../fixtures/factories/case.ts';
import { acceptedClaim, approvedClaim, noticedClaim } from '../../fixtures/portal-states.ts';
import { Refusal } from '../../mocks/base/refusal.ts';

describe('区审核', () => {
  test('回访名单由种子值决定，登记完才能审核通过', async () => {
    const draw = async () => {
      const applicant = await applicantOf({ material: caseOf({ seed: 8, projects: 1, traineesPerProject: 6 }) });
      const claim = await acceptedClaim(applicant);
      return { state: applicant.state, claim: applicant.state.drawCallBacks(claim.id, 3) };
    };
    const [a, b] = [await draw(), await draw()];
    assert.deepEqual(a.claim.callBacks, b.claim.callBacks);
    assert.throws(() => a.state.approveClaim(a.claim.id), /还有 3 名学员待回访/);
    for (const size of [0, 7, 1.5]) assert.throws(() => b.state.drawCallBacks(b.claim.id, size), /1 至 6/);
    assert.throws(() => b.state.recordCallBack(b.claim.id, 'F-1', '11010519491231002X', '属实', ''), /不在回访名单中/);
  });
  test('公示五个工作日，首日计入；期满前不能结束，期满后不能再提异议', async () => {
    const applicant = await applicantOf();
    const { state } = applicant;
    const claim = await approvedClaim(applicant);
    const notice = state.publishNotice([claim.id]);
    assert.equal(
      notice.title,
      `${applicant.material.enterprise.district}受疫情影响企业职工线上职业培训补贴发放名单（第一批）`,
    );
    state.clock.advanceTo(notice.to);
    assert.throws(() => state.closeNotice(notice.id), /期满后才能结束/);
    state.clock.nextWorkingDay();
    assert.throws(() => state.objectToNotice(notice.id, '有异议'), /已于/);
    state.closeNotice(notice.id);
    assert.equal(state.claim(claim.id).status, '公示期满');
  });
  test('公示期间有异议的申请到此为止', async () => {
    const applicant = await applicantOf();
    const { state } = applicant;
    const claim = await approvedClaim(applicant);
    state.objectToNotice(state.publishNotice([claim.id]).id, '名单中有退休人员');
    assert.deepEqual(
      [state.claim(claim.id).status, state.claim(claim.id).reasons],
      ['公示异议', ['公示期间收到异议：名单中有退休人员']],
    );
    assert.throws(() => state.approveFinance(claim.id), Refusal);
  });
  test('拨付失败写明原因，换账户后重新申请', async () => {
    const applicant = await applicantOf();
    const { state, creditCode, material } = applicant;
    const claim = await noticedClaim(applicant);
    state.approveFinance(claim.id);
    assert.throws(() => state.failPayment(claim.id, ' '), /请填写拨付失败的原因/);
    state.failPayment(claim.id, '账号已销户');
    const again = state.resubmitClaim(creditCode, claim.id, {
      account: { bank: '另一家样例银行', name: material.enterprise.name, number: '6222000011112222' },
    });
    assert.deepEqual(
      [again.status, again.receipt, again.paymentFailure, again.account.bank],
      ['待寄送材料', claim.receipt, undefined, '另一家样例银行'],
    );
  });
});
