import { quoted } from '../../../domain/case/cells/quoted.ts';
import { LEARNING } from '../../engine/learning-seconds.ts';
import { rowRule } from '../../engine/rule.ts';

export default rowRule({
  id: 'training/chapters-as-filed',
  title: '学习的章节都在课程汇总中',
  clause: 'plan',
  needs: ['课程汇总', '学习记录'],
  verdict: 'violation',
  lacks: ['课程汇总'],
  sql: `
    SELECT s.case_no, s.course, s.chapter, min(s.row) AS row, count(*) AS records FROM sessions s
    ANTI JOIN chapters ch ON (s.case_no, s.course, s.chapter) = (ch.case_no, ch.course, ch.chapter)
    WHERE ${LEARNING}
    GROUP BY ALL ORDER BY s.case_no, row`,
  opinion: (row, { locate }) => ({
    about: String(row.course),
    where: [locate('学习记录', Number(row.row), '章节')],
    message: `章节${quoted(String(row.chapter), 40)}不在「课程汇总」中（自本行起 ${row.records} 条）；请按备案的培训方案核对`,
  }),
});
