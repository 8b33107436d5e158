import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { judgeCases } from '../../audit/engine/judge-cases.ts';
import { loadRules } from '../../audit/engine/load-rules.ts';
import type { Rule } from '../../audit/engine/rule.ts';
import sharedDevice from '../../audit/rules/signs/shared-device.ts';
import claimedAttained from '../../audit/rules/training/claimed-attained.ts';
import examPassed from '../../audit/rules/training/exam-passed.ts';
import { callBack } from '../../audit/sampling/call-back.ts';
import { namer } from '../../audit/sampling/people-to-call.ts';
import type { Case } from '../../domain/case/model/schema.ts';
import { cleanCase } from '../../fixtures/factories/clean-case.ts';
import { DEFECTS } from '../../fixtures/factories/defects/index.ts';
import { inputOf, plantedInputs } from '../../fixtures/factories/defects/try.ts';
import { grantedOf } from '../../fixtures/factories/granted.ts';

const OPTIONS = { seed: 7, confidence: 0.95, error: 0.1 };

async function certainOf(material: Case, rule: Rule) {
  const input = inputOf(material, new Map(), grantedOf(material, new Map()));
  const [judged] = await judgeCases([input], { rules: [rule] });
  if (judged === undefined) throw new Error('a case is judged');
  const drawn = await callBack([{ input, ...judged }], [rule], OPTIONS);
  return { findings: judged.findings, sample: drawn?.sample };
}

describe('有问题的人全部回访，不以报告列出的为限', () => {
  test('一条规则列出 200 处，其余 30 人也在内', async () => {
    const material = cleanCase(71, { projects: 1, traineesPerProject: 230 });
    for (const exam of material.exams) exam.score = 59;
    const { findings, sample } = await certainOf(material, examPassed);
    assert.equal(findings.length, 200);
    assert.match(findings.at(-1)?.message ?? '', /另有 30 处同类问题未逐一列出/);
    assert.equal(sample?.certain, 230);
    assert.ok(sample.trainings.every(({ reasons }) => reasons.includes('training/exam-passed')));
  });
  test('一处结论列出 50 人，其余 10 人也在内', async () => {
    const material = cleanCase(72, { projects: 1, traineesPerProject: 61 });
    const [alone] = material.roster;
    for (const session of material.sessions)
      session.device = session.idNumber === alone?.idNumber ? 'PC-OWN' : 'PC-SHARED';
    const { findings, sample } = await certainOf(material, sharedDevice);
    assert.match(findings[0]?.evidence.at(-1) ?? '', /等 60 人$/);
    assert.equal(sample?.certain, 60);
  });
  test('门户的回执只有掩码时也在内', async () => {
    const material = cleanCase(73, { projects: 1, traineesPerProject: 210 });
    material.exams = material.exams.map((exam) => ({ ...exam, score: 59 }));
    const { findings, sample } = await certainOf(material, claimedAttained);
    // One cause, one finding.
    assert.equal(findings.length, 1);
    assert.equal(sample?.certain, 210);
  });
  test('每条按行查询的规则，列出的人都由查询的列说出，列不完的才不会漏', async () => {
    const rules = (await loadRules()).filter((rule) => 'sql' in rule);
    let named = 0;
    for (const rule of rules) {
      const defect = DEFECTS.find((one) => one.rule === rule.id);
      if (defect === undefined) continue;
      const inputs = await plantedInputs(defect, 5);
      const audits = await judgeCases(inputs, { rules: [rule] });
      for (const [index, { findings, concerned }] of audits.entries()) {
        const about = namer(inputs[index] as (typeof inputs)[number]);
        for (const finding of findings)
          for (const idNumber of about(finding)) {
            named += 1;
            assert.ok(concerned.get(rule.id)?.has(idNumber), `${rule.id} ${finding.message}`);
          }
      }
    }
    assert.ok(named > 30);
  });
});
