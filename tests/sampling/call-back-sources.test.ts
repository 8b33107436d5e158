import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { inputOfReading } from '../../audit/engine/input-of-reading.ts';
import { callBack } from '../../audit/sampling/call-back.ts';
import { readCase } from '../../domain/case/read-case.ts';
import { KEY_FILES } from '../../evidence/keys.ts';
import { makeKeys } from '../../evidence/sealing-keys.ts';
import { caseInParquet } from '../../fixtures/factories/case-in-parquet.ts';
import { cleanCase } from '../../fixtures/factories/clean-case.ts';
import { inputOf } from '../../fixtures/factories/defects/try.ts';
import { runBundle } from '../../fixtures/factories/run-bundle.ts';
import { canariesOf } from '../../fixtures/leaks/scan/canary.ts';
import { scanBytes } from '../../fixtures/leaks/scan/scan.ts';
import { partsOf, repairs } from '../../fixtures/matchers/workbook.ts';

const OPTIONS = { seed: 7, confidence: 0.95, error: 0.1 };

describe('从证据包抽样', () => {
  const folder = mkdtempSync(join(tmpdir(), 'call-back-'));
  const keys = join(folder, 'keys');
  const bundle = join(folder, '甲公司');
  const material = cleanCase(51, { projects: 1, traineesPerProject: 5 });
  const audit = (...args: string[]) =>
    spawnSync(process.execPath, ['scripts/audit.ts', bundle, ...args], {
      encoding: 'utf8',
      maxBuffer: 1 << 26,
      env: { ...process.env, HARNESS_KEYS: keys },
    });
  before(async () => {
    await makeKeys(keys);
    await runBundle(bundle, material, keys);
  });

  test('解密后抽出真实的人；报告中没有任何人的信息，回访表中有', async () => {
    const [out, list] = [join(folder, 'out'), join(folder, 'call.xlsx')];
    const answer = audit('--identity', join(keys, KEY_FILES.identity), '--out', out, '--call-list', list);
    assert.equal(answer.status, 0, answer.stderr);
    const workbook = readFileSync(join(out, 'audit.xlsx'));
    const leaks = async (name: string, bytes: Buffer) => (await scanBytes({ name, bytes }, canariesOf(material))).leaks;
    assert.deepEqual(await leaks('audit.xlsx', workbook), []);
    assert.deepEqual(await leaks('audit.json', readFileSync(join(out, 'audit.json'))), []);
    assert.ok((await leaks('call.xlsx', readFileSync(list))).length >= 2 * material.roster.length);
    assert.deepEqual(await repairs(workbook), []);
    const targets = (await partsOf(workbook)).get('xl/worksheets/_rels/sheet11.xml.rels') ?? '';
    assert.ok(targets.includes(`../${encodeURIComponent('甲公司')}/data/core/journal.jsonl`));
  });
  test('没有解密的证据包无人可抽：报告没有抽样，要回访表时说明怎样办', () => {
    const out = join(folder, 'closed');
    assert.equal(audit('--out', out).status, 0);
    assert.equal(JSON.parse(readFileSync(join(out, 'audit.json'), 'utf8')).sample, undefined);
    const asked = audit('--out', out, '--call-list', join(folder, 'none.xlsx'));
    assert.equal(asked.status, 2);
    assert.match(asked.stderr, /没有可以电话回访的学员：.*证据包没有用 --identity 解密/);
  });
});

describe('从 Parquet 记录抽样', () => {
  test('提问的记录与写在工作表中时逐字相同', async () => {
    const material = { ...cleanCase(11, { projects: 1, traineesPerProject: 5 }), name: 'parquet', materials: [] };
    const reading = await readCase(await caseInParquet(material.sessions));
    const questions = async (input: Parameters<typeof callBack>[0][number]['input']) =>
      (await callBack([{ input, findings: [] }], [], OPTIONS))?.sample.trainings.map((training) => training.questions);
    const inFile = await questions(await inputOfReading(reading, 'parquet'));
    assert.equal(inFile?.length, 5);
    assert.match(inFile[0]?.[1]?.record ?? '', /次，共 1\d\d\d 分/);
    assert.deepEqual(inFile, await questions(inputOf(material, new Map())));
  });
  test('重叠的时段只计一次，考试不计入', async () => {
    const material = { ...cleanCase(12, { projects: 1, traineesPerProject: 1 }), materials: [] };
    const said = async () => {
      const input = inputOf(material, new Map());
      const drawn = await callBack([{ input, findings: [] }], [], OPTIONS);
      return drawn?.sample.trainings[0]?.questions[1]?.record.replace(/^.* \d+ 次/, '');
    };
    const once = await said();
    const [sitting] = material.sessions;
    if (sitting === undefined) throw new Error('a clean case has sittings');
    material.sessions = [...material.sessions, { ...sitting, row: 998 }, { ...sitting, row: 999, chapter: '结业考试' }];
    assert.equal(await said(), once);
  });
});
