import type { PolicyPack } from './pack.ts';

/** 3 to 5 are quoted from the seed word for word; 1 and 2 are missing there, so their wording is ours. */
export function undertakingsFor({ monthsToTrain }: PolicyPack['parameters']): PolicyPack['undertakings'] {
  return [
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
      text: `我单位将严格根据规定的各项时间节点要求落实工作，在${monthsToTrain}个月内根据备案通过的培训方案组织实施培训，逾期未实施的，视作放弃本项目培训。如仍有培训需求的，需重新申报。`,
    },
  ];
}
