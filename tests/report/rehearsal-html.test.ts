import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isLate, isShort } from '../../audit/report/due-dates/is-late.ts';
import { dueDatesTable } from '../../audit/report/due-dates/table.ts';
import { timeLine } from '../../audit/report/due-dates/time-line.ts';
import { rehearsalReport } from '../../audit/report/rehearsal-html.ts';
import { rehearsalIndex } from '../../audit/report/rehearsal-index.ts';
import type { RehearsalResult } from '../../audit/report/rehearsal-result.ts';
import { type JournalEntry, type JournalLine, lineAfter } from '../../evidence/journal-line.ts';
import { OPEN_CASE } from '../../evidence/layout.ts';

const stopped: RehearsalResult = {
  case: '逾期',
  outcome: 'stopped',
  journey: 'full',
  seed: 1,
  today: '2022-04-25',
  enterprise: '上海样例物业有限公司',
  filings: [{ course: '物业项目运营管理', receipt: 'SH1', plannedTrainees: 2, plannedSubsidy: 1200 }],
  materials: [],
  claims: [],
  deadlines: [
    {
      subject: '物业项目运营管理',
      stage: '导入学员并申请补贴',
      owner: '企业',
      state: '已逾期',
      startedOn: '2022-05-13',
      due: '2022-05-27',
      limit: '培训结束后 10 个工作日内',
    },
  ],
  stages: [
    { name: '登录', at: '2022-04-25T09:00:00', ok: true, seconds: 1.25, notes: [] },
    { name: '导入学员', at: '2022-05-30T09:00:00', ok: false, seconds: 2.75, notes: [] },
  ],
  findings: [],
  problem: '在「导入学员」停下：应在 2022-05-27 前导入 <学员>，现已逾期。',
  evidence: {
    coreDigest: 'c'.repeat(64),
    root: 'r'.repeat(64),
    lines: 2,
    sealedBy: 'k'.repeat(64),
    redacted: { 姓名: 3 },
  },
  seconds: 12.5,
};
const journal = (targets: [kind: JournalEntry['kind'], target: string][]): JournalLine[] => {
  const lines: JournalLine[] = [];
  for (const [kind, target] of targets)
    lines.push(
      lineAfter(lines.at(-1), {
        kind,
        target,
        vtime: '2022-05-30T09:00:00',
        actor: 'harness',
        screen: '',
        input: '',
        output: '',
      }),
    );
  return lines;
};
const evidence = {
  lines: journal([
    ['run-start', '{}'],
    ['stage', '登录：开始'],
    ['action', '打开登录页'],
    ['stage', '登录：完成'],
    ['stage', '导入学员：开始'],
    ['action', '导入花名册'],
    ['answer', 'POST /zzjbdl/training/imports → 409'],
    ['stage', '导入学员：停下'],
  ]),
  core: { [OPEN_CASE]: '{}' },
  observed: {},
  exchanges: [],
  redaction: { [OPEN_CASE]: { 姓名: 3 } },
};

