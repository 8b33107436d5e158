import { quoted } from '../../../domain/case/cells/quoted.ts';
import { concerned } from '../../engine/finding-words.ts';
import { rowRule } from '../../engine/rule.ts';

export default rowRule({
  id: 'training/chapters-as-filed',
  title: '学习的章节都在课程汇总中',
  clause: 'plan',
  needs: ['课程汇总', '学习记录'],
  verdict: 'violation',
  lacks: ['课程汇总'],
  sql: `
    WITH unplanned AS (
      SELECT * FROM chapter_names n WHERE learning AND (
        NOT planned OR NOT EXISTS (FROM plan p WHERE (p.case_no, p.course) = (n.case_no, n.course)))
    )
    SELECT u.case_no, u.course, u.chapter, u.row, u.records,
      string_agg(DISTINCT s.id_number, ' ' ORDER BY s.id_number) AS people
    FROM unplanned u JOIN sessions s ON (u.case_no, u.course, u.chapter) = (s.case_no, s.course, coalesce(s.chapter, ''))
    GROUP BY u.case_no, u.course, u.chapter, u.row, u.records ORDER BY u.case_no, u.row`,
  opinion: (row, { locate }) => ({
    about: String(row.course),
    where: [locate('学习记录', Number(row.row), '章节')],
    message: `章节${quoted(String(row.chapter), 40)}不在「课程汇总」中（自本行起 ${row.records} 条，不计入学习时长）；请按备案的培训方案核对`,
    evidence: [concerned(row.people)],
  }),
});
