import type { Mail } from '../state/model.ts';
import type { Page } from '../state/paging.ts';
import { type Frame, type Html, html, layout } from './layout.ts';
import { grid, minuteText, pager, thousands } from './parts.ts';

type Desk = Pick<Frame, 'now'>;

/** 收件箱: what 区就促中心 received. */
export function mailboxPage(desk: Desk, mails: Page<Mail>): Html {
  return layout(
    { ...desk, title: '收件箱', side: 'desk', current: '/mailbox' },
    html`<h1>区就促中心收件箱</h1><section class="panel">${grid(
      '收件箱',
      ['收到时间', '发件人', '收件人', '主题', '附件', '操作'],
      mails.rows.map(
        (mail) =>
          html`<tr><td class="nowrap">${minuteText(mail.receivedAt)}</td><td>${mail.from}</td><td>${mail.to}</td><td>${mail.subject}</td><td class="number">${mail.attachments.length} 个</td><td><a href="/mailbox/${mail.id}">查看 ${mail.id}</a></td></tr>`,
      ),
      '还没有收到邮件。',
    )}${pager(mails, (page) => `/mailbox?page=${page}`)}</section>`,
  );
}

export function mailPage(desk: Desk, mail: Mail): Html {
  return layout(
    { ...desk, title: mail.subject, side: 'desk', current: '/mailbox' },
    html`<section class="panel"><h1>${mail.subject}</h1><dl class="facts"><dt>发件人</dt><dd>${mail.from}</dd><dt>收件人</dt><dd>${mail.to}</dd><dt>收到时间</dt><dd>${minuteText(mail.receivedAt)}</dd><dt>对应申请</dt><dd>${mail.claimId === undefined ? '主题中没有找到申请回执号' : html`<a href="/desk/claims/${mail.claimId}">查看补贴申请</a>`}</dd></dl><p style="white-space:pre-wrap;margin-top:12px">${mail.text}</p><h2>附件</h2><ul>${mail.attachments.map((attachment, index) => html`<li><a href="/mailbox/${mail.id}/attachments/${index}">${attachment.fileName}</a>（${thousands(Math.ceil(attachment.bytes / 1024))} KB）</li>`)}</ul><p><a class="button" href="/mailbox">返回</a></p></section>`,
  );
}
