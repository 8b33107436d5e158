import { MATERIAL_TYPES } from '../../domain/case/model/schema.ts';
import type { Application, Filing, Material, PortalEnterprise } from '../state/model.ts';
import type { Page } from '../state/paging.ts';
import { type Frame, type Html, html, layout } from './layout.ts';
import { FILING_COLUMNS, grid, minuteText, pager, stepBar, thousands } from './parts.ts';

type Unit = Pick<Frame, 'now'> & { enterprise: PortalEnterprise };

/** 确认提交: what goes in, once more, before it goes. */
export function confirmPage(unit: Unit, application: Application, materials: Material[], filings: Page<Filing>): Html {
  const kinds = MATERIAL_TYPES.map((type) => ({
    type,
    pages: materials.filter((material) => material.type === type).length,
  })).filter((kind) => kind.pages > 0);
  return layout(
    { ...unit, title: '确认提交', current: '/zzjbdl/services' },
    html`<h1 class="visually-hidden">确认提交</h1>${stepBar(3)}
    <p role="alert" id="page-alert"></p>
    <section class="panel" aria-labelledby="materials-title"><h2 class="panel-title" id="materials-title">材料信息共 ${kinds.length} 份</h2><ul class="checked">${kinds.map((kind) => html`<li><span aria-hidden="true">✓</span> ${kind.type === '培训方案' ? '职工线上职业培训培训方案' : kind.type} <strong>共 ${kind.pages} 页</strong></li>`)}</ul></section>
    <section class="panel" aria-labelledby="list-title"><h2 class="panel-title" id="list-title">备案信息申请列表</h2>
      ${grid(
        '备案信息申请列表',
        ['序号', ...FILING_COLUMNS],
        filings.rows.map(
          (filing, index) =>
            html`<tr><td>${(filings.page - 1) * filings.size + index + 1}</td><td>${unit.enterprise.name}</td><td class="nowrap">${filing.type}</td><td>${filing.course}</td><td>${filing.platformName}</td><td>${filing.platformCreditCode}</td><td class="number">${thousands(filing.plannedTrainees)}</td><td class="number">${thousands(filing.plannedSubsidy)}</td></tr>`,
        ),
        '没有备案信息。',
      )}
      ${pager(filings, (page) => `/zzjbdl/filing/confirm?page=${page}`, '备案信息申请列表分页')}
    </section>
    <p class="lead">请核对填写的申请内容，确认无误后点击「确认提交」完成申请。</p>
    <div class="toolbar end"><a class="button" href="/zzjbdl/filing/materials">上一步</a><form data-api method="post" action="/zzjbdl/filing/submit"><input type="hidden" name="application" value="${application.id}" /><button class="primary">确认提交</button></form></div>`,
  );
}

/** The receipt of a submission: one number for all, one for each project. */
export function receiptPage(unit: Unit, application: Application, filings: Filing[]): Html {
  return layout(
    { ...unit, title: '提交成功', current: '/zzjbdl/filings' },
    html`<section class="panel"><h1>备案申请已提交</h1><p class="success" role="status">提交成功，请等待${unit.enterprise.district}人力资源和社会保障局审核。</p>
    <dl class="facts"><dt>申请单位</dt><dd>${unit.enterprise.name}</dd><dt>申请回执号</dt><dd class="receipt-number" aria-label="申请回执号">${application.receipt}</dd><dt>提交时间</dt><dd>${minuteText(application.submittedAt)}</dd></dl>
    <h2 style="margin:16px 0 8px">各培训项目的备案回执</h2>
    ${grid(
      '备案回执',
      ['序号', '培训课程', '备案回执号', '拟培训人数', '拟补贴金额'],
      filings.map(
        (filing, index) =>
          html`<tr><td>${index + 1}</td><td>${filing.course}</td><td>${filing.receipt}</td><td class="number">${thousands(filing.plannedTrainees)}</td><td class="number">${thousands(filing.plannedSubsidy)}</td></tr>`,
      ),
      '没有备案项目。',
    )}
    <div class="toolbar end"><a class="button" href="/zzjbdl/filings">我的备案</a><button type="button" class="primary" onclick="print()">打印</button></div></section>`,
  );
}
