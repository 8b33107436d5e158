import { workingDaysFrom } from '../../domain/calendar/working-days.ts';
import { chineseNumber } from '../../domain/chinese.ts';
import { Refusal } from '../base/refusal.ts';
import { type Context, need } from './context.ts';
import type { Notice } from './model.ts';
import { moveClaim } from './move-claim.ts';

/** 公示: published, over, or objected to. */
export function noticeRules(context: Context) {
  const { tables, store } = context;
  return {
    notices: () => tables.notices.all(),
    notice: (id: string) => need(tables.notices.get(id), '该公示'),
    publishNotice(claimIds: string[]): Notice {
      const [first] = claimIds;
      if (first === undefined) throw new Refusal('请先勾选要公示的补贴申请。');
      return store.atomic(() => {
        const districtOf = (id: string) =>
          context.enterprise(need(tables.claims.get(id), '该补贴申请').creditCode).district;
        const district = districtOf(first);
        if (claimIds.some((id) => districtOf(id) !== district))
          throw new Refusal('一次公示只能包含同一个区的补贴申请，请分开发布。');
        const batch = store.next(`notice ${district}`);
        const id = context.id('N');
        const { noticeWorkingDays } = context.policyOn(context.today(), district).parameters;
        const { due } = workingDaysFrom(context.today(), noticeWorkingDays);
        for (const claimId of claimIds) moveClaim(context, claimId, 'publish', () => ({ noticeId: id }));
        return tables.notices.put(id, {
          id,
          batch,
          district,
          title: `${district}受疫情影响企业职工线上职业培训补贴发放名单（第${chineseNumber(batch)}批）`,
          issuer: `${district}人力资源社会保障局`,
          from: context.today(),
          to: due,
          claimIds,
          status: '公示中',
        });
      });
    },
    closeNotice(id: string): Notice {
      return store.atomic(() => {
        const notice = need(tables.notices.get(id), '该公示');
        const { noticeWorkingDays } = context.policyOn(notice.from, notice.district).parameters;
        if (notice.status === '公示中' && context.today() <= notice.to)
          throw new Refusal(`公示期至 ${notice.to}（${noticeWorkingDays} 个工作日），期满后才能结束公示。`);
        for (const claimId of notice.claimIds) moveClaim(context, claimId, 'closeNotice');
        return tables.notices.put(id, { ...notice, status: '公示期满' });
      });
    },
    objectToNotice(id: string, objection: string): Notice {
      return store.atomic(() => {
        const notice = need(tables.notices.get(id), '该公示');
        if (objection.trim() === '') throw new Refusal('请填写异议内容。', { objection: '请填写异议内容' });
        if (context.today() > notice.to) throw new Refusal(`公示已于 ${notice.to} 期满，不能再登记异议。`);
        for (const claimId of notice.claimIds)
          moveClaim(context, claimId, 'object', () => ({ reasons: [`公示期间收到异议：${objection.trim()}`] }));
        return tables.notices.put(id, { ...notice, status: '公示异议', objection: objection.trim() });
      });
    },
  };
}
