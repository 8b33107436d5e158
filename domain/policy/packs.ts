import { clausesFor } from './clauses.ts';
import type { PolicyPack } from './pack.ts';
import { SIGNS } from './signs.ts';

const TIMES = {
  minimumMinutes: 1080,
  minutesPerClassHour: 45,
  monthsToTrain: 3,
  importWorkingDays: 10,
  mailWorkingDays: 10,
  reviewWorkingDays: 30,
  noticeWorkingDays: 5,
  financeWorkingDays: 30,
  passMark: 60,
  projectsPerPersonAndYear: 3,
  minimumAge: 16,
  retirementAgeMen: 60,
  // 50 for workers, 55 for staff (国发〔1978〕104号): a workbook does not say which, so the later one.
  retirementAgeWomen: 55,
};

const CERTAINTY: PolicyPack['certainty'] = {
  minimumMinutes: 'S',
  minimumAge: 'T',
  retirementAgeMen: 'P',
  retirementAgeWomen: 'P',
  signs: 'P',
  minutesPerClassHour: 'T',
  monthsToTrain: 'S',
  importWorkingDays: 'S',
  mailWorkingDays: 'S',
  reviewWorkingDays: 'S',
  noticeWorkingDays: 'S',
  financeWorkingDays: 'S',
  passMark: 'P',
  projectsPerPersonAndYear: 'P',
  subsidy: 'P',
};

/** 3 to 5 stand in the seed word for word; 1 and 2 are missing there and ours. */
const UNDERTAKINGS: PolicyPack['undertakings'] = [
  {
    source: 'ours',
    text: '我单位税收征管关系在本区，依法参加社会保险并正常经营，自愿申请企业职工线上职业培训补贴，并对本单位提出的培训需求和申报人数的真实性负责。',
  },
  {
    source: 'ours',
    text: '我单位组织参加培训的人员均为与本单位建立劳动关系并按规定缴纳社会保险费的职工，或者实际在本单位工作的劳务派遣人员，不以非本单位人员冒名参训。',
  },
  {
    source: 'seed',
    text: '我单位使用的线上培训平台和培训课程均符合市人力资源和社会保障局、市财政局《关于在本市实施职业技能提升行动“互联网+职业技能培训计划”的通知》（沪人社职〔2020〕395号）文件中，关于企业开展“互联网+”职业技能培训的条件要求。',
  },
  {
    source: 'seed',
    text: '我单位严格落实教学资料及各类档案（含培训方案、学员花名册、授课记录证明材料、管理台账等）的留存、归档、备查工作，并配合接受各类督导、审计、监督等。同时，我单位申请职工培训补贴所提交的各项申报材料真实、有效，如实反映培训实际情况。',
  },
  {
    source: 'seed',
    text: '我单位将严格根据规定的各项时间节点要求落实工作，在3个月内根据备案通过的培训方案组织实施培训，逾期未实施的，视作放弃本项目培训。如仍有培训需求的，需重新申报。',
  },
];

/** As far as public texts go; amounts and caps are parameters (certainty P). */
export const PACKS: readonly PolicyPack[] = [
  {
    id: 'sh-2020',
    title: '受疫情影响企业职工线上职业培训补贴（2020）',
    issuer: '上海市人力资源和社会保障局、上海市财政局',
    citation: '沪人社职〔2020〕49号、沪人社职〔2020〕395号',
    validFrom: '2020-02-10',
    validTo: '2020-12-31',
    parameters: { ...TIMES, subsidy: { kind: 'share', share: 0.95, cap: 600 } },
    signs: SIGNS,
    clauses: clausesFor('沪人社职〔2020〕49号'),
    certainty: CERTAINTY,
    undertakings: UNDERTAKINGS,
  },
  {
    id: 'sh-2021',
    title: '受疫情影响企业职工线上职业培训补贴（2021）',
    issuer: '上海市人力资源和社会保障局',
    citation: '沪人社规〔2021〕4号',
    validFrom: '2021-01-01',
    validTo: '2021-12-31',
    parameters: { ...TIMES, subsidy: { kind: 'share', share: 0.95, cap: 600 } },
    signs: SIGNS,
    clauses: clausesFor('沪人社职〔2020〕49号，经沪人社规〔2021〕4号继续实施'),
    certainty: CERTAINTY,
    undertakings: UNDERTAKINGS,
  },
  {
    id: 'sh-2022',
    title: '企业职工线上职业培训补贴（2022）',
    issuer: '上海市人力资源和社会保障局',
    citation: '沪人社规〔2021〕4号、沪人社规〔2022〕10号',
    validFrom: '2022-01-01',
    validTo: '2022-12-31',
    parameters: { ...TIMES, subsidy: { kind: 'flat', amount: 600 } },
    signs: SIGNS,
    clauses: clausesFor(
      '沪人社职〔2020〕49号，经沪人社规〔2021〕4号继续实施；2022 年次数见沪人社规〔2022〕10号第一（六）条',
    ),
    certainty: CERTAINTY,
    undertakings: UNDERTAKINGS,
  },
  {
    id: 'sh-2023',
    title: '企业职工线上职业培训补贴（2022 年备案项目的后续办理）',
    issuer: '上海市人力资源和社会保障局',
    citation: '沪人社规〔2021〕4号、沪人社规〔2022〕10号',
    // What was filed in 2022 is trained, reviewed and paid in 2023 by the same figures (certainty I); no text found covers a filing of 2023.
    validFrom: '2023-01-01',
    validTo: '2023-12-31',
    filedTo: '2022-12-31',
    parameters: { ...TIMES, subsidy: { kind: 'flat', amount: 600 } },
    signs: SIGNS,
    clauses: clausesFor(
      '沪人社职〔2020〕49号，经沪人社规〔2021〕4号继续实施；2022 年次数见沪人社规〔2022〕10号第一（六）条',
    ),
    certainty: { ...CERTAINTY, validTo: 'I' },
    undertakings: UNDERTAKINGS,
  },
];
