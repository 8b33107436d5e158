import { isProblem } from '../../domain/finding.ts';
import { maskIdNumber, maskName } from '../../domain/identifiers/mask.ts';
import { ranking } from '../engine/ranking.ts';
import type { Rule } from '../engine/rule.ts';
import type { AuditInput } from '../engine/subject.ts';
import { type Judged, unitOf } from './draw.ts';
import { namer } from './people-to-call.ts';
import { byRank, rankOf } from './random-rank.ts';
import type { SampleRecords } from './records.ts';
import type { OnSiteVisit } from './sample.ts';

/** Number of trainees to ask first on a visit. */
const ASKED_FIRST = 3;
const USUAL = ['核对培训现场、签到与平台后台数据', '查看培训服务合同和付款凭证原件'];

/** Every project once, in the order in which to visit: by what is at stake in the case, by findings of the project, then by chance. */
export function onSiteVisits(
  judged: readonly Judged[],
  seed: number,
  records: SampleRecords,
  rules: readonly Pick<Rule, 'id' | 'title'>[],
): OnSiteVisit[] {
  const titles = new Map(rules.map(({ id, title }) => [id, title]));
  const weights = new Map(
    ranking(
      judged.map(({ input, findings, stake }) => ({ case: input.case.name, findings, ...(stake && { stake }) })),
    ).map((one) => [one.case, one]),
  );
  const visits = judged.flatMap((one) => {
    const { input } = one;
    const courses = [...new Set(input.case.projects.map(({ course }) => course))];
    const byCourse = rulesByCourse(one, courses);
    return courses.map((course) => {
      const own = byCourse.get(course) ?? [];
      const { stake, violations = 0, doubts = 0 } = weights.get(input.case.name) ?? {};
      const wrong = stake?.violation.yuan ?? 0;
      const trainees = new Set(
        input.case.roster.filter((entry) => entry.course === course).map(({ idNumber }) => idNumber),
      );
      const rank = rankOf(seed, 'on site', unitOf(input), course);
      return {
        rank,
        case: input.case.name,
        course,
        trainees: trainees.size,
        wrong,
        weight: wrong + (stake?.doubt.yuan ?? 0),
        findings: own.length,
        reason: violations + doubts > 0 ? ('按问题' as const) : ('随机' as const),
        day: byRank(records.days(input, course), (day) => rankOf(seed, 'day', unitOf(input), course, day))[0],
        people: peopleToAsk(input, course, seed),
        look: [...new Set(own)].map((rule) => `核实「${titles.get(rule) ?? rule}」`).concat(USUAL),
      };
    });
  });
  return visits
    .sort(
      (a, b) =>
        b.wrong - a.wrong ||
        b.weight - a.weight ||
        b.findings - a.findings ||
        (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : 0) ||
        (a.case < b.case ? -1 : 1),
    )
    .map(({ rank: _, wrong: __, ...visit }, index) => ({ order: index + 1, ...visit }));
}

/**
 * For each project, the rule of each finding that names it or somebody in it; a rule counts once where it names only
 * people who are not listed.
 */
function rulesByCourse(
  { input, findings, concerned = new Map() }: Judged,
  courses: readonly string[],
): Map<string, string[]> {
  const about = namer(input);
  const people = Map.groupBy(input.case.roster, ({ course }) => course);
  const rules = new Map(courses.map((course) => [course, [] as string[]]));
  for (const finding of findings.filter(isProblem)) {
    const text = [finding.subject, finding.message, ...finding.evidence].join('\n');
    const named = about(finding);
    for (const course of courses)
      if (text.includes(course) || people.get(course)?.some(({ idNumber }) => named.has(idNumber)))
        rules.get(course)?.push(finding.rule);
  }
  for (const [rule, named] of concerned)
    for (const [course, own] of rules)
      if (!own.includes(rule) && people.get(course)?.some(({ idNumber }) => named.has(idNumber))) own.push(rule);
  return rules;
}

function peopleToAsk(input: AuditInput, course: string, seed: number): string[] {
  const people = new Map(
    input.case.roster
      .filter((entry) => entry.course === course)
      .map(({ idNumber, name }) => [idNumber, `${maskName(name)} ${maskIdNumber(idNumber)}`]),
  );
  return byRank([...people], ([idNumber]) => rankOf(seed, 'on site', unitOf(input), course, idNumber))
    .slice(0, ASKED_FIRST)
    .map(([, shown]) => shown);
}
