import { caseRule } from '../../engine/rule.ts';

export default caseRule({
  id: 'people/planned-within-staff',
  title: '拟培训人数不超过参保与劳务派遣人数之和',
  clause: 'trainees',
  needs: ['企业信息.参保人数', '企业信息.劳务派遣人数', '备案项目'],
  verdict: 'violation',
  judge: ({ case: { enterprise, projects }, locate }) => {
    const staff = enterprise.insuredStaff + enterprise.dispatchedStaff;
    return projects
      .filter(({ plannedTrainees }) => plannedTrainees > staff)
      .map(({ row, course, plannedTrainees }) => ({
        about: course,
        course,
        where: [locate('备案项目', row, '拟培训人数')],
        message: `拟培训人数 ${plannedTrainees} 超过参保与劳务派遣人数之和 ${staff}；请核对人数`,
      }));
  },
});
