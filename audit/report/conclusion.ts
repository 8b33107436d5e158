import { isProblem } from '../../domain/finding.ts';
import { toFen } from '../../domain/policy/policy.ts';
import type { Ranked } from '../engine/ranking.ts';
import type { AtStake } from '../engine/stake.ts';
import type { AuditedCase, AuditReport } from './audit-report.ts';
import { yuan } from './document.ts';
import { moneyOf } from './money.ts';
import { ruleVerdicts } from './rule-verdicts.ts';

/** What an audit comes to, in the words that every report and the terminal say it in. */
export interface Conclusion {
  /** A few words. */
  heading: string;
  tone: 'good' | 'doubtful' | 'bad';
  /** Whole sentences: what was found, what cannot be relied on, what money it is about. */
  sentences: readonly string[];
  /** The one of them that says that bundles cannot be relied on. */
  warning?: string;
}

export function conclusionOf(report: AuditReport): Conclusion {
  const { cases, counts, rules } = report;
  if (cases.length === 0)
    return {
      heading: '没有可核查的案例',
      tone: 'doubtful',
      sentences: ['给出的文件夹里没有案例，也没有证据包。'],
    };
  const broken = cases.filter(({ seal }) => seal?.verdict === 'broken').length;
  const [only] = cases;
  return {
    heading:
      counts.violation > 0
        ? '发现违规'
        : broken > 0
          ? '证据包不可信'
          : counts.doubt > 0
            ? '有疑点待判断'
            : '未发现问题',
    tone: counts.violation > 0 || broken > 0 ? 'bad' : counts.doubt > 0 ? 'doubtful' : 'good',
    sentences: [
      cases.length === 1 && only !== undefined ? ofOne(only, counts, rules.length) : ofMany(cases, counts),
      ...moneySentences(cases),
    ],
    ...(broken > 0 && {
      warning: `${cases.length === 1 ? '证据包' : `${yuan(broken)} 个证据包`}核验不通过：内容可能被改动过，其核查结论不能作为依据。`,
    }),
  };
}

/** What is at stake comes first; the sums of the claim stand beside it, so that a share of them can be seen. */
function moneySentences(cases: readonly AuditedCase[]): string[] {
  const { trainings, entitled, claimed, difference, violated, doubted } = moneyOf(cases);
  const stakes = [
    ...(violated === undefined ? [] : [`违规涉及 ${yuan(violated)} 元`]),
    ...(doubted === undefined ? [] : [`疑点涉及 ${yuan(doubted)} 元`]),
  ];
  const sums = [
    ...(entitled === undefined ? [] : [`按政策应补 ${yuan(entitled)} 元`]),
    ...(claimed === undefined ? [] : [`门户核定 ${yuan(claimed)} 元`]),
    ...(difference === undefined || difference === 0
      ? []
      : [`${difference > 0 ? '多' : '少'}核定 ${yuan(Math.abs(difference))} 元`]),
  ];
  return [
    ...(stakes.length === 0 ? [] : [`${stakes.join('，')}。`]),
    ...(sums.length === 0 ? [] : [`${yuan(trainings)} 人次${sums.join('，')}。`]),
  ];
}

function ofOne({ findings }: AuditedCase, { violation, doubt }: AuditReport['counts'], asked: number): string {
  const verdicts = [...ruleVerdicts(findings).values()];
  const unasked = verdicts.filter(({ verdict }) => verdict === 'not-applicable').length;
  const found =
    violation + doubt === 0
      ? '没有发现违规，也没有存疑之处'
      : violation === 0
        ? `没有发现违规；有 ${yuan(doubt)} 处疑点，须由人判断，本身不构成违规`
        : `有 ${yuan(violation)} 处违规${doubt === 0 ? '' : `；另有 ${yuan(doubt)} 处疑点，须由人判断`}`;
  return `${found}；${asked} 条规则中 ${unasked === 0 ? '没有不适用的' : `${unasked} 条因资料不足或未到该阶段而不适用`}。`;
}

function ofMany(cases: readonly AuditedCase[], { violation, doubt }: AuditReport['counts']): string {
  const wrong = cases.filter(({ findings }) => findings.some(({ verdict }) => verdict === 'violation')).length;
  const doubtful = cases.filter(({ findings }) => findings.some(isProblem)).length - wrong;
  const clean = cases.length - wrong - doubtful;
  const said = [
    ...(wrong === 0 ? [] : [`${yuan(wrong)} 个有违规（共 ${yuan(violation)} 处）`]),
    ...(doubtful === 0 ? [] : [`${yuan(doubtful)} 个没有违规但有疑点`]),
    ...(clean === 0 ? [] : [`${yuan(clean)} 个未发现问题`]),
  ];
  return `${yuan(cases.length)} 个案例中，${said.join('，')}${doubt === 0 ? '' : `；疑点共 ${yuan(doubt)} 处，须由人判断，本身不构成违规`}。`;
}

/** What all cases together put in question. */
export function stakeOfAll(ranking: readonly Pick<Ranked, 'stake'>[], of: 'violation' | 'doubt'): AtStake {
  return ranking.reduce(
    (sum, { stake }) => ({ yuan: toFen(sum.yuan + stake[of].yuan), persons: sum.persons + stake[of].persons }),
    { yuan: 0, persons: 0 },
  );
}

/** 涉及 20 人次、12,000 元; nothing where no amount is known. */
export function stakeInWords({ yuan: sum, persons }: AtStake): string {
  return sum === 0 ? '' : `，涉及 ${persons === 0 ? '' : `${yuan(persons)} 人次、`}${yuan(sum)} 元`;
}
