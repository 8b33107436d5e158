import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { fairShare } from '../../audit/report/audit-html/page-limits.ts';
import { auditPage } from '../../audit/report/audit-html.ts';
import type { AuditedCase, AuditReport } from '../../audit/report/audit-report.ts';
import { numbersOf } from '../../audit/report/causes.ts';
import { binsAround } from '../../audit/report/charts/histogram.ts';
import { coverOf } from '../../audit/report/report-cover.ts';
import { isProblem } from '../../domain/finding.ts';
import { auditReportOf } from '../../fixtures/factories/audit-report.ts';
import { auditSampleOf } from '../../fixtures/factories/audit-sample.ts';

const HOSTILE = `<img src=x onerror="alert(1)">'&`;
const withCase = (report: AuditReport, change: Partial<AuditedCase>): AuditReport => ({
  ...report,
  cases: report.cases.map((one, index) => (index === 0 ? { ...one, ...change } : one)),
});
const count = (page: string, part: string) => page.split(part).length - 1;

/** Nothing in question. */
const NOTHING = { violation: { yuan: 0, persons: 0 }, doubt: { yuan: 0, persons: 0 } };

describe('审计报告 audit.html', () => {
  test('案例中的任何文字都只是文字', async () => {
    const report = await auditReportOf({ seed: 1, problems: 3, kind: 'bundle' });
    const [one] = report.cases as [AuditedCase];
    const hostile = withCase(report, {
      name: HOSTILE,
      path: HOSTILE,
      enterprise: HOSTILE,
      district: HOSTILE,
      findings: one.findings.map((finding) => ({
        ...finding,
        subject: `${HOSTILE} · ${HOSTILE}`,
        message: HOSTILE,
        where: [{ file: HOSTILE, sheet: HOSTILE, cell: HOSTILE }],
        basis: HOSTILE,
        evidence: [HOSTILE],
        trace: [{ seq: 1, what: HOSTILE, picture: HOSTILE }],
      })),
      deadlines: one.deadlines.map((row) => ({ ...row, subject: HOSTILE, stage: HOSTILE, owner: HOSTILE })),
      amounts: one.amounts.map((amount) => ({ ...amount, person: HOSTILE, course: HOSTILE })),
      files: [{ path: HOSTILE, bytes: 1, sha256: HOSTILE }],
    });
    const page = auditPage({ ...hostile, ranking: [{ case: HOSTILE, stake: NOTHING, violations: 1, doubts: 0 }] });
    assert.equal(count(page, '<img'), 0);
    assert.ok(count(page, '&lt;img src=x onerror=') > 20);
  });

  test('同一次审计给出逐字节相同的页面，头尾都写明不是官方网站，除内嵌内容外不取用任何地址', async () => {
    const make = async () => auditPage(await auditReportOf({ seed: 7, cases: 3, problems: 5, kind: 'bundle' }));
    const page = await make();
    assert.equal(page, await make());
    assert.match(page, /<body>\s*<header class="simulation">模拟环境 · 非官方网站/);
    assert.match(page, /模拟环境 · 非官方网站<\/strong><\/footer>/);
    assert.doesNotMatch(page, /https?:\/\//);
    assert.doesNotMatch(page, / style="| on[a-z]+="/);
  });

  test('每处发现都有编号，写明规则、位置、说明、数字和操作记录；同一规则的在一起，依据只引一次', async () => {
    const report = await auditReportOf({ seed: 3, problems: 12, kind: 'bundle' });
    const page = auditPage(report);
    const problems = report.cases.flatMap(({ findings }) => findings.filter(isProblem));
    assert.equal(count(page, '<li class="finding '), problems.length);
    const causes = page.split('<section class="cause">').slice(1);
    assert.equal(causes.length, new Set(problems.map(({ rule }) => rule)).size);
    const numbers = numbersOf(report);
    for (const finding of problems) {
      const { rule, message, basis, where, evidence, trace } = finding;
      const number = numbers.get(finding) ?? '';
      const [cause = ''] = (causes[Number.parseInt(number, 10) - 1] ?? '').split('</section>');
      assert.equal(count(cause, basis), 1, rule);
      const item = cause.split('<li class="finding ').find((one) => one.includes(`finding-number">${number}<`)) ?? '';
      for (const said of [
        `href="#rule-${rule.replaceAll('/', '-')}"`,
        message,
        where[0]?.cell,
        evidence[0],
        `第 ${trace[0]?.seq} 条`,
        trace[0]?.picture,
      ])
        assert.ok(item.includes(said as string), `${rule}: ${said}`);
    }
    for (const { id, basis } of report.rules)
      assert.ok(page.includes(`<tr id="rule-${id.replaceAll('/', '-')}">`) && page.includes(basis), id);
  });

  test('能打开的文件有相对链接，打不开的只有名字', async (context) => {
    const folder = mkdtempSync(join(tmpdir(), 'audit-page-'));
    context.after(() => rmSync(folder, { recursive: true, force: true }));
    const bundle = join(folder, '证据 #1');
    mkdirSync(join(bundle, 'data/reports'), { recursive: true });
    mkdirSync(join(bundle, 'data/observed/screenshots'), { recursive: true });
    writeFileSync(join(bundle, 'data/reports/report.html'), '');
    writeFileSync(join(bundle, 'data/observed/screenshots/11.png'), '');
    const report = await auditReportOf({ seed: 3, problems: 1, kind: 'bundle' });
    const page = auditPage(withCase(report, { path: bundle }), { folder: join(folder, 'out') });
    const way = './../%E8%AF%81%E6%8D%AE%20%231';
    assert.match(page, new RegExp(`href="${way}/data/reports/report.html#line-\\d+">操作记录第 \\d+ 条`));
    assert.ok(page.includes(`href="${way}/data/observed/screenshots/11.png">当时的页面`));
    assert.match(page, /<span class="place">case\.xlsx › 学习记录/);
  });

  test('错误在前、涉及金额多的在前，格式问题在最后；涉及的金额写在结论里，格式问题不计', async () => {
    const report = await auditReportOf({ seed: 3, problems: 12 });
    const [one] = report.cases as [AuditedCase];
    const problems = one.findings.filter(isProblem);
    const violations = [...new Set(problems.filter(({ verdict }) => verdict === 'violation').map(({ rule }) => rule))];
    const [typed, dear] = [violations[0], violations.at(-1)];
    const staked = one.findings.map((finding) => ({
      ...finding,
      ...(isProblem(finding) && { stake: finding.rule === dear ? 3600 : 600 }),
      ...(finding.rule === typed && { kind: 'format' as const }),
    }));
    // A person's subsidy counts once for the case, whatever the findings come to together.
    const stake = { violation: { yuan: 9000, persons: 15 }, doubt: { yuan: 0, persons: 0 } };
    const page = auditPage(withCase(report, { findings: staked, stake }));
    const order = [...page.matchAll(/<section class="cause">.*?href="#rule-([a-z0-9-]+)"/gs)].map(([, rule]) => rule);
    assert.equal(order[0], dear?.replace('/', '-'));
    assert.equal(order.at(-1), typed?.replace('/', '-'));
    assert.ok(page.includes('违规涉及 9,000 元'));
  });

  test('报告编号由被核查的内容和结论而来：同样的内容在别处、别的日期编号相同，差一个字节就不同', async () => {
    const report = await auditReportOf({ seed: 1, kind: 'bundle', problems: 2 });
    const number = (of: AuditReport, date?: string) => coverOf(of, { ...(date && { date }) }).number;
    assert.match(number(report), /^HC(-[0-9A-F]{4}){4}$/);
    assert.equal(number(withCase(report, { path: '/elsewhere' }), '2022-07-01'), number(report));
    const [file, ...rest] = report.cases[0]?.files ?? [];
    const changed = withCase(report, { files: [{ ...file!, sha256: '0'.repeat(64) }, ...rest] });
    assert.notEqual(number(changed), number(report));
  });

  test('恰好最低时长的人不会与不足的人同在一柱，取整也不会把不足写成达到', async () => {
    const bins = binsAround([1079.98, 1080, 1080.5, 1203], 1080);
    const split = bins.findIndex(({ from }) => from === 1080);
    assert.equal(
      bins.slice(0, split).reduce((sum, bin) => sum + bin.count, 0),
      1,
    );
    assert.equal(
      bins.slice(split).reduce((sum, bin) => sum + bin.count, 0),
      3,
    );
    const report = await auditReportOf({ seed: 3, persons: 1 });
    const [amount] = report.cases[0]?.amounts ?? [];
    const page = auditPage(withCase(report, { amounts: [{ ...amount!, minutes: 1079.98 }] }));
    assert.match(page, /1,079\.9（不足）/);
    assert.match(page, /<b class="bad-text">1 人次不足<\/b>/);
  });

  test('列不下的写明还有多少、在哪里看全', async () => {
    const page = auditPage(await auditReportOf({ seed: 5, problems: 6_100, persons: 3 }));
    assert.equal(count(page, '<li class="finding '), 6_000);
    assert.match(page, /另有 100 处问题未在本页列出，全部见 <a href="audit\.xlsx">audit\.xlsx<\/a>（「问题」）/);
    assert.match(page, /<h2 id="findings">核查发现（6,100 处）/);
  });

  test('名额分得公平：小的全列，大的均分剩下的', () => {
    assert.equal(fairShare([2, 3, 100, 100], 55), 25);
    assert.equal(fairShare([2, 3], 55), 3);
    assert.equal(fairShare([], 55), 1);
    assert.equal(fairShare([9, 9, 9], 1), 1);
  });

  test('什么都没有时每一节都说出没有什么', async () => {
    const report = await auditReportOf({ seed: 1 });
    const page = auditPage(
      withCase(report, { findings: [], deadlines: [], amounts: [], activity: { signIns: [], sessionsByHour: [] } }),
    );
    for (const said of [
      '没有封存可核验',
      '没有发现违规，也没有疑点',
      '没有办理日期',
      '没有学习记录',
      '没有签到记录',
      '没有学员，没有可计算的金额',
      '没有证据索引',
      '没有可以抽取的学员',
    ])
      assert.ok(page.includes(said), said);
    assert.match(auditPage(await auditReportOf({ seed: 1, cases: 0 })), /没有可核查的案例/);
  });

  test('改动过的证据包：结论先说不可信，指出哪个文件的哪一行', async () => {
    const report = await auditReportOf({ seed: 1, kind: 'bundle' });
    const page = auditPage(
      withCase(report, {
        seal: {
          bundle: '/srv/cases/sample',
          verdict: 'broken',
          sealedBy: null,
          entries: 12,
          coreDigest: null,
          countersignedBy: [],
          problems: [{ file: 'data/core/journal.jsonl', seq: 7, problem: '与前一条不连贯' }],
        },
      }),
    );
    assert.match(page, /<strong>证据包不可信<\/strong>/);
    assert.match(page, /data\/core\/journal\.jsonl<\/td><td class="number">7<\/td><td>与前一条不连贯/);
    assert.match(page, /封存证明由谁封存、此后没有改动；不证明采集时如实/);
  });

  test('多个案例按轻重排列，每个都链接到自己的一节', async () => {
    const report = await auditReportOf({ seed: 2, cases: 4, problems: (index) => index * 3 });
    const page = auditPage(report);
    const order = [...page.matchAll(/<a href="#case-(\d)">([^<]+)<\/a>/g)].map(([, number, name]) => [number, name]);
    assert.deepEqual(
      order,
      report.ranking.map(({ case: name }, index) => [String(index + 1), name]),
    );
    for (const [number] of order) assert.equal(count(page, `id="case-${number}"`), 1);
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    assert.equal(new Set(ids).size, ids.length, '标识重复');
  });

  test('回访结果写出比例、区间和每个人的答复', async () => {
    const report = await auditReportOf({ seed: 2, problems: 2 });
    const before = auditPage({ ...report, sample: auditSampleOf(report) });
    assert.match(before, /还没有读入回访结果/);
    assert.match(before, /尚未回访/);
    const after = auditPage({ ...report, sample: auditSampleOf(report, { called: true }) });
    assert.match(after, /80%（53% 至 93\.5%）/);
    assert.match(after, /接通，本人，否认/);
  });
});
