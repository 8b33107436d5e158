import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { applicantOf } from '../../fixtures/applicant.ts';
import { Refusal } from '../../mocks/base/refusal.ts';
import { createAuthority } from '../../mocks/ukey/certificates.ts';

describe('登录', () => {
  test('挑战码只能用一次，签名须由认可机构的证书作出', async () => {
    const { state, pin } = await applicantOf();
    const challenge = state.challenge();
    const signature = state.ukey.sign(pin, challenge);
    assert.ok(state.login(state.ukey.certificatePem(), challenge, signature).token);
    assert.throws(() => state.login(state.ukey.certificatePem(), challenge, signature), /登录页面已过期/);
    const again = state.challenge();
    assert.throws(() => state.login(state.ukey.certificatePem(), again, signature), /签名校验未通过/);
    const foreign = await applicantOf({ seed: 99 });
    assert.throws(
      () => state.login(foreign.state.ukey.certificatePem(), again, foreign.state.ukey.sign(foreign.pin, again)),
      /不是认可机构签发/,
    );
    assert.throws(() => state.login('不是证书', again, signature), /未读到有效的数字证书/);
  });
  test('正确的口令恢复剩余次数；口令错误五次锁定，解锁后可用', async () => {
    const { state, pin } = await applicantOf();
    for (let wrong = 0; wrong < 4; wrong += 1) assert.throws(() => state.ukey.sign('1', 'x'), Refusal);
    assert.equal(state.ukey.view().triesLeft, 1);
    state.ukey.sign(pin, 'x');
    assert.equal(state.ukey.view().triesLeft, 5);
    for (let wrong = 0; wrong < 5; wrong += 1) assert.throws(() => state.ukey.sign('1', 'x'), Refusal);
    assert.throws(() => state.ukey.sign(pin, 'x'), /已锁定/);
    state.ukey.unlock();
    assert.ok(state.ukey.sign(pin, 'x'));
  });
  test('证书在任何年度的演练中都有效：随模拟时钟的起始年度而定', async () => {
    for (const [today, until] of [
      ['2022-04-25', '2024-12-31'],
      ['2025-06-03', '2027-12-31'],
    ] as const) {
      const { state, pin } = await applicantOf({ today });
      assert.equal(state.ukey.view().notAfter, until);
      const challenge = state.challenge();
      assert.ok(state.login(state.ukey.certificatePem(), challenge, state.ukey.sign(pin, challenge)).token, today);
    }
  });
  test('闲置超过三十分钟的会话失效', async () => {
    const { state, pin } = await applicantOf();
    const challenge = state.challenge();
    const { token } = state.login(state.ukey.certificatePem(), challenge, state.ukey.sign(pin, challenge));
    state.clock.advanceTo('2022-04-25T09:30:00');
    assert.ok(state.session(token));
    state.clock.advanceTo('2022-04-25T10:00:01');
    assert.equal(state.session(token), undefined);
    assert.throws(() => state.clock.advanceTo('2022-04-24'), /只能向后推进/);
  });
  test('同一种子值的证书和签名逐字节相同', async () => {
    const [a, b] = await Promise.all([applicantOf({ seed: 5 }), applicantOf({ seed: 5 })]);
    assert.equal(a.state.ukey.certificatePem(), b.state.ukey.certificatePem());
    assert.equal(a.state.ukey.sign(a.pin, 'x'), b.state.ukey.sign(b.pin, 'x'));
    assert.equal((await createAuthority(5)).certificate, (await createAuthority(5)).certificate);
    assert.notEqual(a.state.ukey.certificatePem(), (await applicantOf({ seed: 6 })).state.ukey.certificatePem());
  });
});
