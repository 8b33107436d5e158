import { maskIdNumber } from '../../domain/identifiers/mask.ts';
import type {
  Attendance,
  Claim,
  Filing,
  Letter,
  Mail,
  Material,
  Notice,
  PortalEnterprise,
  Trainee,
} from '../state/model.ts';
import type { Page } from '../state/paging.ts';
import { type Frame, type Html, html, layout, raw } from './layout.ts';
import { letterSheets } from './letter.ts';
import { field, grid, minuteText, pager, tag, thousands } from './parts.ts';

type Desk = Pick<Frame, 'now'>;
const side = 'desk' as const;

/** A dialog that asks for words before an act of the desk. */
function wordsDialog(id: string, title: string, action: string, input: Html, hidden: Html = html``): Html {
  return html`<dialog id="${id}" aria-labelledby="${id}-title"><form data-api method="post" action="${action}"><h2 class="dialog-title" id="${id}-title">${title}</h2><div class="dialog-body"><p role="alert"></p>${hidden}${input}</div><div class="dialog-actions"><button class="primary">确定</button><button type="button" data-closes>取消</button></div></form></dialog>`;
}

/** 待办事项: the filings to review, several at once or one by one. */
export function deskPage(
  desk: Desk,
  counts: { label: string; path: string; count: number }[],
  filings: Page<Filing>,
  nameOf: (creditCode: string) => string,
): Html {
  return layout(
    { ...desk, title: '待办事项', side, current: '/desk', scripts: ['desk.js'] },
    html`<h1>待办事项</h1><div class="tiles counts">${counts.map(({ label, path, count }) => html`<a class="tile" href="${path}">${label}<small><strong>${count}</strong> 件</small></a>`)}</div>
    <section class="panel" aria-labelledby="queue-title"><h2 class="panel-title" id="queue-title">备案审核</h2>
    <form data-api id="review-form" method="post" action="/desk/filings/approve" aria-label="备案审核"><p role="alert"></p>
      ${grid(
        '备案审核',
        ['选择', '备案回执号', '企业全称', '培训课程', '拟培训人数', '拟补贴金额', '提交时间', '状态', '操作'],
        filings.rows.map(
          (filing) =>
            html`<tr><td class="center"><input type="checkbox" name="id" value="${filing.id}" aria-label="选择 ${filing.course} ${filing.receipt}" /></td><td class="nowrap">${filing.receipt}</td><td>${nameOf(filing.creditCode)}</td><td>${filing.course}</td><td class="number">${thousands(filing.plannedTrainees)}</td><td class="number">${thousands(filing.plannedSubsidy)}</td><td class="nowrap">${minuteText(filing.submittedAt)}</td><td>${tag(filing.status)}</td><td><a href="/desk/filings/${filing.id}" aria-label="查看 ${filing.course} ${filing.receipt}">查看</a></td></tr>`,
        ),
        '没有备案。',
      )}
      <div class="toolbar end"><button class="primary">备案通过</button><button type="button" class="danger" data-opens="return-dialog" data-copies="review-form">退回</button></div></form>
    ${pager(filings, (page) => `/desk?page=${page}`)}</section>
    ${wordsDialog('return-dialog', '退回备案', '/desk/filings/return', field({ id: 'reasons', label: '退回理由', rows: 4, required: true, hint: '每行一条，企业将按理由修改' }), html`<div data-copied></div>`)}`,
  );
}

