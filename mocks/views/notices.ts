import { chineseDay, chineseNumber } from '../../domain/chinese.ts';
import { findDistrict } from '../../domain/identifiers/districts.ts';
import type { PolicyPack } from '../../domain/policy/pack.ts';
import type { Notice } from '../state/model.ts';
import type { Page } from '../state/paging.ts';
import { type Frame, type Html, html, layout } from './layout.ts';
import { grid, pager, tag, thousands } from './parts.ts';

export interface NoticeRow {
  enterprise: string;
  course: string;
  trainees: number;
  amount: number;
}

export function noticesPage(frame: Partial<Frame>, notices: Page<Notice>): Html {
  return layout(
    { ...frame, title: '公示', current: '/notices' },
    html`<h1>公示</h1><section class="panel">${grid(
      '公示',
      ['标题', '发文机关', '公示期', '状态'],
      notices.rows.map(
        (notice) =>
          html`<tr><td><a href="/notices/${notice.id}">${notice.title}</a></td><td>${notice.issuer}</td><td class="nowrap">${notice.from} 至 ${notice.to}</td><td>${tag(notice.status)}</td></tr>`,
      ),
      '目前没有公示。',
    )}${pager(notices, (page) => `/notices?page=${page}`)}</section>`,
  );
}

/** The page of a notice, as the seed shows one. */
export function noticePage(frame: Partial<Frame>, notice: Notice, rows: NoticeRow[], policy: PolicyPack): Html {
  const [, endMonth, endDay] = notice.to.split('-').map(Number);
  return layout(
    { ...frame, title: notice.title, current: '/notices' },
    html`<article class="panel"><h1 class="center">${notice.title}</h1><p class="center hint byline">发布时间：${notice.from}　发文机关：${notice.issuer}</p>
    <p>根据${policy.citation}等文件规定，现将${notice.district}第${chineseNumber(notice.batch)}批审核通过的受疫情影响企业职工线上职业培训补贴发放名单公示如下，公示时间为${policy.parameters.noticeWorkingDays}个工作日（${chineseDay(notice.from)}-${endMonth}月${endDay}日）。公示期间，如有问题可通过以下方式反映：</p>
    <p class="contact">联系电话：${findDistrict(notice.district)?.officePhone}（模拟号码）<br />联系部门：${notice.district}人社局职业技能培训科</p>
    ${grid(
      '发放名单',
      ['序号', '企业全称', '培训课程', '人数', '补贴金额（元）'],
      rows.map(
        (row, index) =>
          html`<tr><td>${index + 1}</td><td>${row.enterprise}</td><td>${row.course}</td><td class="number">${row.trainees}</td><td class="number">${thousands(row.amount)}</td></tr>`,
      ),
      '没有名单。',
    )}
    <p class="signature">上海市${notice.district}人力资源和社会保障局<br />${chineseDay(notice.from)}</p>
    <p>附件：<a href="/notices/${notice.id}/attachment.xlsx">${notice.title}.xlsx</a></p>${notice.objection === undefined ? '' : html`<p class="notice">公示期间收到异议：${notice.objection}</p>`}<p><a class="button" href="/notices">返回</a></p></article>`,
  );
}
