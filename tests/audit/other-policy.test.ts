import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openDatabase } from '../../audit/engine/database.ts';
import { askRules } from '../../audit/engine/judge-cases.ts';
import { loadRules } from '../../audit/engine/load-rules.ts';
import { subjectOf } from '../../audit/engine/subject.ts';
import { DEFECTS } from '../../fixtures/factories/defects/index.ts';
import { plantedInputs } from '../../fixtures/factories/defects/try.ts';
import { OTHER_POLICY, usualFiguresIn } from '../../fixtures/factories/other-policy.ts';

test('政策的每个数字都变了，核查的名称、结论和依据没有一句还是旧的', async () => {
  const rules = await loadRules();
  const perRule = rules.flatMap(({ id }) => DEFECTS.find(({ rule }) => rule === id) ?? []);
  const inputs = (await Promise.all(perRule.map((defect) => plantedInputs(defect, 7)))).flat();
  const subjects = inputs.map((input, number) => ({ ...subjectOf(input, number), policy: OTHER_POLICY }));
  const database = await openDatabase(subjects);
  try {
    const findings = (await askRules(rules, subjects, database)).flatMap((said) => said.findings);
    const said = [...rules.map(({ title }) => title), ...findings.flatMap(({ message, basis }) => [message, basis])]
      // What the portal gave is a fact, not a limit.
      .map((sentence) => sentence.replace(/(给出|拟补贴金额为) 600 元/, '$1'));
    assert.ok(new Set(findings.filter(({ verdict }) => verdict !== 'pass').map(({ rule }) => rule)).size > 40);
    assert.deepEqual(
      said.filter((sentence) => usualFiguresIn(sentence).length > 0),
      [],
    );
  } finally {
    database.close();
  }
});