describe('演练报告', () => {
  test('中途停下：结论里转述门户的原话，并指出错过了哪个时限', () => {
    const page = rehearsalReport(stopped, evidence);
    const verdict = /<section class="verdict bad"[\s\S]*?<\/section>/.exec(page)?.[0] ?? '';
    assert.match(verdict, /停在「导入学员」，<a href="#stage-2">/);
    assert.match(verdict, /<blockquote>应在 2022-05-27 前导入 &lt;学员&gt;，现已逾期。<\/blockquote>/);
    assert.match(
      verdict,
      /错过的时限：物业项目运营管理「导入学员并申请补贴」由企业办理，最迟 2022-05-27（培训结束后 10 个工作日内），至今未办/,
    );
    assert.match(page, /轮到<b>企业<\/b>办理「导入学员并申请补贴」[^<]*最迟 2022-05-27，已逾期/);
    assert.match(page, /逾期 1 个工作日/);
    const [first, second] = page.split('id="stage-2"');
    assert.match(first ?? '', /打开登录页/);
    assert.match(second ?? '', /导入花名册[\s\S]*→ 409/);
  });

  test('同一次演练得到同样的字节，与实际用时无关', () => {
    const slower = { ...stopped, seconds: 99, stages: stopped.stages.map((stage) => ({ ...stage, seconds: 50 })) };
    assert.equal(rehearsalReport(slower, evidence), rehearsalReport(stopped, evidence));
  });

  test('不放进任何外来内容：没有外部地址、行内样式和行内处理程序', () => {
    for (const page of [rehearsalReport(stopped, evidence), rehearsalReport(stopped), rehearsalIndex([stopped])]) {
      assert.doesNotMatch(page, /(?:src|href)="(?!data:|#|\.\.\/|%)/);
      assert.doesNotMatch(page, /\sstyle="|\son[a-z]+="|@import|url\(/);
      assert.match(page, /default-src &#39;none&#39;/);
    }
  });

  test('没有证据包时直说不能作为证据', () => {
    const { evidence: _none, ...bare } = stopped;
    assert.match(rehearsalReport(bare), /没有生成证据包，不能作为证据/);
  });

  test('时间线按日期的比例画：两段等长的日子一样宽，逾期的标出', () => {
    const row = (stage: string, startedOn: string, doneOn: string, due: string) => ({
      subject: '甲',
      stage,
      owner: '企业',
      state: '已完成',
      startedOn,
      doneOn,
      due,
    });
    const drawn = String(
      timeLine(
        [row('一', '2022-05-07', '2022-05-17', '2022-06-01'), row('二', '2022-06-20', '2022-06-30', '2022-06-25')],
        '2022-07-01',
        { id: 'drawn', until: '演练终止日' },
      ),
    );
    const bars = [...drawn.matchAll(/<rect class="bar unit\s+(late)?\s*" x="([\d.]+)" y="\d+" width="([\d.]+)"/g)];
    assert.equal(bars.length, 2);
    const [[, , from, width], [, late, next, same]] = bars as unknown as [string[], string[]];
    assert.ok(Math.abs(Number(width) - Number(same)) <= 0.2, `${width} ${same}`);
    assert.ok(Math.abs((Number(next) - Number(from)) / Number(width) - 4.4) < 0.05);
    assert.equal(late, 'late');
    // 2022-06-03 to 06-05 is 端午, one run of rest days; the Saturday 2022-05-07 is worked, so the first run is 05-08 alone.
    assert.equal([...drawn.matchAll(/class="rest"/g)].length, 9);
  });

  test('公示长于五个工作日不是逾期，不足的说明差几天', () => {
    const notice = (doneOn: string) => ({
      subject: '补贴申请 SQ1',
      stage: '网上公示',
      owner: '区人社局' as const,
      state: '已完成' as const,
      startedOn: '2022-02-17',
      due: '2022-02-23',
      doneOn,
      limit: '不少于 5 个工作日',
    });
    const [long, short] = [notice('2022-02-25'), notice('2022-02-22')];
    assert.deepEqual([long, short].map(isLate), [false, false]);
    assert.deepEqual([long, short].map(isShort), [false, true]);
    const table = String(dueDatesTable([long, short], '2022-03-01'));
    assert.match(table, /多公示 2 个工作日/);
    assert.match(table, /不足 1 个工作日/);
  });

  test('总览：未办结的在前，链接到各自的报告，金额和最近的时限都在', () => {
    const passed: RehearsalResult = {
      ...stopped,
      case: '甲 #1',
      outcome: 'passed',
      deadlines: [],
      claims: [{ receipt: 'SQ1', status: '已拨付', amount: 36000, lines: [] }],
    };
    const { problem: _none, ...good } = passed;
    const page = rehearsalIndex([good, stopped]);
    assert.ok(page.indexOf('>逾期</a>') < page.indexOf('>甲 #1</a>'));
    assert.match(page, /href="%E7%94%B2%20%231\/data\/reports\/report.html"/);
    assert.match(page, /1 个未办结/);
    assert.match(page, /36,000/);
    assert.match(page, /2022-05-27 逾期/);
  });

  test('总览：被中断的案例算作未办结，并说出怎样接着演练', () => {
    const { problem: _none, ...good } = { ...stopped, outcome: 'passed' as const };
    const page = rehearsalIndex([good], [{ name: '乙', told: '没有办完，记录到第 41 条为止' }]);
    assert.match(page, /1 个未办结/);
    assert.match(page, /<dt>案例<\/dt><dd><b>2<\/b>/);
    assert.match(page, /乙<\/td>.*记录到第 41 条为止。加 --resume 接着演练/);
  });
});
