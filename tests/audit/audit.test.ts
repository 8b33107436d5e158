import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { z } from 'zod';
import { auditDossiers } from '../../audit/dossiers/audit-dossiers.ts';
import type { GivenDossier } from '../../audit/dossiers/dossier.ts';
import { KEY_FILES, readIdentity, readPublicKey } from '../../audit/evidence/keys.ts';
import { packBundle } from '../../audit/evidence/pack.ts';
import { makeKeys } from '../../audit/evidence/sealing-keys.ts';
import { canariesOf } from '../../audit/leaks/canary.ts';
import { scanBytes } from '../../audit/leaks/scan.ts';
import type { AuditReport, TracedFinding } from '../../audit/report/audit.ts';
import { auditJson } from '../../audit/report/audit-json.ts';
import type { Case } from '../../domain/case/schema.ts';
import { writeCase } from '../../domain/case/write-case.ts';
import { Finding } from '../../domain/finding.ts';
import { bundleOf } from '../../fixtures/factories/bundle.ts';
import { cleanCase } from '../../fixtures/factories/clean-case.ts';
import { sketchesOf } from '../../fixtures/factories/defects/try.ts';
import { runBundle } from '../../fixtures/factories/run-bundle.ts';

const scratch = (name = 'audit-test-') => mkdtempSync(join(tmpdir(), name));
const keys = scratch('audit-keys-');
const strangers = scratch('audit-keys-');
const identity = join(keys, KEY_FILES.identity);
const desk = scratch();
const bundle = join(desk, '甲公司');
const material = cleanCase(51, { projects: 1, traineesPerProject: 3 });

const audit = (given: GivenDossier[], from: string | null = keys): Promise<AuditReport> =>
  auditDossiers(given, {
    keys: {
      operator: readPublicKey(join(keys, KEY_FILES.operatorPublic)),
      auditors: [],
      authorities: [],
      ...(from !== null && { identity: readIdentity(join(from, KEY_FILES.identity)) }),
    },
    scratch: scratch(),
  });
const one = (path: string, name = '甲公司'): GivenDossier => ({ name, path, kind: 'bundle' });
const command = (...args: string[]) =>
  spawnSync(process.execPath, ['scripts/audit.ts', '--out', scratch(), ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
    env: { ...process.env, HARNESS_KEYS: keys },
  });
const problems = (report: AuditReport, index = 0): TracedFinding[] =>
  (report.cases[index]?.findings ?? []).filter(({ verdict }) => verdict === 'violation' || verdict === 'doubt');

async function writeDesk(folder: string, own: Case, seed = 7): Promise<void> {
  mkdirSync(join(folder, 'materials'), { recursive: true });
  writeFileSync(join(folder, 'case.xlsx'), await writeCase(own));
  for (const [name, bytes] of sketchesOf(own, seed)) writeFileSync(join(folder, 'materials', name), bytes);
}

/** A copy of the bundle to be spoilt. */
function copyOfBundle(): string {
  const copy = join(scratch(), '甲公司');
  cpSync(bundle, copy, { recursive: true });
  return copy;
}

before(async () => {
  await makeKeys(keys);
  await makeKeys(strangers);
  await runBundle(bundle, material, keys);
});

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

