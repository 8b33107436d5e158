import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { judgeCases } from '../../audit/engine/judge-cases.ts';
import type { Case } from '../../domain/case/model/schema.ts';
import { isProblem } from '../../domain/finding.ts';
import { cleanCase } from '../../fixtures/factories/clean-case.ts';
import { inputOf } from '../../fixtures/factories/defects/try.ts';

/** The problems of a case of twelve people after a change. */
async function problemsOf(change: (material: Case) => void) {
  const material = cleanCase(71, { projects: 1, traineesPerProject: 12 });
  change(material);
  const [result] = await judgeCases([inputOf(material, new Map())]);
  return { found: result?.findings.filter(isProblem) ?? [], concerned: result?.concerned };
}

describe('一个原因是一处问题，连同涉及的人', () => {
  for (const [what, rule, change, says] of [
    [
      '十二人共用一个手机号',
      'people/own-phone',
      (m: Case) => {
        for (const entry of m.roster) entry.phone = m.roster[0]?.phone ?? '';
      },
      /由 12 人共用/,
    ],
    [
      '备案通过得晚',
      'training/after-approval',
      (m: Case) => {
        m.dates.备案通过 = '2022-05-11';
      },
      /^12 人的学习早于备案通过 2022-05-11，最早的在 2022-05-09；/,
    ],
    [
      '一天没有签到记录',
      'training/signed-in-daily',
      (m: Case) => {
        m.signIns = m.signIns.filter(({ at }) => !at.startsWith('2022-05-10'));
      },
      /^12 人在 1 个学习日都没有签到：2022-05-10；/,
    ],
    [
      '没有一人提问',
      'training/asked-a-question',
      (m: Case) => {
        m.questions = [{ ...(m.questions[0] as Case['questions'][number]), idNumber: '11010519491231002X' }];
      },
      /^12 人没有答疑记录；/,
    ],
    [
      '全部时长在一个章节上',
      'training/minimum-minutes',
      (m: Case) => {
        for (const row of m.sessions) row.chapter = m.chapters[0]?.chapter ?? '';
      },
      /^12 人学习时长合计 180 分钟，少于 1080 分钟；有 5 个章节没有学习/,
    ],
    [
      '统一的考试早于学习结束',
      'training/exam-after-learning',
      (m: Case) => {
        for (const exam of m.exams) exam.at = '2022-05-10T18:00:00';
      },
      /^12 人在 2022-05-10 18:00:00 的考试早于最后一次学习的结束/,
    ],
  ] as const)
    test(what, async () => {
      const { found, concerned } = await problemsOf(change);
      const said = found.filter((finding) => finding.rule === rule);
      assert.deepEqual(
        said.map(({ message }) => says.test(message)),
        [true],
        JSON.stringify(said.map(({ message }) => message)),
      );
      assert.match(said[0]?.evidence.join('\n') ?? '', /涉及：/);
      assert.equal(concerned?.get(rule)?.size, 12);
    });
});
