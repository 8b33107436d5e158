import { maskAccount, maskIdNumber, maskPhone } from '../../domain/identifiers/mask.ts';
import type { Claimable } from '../state/claimable.ts';
import type { Claim, Mail, PortalEnterprise } from '../state/model.ts';
import { type Frame, type Html, html, layout, raw } from './layout.ts';
import { field, fileField, grid, minuteText, tag, thousands } from './parts.ts';

type Unit = Pick<Frame, 'now'> & { enterprise: PortalEnterprise };

/** 申请补贴: which projects, whom, how much, to which account. */
export function claimPage(unit: Unit, claimable: Claimable[], claims: Claim[]): Html {
  return layout(
    { ...unit, title: '申请补贴', current: '/zzjbdl/claim' },
    html`<h1>申请补贴</h1>
    <form data-api method="post" action="/zzjbdl/claim" aria-label="申请补贴"><p role="alert"></p>
    <section class="panel" aria-labelledby="choose-title"><h2 class="panel-title" id="choose-title">可申请的培训项目</h2>
      ${grid(
        '可申请的培训项目',
        ['选择', '培训课程', '培训起止日期', '学员人数', '补贴金额', '说明'],
        claimable.map(
          ({ filing, trainees, amount, refusal }) =>
            html`<tr><td class="center"><input type="checkbox" name="filing" value="${filing.id}" aria-label="选择 ${filing.course}" ${refusal === undefined ? '' : raw('disabled')} /></td><td>${filing.course}</td><td class="nowrap">${filing.training === undefined ? '未登记' : `${filing.training.start} 至 ${filing.training.end}`}</td><td class="number">${trainees.length}</td><td class="number">${thousands(amount)}</td><td>${refusal ?? html`<span class="tag tag-good">可以申请</span>`}</td></tr>`,
        ),
        '没有可以申请的培训项目。',
      )}
      ${claimable
        .filter((row) => row.trainees.length > 0)
        .map(
          (row) =>
            html`<details class="more"><summary>${row.filing.course}：学员 ${row.trainees.length} 人，每人 ${thousands(row.amount / row.trainees.length)} 元</summary>${grid(
              `${row.filing.course}学员`,
              ['序号', '姓名', '身份证号', '手机号', '用工形式', '补贴金额'],
              row.trainees.map(
                (trainee, index) =>
                  html`<tr><td>${index + 1}</td><td>${trainee.name}</td><td>${maskIdNumber(trainee.idNumber)}</td><td>${maskPhone(trainee.phone)}</td><td>${trainee.employment}</td><td class="number">${thousands(row.amount / row.trainees.length)}</td></tr>`,
              ),
              '',
            )}</details>`,
        )}
    </section>
    <section class="panel" aria-labelledby="account-title"><h2 class="panel-title" id="account-title">收款账户</h2><p class="lead">补贴核拨至用人单位提供的本单位银行账户，不拨付到职工个人。</p><div class="form-grid">${accountFields()}</div></section>
    <div class="toolbar end"><button class="primary" ${claimable.some((row) => row.refusal === undefined) ? '' : raw('disabled')}>提交申请</button></div></form>
    <section class="panel" aria-labelledby="claims-title" style="margin-top:16px"><h2 class="panel-title" id="claims-title">已提交的申请</h2>
      ${grid(
        '已提交的申请',
        ['申请回执号', '提交时间', '培训项目', '补贴金额', '状态', '操作'],
        claims.map(
          (claim) =>
            html`<tr><td class="nowrap">${claim.receipt}</td><td class="nowrap">${minuteText(claim.submittedAt)}</td><td>${claim.lines.map((line) => line.course).join('、')}</td><td class="number">${thousands(claim.amount)}</td><td>${tag(claim.status)}</td><td><a href="/zzjbdl/claims/${claim.id}">查看 ${claim.receipt}</a></td></tr>`,
        ),
        '还没有提交过申请。',
      )}</section>`,
  );
}

function accountFields(): Html[] {
  return [
    field({ id: 'bank', label: '开户银行', required: true }),
    field({ id: 'name', label: '账户名称', required: true, hint: '须与企业全称一致' }),
    field({ id: 'number', label: '银行账号', required: true, inputmode: 'numeric' }),
  ];
}

