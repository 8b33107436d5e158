import { ENTERPRISE_TYPES } from '../../domain/case/model/schema.ts';
import type { Filing, Letter, PortalEnterprise } from '../state/model.ts';
import type { Page } from '../state/paging.ts';
import { type Frame, type Html, html, layout } from './layout.ts';
import { FILING_COLUMNS, field, grid, pager, stepBar, tag, thousands } from './parts.ts';

export interface EntryScreen {
  unit: Pick<Frame, 'now'> & { enterprise: PortalEnterprise };
  found: Page<Filing>;
  query: { result: string; status: string };
  drafts: Filing[];
  letter: Letter | undefined;
}

/** 信息录入: what was filed, what is being filed, letter and seal. */
export function entryPage({ unit, found, query, drafts, letter }: EntryScreen): Html {
  const link = (page: number) => `/zzjbdl/filing/entry?${new URLSearchParams({ ...query, page: String(page) })}`;
  return layout(
    { ...unit, title: '信息录入', current: '/zzjbdl/services', scripts: ['entry.js'] },
    html`<h1 class="visually-hidden">信息录入</h1>${stepBar(1)}
    <p role="alert" id="page-alert"></p>
    <details class="panel" open><summary>企业备案信息</summary>
      <p><strong>企业名称:</strong> ${unit.enterprise.name}</p>
      <form class="query" method="get" action="/zzjbdl/filing/entry" aria-label="查询条件">
        <h2>查询条件</h2>
        ${field({ id: 'result', label: '审核结果', value: query.result, choices: ['待审核', '通过', '退回'], placeholder: '全部' })}
        ${field({ id: 'status', label: '备案状态', value: query.status, choices: ['待审核', '备案通过', '已退回', '已失效'], placeholder: '全部' })}
        <div class="field"><button>查询</button></div>
      </form>
    </details>
    <section class="panel" aria-labelledby="found-title"><div class="panel-title"><h2 id="found-title">查询结果</h2><button class="primary" data-opens="filing-dialog" data-filing="">新增</button></div>
      ${grid(
        '查询结果',
        ['序号', '操作', '税收所属区', '企业全称', '企业类型', '培训课程', '培训平台', '备案状态'],
        found.rows.map(
          (filing, index) =>
            html`<tr><td>${(found.page - 1) * found.size + index + 1}</td><td class="nowrap"><a href="/zzjbdl/filings/${filing.id}" aria-label="查看 ${filing.course}">查看</a></td><td class="nowrap">${unit.enterprise.district}</td><td>${unit.enterprise.name}</td><td class="nowrap">${filing.type}</td><td>${filing.course}</td><td>${filing.platformName}</td><td>${tag(filing.status)}</td></tr>`,
        ),
        '暂无已提交的备案。点击「新增」填写备案信息。',
      )}
      ${pager(found, link, '查询结果分页')}
    </section>
    <section class="panel" aria-labelledby="drafts-title"><h2 class="panel-title" id="drafts-title">备案信息录入</h2>
      <div class="toolbar"><button id="edit-filing" type="button">修改</button><button id="remove-filing" type="button" class="danger">删除</button></div>
      ${grid(
        '备案信息录入',
        ['序号', '选择', ...FILING_COLUMNS],
        drafts.map((filing, index) => draftRow(filing, index, unit.enterprise.name)),
        '尚未录入备案信息。',
      )}
      ${letterState(letter)}
      <div class="toolbar center">
        <span class="step-mark">第一步</span><form data-api method="post" action="/zzjbdl/filing/letter/generate"><button class="${letter === undefined || letter.voidedBecause !== undefined ? 'primary' : ''}">生成承诺书</button></form>
        <span class="step-mark">第二步</span><form data-api method="post" action="/zzjbdl/filing/letter/open"><button class="${letter !== undefined && letter.voidedBecause === undefined && letter.seal === undefined ? 'primary' : ''}">单位签章</button></form>
      </div>
      <div class="toolbar end"><form data-api method="post" action="/zzjbdl/filing/entry/next"><button class="${letter?.seal !== undefined && letter.voidedBecause === undefined ? 'primary' : ''}">下一步</button></form></div>
    </section>
    ${filingDialog()}
    <dialog id="remove-dialog" aria-labelledby="remove-title"><form data-api method="post" action="/zzjbdl/filing/remove"><h2 class="dialog-title" id="remove-title">删除备案信息</h2><div class="dialog-body"><p role="alert"></p><p>确定删除课程「<span id="remove-course"></span>」的备案信息吗？已生成的承诺书和签章将失效。</p><input type="hidden" name="id" id="remove-id" /></div><div class="dialog-actions"><button class="danger">确定</button><button type="button" data-closes>取消</button></div></form></dialog>`,
  );
}

