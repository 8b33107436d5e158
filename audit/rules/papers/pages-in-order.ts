import { caseRule, type Opinion } from '../../engine/rule.ts';

export default caseRule({
  id: 'papers/pages-in-order',
  title: '多页材料页次连续',
  clause: 'materials',
  needs: ['材料清单'],
  verdict: 'violation',
  lacks: ['材料清单'],
  judge: ({ case: { materials }, locate }) => {
    const said: Opinion[] = [];
    for (const type of new Set(materials.map((item) => item.type))) {
      const pages = materials.filter((item) => item.type === type).sort((a, b) => a.order - b.order || a.row - b.row);
      const rows = new Map<number, number>();
      let expected = 1;
      for (const { order, row } of pages) {
        const before = rows.get(order);
        const where = [locate('材料清单', row, '顺序')];
        if (before !== undefined)
          said.push({ about: type, where, message: `${type}第 ${order} 页与第 ${before} 行重复；请按页次编号` });
        else if (order !== expected)
          said.push({ about: type, where, message: `${type}缺少第 ${expected} 页；请补充该页或更正页次` });
        rows.set(order, row);
        expected = order + 1;
      }
    }
    return said;
  },
});
