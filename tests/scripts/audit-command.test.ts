import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
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
