import { inReceipts } from '../../engine/granted.ts';
import { caseRule, type Opinion } from '../../engine/rule.ts';

export default caseRule({
  id: 'order/filed-as-planned',
  title: '每个项目备案一次，人数与案例一致，各有各的回执',
  clause: 'plan',
  needs: ['备案项目', 'filings'],
  verdict: 'violation',
  judge: ({ case: { projects }, locate, granted }) => {
    const { filings } = granted.receipts;
    const said: Opinion[] = [];
    const receipts = new Set<string>();
    const filed = new Set<string>();
    for (const [index, { course, receipt, plannedTrainees }] of filings.entries()) {
      const off = (key: string, message: string, row?: number) =>
        said.push({
          about: course,
          course,
          where: [
            inReceipts(`/filings/${index}/${key}`),
            ...(row === undefined ? [] : [locate('备案项目', row, '拟培训人数')]),
          ],
          message,
        });
      const project = projects.find((one) => one.course === course);
      if (project === undefined) off('course', `门户有「${course}」的备案，案例中没有这个项目；请核对门户的记录`);
      else if (project.plannedTrainees !== plannedTrainees)
        off(
          'plannedTrainees',
          `门户记「${course}」拟培训 ${plannedTrainees} 人，案例填报 ${project.plannedTrainees} 人；请核对门户的记录`,
          project.row,
        );
      if (filed.has(course)) off('course', `「${course}」备案了两次；同一项目只能备案一次`);
      if (receipt === '' || receipts.has(receipt))
        off('receipt', receipt === '' ? `「${course}」没有备案回执号` : `备案回执号 ${receipt} 给了两个项目`);
      filed.add(course);
      receipts.add(receipt);
    }
    for (const { row, course } of projects)
      if (!filed.has(course))
        said.push({
          about: course,
          course,
          where: [locate('备案项目', row, '培训课程')],
          message: `「${course}」没有备案回执，而同一次提交的其他项目有；请核对门户的记录`,
        });
    return said;
  },
});
