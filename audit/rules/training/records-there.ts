import { TABLE_FIELDS } from '../../../domain/case/model/layout.ts';
import { caseRule } from '../../engine/rule.ts';

/** What a claim rests on, sheet by sheet. */
const OF_A_CLAIM = ['课程汇总', '签到记录', '学习记录', '答疑记录', '考试记录'] as const;

export default caseRule({
  id: 'training/records-there',
  title: '申请补贴时，课程、签到、学习、答疑和考试记录都有',
  clause: 'records',
  needs: ['办理日期.补贴申请'],
  verdict: 'violation',
  judge: ({ case: material, locate, lost, records = {} }) =>
    OF_A_CLAIM.filter(
      (sheet) => material[TABLE_FIELDS[sheet]].length === 0 && !(sheet in records) && !lost?.count(sheet),
    ).map((sheet) => ({
      about: sheet,
      where: [locate(sheet, undefined, '培训课程')],
      message: `已申请补贴，但「${sheet}」没有一行数据；申请补贴须有平台的原始记录，请核对`,
    })),
});
