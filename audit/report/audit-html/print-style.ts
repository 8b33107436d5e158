import type { ReportCover } from '../report-cover.ts';

const RUNNING = 'font:8px "Noto Sans SC","PingFang SC","Microsoft YaHei",sans-serif; color:#566473';

/**
 * The report on paper: a cover of its own page, page numbers and the report's number at the foot of each, everything
 * that a screen folds unfolded. Of several cases a summary leaves out what stands below each cause.
 */
export function printStyle({ number, print }: ReportCover): string {
  return `
@page { size:A4; margin:17mm 14mm 16mm; @top-left { content:"模拟环境 · 非官方网站"; ${RUNNING} } @top-right { content:"线上职业培训补贴申报核查报告"; ${RUNNING} } @bottom-left { content:"报告编号 ${number}"; ${RUNNING} } @bottom-right { content:"第 " counter(page) " 页，共 " counter(pages) " 页"; ${RUNNING} } }
@media print {
  .dense { font-size:9px }
  .cover { break-after:page } .cover h1 { margin-top:24mm } .cover-facts { margin-top:10px }
  details:not([open]) { display:block } details::details-content { content-visibility:visible; display:block } details > summary { list-style:none; color:inherit; font-weight:700; break-after:avoid } summary::-webkit-details-marker { display:none }
  .on-screen { display:none } .sign-off, .sign-off + footer { break-inside:avoid } footer { font-size:9px; margin-top:10px; break-before:avoid } .sign-off .opinion { height:26mm } .sign-off .stamp { height:34mm }
  .causes, .findings { display:block } .cause { margin-bottom:12px } .cause h3, .cause h5 { font-size:12px; break-after:avoid } .cause-sum, .clause { break-after:avoid; break-inside:avoid } .clause { font-size:10.5px; padding:2px 10px; margin:2px 0 5px } .finding { margin-bottom:5px; border-radius:3px }
  .case > summary, .case .opened > p.small, .case h4 { break-after:avoid } .case h4 { margin:8px 0 4px }
  .chart { break-inside:auto } .chart > .scroll, .chart > figcaption { break-inside:avoid } .chart > .scroll { break-after:avoid }
  ${print === 'summary' ? '.case .findings, .case .rest { display:none } .case + .case { break-before:auto }' : ''}
}
`;
}