/** One filing as the reviewer sees it: data, images, letter and what the seal's check says. */
export function deskFilingPage(
  desk: Desk,
  filing: Filing,
  unit: PortalEnterprise,
  materials: Material[],
  letter: Letter | undefined,
  sealSays: string,
): Html {
  return layout(
    { ...desk, title: filing.course, side, current: '/desk', scripts: ['desk.js'] },
    html`<h1>${filing.course}</h1><section class="panel"><dl class="facts two"><dt>企业全称</dt><dd>${unit.name}（${unit.creditCode}）</dd><dt>税收所属区</dt><dd>${unit.district}</dd><dt>参保与派遣人数</dt><dd>${unit.insuredStaff} + ${unit.dispatchedStaff}</dd><dt>备案回执号</dt><dd>${filing.receipt}</dd><dt>状态</dt><dd>${tag(filing.status)}</dd><dt>培训平台</dt><dd>${filing.platformName}（${filing.platformCreditCode}）</dd><dt>拟培训人数</dt><dd>${filing.plannedTrainees}</dd><dt>拟补贴金额</dt><dd>${thousands(filing.plannedSubsidy)} 元</dd><dt>签章校验</dt><dd>${sealSays}</dd></dl>
      <form data-api id="one-form" method="post" action="/desk/filings/approve"><p role="alert"></p><input type="hidden" name="id" value="${filing.id}" /><div class="toolbar end"><button class="primary">备案通过</button><button type="button" class="danger" data-opens="return-dialog">退回</button><a class="button" href="/desk">返回</a></div></form></section>
    <section class="panel"><h2 class="panel-title">材料</h2><ol class="pages">${materials.map((material) => html`<li><a href="/desk/materials/${material.id}/image"><img src="/desk/materials/${material.id}/image" alt="${material.type}第 ${material.page} 页" loading="lazy" /></a><span class="name">${material.type} ${material.page}</span></li>`)}</ol></section>
    ${letter === undefined ? '' : html`<section class="panel"><h2 class="panel-title">承诺书</h2>${letterSheets(letter, unit.name)}</section>`}
    ${wordsDialog('return-dialog', '退回备案', '/desk/filings/return', field({ id: 'reasons', label: '退回理由', rows: 4, required: true, hint: '每行一条' }), html`<input type="hidden" name="id" value="${filing.id}" />`)}`,
  );
}

export function deskClaimsPage(desk: Desk, claims: Page<Claim>, nameOf: (creditCode: string) => string): Html {
  return layout(
    { ...desk, title: '补贴审核', side, current: '/desk/claims' },
    html`<h1>补贴审核</h1><section class="panel">${grid(
      '补贴审核',
      ['申请回执号', '企业全称', '培训项目', '人数', '补贴金额', '提交时间', '状态', '操作'],
      claims.rows.map(
        (claim) =>
          html`<tr><td class="nowrap">${claim.receipt}</td><td>${nameOf(claim.creditCode)}</td><td>${claim.lines.map((line) => line.course).join('、')}</td><td class="number">${claim.lines.reduce((sum, line) => sum + line.trainees.length, 0)}</td><td class="number">${thousands(claim.amount)}</td><td class="nowrap">${minuteText(claim.submittedAt)}</td><td>${tag(claim.status)}</td><td><a href="/desk/claims/${claim.id}" aria-label="审核 ${claim.receipt}">审核</a></td></tr>`,
      ),
      '没有补贴申请。',
    )}${pager(claims, (page) => `/desk/claims?page=${page}`)}</section>`,
  );
}

export interface ClaimTrainee {
  course: string;
  trainee: Trainee;
  attendance: Attendance | undefined;
}

