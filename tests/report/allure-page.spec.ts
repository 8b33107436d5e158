import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { StepResult, TestResult } from 'allure-js-commons';
import { auditJson } from '../../audit/report/audit-json.ts';
import { RehearsalResult } from '../../audit/report/rehearsal-result.ts';
import { expect, test } from '../../fixtures/test.ts';

const RULE = 'training/minimum-minutes';

test('Allure 报告双击打开：演练的阶段、动作、截图和规则编号都在，不向外取用任何内容', async ({
  page,
  rehearsed,
}, info) => {
  test.setTimeout(120_000); // a rehearsal and the building of the report, on two busy cores
  const [audits, results, out] = ['audits', 'results', 'report'].map((name) => info.outputPath(name)) as [
    string,
    string,
    string,
  ];
  mkdirSync(audits, { recursive: true });
  writeFileSync(join(audits, 'audit.json'), auditJson(audited()));
  const args = ['scripts/report.ts', rehearsed.folder, audits, '--out', out, '--results', results];
  execFileSync(process.execPath, args, { stdio: 'pipe' });

  const written = readdirSync(results)
    .filter((name) => name.endsWith('-result.json'))
    .map((name) => JSON.parse(readFileSync(join(results, name), 'utf8')) as TestResult);
  const rehearsal = written.find(({ fullName }) => fullName?.startsWith('rehearsal'));
  const told = RehearsalResult.parse(
    JSON.parse(readFileSync(join(rehearsed.folder, 'data/reports/result.json'), 'utf8')),
  );
  expect(rehearsal?.status).toBe('passed');
  expect(rehearsal?.steps.map(({ name }) => name)).toEqual(told.stages.map(({ name }) => name));
  expect(rehearsal?.steps.every(({ attachments }) => attachments[0]?.type === 'image/png')).toBe(true);
  expect(rehearsal?.steps[0]?.steps.map(({ name }) => name)).toContain('登录 › 输入密码并登录');
  expect(rehearsal?.attachments.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['report.html', 'result.json', 'journal.jsonl']),
  );
  const files = readdirSync(results);
  const sources = (step: StepResult | TestResult): string[] => [
    ...step.attachments.map(({ source }) => source),
    ...step.steps.flatMap(sources),
  ];
  for (const result of written) for (const source of sources(result)) expect(files).toContain(source);
  const labels = rehearsal?.labels.map(({ name, value }) => `${name} ${value}`);
  expect(labels).toEqual(expect.arrayContaining(['epic 模拟演练', `story ${told.enterprise}`]));

  const outside: string[] = [];
  page.on('request', (request) => /^(file|data|blob):/.test(request.url()) || outside.push(request.url()));
  await page.goto(String(pathToFileURL(join(out, 'index.html'))));
  await expect(page).toHaveTitle(/模拟环境 · 非官方网站/);
  await page.getByText('每人学够 18 小时').click();
  await expect(page.getByText(RULE).first()).toBeVisible();
  await expect(page.getByText('差 1 分钟').first()).toBeVisible();
  expect(outside).toEqual([]);
});

function audited(): Parameters<typeof auditJson>[0] {
  const basis = '不少于 18 小时（操作流程第四步①）';
  const said = {
    kind: 'case' as const,
    subject: '乙',
    where: [],
    message: '差 1 分钟。',
    basis,
    evidence: [],
    trace: [],
  };
  return {
    counts: { pass: 0, violation: 1, doubt: 0, 'not-applicable': 0, format: 0 },
    ranking: [],
    rules: [{ id: RULE, title: '每人学够 18 小时', verdict: 'violation', basis }],
    cases: [
      {
        name: '乙',
        kind: 'case',
        path: '乙',
        enterprise: undefined,
        district: undefined,
        policy: undefined,
        seal: undefined,
        findings: [{ rule: RULE, verdict: 'violation', ...said }],
        deadlines: [],
        amounts: [],
        activity: { signIns: [], sessionsByHour: [] },
        files: [],
      },
    ],
  };
}
