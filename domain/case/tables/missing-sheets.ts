import { quoted } from '../cells/quoted.ts';
import type { CaseFindings } from '../model/case-findings.ts';
import { DATES_SHEET, NEEDED_SHEETS } from '../model/layout.ts';
import { type ChosenSheets, fitOf, type SheetTitle } from './choose-sheets.ts';

/** Says that a sheet is missing, what is there instead, and which of those is most like it. */
export function sayMissingSheet(
  title: SheetTitle,
  file: string,
  { unused }: Pick<ChosenSheets, 'unused'>,
  found: CaseFindings,
): void {
  const [best] = unused.map((sheet) => ({ sheet, ...fitOf(sheet, title) })).toSorted((a, b) => b.share - a.share);
  const there =
    unused.length === 0
      ? ''
      : `；没有用到的工作表有${unused
          .slice(0, 8)
          .map(({ name }) => quoted(name, 31))
          .join('')}`;
  const like =
    best !== undefined && best.share >= 0.5 ? `，其中${quoted(best.sheet.name)}最像，如是请改名为「${title}」` : '';
  if (NEEDED_SHEETS.includes(title))
    found.violation(
      'missing-sheet',
      { file, sheet: title },
      `缺少工作表「${title}」${there}${like}；请补上（可用 npm run template 生成的表格对照）`,
    );
  else if (title !== DATES_SHEET)
    found.doubt(
      'missing-sheet',
      { file, sheet: title },
      `缺少工作表「${title}」${there}${like}，${title === '材料清单' ? '备案材料无法上传' : '可以演练备案，但不能演练申请补贴'}；如已有数据请补上`,
    );
}
