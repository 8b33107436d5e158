import type { PolicyPack } from './pack.ts';

/** Source of each: domain.md, "What auditors look for"; the figures are ours, a district may set its own. */
export const SIGNS: PolicyPack['signs'] = {
  dailyMinutes: { value: 960, reason: '一天除去 8 小时睡眠只有 960 分钟' },
  sameLengthsPersons: { value: 3, reason: '两人可能并排学习，三人及以上每次时长都相同不太可能' },
  sameLengthsSessions: { value: 4, reason: '少于 4 次学习时，时长相同可能是巧合' },
  exactMinutes: { value: 1, reason: '超出最低时长不足 1 分钟视为恰好达到' },
  exactShare: { value: 0.3, reason: '真实学习的总时长分散，三成以上恰好达到最低值不太可能' },
  exactPersons: { value: 3, reason: '少于 3 人时比例没有意义' },
  devicePersons: { value: 3, reason: '合用一台电脑轮流学习通常不超过 3 人' },
  addressPersons: { value: 15, reason: '一个项目部共用出口地址常见，超过 15 人时应核对地点' },
  nightHour: { value: 5, reason: '0 时至 5 时通常无人学习' },
  nightSessions: { value: 3, reason: '夜班人员偶有凌晨学习，3 次及以上应核对班次' },
  tightSeconds: { value: 3, reason: '人点开下一节通常需要 3 秒以上，播放软件则立即继续' },
  tightSessions: { value: 8, reason: '连续 8 次以上几乎没有间隔，像是自动播放' },
  answerSeconds: { value: 10, reason: '10 秒内读完问题并写出答复不太可能' },
  sameScorePersons: { value: 5, reason: '少于 5 人时成绩相同可能是巧合' },
  sameScoreShare: { value: 0.5, reason: '半数以上成绩完全相同不太可能' },
  callTries: { value: 3, reason: '一两次未接通常见，不同时段拨打 3 次都未接通应另行联系' },
  // Measured on 12 seed values (1001 to 1012): saved again 0.05 at most, scaled to 50 % or 140 % 0.09; two pages of one
  // form may differ as little. Of the places, a page saved again has 3 others at most, two pages of one plan 33 at least.
  scanDifference: {
    value: 0.15,
    reason: '同一页重新压缩或缩放后轮廓差异在 15% 以内；版式相同的两页也可能如此，还须看填写的内容',
  },
  scanDifferenceAcross: { value: 0.015, reason: '各单位的同类材料版式相近，只有几乎完全一致才可疑' },
  scanOtherPlaces: { value: 10, reason: '同一页重新压缩或缩放后至多 3 处不同，填写不同的两页在 30 处以上' },
  scanFilledPlaces: { value: 40, reason: '除同一格式的其他页也有的内容之外，至少一行字的范围相同' },
};
