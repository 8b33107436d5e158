import { mailBy } from './claim.ts';
import { type Context, need } from './context.ts';
import type { Claim, Mail } from './model.ts';
import { CLAIM_TRANSITIONS, step } from './transitions.ts';

/** What 区就促中心 needs with a claim; a file counts by what its name says. */
export const CLAIM_PAPERS = ['补贴申请表', '学员花名册', '课程汇总表', '后台数据'] as const;

export interface IncomingMail {
  from: string;
  to: string;
  subject: string;
  text: string;
  attachments: { fileName: string; contentType: string; content: Uint8Array }[];
}

/** Mail that 区就促中心 received; the claim is found by the receipt in the subject. */
export function mailboxRules(context: Context) {
  const { tables, store } = context;
  return {
    mails: () => tables.mails.all(),
    mail: (id: string) => need(tables.mails.get(id), '该邮件'),
    mailAttachment(id: string, index: number): Uint8Array {
      const mail = need(tables.mails.get(id), '该邮件');
      return store.blob(need(mail.attachments[index], '该附件').sha256);
    },
    receiveMail(raw: IncomingMail): Mail {
      return store.atomic(() => {
        const attachments = raw.attachments.map(({ fileName, contentType, content }) => ({
          fileName,
          contentType,
          bytes: content.length,
          sha256: store.putBlob(content),
        }));
        const claim = tables.claims.all().find((candidate) => raw.subject.includes(candidate.receipt));
        if (claim !== undefined)
          take(
            claim,
            attachments.map((attachment) => attachment.fileName),
          );
        const id = context.id('E');
        return tables.mails.put(id, {
          id,
          from: raw.from,
          to: raw.to,
          subject: raw.subject,
          text: raw.text,
          receivedAt: context.now(),
          attachments,
          ...(claim !== undefined && { claimId: claim.id }),
        });
      });
    },
  };

  function take(claim: Claim, names: string[]): void {
    if (claim.status !== '待寄送材料') return;
    const missing = CLAIM_PAPERS.filter((paper) => !names.some((name) => name.normalize('NFC').includes(paper)));
    const due = mailBy(context, claim);
    const { mailWorkingDays } = context.policy(claim.creditCode).parameters;
    const late = context.today() > due;
    const reasons = [
      ...(missing.length > 0 ? [`邮件缺少材料：${missing.join('、')}，请补齐后重新寄送`] : []),
      ...(late ? [`材料应在申请后 ${mailWorkingDays} 个工作日内（${due} 前）寄送，现已逾期`] : []),
    ];
    const status = reasons.length > 0 ? claim.status : step(CLAIM_TRANSITIONS.receiveMail, claim.status, claim.receipt);
    tables.claims.put(claim.id, {
      ...claim,
      status,
      reasons,
      ...(reasons.length === 0 && { mailedAt: context.now() }),
    });
  }
}
