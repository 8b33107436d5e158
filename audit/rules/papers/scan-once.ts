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
    for (const { first, again, alike } of await sameScans(subjects)) {
      const { subject, item } = again;
      const { scanFilledPlaces, scanOtherPlaces } = subject.policy.signs;
      const own = first.subject === subject;
      const there = own ? `第 ${first.item.row} 行的` : `案例「${first.subject.case.name}」的`;
      said.set(subject, [
        ...(said.get(subject) ?? []),
        {
          // Two sheets filled in alike may be two sheets: a person compares them.
          verdict: alike === undefined ? 'violation' : 'doubt',
          about: item.fileName,
          where: [
            subject.locate('材料清单', item.row, '文件名'),
            first.subject.locate('材料清单', first.item.row, '文件名'),
          ],
          message: `「${item.fileName}」与${there}「${first.item.fileName}」${alike === undefined ? '是同一图片' : `画面几乎相同（差异 ${percent(alike.difference, 1)}），填写的内容也相同`}；请按原件核对`,
          evidence:
            alike === undefined
              ? []
              : [
                  `填写相同 ${alike.agree} 处，阈值 ${scanFilledPlaces.value} 处：${scanFilledPlaces.reason}`,
                  `填写不同 ${alike.differ} 处，阈值 ${scanOtherPlaces.value} 处：${scanOtherPlaces.reason}`,
                ],
        },
      ]);
    }
    return said;
  },
});
