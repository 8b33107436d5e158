import { percent } from '../../engine/percent.ts';
import { crossRule, type Opinion } from '../../engine/rule.ts';
import { sameScans } from '../../engine/same-scans.ts';
import type { Subject } from '../../engine/subject.ts';

export default crossRule({
  id: 'papers/scan-once',
  title: '同一扫描件没有重复使用，也没有用于别家的案例',
  clause: 'materials',
  needs: ['材料清单', 'materials', 'policy'],
  verdict: 'violation',
  compare: async (subjects) => {
    const said = new Map<Subject, Opinion[]>();
    for (const { first, again, difference } of await sameScans(subjects)) {
      const { subject, item } = again;
      const own = first.subject === subject;
      const there = own ? `第 ${first.item.row} 行的` : `案例「${first.subject.case.name}」的`;
      said.set(subject, [
        ...(said.get(subject) ?? []),
        {
          // A page of another unit that only looks alike may come from one form.
          verdict: own || difference === 0 ? 'violation' : 'doubt',
          about: item.fileName,
          where: [
            subject.locate('材料清单', item.row, '文件名'),
            first.subject.locate('材料清单', first.item.row, '文件名'),
          ],
          message: `「${item.fileName}」与${there}「${first.item.fileName}」${difference === 0 ? '是同一图片' : `画面几乎相同（差异 ${percent(difference, 1)}）`}；请换成正确的扫描件`,
        },
      ]);
    }
    return said;
  },
});