/** One claim under review: mail, trainees, call-backs. */
export function deskClaimPage(
  desk: Desk,
  claim: Claim,
  unit: PortalEnterprise,
  mails: Mail[],
  trainees: Page<ClaimTrainee>,
  phoneOf: (idNumber: string, filingId: string) => { name: string; phone: string },
): Html {
  const act = (action: string, label: string, kind = '') =>
    html`<form data-api method="post" action="/desk/claims/${claim.id}/${action}"><button class="${kind}">${label}</button></form>`;
  return layout(
    { ...desk, title: `补贴审核 ${claim.receipt}`, side, current: '/desk/claims' },
    html`<h1>补贴审核 ${claim.receipt}</h1><p role="alert" id="page-alert"></p>
    <section class="panel"><dl class="facts"><dt>企业全称</dt><dd>${unit.name}</dd><dt>状态</dt><dd>${tag(claim.status)}</dd><dt>补贴金额</dt><dd>${thousands(claim.amount)} 元（${claim.lines.map((line) => `${line.course} ${line.trainees.length} 人 ${thousands(line.amount)} 元`).join('；')}）</dd><dt>收到材料</dt><dd>${mails.length === 0 ? '尚未收到' : mails.map((mail) => html`<a href="/mailbox/${mail.id}">${mail.subject}</a> `)}</dd><dt>正式受理</dt><dd>${minuteText(claim.acceptedAt) || '—'}</dd></dl>
      ${claim.reasons.length === 0 ? '' : html`<ul class="notice">${claim.reasons.map((reason) => html`<li>${reason}</li>`)}</ul>`}
      <div class="toolbar end">${act('accept', '正式受理', claim.status === '待受理' ? 'primary' : '')}${act('approve', '审核通过', claim.status === '审核中' ? 'primary' : '')}<button type="button" class="danger" data-opens="return-dialog">退回</button></div></section>
    <section class="panel" aria-labelledby="calls-title"><h2 class="panel-title" id="calls-title">学员电话回访</h2>
      <form data-api class="query" method="post" action="/desk/claims/${claim.id}/call-backs" aria-label="抽取回访名单"><p role="alert"></p>${field(
        {
          id: 'size',
          label: '抽取人数',
          inputmode: 'numeric',
          value: Math.min(
            5,
            claim.lines.reduce((sum, line) => sum + line.trainees.length, 0),
          ),
        },
      )}<div class="field"><button>抽取回访名单</button></div></form>
      ${grid(
        '回访名单',
        ['序号', '姓名', '身份证号', '手机号', '结果', '登记'],
        claim.callBacks.map((call, index) => callRow(claim, call, index, phoneOf(call.idNumber, call.filingId))),
        '尚未抽取回访名单。',
      )}</section>
    <section class="panel" aria-labelledby="people-title"><h2 class="panel-title" id="people-title">学员</h2>
      ${grid(
        '学员',
        ['培训课程', '姓名', '身份证号', '学习分钟', '签到天数', '答疑次数', '考试成绩'],
        trainees.rows.map(
          ({ course, trainee, attendance }) =>
            html`<tr><td>${course}</td><td>${trainee.name}</td><td>${maskIdNumber(trainee.idNumber)}</td><td class="number">${thousands(Math.floor(attendance?.minutes ?? 0))}</td><td class="number">${attendance?.signInDays.length ?? 0}</td><td class="number">${attendance?.questions ?? 0}</td><td class="number">${attendance?.exam?.score ?? '—'}</td></tr>`,
        ),
        '没有学员。',
      )}${pager(trainees, (page) => `/desk/claims/${claim.id}?page=${page}`)}</section>
    ${wordsDialog('return-dialog', '退回申请', `/desk/claims/${claim.id}/return`, field({ id: 'reasons', label: '退回理由', rows: 4, required: true, hint: '每行一条' }))}`,
  );
}

function callRow(
  claim: Claim,
  call: Claim['callBacks'][number],
  index: number,
  person: { name: string; phone: string },
): Html {
  return html`<tr><td>${index + 1}</td><td>${person.name}</td><td>${maskIdNumber(call.idNumber)}</td><td>${person.phone}</td><td>${tag(call.result)} ${call.note}</td>
    <td><form data-api class="toolbar" method="post" action="/desk/claims/${claim.id}/call-back" aria-label="登记第 ${index + 1} 人回访结果" style="margin:0"><p role="alert"></p><input type="hidden" name="index" value="${index}" /><select name="result" aria-label="回访结果" style="width:auto">${['属实', '存疑', '未接通'].map((result) => html`<option ${result === call.result ? raw('selected') : ''}>${result}</option>`)}</select><input id="note-${index}" name="note" aria-label="回访备注" aria-describedby="note-${index}-error" style="width:160px" value="${call.note}" autocomplete="off" /><span class="field-error" id="note-${index}-error"></span><button>登记</button></form></td></tr>`;
}