function draftRow(filing: Filing, index: number, unitName: string): Html {
  return html`<tr><td>${index + 1}</td>
    <td class="center"><input type="radio" name="chosen" value="${filing.id}" aria-label="选择 ${filing.course}" data-type="${filing.type}" data-course="${filing.course}" data-platform-name="${filing.platformName}" data-platform-credit-code="${filing.platformCreditCode}" data-planned-trainees="${filing.plannedTrainees}" /></td>
    <td>${unitName}</td><td class="nowrap">${filing.type}</td><td>${filing.course}${filing.reasons.length > 0 ? html`<br /><span class="tag tag-bad">曾被退回</span> ${filing.reasons.join('；')}` : ''}</td><td>${filing.platformName}</td><td>${filing.platformCreditCode}</td><td class="number">${thousands(filing.plannedTrainees)}</td><td class="number">${thousands(filing.plannedSubsidy)}</td></tr>`;
}

/** Where letter and seal stand, in one line. */
function letterState(letter: Letter | undefined): Html {
  if (letter === undefined)
    return html`<p class="lead" role="status">承诺书：尚未生成。第一步点击「生成承诺书」，第二步点击「单位签章」。</p>`;
  if (letter.voidedBecause !== undefined)
    return html`<p class="notice" role="status">${letter.voidedBecause}，请重新生成承诺书并签章。</p>`;
  if (letter.seal === undefined)
    return html`<p class="notice" role="status">承诺书：已生成，尚未签章。请点击「单位签章」。</p>`;
  return html`<p class="success" role="status">承诺书：已签章（${letter.seal.at.replace('T', ' ').slice(0, 16)}）。请点击「下一步」。</p>`;
}

function filingDialog(): Html {
  return html`<dialog id="filing-dialog" aria-labelledby="filing-dialog-title"><form id="filing-form" data-api method="post" action="/zzjbdl/filing/save">
    <h2 class="dialog-title" id="filing-dialog-title">备案信息录入</h2>
    <div class="dialog-body"><p role="alert"></p><input type="hidden" name="id" id="filing-id" />
      <div class="form-grid single">
      ${field({ id: 'type', name: 'type', label: '企业类型', choices: ENTERPRISE_TYPES, value: '中小微企业', required: true })}
      ${field({ id: 'course', label: '培训课程', required: true, hint: '根据申报方案填写' })}
      ${field({ id: 'platformName', label: '培训平台名称', required: true })}
      ${field({ id: 'platformCreditCode', label: '平台提供商统一社会信用代码', required: true })}
      ${field({ id: 'plannedTrainees', label: '拟培训人数', required: true, inputmode: 'numeric', hint: '根据申报方案填写' })}
      ${field({ id: 'plannedSubsidy', label: '拟补贴金额', readonly: true, value: '0', hint: '由系统按补贴标准自动计算，单位：元' })}
      </div></div>
    <div class="dialog-actions"><button class="primary">确定</button><button type="button" data-closes>取消</button></div></form></dialog>`;
}
