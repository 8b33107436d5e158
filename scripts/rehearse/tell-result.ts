import { join } from 'node:path';
import { yuan } from '../../audit/report/document.ts';
import type { RehearsalResult } from '../../audit/report/rehearsal-result.ts';
import { placesInWords } from '../../domain/finding.ts';
import type { Unfinished } from './unfinished.ts';

/** One case at the end: what was filed, receipts, amounts, due dates, every problem, and where the report is. */
export function tellResult(result: RehearsalResult, out: string): void {
  say(
    `\n═══ ${result.case}：${{ passed: '全程办结', stopped: '中途停下', unreadable: '案例无法使用' }[result.outcome]}（${result.seconds} 秒）`,
  );
  if (result.problem !== undefined) say(result.problem);
  for (const filing of result.filings)
    say(
      `备案  ${filing.receipt}  ${filing.course}  ${filing.plannedTrainees} 人  拟补贴 ${yuan(filing.plannedSubsidy)} 元`,
    );
  for (const claim of result.claims) {
    say(`申请  ${claim.receipt}  ${claim.status}  合计 ${yuan(claim.amount)} 元`);
    for (const line of claim.lines) say(`      ${line.course}  ${line.trainees} 人  ${yuan(line.amount)} 元`);
  }
  for (const due of result.deadlines.filter((deadline) => deadline.due !== undefined))
    say(
      `时限  ${due.due}  ${due.subject}：${due.stage}（${due.limit ?? ''}）${due.doneOn === undefined ? due.state : `办结于 ${due.doneOn}`}`,
    );
  result.findings.forEach((finding, index) => {
    const place = placesInWords(finding.where).join('，');
    say(`问题 ${index + 1}  [${finding.verdict === 'violation' ? '错误' : '存疑'}] ${place}：${finding.message}`);
  });
  say(
    result.evidence === undefined
      ? '证据  没有封存，不能作为证据'
      : `证据  ${join(out, result.case)}  核心校验值 ${result.evidence.coreDigest}`,
  );
  say(`报告  ${join(out, result.case, 'data', 'reports', 'report.html')}`);
}

export function tellUnfinished({ name, told }: Unfinished): void {
  say(`\n═══ ${name}：${told}`);
}

export function say(line: string): void {
  console.log(line);
}
