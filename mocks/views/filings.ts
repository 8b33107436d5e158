import type { Filing, Letter, Material, PortalEnterprise } from '../state/model.ts';
import type { Page } from '../state/paging.ts';
import { type Frame, type Html, html, layout } from './layout.ts';
import { grid, minuteText, pager, tag, thousands } from './parts.ts';

type Unit = Pick<Frame, 'now'> & { enterprise: PortalEnterprise };

/** 我的备案: status and the district's words; returned ones can be taken up again. */
export function filingsPage(unit: Unit, filings: Page<Filing>): Html {
  return layout(
    { ...unit, title: '我的备案', current: '/zzjbdl/filings' },
    html`<h1>我的备案</h1><p role="alert" id="page-alert"></p><section class="panel">
    ${grid(
      '我的备案',
      ['序号', '备案回执号', '培训课程', '拟培训人数', '提交时间', '备案状态', '区级反馈', '操作'],
      filings.rows.map(
        (filing, index) =>
          html`<tr><td>${(filings.page - 1) * filings.size + index + 1}</td><td class="nowrap">${filing.receipt}</td><td>${filing.course}</td><td class="number">${thousands(filing.plannedTrainees)}</td><td class="nowrap">${minuteText(filing.submittedAt)}</td><td>${tag(filing.status)}</td><td>${feedback(filing)}</td><td class="nowrap"><a class="button" href="/zzjbdl/filings/${filing.id}" aria-label="查看 ${filing.course}">查看</a> ${reopen(filing)}</td></tr>`,
      ),
      '还没有提交过备案。请从「惠企点单办」办理。',
    )}
    ${pager(filings, (page) => `/zzjbdl/filings?page=${page}`)}</section>`,
  );
}

function feedback(filing: Filing): Html {
  if (filing.reasons.length > 0) return html`<ul>${filing.reasons.map((reason) => html`<li>${reason}</li>`)}</ul>`;
  return filing.trainBy === undefined ? html`—` : html`请在 ${filing.trainBy} 前组织培训`;
}

function reopen(filing: Filing): Html {
  if (filing.status !== '已退回') return html``;
  return html`<form data-api method="post" action="/zzjbdl/filings/reopen" class="inline"><input type="hidden" name="id" value="${filing.id}" /><button class="primary" aria-label="重新办理 ${filing.course}">重新办理</button></form>`;
}

export function filingPage(unit: Unit, filing: Filing, materials: Material[], letter: Letter | undefined): Html {
  return layout(
    { ...unit, title: filing.course, current: '/zzjbdl/filings' },
    html`<h1>${filing.course}</h1><p role="alert" id="page-alert"></p><section class="panel"><h2 class="panel-title">备案信息</h2><dl class="facts two">
      <dt>备案状态</dt><dd>${tag(filing.status)}</dd><dt>备案回执号</dt><dd>${filing.receipt ?? '—'}</dd><dt>企业类型</dt><dd>${filing.type}</dd><dt>培训平台</dt><dd>${filing.platformName}（${filing.platformCreditCode}）</dd>
      <dt>拟培训人数</dt><dd>${thousands(filing.plannedTrainees)}</dd><dt>拟补贴金额</dt><dd>${thousands(filing.plannedSubsidy)} 元</dd><dt>提交时间</dt><dd>${minuteText(filing.submittedAt)}</dd><dt>审核时间</dt><dd>${minuteText(filing.reviewedAt) || '—'}</dd>
      <dt>区级反馈</dt><dd>${feedback(filing)}</dd><dt>承诺书</dt><dd>${letter?.seal === undefined ? '—' : `已签章，${minuteText(letter.seal.at)}`}</dd></dl><div class="toolbar end">${reopen(filing)}<a class="button" href="/zzjbdl/filings">返回</a></div></section>
    <section class="panel"><h2 class="panel-title">材料</h2>${materials.length === 0 ? html`<p class="empty">没有材料</p>` : html`<ol class="pages">${materials.map((material) => html`<li><img src="/zzjbdl/filing/materials/${material.id}/image" alt="${material.type}第 ${material.page} 页" loading="lazy" /><span class="name">${material.type} ${material.page}</span></li>`)}</ol>`}</section>`,
  );
}
