import { caseRule, NotApplicable, type Opinion } from '../../engine/rule.ts';

export default caseRule({
  id: 'papers/required',
  title: '必需的材料齐全',
  clause: 'materials',
  needs: ['备案项目'],
  verdict: 'violation',
  lacks: ['材料清单'],
  judge: ({ case: { dates, enterprise, projects, materials }, locate }) => {
    // A case that is not filed yet may still collect them.
    if (materials.length === 0 && dates.备案提交 === undefined && dates.备案通过 === undefined)
      throw new NotApplicable('「材料清单」没有数据，也还没有备案');
    const given = new Set(materials.map((item) => item.type));
    const where = [locate('材料清单', undefined, '材料类型')];
    const said: Opinion[] = [];
    if (!given.has('培训方案'))
      said.push({ where, message: '材料清单中没有「培训方案」，备案时必须上传；请补充扫描件' });
    // A unit that trains on its own platform has nobody to contract with (沪人社规〔2021〕4号第二条).
    const thirdParty = projects.some((project) => project.platformCreditCode !== enterprise.creditCode);
    for (const type of ['服务协议', '第三方平台资质证明'] as const)
      if (thirdParty && !given.has(type))
        said.push({ where, message: `委托第三方平台培训，但材料清单中没有「${type}」；请补充扫描件` });
    return said;
  },
});