/** 公示管理: choose, publish, close or record an objection. */
export function deskNoticesPage(
  desk: Desk,
  ready: Claim[],
  notices: Page<Notice>,
  nameOf: (creditCode: string) => string,
): Html {
  return layout(
    { ...desk, title: '公示管理', side, current: '/desk/notices', scripts: ['desk.js'] },
    html`<h1>公示管理</h1><p role="alert" id="page-alert"></p>
    <section class="panel"><h2 class="panel-title">待公示的补贴申请</h2><form data-api method="post" action="/desk/notices/publish" aria-label="发布公示"><p role="alert"></p>${grid(
      '待公示的补贴申请',
      ['选择', '申请回执号', '企业全称', '补贴金额'],
      ready.map(
        (claim) =>
          html`<tr><td class="center"><input type="checkbox" name="id" value="${claim.id}" aria-label="选择 ${claim.receipt}" /></td><td>${claim.receipt}</td><td>${nameOf(claim.creditCode)}</td><td class="number">${thousands(claim.amount)}</td></tr>`,
      ),
      '没有待公示的申请。',
    )}<div class="toolbar end"><button class="primary">发布公示</button></div></form></section>
    <section class="panel"><h2 class="panel-title">公示</h2>${grid(
      '已发布的公示',
      ['标题', '公示期', '状态', '操作'],
      notices.rows.map(
        (notice) =>
          html`<tr><td><a href="/notices/${notice.id}">${notice.title}</a></td><td class="nowrap">${notice.from} 至 ${notice.to}</td><td>${tag(notice.status)}</td><td class="nowrap"><form data-api method="post" action="/desk/notices/${notice.id}/close" class="inline"><button aria-label="公示期满 ${notice.title}">公示期满</button></form> <button type="button" class="danger" data-opens="objection-dialog" data-notice="${notice.id}" aria-label="登记异议 ${notice.title}">登记异议</button></td></tr>`,
      ),
      '还没有发布公示。',
    )}${pager(notices, (page) => `/desk/notices?page=${page}`)}</section>
    ${wordsDialog('objection-dialog', '登记异议', '/desk/notices/object', field({ id: 'objection', label: '异议内容', rows: 4, required: true }), html`<input type="hidden" name="id" id="objection-notice" />`)}`,
  );
}

/** 拨付管理: finance approval, payment, a payment that failed. */
export function deskPaymentsPage(desk: Desk, claims: Page<Claim>, nameOf: (creditCode: string) => string): Html {
  const act = (claim: Claim, action: string, label: string) =>
    html`<form data-api method="post" action="/desk/payments/${claim.id}/${action}" class="inline"><button aria-label="${label} ${claim.receipt}">${label}</button></form> `;
  return layout(
    { ...desk, title: '拨付管理', side, current: '/desk/payments', scripts: ['desk.js'] },
    html`<h1>拨付管理</h1><p role="alert" id="page-alert"></p><section class="panel">${grid(
      '拨付管理',
      ['申请回执号', '企业全称', '收款账户', '补贴金额', '状态', '操作'],
      claims.rows.map(
        (claim) =>
          html`<tr><td class="nowrap">${claim.receipt}</td><td>${nameOf(claim.creditCode)}</td><td>${claim.account.name}，${claim.account.bank}</td><td class="number">${thousands(claim.amount)}</td><td>${tag(claim.status)}</td><td class="nowrap">${act(claim, 'finance', '财政核准')}${act(claim, 'pay', '拨付')}<button type="button" class="danger" data-opens="fail-dialog" data-claim="${claim.id}" aria-label="拨付失败 ${claim.receipt}">拨付失败</button></td></tr>`,
      ),
      '没有待拨付的申请。',
    )}${pager(claims, (page) => `/desk/payments?page=${page}`)}</section>
    ${wordsDialog('fail-dialog', '登记拨付失败', '/desk/payments/fail', field({ id: 'reason', label: '失败原因', required: true }), html`<input type="hidden" name="id" id="fail-claim" />`)}`,
  );
}
