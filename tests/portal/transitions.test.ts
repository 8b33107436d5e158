import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { acceptedClaim, approvedFilings, submittedClaim, submittedFilings } from '../../fixtures/arrivals.ts';
import { travellerOf } from '../../fixtures/traveller.ts';
import { Refusal } from '../../mocks/base/refusal.ts';
import { CLAIM_STATUSES, FILING_STATUSES } from '../../mocks/state/model.ts';
import { CLAIM_TRANSITIONS, FILING_TRANSITIONS, step, type Transition } from '../../mocks/state/transitions.ts';

function matrix<S extends string>(transitions: Record<string, Transition<S>>, statuses: readonly S[]): void {
  for (const transition of Object.values(transitions)) {
    for (const status of statuses) {
      if (transition.from.includes(status))
        test(`「${status}」可以${transition.title}，成为「${transition.to}」`, () =>
          assert.equal(step(transition, status, '某项目'), transition.to));
      else
        test(`「${status}」不能${transition.title}，并说明原因`, () =>
          assert.throws(
            () => step(transition, status, '某项目'),
            (error) => error instanceof Refusal && error.message.includes(status) && error.message.includes('某项目'),
          ));
    }
  }
}

describe('备案的每一步', () => matrix(FILING_TRANSITIONS, FILING_STATUSES));
describe('补贴申请的每一步', () => matrix(CLAIM_TRANSITIONS, CLAIM_STATUSES));

describe('被拒绝的操作什么都不改变', () => {
  test('一并审核时有一项不允许，则全部不变', async () => {
    const traveller = await travellerOf();
    const [first, second] = submittedFilings(traveller);
    assert.ok(first && second);
    traveller.state.approveFilings([first.id]);
    const before = JSON.stringify(traveller.state.deskQueue());
    assert.throws(() => traveller.state.approveFilings([second.id, first.id]), Refusal);
    assert.throws(() => traveller.state.returnFilings([second.id, first.id], ['理由']), Refusal);
    assert.equal(JSON.stringify(traveller.state.deskQueue()), before);
  });
  test('备案通过后不能再修改、删除、提交或退回', async () => {
    const traveller = await travellerOf();
    const { state, creditCode } = traveller;
    const [filing] = approvedFilings(traveller);
    assert.ok(filing);
    const input = {
      type: '中小微企业',
      course: '改名',
      platformName: '物学网',
      platformCreditCode: '91310101MA1FP0A02G',
      plannedTrainees: '1',
    };
    const before = JSON.stringify(state.deskQueue());
    for (const act of [
      () => state.editFiling(creditCode, filing.id, input),
      () => state.removeFiling(creditCode, filing.id),
      () => state.reopenFiling(creditCode, filing.id),
      () => state.returnFilings([filing.id], ['理由']),
    ])
      assert.throws(act, Refusal);
    assert.equal(JSON.stringify(state.deskQueue()), before);
  });
  test('补贴申请不能跳过任何一步', async () => {
    const traveller = await travellerOf();
    const { state } = traveller;
    const { id } = await submittedClaim(traveller);
    const before = JSON.stringify(state.deskQueue());
    for (const act of [
      () => state.acceptClaim(id),
      () => state.drawCallBacks(id, 1),
      () => state.approveClaim(id),
      () => state.returnClaim(id, ['理由']),
      () => state.publishNotice([id]),
      () => state.approveFinance(id),
      () => state.pay(id),
      () => state.failPayment(id, '原因'),
    ])
      assert.throws(act, Refusal);
    assert.equal(JSON.stringify(state.deskQueue()), before);
    assert.deepEqual(state.notices(), []);
  });
  test('别的单位不能动本单位的备案和申请', async () => {
    const traveller = await travellerOf();
    const [filing] = submittedFilings(traveller);
    assert.throws(() => traveller.state.ownFiling('91310101MA1FP0A02G', filing?.id ?? ''), /不属于本单位/);
    const other = await travellerOf({ seed: 2 });
    const { id } = await acceptedClaim(other);
    assert.throws(
      () => other.state.resubmitClaim('91310101MA1FP0A02G', id, { account: { bank: '', name: '', number: '' } }),
      /不属于本单位/,
    );
  });
});
