import type { Page } from '../state/paging.ts';
import { type Html, html, raw } from './layout.ts';

/** Yuan or persons with thousands separators: 18000 → 18,000. */
export function thousands(value: number): string {
  return value.toString().replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

/** 2022-04-25 09:00 */
export function minuteText(moment: string | undefined): string {
  return moment === undefined ? '' : moment.replace('T', ' ').slice(0, 16);
}

const TONES: Record<string, string> = {
  备案通过: 'good',
  审核通过: 'good',
  已拨付: 'good',
  已完成: 'good',
  公示期满: 'good',
  已导入: 'good',
  财政核准: 'good',
  属实: 'good',
  已退回: 'bad',
  已失效: 'bad',
  拨付失败: 'bad',
  公示异议: 'bad',
  已逾期: 'bad',
  存疑: 'bad',
  待寄送材料: 'warn',
  未接通: 'warn',
};

/** A status in words; its colour only repeats it. */
export function tag(status: string): Html {
  return html`<span class="tag tag-${TONES[status] ?? 'busy'}">${status}</span>`;
}

/** What a list says of each filing that goes in. */
export const FILING_COLUMNS = [
  '企业全称',
  '企业类型',
  '培训课程',
  '培训平台名称',
  '平台提供商统一社会信用代码',
  '拟培训人数',
  '拟补贴金额',
];

const STEPS = ['信息录入', '资料上传', '确认提交'] as const;

/** The three steps of a filing; `current` is 1 to 3. */
export function stepBar(current: number): Html {
  return html`<ol class="steps" aria-label="办理步骤">${STEPS.map((name, index) => html`<li class="${index + 1 < current ? 'done' : ''}" ${index + 1 === current ? raw('aria-current="step"') : ''}>${name}</li>`)}</ol>`;
}

/** Paging in the seed's words: 每页 5 条, 共 0 条. */
export function pager(page: Page<unknown>, link: (page: number) => string, label = '分页'): Html {
  const to = (target: number, name: string, text: string) =>
    target >= 1 && target <= page.pages && target !== page.page
      ? html`<a href="${link(target)}" aria-label="${name}">${text}</a>`
      : html`<span class="off" aria-hidden="true">${text}</span>`;
  return html`<nav class="pager" aria-label="${label}">${to(1, '首页', '<<')}${to(page.page - 1, '上一页', '<')}<span>${page.page} / ${page.pages}</span>${to(page.page + 1, '下一页', '>')}${to(page.pages, '末页', '>>')}<span>每页 ${page.size} 条, 共 ${page.total} 条</span></nav>`;
}

/** Columns of numbers stand to the right, head and cells alike. */
const NUMBER_COLUMNS = new Set([
  '拟培训人数',
  '拟补贴金额',
  '学员人数',
  '补贴金额',
  '补贴金额（元）',
  '人数',
  '已导入学员',
  '行数',
  '正确',
  '错误',
  '行号',
  '学习分钟',
  '签到天数',
  '答疑次数',
  '考试成绩',
]);

/** A wide table scrolls in a region of its own that the keyboard can reach. */
export function grid(caption: string, headers: string[], rows: Html[], empty: string): Html {
  return html`<div class="grid-scroll" role="region" aria-label="${caption}表格" tabindex="0"><table class="grid"><caption class="visually-hidden">${caption}</caption>
    <thead><tr>${headers.map((header) => html`<th scope="col" class="${NUMBER_COLUMNS.has(header) ? 'number' : ''}">${header}</th>`)}</tr></thead>
    <tbody>${rows.length === 0 ? html`<tr><td class="empty" colspan="${headers.length}">${empty}</td></tr>` : rows}</tbody></table></div>`;
}

export interface FieldOptions {
  id: string;
  label: string;
  value?: string | number;
  type?: string;
  hint?: string;
  required?: boolean;
  readonly?: boolean;
  choices?: readonly string[];
  /** Shown first in a list of choices; empty value. */
  placeholder?: string;
  inputmode?: string;
  rows?: number;
  name?: string;
}

/** A labelled input whose message stands beside it (`#id-error`). */
export function field(options: FieldOptions): Html {
  const { id, label, value = '', required, hint } = options;
  const described = `${id}-error${hint === undefined ? '' : ` ${id}-hint`}`;
  const common = raw(
    `id="${id}" name="${options.name ?? id}" aria-describedby="${described}" ${required ? 'aria-required="true"' : ''} ${options.readonly ? 'readonly' : ''}`,
  );
  const control =
    options.choices !== undefined
      ? html`<select ${common}>${options.placeholder === undefined ? '' : html`<option value="">${options.placeholder}</option>`}${options.choices.map((choice) => html`<option value="${choice}" ${choice === value ? raw('selected') : ''}>${choice}</option>`)}</select>`
      : options.rows !== undefined
        ? html`<textarea ${common} rows="${options.rows}">${value}</textarea>`
        : html`<input ${common} type="${options.type ?? 'text'}" value="${value}" ${options.inputmode === undefined ? '' : raw(`inputmode="${options.inputmode}"`)} autocomplete="off" />`;
  return html`<div class="field"><label for="${id}" class="${required ? 'needed' : ''}">${label}</label>${control}<p class="field-error" id="${id}-error"></p>${hint === undefined ? '' : html`<p class="hint" id="${id}-hint">${hint}</p>`}</div>`;
}

/** A file input in the portal's own words: what the browser would print follows its language, not the page's. */
export function fileField(options: {
  id: string;
  name: string;
  label: string;
  accept?: string;
  multiple?: boolean;
  hint?: string;
}): Html {
  const { id, name, label, accept, multiple, hint } = options;
  const attributes = raw(
    `id="${id}" name="${name}" aria-describedby="${id}-error${hint === undefined ? '' : ` ${id}-hint`}" ${accept === undefined ? '' : `accept="${accept}"`} ${multiple ? 'multiple' : ''}`,
  );
  return html`<div class="field file"><label for="${id}">${label}</label><div class="file-box"><input type="file" ${attributes} /><span class="button" aria-hidden="true">选择文件</span><span class="file-names" aria-hidden="true">未选择文件</span></div><p class="field-error" id="${id}-error"></p>${hint === undefined ? '' : html`<p class="hint" id="${id}-hint">${hint}</p>`}</div>`;
}
