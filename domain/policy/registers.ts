import type { PolicyPack } from './pack.ts';

/** How a case is held against independent registers: figures of ours, a district may set its own. */
export const REGISTERS: PolicyPack['registers'] = {
  insuredLateDays: { value: 30, reason: '用人单位自用工之日起三十日内办理社会保险登记（社会保险法第五十八条）' },
  registerShare: { value: 0.5, reason: '登记中找得到的学员不到一半时，多半是登记的范围不同，不能说其余的人没有参保' },
  studyYears: { value: 8, reason: '学籍没有止期时，入学 8 年以后视为已经毕业，本硕连读也不超过 8 年' },
  ownPaymentDays: { value: 30, reason: '登记的补贴日期与本单位的拨付日相差不到 30 天，视为本次拨付本身' },
  sharedByUnits: { value: 5, reason: '超过 5 家单位登记同一电话，多半是代理记账或园区的电话' },
};
