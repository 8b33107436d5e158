import { subsidyFor, subsidyPerPerson } from '../../../domain/policy/policy.ts';
import { inReceipts } from '../../engine/granted.ts';
import { caseRule } from '../../engine/rule.ts';

export default caseRule({
  id: 'money/filing-agrees',
  title: '门户算出的拟补贴金额等于拟培训人数乘以补贴标准',
  clause: 'subsidy',
  needs: ['policy', 'filings'],
  verdict: 'violation',
  judge: ({ granted, policy }) => {
    // A filing states no cost: where the subsidy is a share of the cost, it can only show the cap.
    const each = subsidyPerPerson(policy);
    return granted.receipts.filings.flatMap(({ course, receipt, plannedTrainees, plannedSubsidy }, index) =>
      plannedSubsidy === subsidyFor(policy, plannedTrainees)
        ? []
        : [
            {
              about: course,
              course,
              where: [inReceipts(`/filings/${index}/plannedSubsidy`)],
              message: `备案 ${receipt} 的拟补贴金额为 ${plannedSubsidy} 元，按标准应为 ${plannedTrainees} 人 × ${each} 元 = ${subsidyFor(policy, plannedTrainees)} 元；请核对门户采用的补贴标准`,
            },
          ],
    );
  },
});
