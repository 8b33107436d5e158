import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgeCases } from '../../audit/engine/judge-cases.ts';
import scanOnce from '../../audit/rules/papers/scan-once.ts';
import { plainLocate } from '../../domain/case/tables/locate.ts';
import { isProblem } from '../../domain/finding.ts';
import { sampleCase } from '../../fixtures/factories/sample.ts';
import { scan } from '../../fixtures/factories/scan.ts';

/** Among these, pages of one plan differ by 3.3 % of their edges only (issue 13). */
const SEEDS = Array.from({ length: 12 }, (_, index) => 1001 + index);

test('老实的案例，同一格式的各页不被当作同一扫描件：逐个核查没有，一起核查也没有', async () => {
  const inputs = SEEDS.map((seed) => {
    const material = { ...sampleCase(seed), name: `sample-${seed}` };
    const pages = new Map(
      material.materials.map((item) => [
        item.fileName,
        scan(material, item, material.materials.filter(({ type }) => type === item.type).length, seed),
      ]),
    );
    // Filed under the policy of 2022, as the template does when it is played.
    material.dates.备案提交 = '2022-04-25';
    return {
      case: material,
      locate: plainLocate(`${material.name}/case.xlsx`),
      image: async ({ fileName }: { fileName: string }) => pages.get(fileName),
    };
  });
  for (const input of inputs) {
    const [result] = await judgeCases([input], { rules: [scanOnce] });
    assert.deepEqual(result?.findings.filter(isProblem), []);
  }
  const together = await judgeCases(inputs, { rules: [scanOnce] });
  assert.deepEqual(
    together.flatMap(({ findings }) => findings.filter(isProblem)),
    [],
  );
});
