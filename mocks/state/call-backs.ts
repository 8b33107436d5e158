import { maskIdNumber } from '../../domain/identifiers/mask.ts';
import { Refusal } from '../base/refusal.ts';
import { seededSample } from '../base/seeded.ts';
import type { Context } from './context.ts';
import type { Claim } from './model.ts';
import { moveClaim } from './move-claim.ts';

const RESULTS = ['属实', '存疑', '未接通'] as const;

/** 电话回访: who is called, and what they said. */
export function callBackRules(context: Context) {
  return {
    drawCallBacks(id: string, size: number): Claim {
      return moveClaim(context, id, 'callBack', (claim) => {
        const people = claim.lines.flatMap((line) =>
          line.trainees.map((idNumber) => ({ filingId: line.filingId, idNumber })),
        );
        if (!Number.isInteger(size) || size < 1 || size > people.length)
          throw new Refusal(`抽取人数应为 1 至 ${people.length} 的整数。`, { size: `请填写 1 至 ${people.length}` });
        if (claim.callBacks.some((call) => call.result !== '待回访'))
          throw new Refusal('已登记回访结果，不能重新抽取名单。');
        return {
          callBacks: seededSample(context.seed, `call-back ${claim.receipt}`, people, size).map((person) => ({
            ...person,
            result: '待回访' as const,
            note: '',
          })),
        };
      });
    },
    recordCallBack(id: string, filingId: string, idNumber: string, result: string, note: string): Claim {
      return moveClaim(context, id, 'callBack', (claim) => {
        const known = RESULTS.find((candidate) => candidate === result);
        if (known === undefined) throw new Refusal(`回访结果应为 ${RESULTS.join('、')} 之一。`);
        if (known === '存疑' && note.trim() === '')
          throw new Refusal('回访存疑时请写明情况。', { note: '请写明存疑的情况' });
        const called = (call: Claim['callBacks'][number]) => call.filingId === filingId && call.idNumber === idNumber;
        if (!claim.callBacks.some(called)) throw new Refusal(`${maskIdNumber(idNumber)} 不在回访名单中。`);
        return {
          callBacks: claim.callBacks.map((call) =>
            called(call) ? { ...call, result: known, note: note.trim() } : call,
          ),
        };
      });
    },
  };
}
