import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { submittedClaim } from '../../fixtures/arrivals.ts';
import { travellerOf } from '../../fixtures/traveller.ts';
import { Refusal } from '../../mocks/base/refusal.ts';
import { sendClaimMail } from '../../mocks/mailbox/compose.ts';
import { createMailbox } from '../../mocks/mailbox/smtp.ts';

describe('材料邮件', () => {
  const papers = (...names: string[]) =>
    names.map((name) => ({ fileName: `${name}.xlsx`, content: new Uint8Array([7, 8, 9]) }));
  const ALL = ['补贴申请表', '学员花名册', '课程汇总表', '后台数据'];
  test('经真实的邮件服务器收到，附件逐字节一致；缺少的和迟到的写明理由', async () => {
    const traveller = await travellerOf();
    const { state } = traveller;
    const claim = await submittedClaim(traveller);
    const mailbox = await createMailbox(state);
    const mail = (attachments: ReturnType<typeof papers>, to = 'jiucu@jingan.example') =>
      sendClaimMail(mailbox.port, {
        from: 'unit@unit.example',
        to,
        subject: `材料 ${claim.receipt}`,
        text: '请查收',
        attachments,
      });
    try {
      await mail(papers('补贴申请表'));
      assert.match(state.claim(claim.id).reasons[0] ?? '', /缺少材料：学员花名册、课程汇总表、后台数据/);
      await assert.rejects(mail(papers(...ALL), 'someone@else.example'), /没有收件人/);
      await assert.rejects(mail([{ fileName: '大.bin', content: new Uint8Array(26 * 1024 * 1024) }]), Refusal);
      await mail(papers(...ALL));
      assert.equal(state.claim(claim.id).status, '待受理');
      const [, received] = state.mails();
      assert.deepEqual([...state.mailAttachment(received?.id ?? '', 0)], [7, 8, 9]);
      assert.equal(state.mails().length, 2);
    } finally {
      await mailbox.close();
    }
  });
  test('申请后第十一个工作日寄到的视为逾期', async () => {
    const traveller = await travellerOf();
    const { state } = traveller;
    const claim = await submittedClaim(traveller);
    state.clock.advanceTo(state.mailBy(claim));
    state.clock.nextWorkingDay();
    state.receiveMail({
      from: '',
      to: '',
      subject: claim.receipt,
      text: '',
      attachments: ALL.map((name) => ({ fileName: name, contentType: '', content: new Uint8Array() })),
    });
    assert.equal(state.claim(claim.id).status, '待寄送材料');
    assert.match(state.claim(claim.id).reasons[0] ?? '', /现已逾期/);
    assert.ok(
      state.progress(traveller.creditCode).some((stage) => stage.stage === '寄送材料' && stage.state === '已逾期'),
    );
  });
});
