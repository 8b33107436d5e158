import type { Filing, ImportPreview, ImportProblem, PortalEnterprise, RecordKind } from '../state/model.ts';
import type { Page } from '../state/paging.ts';
import { type Frame, type Html, html, layout, raw } from './layout.ts';
import { field, fileField, grid, pager, tag, thousands } from './parts.ts';

type Unit = Pick<Frame, 'now'> & { enterprise: PortalEnterprise };

export interface TrainingRow {
  filing: Filing;
  daysLeft: number | undefined;
  trainees: number;
  records: Record<RecordKind, number>;
  importBy: string | undefined;
}

/** 培训管理: by when to train, the period of the training, the imports. */
export function trainingPage(unit: Unit, rows: TrainingRow[], previews: ImportPreview[]): Html {
  return layout(
    { ...unit, title: '培训管理', current: '/zzjbdl/training', scripts: ['training.js'] },
    html`<h1>培训管理</h1><p role="alert" id="page-alert"></p>
    <section class="panel" aria-labelledby="window-title"><h2 class="panel-title" id="window-title">备案通过的培训项目</h2>
      ${grid('备案通过的培训项目', ['序号', '培训课程', '备案通过', '最迟培训日期', '剩余天数', '培训起止日期', '最迟导入日期', '已导入学员', '签到 / 学习 / 答疑 / 考试记录', '操作'], rows.map(trainingRow), '还没有备案通过的项目。')}</section>
    <section class="panel" aria-labelledby="import-title"><h2 class="panel-title" id="import-title">导入</h2>
      <p class="lead">先导入学员花名册，再导入平台的培训记录。可上传案例表格（.xlsx），记录也可上传以工作表名命名的 CSV 文件（如 学习记录.csv）。导入前先显示核对结果，确认后才会保存。</p>
      <div class="cards">${importForm('roster', '学员花名册')}${importForm('records', '培训记录')}</div></section>
    <section class="panel" aria-labelledby="history-title"><h2 class="panel-title" id="history-title">导入情况</h2>
      ${grid(
        '导入情况',
        ['文件', '类别', '行数', '正确', '错误', '状态', '操作'],
        previews.map(
          (preview) =>
            html`<tr><td>${preview.fileName}</td><td>${preview.kind}</td><td class="number">${thousands(preview.total)}</td><td class="number">${thousands(preview.good)}</td><td class="number">${thousands(preview.problems.length)}</td><td>${tag(preview.status)}</td><td><a href="/zzjbdl/training/imports/${preview.id}">查看 ${preview.id}</a></td></tr>`,
        ),
        '还没有导入过文件。',
      )}</section>
    <dialog id="period-dialog" aria-labelledby="period-title"><form data-api method="post" action="/zzjbdl/training/period"><h2 class="dialog-title" id="period-title">登记培训起止日期</h2><div class="dialog-body"><p role="alert"></p><p>培训课程：<strong id="period-course"></strong></p><input type="hidden" name="filing" id="period-filing" /><div class="form-grid">${field({ id: 'start', label: '培训开始日期', type: 'date', required: true })}${field({ id: 'end', label: '培训结束日期', type: 'date', required: true })}</div></div><div class="dialog-actions"><button class="primary">确定</button><button type="button" data-closes>取消</button></div></form></dialog>`,
  );
}

function trainingRow({ filing, daysLeft, trainees, records, importBy }: TrainingRow, index: number): Html {
  const left =
    filing.status === '已失效' ? '已失效' : daysLeft === undefined ? '—' : daysLeft < 0 ? '已过期' : `${daysLeft} 天`;
  return html`<tr><td>${index + 1}</td><td>${filing.course}</td><td class="nowrap">${filing.reviewedAt?.slice(0, 10)}</td><td class="nowrap">${filing.trainBy}</td><td class="nowrap">${left}</td>
    <td class="nowrap">${filing.training === undefined ? '未登记' : `${filing.training.start} 至 ${filing.training.end}`}</td><td class="nowrap">${importBy ?? '—'}</td><td class="number">${trainees} / ${filing.plannedTrainees}</td><td class="number">${thousands(records.签到记录)} / ${thousands(records.学习记录)} / ${thousands(records.答疑记录)} / ${thousands(records.考试记录)}</td>
    <td><button type="button" data-opens="period-dialog" data-period="${filing.id}" data-course="${filing.course}" data-start="${filing.training?.start ?? ''}" data-end="${filing.training?.end ?? ''}" aria-label="登记培训 ${filing.course}" ${filing.status === '备案通过' && trainees === 0 ? '' : raw('disabled')}>登记培训</button></td></tr>`;
}

function importForm(action: string, kind: string): Html {
  return html`<form class="card" data-api data-import method="post" action="/zzjbdl/training/${action}" aria-label="导入${kind}"><h3>导入${kind}</h3><p role="alert"></p>${fileField({ id: `file-${action}`, name: 'file', label: `${kind}文件`, accept: '.xlsx,.csv' })}<button class="primary">核对${kind}</button></form>`;
}

/** One import before it is kept: how many rows, and each bad one by number, field and reason. */
export function importPage(unit: Unit, preview: ImportPreview, problems: Page<ImportProblem>): Html {
  const open = preview.status === '待确认';
  const bad = preview.problems.length > 0;
  const badRows = new Set(preview.problems.map((problem) => `${problem.sheet} ${problem.row}`)).size;
  return layout(
    { ...unit, title: '导入核对', current: '/zzjbdl/training' },
    html`<h1>导入核对：${preview.kind}</h1><p role="alert" id="page-alert"></p>
    <section class="panel"><dl class="facts"><dt>文件</dt><dd>${preview.fileName}</dd><dt>数据行数</dt><dd>${thousands(preview.total)} 行</dd><dt>正确</dt><dd>${thousands(preview.good)} 行</dd><dt>错误</dt><dd>${thousands(badRows)} 行，${thousands(preview.problems.length)} 处</dd><dt>状态</dt><dd>${tag(preview.status)}</dd></dl>
      ${
        open
          ? html`<p class="notice" role="status" style="margin-top:12px">${bad ? '以下内容尚未保存。请修改文件后重新上传，或选择仅导入正确的行。' : '核对无误，尚未保存。请点击「确认导入」。'}</p><div class="toolbar">
        <form data-api method="post" action="/zzjbdl/training/imports/${preview.id}/confirm"><input type="hidden" name="onlyGood" value="${bad ? 'yes' : 'no'}" /><button class="primary" ${preview.good === 0 ? raw('disabled') : ''}>${bad ? '仅导入正确的行' : '确认导入'}</button></form>
        <form data-api method="post" action="/zzjbdl/training/imports/${preview.id}/discard"><button class="danger">放弃导入</button></form></div>`
          : ''
      }
      <p><a href="/zzjbdl/training">返回培训管理</a></p></section>
    <section class="panel" aria-labelledby="problems-title"><h2 class="panel-title" id="problems-title">错误明细</h2>
      ${grid(
        '错误明细',
        ['工作表', '行号', '字段', '原因'],
        problems.rows.map(
          (problem) =>
            html`<tr><td class="nowrap">${problem.sheet}</td><td class="number">${problem.row}</td><td class="nowrap">${problem.field}</td><td>${problem.reason}</td></tr>`,
        ),
        '没有错误。',
      )}
      ${pager(problems, (page) => `/zzjbdl/training/imports/${preview.id}?page=${page}`)}</section>`,
  );
}