/** One claim: receipt, amounts, where it stands, what to do next. */
export function claimDetailPage(
  unit: Unit,
  claim: Claim,
  mailing: { due: string; limit: string },
  mails: Mail[],
): Html {
  return layout(
    { ...unit, title: `补贴申请 ${claim.receipt}`, current: '/zzjbdl/claim' },
    html`<h1>补贴申请</h1><p role="alert" id="page-alert"></p>
    <section class="panel"><dl class="facts"><dt>申请回执号</dt><dd class="receipt-number" aria-label="申请回执号">${claim.receipt}</dd><dt>状态</dt><dd>${tag(claim.status)}</dd><dt>提交时间</dt><dd>${minuteText(claim.submittedAt)}</dd><dt>收款账户</dt><dd>${claim.account.name}，${claim.account.bank}，${maskAccount(claim.account.number)}</dd><dt>补贴金额</dt><dd><strong>${thousands(claim.amount)} 元</strong></dd><dt>寄送材料最迟日期</dt><dd>${mailing.due}（${mailing.limit}，以邮件寄送区就促中心）</dd>${claim.paymentFailure === undefined ? '' : html`<dt>拨付失败原因</dt><dd>${claim.paymentFailure}</dd>`}</dl>
      ${claim.reasons.length === 0 ? '' : html`<div class="notice" style="margin-top:12px"><ul>${claim.reasons.map((reason) => html`<li>${reason}</li>`)}</ul></div>`}
      <div class="toolbar end">${claim.status === '待寄送材料' ? html`<a class="button primary" href="/zzjbdl/claims/${claim.id}/mail">寄送材料</a>` : ''}<button type="button" onclick="print()">打印</button><a class="button" href="/zzjbdl/progress">办理进度</a></div></section>
    <section class="panel"><h2 class="panel-title">分项目金额</h2>${grid(
      '分项目金额',
      ['培训课程', '学员人数', '补贴金额'],
      claim.lines.map(
        (line) =>
          html`<tr><td>${line.course}</td><td class="number">${line.trainees.length}</td><td class="number">${thousands(line.amount)}</td></tr>`,
      ),
      '',
    )}</section>
    <section class="panel"><h2 class="panel-title">已寄送的邮件</h2>${grid(
      '已寄送的邮件',
      ['收到时间', '主题', '附件'],
      mails.map(
        (mail) =>
          html`<tr><td class="nowrap">${minuteText(mail.receivedAt)}</td><td>${mail.subject}</td><td>${mail.attachments.map((attachment) => attachment.fileName).join('、')}</td></tr>`,
      ),
      '还没有寄送材料。',
    )}</section>
    ${['已退回', '拨付失败'].includes(claim.status) ? html`<section class="panel"><h2 class="panel-title">重新申请</h2><form data-api method="post" action="/zzjbdl/claims/${claim.id}/resubmit" aria-label="重新申请"><p role="alert"></p><div class="form-grid">${accountFields()}</div><div class="toolbar end"><button class="primary">重新申请</button></div></form></section>` : ''}`,
  );
}

/** 寄送材料: an e-mail to 区就促中心 with the four papers. */
export function claimMailPage(unit: Unit, claim: Claim, to: string, papers: readonly string[]): Html {
  return layout(
    { ...unit, title: '寄送材料', current: '/zzjbdl/claim' },
    html`<h1>寄送材料</h1><section class="panel"><form data-api method="post" action="/zzjbdl/claims/${claim.id}/mail" aria-label="寄送材料"><p role="alert"></p><div class="form-grid single">
      ${field({ id: 'to', label: '收件人', value: to, required: true, hint: `${unit.enterprise.district}就业促进中心（模拟邮箱）` })}
      ${field({ id: 'subject', label: '主题', value: `${unit.enterprise.name} 补贴申请材料 ${claim.receipt}`, required: true, hint: '主题须含申请回执号，收件人据此归档' })}
      ${field({ id: 'text', label: '正文', value: '现寄送企业职工线上职业培训补贴申请材料，请查收。', rows: 3 })}
      ${fileField({ id: 'attachments', name: 'attachments', label: '附件', multiple: true, hint: `须包含：${papers.join('、')}（以文件名识别）` })}</div>
      <div class="toolbar end"><a class="button" href="/zzjbdl/claims/${claim.id}">返回</a><button class="primary">发送</button></div></form></section>`,
  );
}