describe('一起审计许多案例和证据包', () => {
  test('演练输出的文件夹：每个证据包各审一次，earlier 中的旧证据包不算，读不了的不妨碍其余', async () => {
    const folder = scratch();
    await runBundle(join(folder, '甲公司'), material, keys);
    await runBundle(join(folder, 'earlier', '甲公司-1'), material, keys);
    await writeDesk(join(folder, '乙公司'), cleanCase(52, { projects: 1, traineesPerProject: 3 }), 8);
    mkdirSync(join(folder, '丙公司'));
    writeFileSync(join(folder, '丙公司', 'case.xlsx'), '');
    writeFileSync(join(folder, 'summary.json'), '{}');
    mkdirSync(join(folder, '丁公司', 'data', 'reports'), { recursive: true });
    writeFileSync(join(folder, '丁公司', 'data', 'reports', 'result.json'), '{}');
    const answer = command(folder, '--identity', identity, '--json');
    assert.equal(answer.status, 1);
    const { findings, ranking } = JSON.parse(answer.stdout) as { findings: Finding[]; ranking: { case: string }[] };
    assert.deepEqual(ranking.map((ranked) => ranked.case).sort(), ['丁公司', '丙公司', '乙公司', '甲公司'].sort());
    const wrong = findings.filter(({ verdict }) => verdict === 'violation' || verdict === 'doubt');
    assert.deepEqual(
      wrong.map(({ rule, subject }) => [rule, subject]),
      [
        ['evidence/seal', '丁公司'],
        ['reader/unreadable', '丙公司'],
      ],
    );
  });

  test('同一企业的证据包和案例一起给出：跨案例规则指出重复享受', async () => {
    const folder = scratch();
    await runBundle(join(folder, '备案时'), material, keys);
    const later = structuredClone(material);
    later.enterprise.bank = '另一家样例银行';
    await writeDesk(join(folder, '申请时'), later);
    const report = await audit([
      one(join(folder, '备案时'), '备案时'),
      { name: '申请时', path: join(folder, '申请时'), kind: 'case' },
    ]);
    assert.deepEqual([...new Set(problems(report, 0).map(({ rule }) => rule))], []);
    const repeated = problems(report, 1).filter(({ rule }) => rule === 'order/project-once');
    assert.equal(repeated.length, 3);
    assert.match(repeated[0]?.message ?? '', /案例「备案时」/);
    assert.deepEqual(
      repeated[0]?.where.map(({ file }) => file),
      ['申请时/case.xlsx', '备案时/case.xlsx'],
    );
    assert.equal(
      problems(report, 1).some(({ rule }) => rule === 'people/one-unit'),
      false,
    );
  });

  describe('案例与它自己的证据包一起给出', () => {
    const desk = scratch();
    const own = (name: string): GivenDossier => ({ name, path: join(desk, name), kind: 'case' });
    const onceOf = (report: AuditReport, index: number) =>
      report.cases[index]?.findings.filter(({ rule }) => rule === 'evidence/once') ?? [];

    test('只核查一次，不论次序：没有一人被当作两家的学员，封存照验，案例不再逐条核查', async () => {
      await writeDesk(join(desk, '案例'), material);
      for (const [order, place] of [
        [[one(bundle), own('案例')], { bundle: 0, case: 1 }],
        [[own('案例'), one(bundle)], { bundle: 1, case: 0 }],
      ] as const) {
        const report = await audit([...order]);
        assert.deepEqual(problems(report, place.bundle), []);
        assert.equal(report.cases[place.bundle]?.seal?.verdict, 'intact');
        assert.equal(report.cases[place.bundle]?.amounts.length, 3);
        const said = report.cases[place.case];
        assert.deepEqual(
          said?.findings.map(({ rule, verdict }) => [rule, verdict]),
          [['evidence/once', 'doubt']],
        );
        assert.match(said?.findings[0]?.message ?? '', /^与证据包「甲公司」中的案例内容相同；.*只按「甲公司」计一次/);
        assert.deepEqual(said?.findings[0]?.where, [{ file: '案例/case.xlsx' }]);
        assert.deepEqual(said?.amounts, []);
        assert.equal(said?.enterprise, material.enterprise.name);
      }
    });
    test('只有表格而没有图片，或学习记录另存为 CSV，也是同一案例', async () => {
      mkdirSync(join(desk, '表格'));
      writeFileSync(join(desk, '表格', '甲公司案例.xlsx'), await writeCase({ ...material, name: '别名' }));
      await writeDesk(join(desk, '另存'), { ...material, sessions: [] });
      const lines = material.sessions.map((row) =>
        [row.course, row.idNumber, row.chapter, row.start, row.end, row.device, row.address]
          .join(',')
          .replaceAll('T', ' '),
      );
      writeFileSync(
        join(desk, '另存', '学习记录.csv'),
        ['培训课程,身份证号,章节,开始时间,结束时间,设备,地址', ...lines].join('\n'),
      );
      const report = await audit([one(bundle), own('表格'), own('另存')]);
      for (const [index, kinds] of [
        [1, ['evidence', 'reader']],
        [2, ['evidence']],
      ] as const) {
        assert.equal(onceOf(report, index).length, 1);
        const rules = new Set(problems(report, index).map(({ rule }) => rule.split('/')[0]));
        assert.deepEqual([...rules].sort(), kinds);
      }
    });
    test('改了一格、换了一页图片：是另一个案例，照常核查', async () => {
      const changed = structuredClone(material);
      for (const exam of changed.exams.slice(0, 1)) exam.score = 100;
      await writeDesk(join(desk, '改分'), changed);
      await writeDesk(join(desk, '换页'), material, 8);
      const report = await audit([one(bundle), own('改分'), own('换页')]);
      for (const index of [1, 2]) {
        assert.deepEqual(onceOf(report, index), []);
        assert.ok(problems(report, index).some(({ rule }) => rule === 'order/project-once'));
      }
    });
    test('证据包没有解密时无从比较，案例照常核查', async () => {
      const report = await audit([one(bundle), own('案例')], null);
      assert.deepEqual(onceOf(report, 1), []);
      assert.ok(report.cases[1]?.findings.some(({ rule }) => rule === 'training/minimum-minutes'));
    });
  });

  test('JSON 的形状：标准输出只有结论和计数，audit.json 另有各案例', async () => {
    const folder = scratch();
    await writeDesk(join(folder, '案例'), material);
    const out = scratch();
    const answer = spawnSync(process.execPath, ['scripts/audit.ts', join(folder, '案例'), '--json', '--out', out], {
      encoding: 'utf8',
      env: { ...process.env, HARNESS_KEYS: keys },
    });
    assert.equal(answer.status, 0);
    const Counts = z.strictObject({
      pass: z.number(),
      violation: z.number(),
      doubt: z.number(),
      'not-applicable': z.number(),
    });
    const Findings = z.array(z.strictObject(Finding.shape));
    z.strictObject({ findings: Findings, counts: Counts }).parse(JSON.parse(answer.stdout));
    const written = z
      .looseObject({ findings: Findings, counts: Counts, cases: z.array(z.looseObject({ name: z.string() })) })
      .parse(JSON.parse(readFileSync(join(out, 'audit.json'), 'utf8')));
    assert.equal(written.cases.length, 1);
  });

  test('有问题的样例：每处问题都有位置、依据，规则都在规则表中', async () => {
    const report = await audit([{ name: 'broken', path: 'fixtures/cases/broken', kind: 'case' }]);
    const ids = new Set(report.rules.map(({ id }) => id));
    assert.ok(problems(report).length >= 43);
    for (const { rule, where, basis } of problems(report)) {
      assert.ok(where.length > 0 && where.every(({ file }) => file !== ''), rule);
      assert.ok(basis.length > 4, rule);
      assert.ok(rule.startsWith('reader/') || ids.has(rule), rule);
    }
  });

  test('同样的输入审计两次，audit.json 逐字节相同', async () => {
    const folder = scratch();
    await writeDesk(join(folder, '案例'), material);
    const given: GivenDossier[] = [{ name: '案例', path: join(folder, '案例'), kind: 'case' }];
    assert.equal(auditJson(await audit(given)), auditJson(await audit(given)));
  });

  test('没有公钥：案例照常审计，证据包不能核验，一句话说明', () => {
    const without = (path: string) =>
      spawnSync(process.execPath, ['scripts/audit.ts', path, '--out', scratch()], {
        encoding: 'utf8',
        env: { ...process.env, HARNESS_KEYS: scratch() },
      });
    assert.equal(without('fixtures/cases/sample').status, 0);
    const answer = without(bundle);
    assert.equal(answer.status, 2);
    assert.match(answer.stderr, /operator\.pub\.pem/);
  });

  test('没有可审计的东西、没有参数、报告写不进去：一句话，退出码 2', () => {
    const empty = scratch();
    for (const [args, sentence] of [
      [[empty], /中没有案例（case\.xlsx、case\.json），也没有证据包/],
      [[join(empty, '没有')], /找不到「.*没有」/],
      [[], /缺少参数/],
      [['fixtures/cases/sample', '--identity', join(empty, '没有.txt')], /没有\.txt/],
      [['fixtures/cases/sample', '--out', 'README.md'], /审计报告写不进「README\.md」/],
    ] as const) {
      const answer = command(...args);
      assert.equal(answer.status, 2);
      assert.match(answer.stderr, sentence);
      assert.equal(answer.stdout, '');
    }
  });
});
