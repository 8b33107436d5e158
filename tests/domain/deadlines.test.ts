import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { REST } from '../../domain/calendar/rest-days.ts';
import { isWorkingDay } from '../../domain/calendar/working-days.ts';
import { plusDays } from '../../domain/date.ts';
import { DEADLINE_EVENTS, deadlineAfter } from '../../domain/deadlines/deadline.ts';
import { policyFor } from '../../domain/policy/policy.ts';

const YEARS = Object.keys(REST).map(Number);
const BEYOND = new RegExp(`没有 ${(YEARS.at(-1) ?? 0) + 1} 年的放假安排`);

const run = (args: string[], zone = 'Asia/Shanghai') =>
  spawnSync(process.execPath, ['scripts/deadlines.ts', ...args], {
    encoding: 'utf8',
    env: { ...process.env, TZ: zone },
  });

describe('推算最迟日期', () => {
  test('有放假安排的每一天、每个事项：要么算对，要么说明没有该年的放假安排', () => {
    let refused = 0;
    const policy = policyFor('2022-04-25');
    for (let day = `${YEARS[0]}-01-01`; day <= `${YEARS.at(-1)}-12-31`; day = plusDays(day, 1)) {
      for (const event of DEADLINE_EVENTS) {
        try {
          const deadline = deadlineAfter(event, day, policy);
          assert.equal(isWorkingDay(deadline.due), true);
          if (deadline.unit === 'working-day') assert.equal(deadline.counted.length, deadline.days);
          assert.equal(deadline.due >= day, true);
        } catch (error) {
          assert.match(String(error), BEYOND);
          refused += 1;
        }
      }
    }
    assert.ok(refused > 0 && refused < 400, String(refused));
  });
  for (const [event, date, due] of [
    ['filing-approved', '2022-11-30', '2023-02-28'],
    ['training-ended', '2022-04-25', '2022-05-11'],
    ['claim-submitted', '2022-04-25', '2022-05-11'],
    ['claim-accepted', '2022-12-20', '2023-02-06'],
    ['notice-started', '2022-02-17', '2022-02-23'],
    ['notice-ended', '2022-02-23', '2022-04-07'],
  ] as const) {
    test(`${event} ${date} 之后最迟 ${due}，与进程所在时区无关`, () => {
      const answers = ['America/New_York', 'UTC', 'Pacific/Kiritimati'].map((zone) =>
        run(['--event', event, '--date', date, '--json'], zone),
      );
      for (const answer of answers) {
        assert.equal(answer.status, 0, answer.stderr);
        const deadline = JSON.parse(answer.stdout);
        assert.deepEqual(Object.keys(deadline).sort(), ['basis', 'counted', 'date', 'days', 'due', 'event', 'unit']);
        assert.equal(deadline.due, due);
      }
      assert.equal(new Set(answers.map((answer) => answer.stdout)).size, 1);
    });
  }
  test('没有放假安排的年份、错误的日期和事项各得一句话，退出码 2', () => {
    for (const [args, pattern] of [
      [['--event', 'claim-accepted', '--date', '2020-06-01'], /没有 2020 年的放假安排/],
      [['--event', 'training-ended', '--date', '2019-01-02'], /没有适用的补贴政策/],
      [['--event', 'training-ended', '--date', '2022-02-30'], /真实存在/],
      [['--event', 'x', '--date', '2022-02-01'], /可用的事项/],
      [['--date', '2022-02-01'], /缺少必填选项/],
      [['--event', 'training-ended', '--date', '2022-02-01', '--nonsense'], /没有选项/],
    ] as const) {
      const answer = run([...args]);
      assert.equal(answer.status, 2);
      assert.match(answer.stderr, pattern);
      assert.equal(answer.stderr.trim().split('\n').length, 1, answer.stderr);
      assert.equal(answer.stdout, '');
    }
  });
  test('日历文件是 CRLF、每行不超过 75 字节的全天事项', () => {
    const path = join(mkdtempSync(join(tmpdir(), 'ics-')), 'due.ics');
    assert.equal(run(['--event', 'training-ended', '--date', '2022-04-25', '--ics', path]).status, 0);
    const text = readFileSync(path, 'utf8');
    assert.match(text, /^BEGIN:VCALENDAR\r\n/);
    assert.match(text, /\r\nDTSTART;VALUE=DATE:20220511\r\nDTEND;VALUE=DATE:20220512\r\n/);
    for (const line of text.split('\r\n')) assert.ok(Buffer.byteLength(line) <= 75, line);
  });
  test('--help 用中文说明用法', () => {
    const answer = run(['--help']);
    assert.equal(answer.status, 0);
    assert.match(answer.stdout, /推算某一事项之后的最迟日期/);
  });
});
