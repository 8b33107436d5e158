import { clausesFor } from './clauses.ts';
import type { PolicyPack } from './pack.ts';
import { REGISTERS } from './registers.ts';
import { SIGNS } from './signs.ts';
import { undertakingsFor } from './undertakings.ts';

const TIMES = {
  minimumMinutes: 1080,
  minutesPerClassHour: 45,
  monthsToTrain: 3,
  importWorkingDays: 10,
  mailWorkingDays: 10,
  reviewWorkingDays: 30,
  noticeWorkingDays: 5,
  financeWorkingDays: 30,
  // No text found gives it: ours to set.
  passMark: 60,
  projectsPerPersonAndYear: 3,
  minimumAge: 16,
  retirementAgeMen: 60,
  // 50 for workers, 55 for staff (国发〔1978〕104号): a workbook does not say which, so the later one.
  retirementAgeWomen: 55,
};

/** A pack whose passages speak of its own figures. */
function pack({
  standard,
  ...own
}: Omit<PolicyPack, 'signs' | 'registers' | 'clauses' | 'undertakings'> & { standard: string }): PolicyPack {
  return {
    ...own,
    signs: SIGNS,
    registers: REGISTERS,
    clauses: clausesFor(standard, own.parameters),
    undertakings: undertakingsFor(own.parameters),
  };
}

/** As far as public texts go; amounts and caps are parameters. */
export const PACKS: readonly PolicyPack[] = [
  pack({
    id: 'sh-2020',
    title: '受疫情影响企业职工线上职业培训补贴（2020）',
    issuer: '上海市人力资源和社会保障局、上海市财政局',
    citation: '沪人社职〔2020〕49号、沪人社职〔2020〕395号',
    validFrom: '2020-02-10',
    validTo: '2020-12-31',
    parameters: { ...TIMES, subsidy: { kind: 'share', share: 0.95, cap: 600 } },
    standard: '沪人社职〔2020〕49号',
  }),
  pack({
    id: 'sh-2021',
    title: '受疫情影响企业职工线上职业培训补贴（2021）',
    issuer: '上海市人力资源和社会保障局',
    citation: '沪人社规〔2021〕4号',
    validFrom: '2021-01-01',
    validTo: '2021-12-31',
    parameters: { ...TIMES, subsidy: { kind: 'share', share: 0.95, cap: 600 } },
    standard: '沪人社职〔2020〕49号，经沪人社规〔2021〕4号继续实施',
  }),
  pack({
    id: 'sh-2022',
    title: '企业职工线上职业培训补贴（2022）',
    issuer: '上海市人力资源和社会保障局',
    citation: '沪人社规〔2021〕4号、沪人社规〔2022〕10号',
    validFrom: '2022-01-01',
    validTo: '2022-12-31',
    parameters: { ...TIMES, subsidy: { kind: 'flat', amount: 600 } },
    standard: '沪人社职〔2020〕49号，经沪人社规〔2021〕4号继续实施；2022 年次数见沪人社规〔2022〕10号第一（六）条',
  }),
  pack({
    id: 'sh-2023',
    title: '企业职工线上职业培训补贴（2022 年备案项目的后续办理）',
    issuer: '上海市人力资源和社会保障局',
    citation: '沪人社规〔2021〕4号、沪人社规〔2022〕10号',
    // What was filed in 2022 is trained, reviewed and paid in 2023 by the same figures, as we infer; no text found covers a filing of 2023.
    validFrom: '2023-01-01',
    validTo: '2023-12-31',
    filedTo: '2022-12-31',
    parameters: { ...TIMES, subsidy: { kind: 'flat', amount: 600 } },
    standard: '沪人社职〔2020〕49号，经沪人社规〔2021〕4号继续实施；2022 年次数见沪人社规〔2022〕10号第一（六）条',
  }),
];
