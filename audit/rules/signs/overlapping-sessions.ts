import { personOf } from '../../engine/finding-words.ts';
import { rowRule } from '../../engine/rule.ts';

export default rowRule({
  id: 'signs/overlapping-sessions',
  title: '同一人的学习时段没有重叠',
  clause: 'signs',
  needs: ['policy', '学习记录'],
  verdict: 'doubt',
  sql: `
    SELECT case_no, course, id_number, overlapping, overlap_row AS row FROM rhythm
    WHERE overlapping > 0 ORDER BY case_no, row`,
  opinion: (row, { locate }) => ({
    about: personOf(row),
    where: [locate('学习记录', Number(row.row), '开始时间')],
    message: `有 ${row.overlapping} 次学习在上一次结束之前就开始；请核对是否多处同时登录`,
    evidence: [`重叠次数 ${row.overlapping}，阈值 0`],
  }),
});
