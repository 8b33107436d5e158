import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { auditDossiers } from '../../audit/dossiers/audit-dossiers.ts';
import { auditJson } from '../../audit/report/audit-json.ts';
import type { Finding } from '../../domain/finding.ts';
import { KEY_FILES, readPublicKey } from '../../evidence/keys.ts';
import { packBundle } from '../../evidence/pack.ts';
import {
  audit,
  bundle,
  command,
  copyOfBundle,
  identity,
  keys,
  material,
  one,
  problems,
  scratch,
  strangers,
} from '../../fixtures/audit-desk.ts';
import { bundleOf } from '../../fixtures/factories/bundle.ts';
import { runBundle } from '../../fixtures/factories/run-bundle.ts';
import { canariesOf } from '../../fixtures/leaks/scan/canary.ts';
import { scanBytes } from '../../fixtures/leaks/scan/scan.ts';

describe('审计一个证据包', () => {
  test('没有问题的证据包：封存完好，每条能判断的规则都符合，并追到操作记录和截图', async () => {
    const report = await audit([one(bundle)]);
    assert.deepEqual(problems(report), []);
    assert.equal(report.cases[0]?.seal?.verdict, 'intact');
    const files = new Set(report.cases[0]?.files.map(({ path }) => path));
    const judged = report.cases[0]?.findings.filter(
      ({ rule, verdict }) => verdict === 'pass' && !rule.startsWith('evidence/'),
    );
    assert.ok((judged?.length ?? 0) > 50);
    for (const { rule, trace } of judged ?? []) {
      assert.ok(trace.length > 0, rule);
      for (const { picture = '' } of trace) assert.ok(files.has(picture), `${rule} ${picture}`);
    }
  });

  test('每人的金额：政策应得与门户给出相同，时长、签到、答疑、成绩齐全，人已掩码', async () => {
    const report = await audit([one(bundle)]);
    const amounts = report.cases[0]?.amounts ?? [];
    assert.deepEqual(
      amounts.map(({ entitled, claimed }) => [entitled, claimed]),
      [
        [600, 600],
        [600, 600],
        [600, 600],
      ],
    );
    const [first] = amounts;
    assert.match(first?.person ?? '', /^.\* \d{3}\*{11}[\dX]{4}$/);
    assert.ok((first?.minutes ?? 0) >= 1080 && first?.questions && first.signInDays && first.score);
    const [activity] = report.cases.map((audited) => audited.activity);
    const signIns = activity?.signIns.flatMap(({ hours }) => hours).reduce((sum, count) => sum + count, 0);
    assert.equal(signIns, material.signIns.length);
    assert.equal(
      activity?.sessionsByHour.reduce((sum, count) => sum + count, 0),
      material.sessions.length,
    );
  });

  test('案例中的问题追到做它的那一条操作记录和截图', async () => {
    const own = structuredClone(material);
    for (const exam of own.exams.slice(0, 1)) exam.score = 59;
    for (const item of own.materials.slice(5, 6)) item.order = 9;
    own.enterprise.accountName = '上海别家样例物业有限公司';
    const folder = join(scratch(), '乙公司');
    await runBundle(folder, own, keys);
    const report = await audit([one(folder, '乙公司')]);
    const of = (rule: string) => problems(report).find((finding) => finding.rule === rule);
    const traceOf = (rule: string) => of(rule)?.trace.map(({ what, picture }) => `${what} ${picture}`) ?? [];
    assert.match(
      traceOf('training/exam-passed')[0] ?? '',
      /^导入培训记录 › 核对培训记录 › POST .*08-导入培训记录\.png$/,
    );
    assert.match(traceOf('papers/pages-in-order')[0] ?? '', /^资料上传 › .*03-资料上传\.png$/);
    assert.match(traceOf('money/own-account')[0] ?? '', /^提交补贴申请 › .*09-提交补贴申请\.png$/);
    assert.match(traceOf('training/claimed-attained')[0] ?? '', /SQ2022/);
    assert.deepEqual(of('training/exam-passed')?.where[0]?.file, '乙公司/case.xlsx');
    const said = JSON.parse(auditJson(report)).findings as Finding[];
    const plain = said.find(({ rule, verdict }) => rule === 'money/own-account' && verdict === 'violation');
    assert.match(
      plain?.evidence.join('\n') ?? '',
      /操作记录第 \d+ 条：提交补贴申请.*\n截图 data\/observed\/pictures\/09-/,
    );
  });

  test('被改动的证据包：指出文件和操作记录的条号，其余照常核查', async () => {
    const copy = copyOfBundle();
    const journal = join(copy, 'data/core/journal.jsonl');
    writeFileSync(journal, readFileSync(journal, 'utf8').replace('"target":"备案通过"', '"target":"备案不通过"'));
    const receipts = join(copy, 'data/core/receipts.json');
    writeFileSync(receipts, readFileSync(receipts, 'utf8').replace('"amount":1800', '"amount":2400'));
    const report = await audit([one(copy)]);
    const seal = problems(report).filter(({ rule }) => rule === 'evidence/seal');
    assert.ok(seal.some(({ where: [at] }) => at?.file === '甲公司/data/core/receipts.json'));
    assert.ok(seal.some(({ where: [at] }) => /^第 \d+ 条$/.test(at?.cell ?? '')));
    assert.ok(problems(report).some(({ rule }) => rule === 'money/claim-agrees'));
    assert.equal(command(copy, '--identity', identity).status, 1);
  });

  test('压缩包与文件夹的结论逐字相同', async () => {
    const zip = join(scratch(), '甲公司.zip');
    await packBundle(bundle, zip);
    const [folder, packed] = [await audit([one(bundle)]), await audit([one(zip)])];
    // Both at once are one run, and nobody's repeat.
    const both = await audit([one(bundle), one(zip, '甲公司-2')]);
    const [first, again] = both.cases.map(({ findings }) => findings);
    assert.deepEqual(
      first?.map(({ rule, verdict }) => [rule, verdict]),
      folder.cases[0]?.findings.map(({ rule, verdict }) => [rule, verdict]),
    );
    assert.match(again?.find(({ rule }) => rule === 'evidence/once')?.message ?? '', /^与「甲公司」是同一次演练的记录/);
    assert.ok(again?.every(({ rule }) => rule.startsWith('evidence/')));
    // A copy that was changed proves nothing of the whole one: it does not stand in its place.
    const spoilt = copyOfBundle();
    writeFileSync(join(spoilt, 'data/core/receipts.json'), '{}');
    const beside = await audit([one(spoilt, '甲公司-2'), one(bundle)]);
    assert.ok(beside.cases[1]?.findings.some(({ rule }) => rule === 'training/minimum-minutes'));
    assert.deepEqual(packed.cases[0]?.findings, folder.cases[0]?.findings);
    assert.deepEqual(packed.cases[0]?.amounts, folder.cases[0]?.amounts);
    const byPath = <T extends { path: string }>(list: T[] = []) => [...list].sort((a, b) => (a.path < b.path ? -1 : 1));
    assert.deepEqual(byPath(packed.cases[0]?.files), byPath(folder.cases[0]?.files));
  });

  test('没有办完的演练不是证据，说明记录到哪一条', async () => {
    const { folder } = bundleOf(join(scratch(), '中断'), { ended: false });
    const report = await audit([one(folder, '中断')]);
    assert.deepEqual(
      problems(report).map(({ rule, where: [at] }) => [rule, at?.cell]),
      [['evidence/whole-run', '第 12 条']],
    );
    assert.equal(command(folder).status, 1);
  });

  test('没有 --identity：需要本人信息的规则不适用并说明原因，其余照常，人员仍是同样的掩码', async () => {
    const [closed, open] = [await audit([one(bundle)], null), await audit([one(bundle)])];
    assert.deepEqual(problems(closed), []);
    const reasons = closed.cases[0]?.findings.filter(({ message }) => message.includes('没有 --identity'));
    assert.deepEqual(reasons?.map(({ rule }) => rule).sort(), [
      'evidence/private-case',
      'order/yearly-cap',
      'people/identifiers',
      'people/not-retired',
      'people/old-enough',
      'people/one-unit',
      'people/own-phone',
    ]);
    assert.deepEqual(closed.cases[0]?.amounts, open.cases[0]?.amounts);
  });

  test('没有 --identity 也指出缺考的人，位置在证据包公开的案例中', async () => {
    const own = structuredClone(material);
    own.exams = own.exams.slice(1);
    const folder = join(scratch(), '丙公司');
    await runBundle(folder, own, keys);
    const report = await audit([one(folder, '丙公司')], null);
    const found = problems(report).find(({ rule }) => rule === 'training/examined');
    assert.deepEqual(found?.where, [
      { file: '丙公司/data/core/case.json', sheet: '学员花名册', cell: '/roster/0/idNumber' },
    ]);
    assert.match(found?.trace[0]?.what ?? '', /^导入学员/);
  });

  test('别人的 --identity 打不开，一句话说明，退出码 2', () => {
    const answer = command(bundle, '--identity', join(strangers, KEY_FILES.identity));
    assert.equal(answer.status, 2);
    assert.match(answer.stderr, /证据包「甲公司」：无法解密 data\/private\/case\.age：所给密钥不是收件方的/);
    assert.equal(answer.stderr.trim().split('\n').length, 1);
  });

  test('解密后的案例与公开的不是同一份：指出首处不同', async () => {
    const other = structuredClone(material);
    for (const exam of other.exams.slice(0, 1)) exam.score += 1;
    const folder = join(scratch(), '戊公司');
    await runBundle(folder, material, keys, other);
    const found = problems(await audit([one(folder, '戊公司')])).filter(({ rule }) => rule.startsWith('evidence/'));
    assert.deepEqual(
      found.map(({ rule, verdict, where }) => ({ rule, verdict, where })),
      [
        {
          rule: 'evidence/private-case',
          verdict: 'violation',
          where: [
            { file: '戊公司/data/private/case.age' },
            // Every token follows from the whole case, so the first person is named and not the score.
            { file: '戊公司/data/core/case.json', cell: '/enterprise/accountNumber' },
          ],
        },
      ],
    );
  });

  test('给出的审计方没有会签、要求的时间戳没有：存疑，不说成不完好', async () => {
    const report = await auditDossiers([one(bundle)], {
      keys: {
        operator: readPublicKey(join(keys, KEY_FILES.operatorPublic)),
        auditors: [readPublicKey(join(strangers, KEY_FILES.operatorPublic))],
        authorities: [],
      },
      scratch: scratch(),
    });
    assert.deepEqual(
      problems(report).map(({ rule, verdict, message }) => [rule, verdict, message.slice(0, 15)]),
      [['evidence/answered', 'doubt', '所给公钥的审计方没有会签：从未']],
    );
    const [sealed] = report.cases[0]?.findings.filter(({ rule }) => rule === 'evidence/seal') ?? [];
    assert.deepEqual(sealed?.evidence.slice(-2), ['没有会签', '没有时间戳']);
  });

  test('报告和屏幕输出中没有任何个人信息', async () => {
    const own = structuredClone(material);
    own.exams = [];
    const [person] = own.roster;
    // A name of a shape that no rule takes for one.
    if (person !== undefined) own.enterprise.accountName = person.name = 'Quibblefax Ozymandias';
    for (const item of own.materials.slice(0, 1)) item.fileName = `${person?.name}-${person?.idNumber}.jpg`;
    const folder = join(scratch(), '丁公司');
    await runBundle(folder, own, keys);
    const out = scratch();
    const answer = spawnSync(process.execPath, ['scripts/audit.ts', folder, '--identity', identity, '--out', out], {
      encoding: 'utf8',
      env: { ...process.env, HARNESS_KEYS: keys },
    });
    assert.equal(answer.status, 1);
    assert.match(answer.stdout, /没有考试记录/);
    assert.match(answer.stdout, /账户名称「Q\*」/);
    for (const text of [answer.stdout, answer.stderr, ...readdirSync(out).map((name) => readFileSync(join(out, name)))])
      assert.deepEqual((await scanBytes({ name: 'audit', bytes: Buffer.from(text) }, canariesOf(own))).leaks, []);
  });
});
