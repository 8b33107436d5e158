import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { z } from 'zod';
import type { GivenDossier } from '../../audit/dossiers/dossier.ts';
import { auditJson } from '../../audit/report/audit-json.ts';
import { Finding } from '../../domain/finding.ts';
import { audit, bundle, command, keys, material, problems, scratch, writeDesk } from '../../fixtures/audit-desk.ts';

describe('审计命令', () => {
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
      format: z.number(),
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

  test('终端以结论收尾：不适用的规则只占一行，--rules 逐条列出', () => {
    const lines = (...args: string[]) =>
      command('fixtures/cases/broken', ...args)
        .stdout.trimEnd()
        .split('\n');
    const told = lines();
    assert.match(told.at(-3) ?? '', /^结论：发现违规。有 \d+ 处违规/);
    assert.match(told.at(-2) ?? '', /^报告编号 HC(-[0-9A-F]{4}){4}$/);
    assert.match(told.at(-1) ?? '', /^审计报告：/);
    assert.equal(told.filter((line) => line.includes('不适用')).length, 2);
    assert.ok(lines('--rules').filter((line) => line.startsWith('[不适用]')).length > 20);
  });

  test('没有浏览器：另外三份报告照写，一句话说明为什么没有 PDF，旧的 PDF 不留下', () => {
    const out = scratch();
    writeFileSync(join(out, 'audit.pdf'), '上一次的');
    const env = { ...process.env, HARNESS_KEYS: keys, HARNESS_CHROMIUM: join(out, '没有') };
    const given = ['scripts/audit.ts', 'fixtures/cases/sample', '--out', out];
    const answer = spawnSync(process.execPath, given, { encoding: 'utf8', env });
    assert.equal(answer.status, 0);
    assert.deepEqual(readdirSync(out).sort(), ['audit.html', 'audit.json', 'audit.xlsx']);
    assert.match(answer.stderr, /^没有写 audit\.pdf：本机没有可以启动的 Chromium。.*打印。\n$/m);
    assert.doesNotMatch(answer.stderr, new RegExp(out));
  });

  test('同样的输入和日期，四份报告逐字节相同，写明每个文件的 SHA-256，没有本机路径', () => {
    const [one, two] = [scratch(), scratch()];
    for (const out of [one, two])
      command('fixtures/cases/sample', '--date', '2022-07-01', '--by', '甲局', '--out', out);
    const digest = createHash('sha256').update(readFileSync('fixtures/cases/sample/case.xlsx')).digest('hex');
    for (const name of ['audit.json', 'audit.xlsx', 'audit.html', 'audit.pdf']) {
      const bytes = readFileSync(join(one, name));
      assert.ok(bytes.equals(readFileSync(join(two, name))), name);
      assert.ok(!bytes.includes(process.cwd()), name);
      if (/json|html/.test(name)) assert.ok(bytes.includes(digest), name);
    }
  });

  test('没有可审计的东西、没有参数、报告写不进去：一句话，退出码 2', () => {
    const empty = scratch();
    for (const [args, sentence] of [
      [[empty], /中没有案例（case\.xlsx、case\.json），也没有证据包/],
      [[join(empty, '没有')], /找不到「.*没有」/],
      [[], /缺少参数/],
      [['fixtures/cases/sample', '--identity', join(empty, '没有.txt')], /没有\.txt/],
      [['fixtures/cases/sample', '--print', 'all'], /须为 full、summary 之一/],
      [['fixtures/cases/sample', '--date', '2022-02-30'], /日期须写成/],
      [['fixtures/cases/sample', '--out', 'README.md'], /审计报告写不进「README\.md」/],
    ] as const) {
      const answer = command(...args);
      assert.equal(answer.status, 2);
      assert.match(answer.stderr, sentence);
      assert.equal(answer.stdout, '');
    }
  });
});
