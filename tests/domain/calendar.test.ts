import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, test } from 'node:test';
import { addMonths, addMonthsRolled } from '../../domain/calendar/months.ts';
import { REST } from '../../domain/calendar/rest-days.ts';
import {
  addWorkingDays,
  CalendarError,
  isWorkingDay,
  workingDaysFrom,
  workingDaysLeft,
} from '../../domain/calendar/working-days.ts';
import { plusDays } from '../../domain/date.ts';

function* daysOf(year: number): Generator<string> {
  for (let day = `${year}-01-01`; day.startsWith(String(year)); day = plusDays(day, 1)) yield day;
}

/** The years with a notice, ascending. */
const YEARS = Object.keys(REST).map(Number);
const [FIRST_YEAR = 0, LAST_YEAR = 0] = [YEARS[0], YEARS.at(-1)];

describe('工作日', () => {
  for (const [year, count] of [
    [2021, 250],
    [2022, 249],
    [2023, 249],
  ] as const) {
    test(`${year} 年共有 ${count} 个工作日`, () => assert.equal([...daysOf(year)].filter(isWorkingDay).length, count));
  }
  test('有放假安排的每一天与 chinese-days 一致', () => {
    // In a process of its own in Shanghai time: the library reads strings in the local zone (docs/decisions/0001).
    const script = `import chineseDays from 'chinese-days'; const out = []; for (let t = Date.UTC(${FIRST_YEAR}, 0, 1); t <= Date.UTC(${LAST_YEAR}, 11, 31); t += 864e5) { const d = new Date(t).toISOString().slice(0, 10); if (chineseDays.isWorkday(d)) out.push(d); } console.log(out.join());`;
    const run = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      encoding: 'utf8',
      env: { ...process.env, TZ: 'Asia/Shanghai' },
    });
    assert.equal(run.stdout.trim(), YEARS.flatMap((year) => [...daysOf(year)].filter(isWorkingDay)).join(), run.stderr);
  });
  test('没有放假安排的年份被拒绝，不作猜测', () => {
    for (const day of [`${FIRST_YEAR - 1}-12-31`, `${LAST_YEAR + 1}-01-02`])
      assert.throws(
        () => isWorkingDay(day),
        (error) => error instanceof CalendarError && error.message.includes(day.slice(0, 4)),
      );
    assert.throws(() => addWorkingDays(`${LAST_YEAR}-12-20`, 30), CalendarError);
    assert.throws(() => isWorkingDay('2022-02-30'), /不是真实日期/);
  });
});

describe('推算', () => {
  for (const [start, count, due] of [
    ['2022-04-25', 10, '2022-05-11'],
    ['2022-12-20', 30, '2023-02-06'],
    ['2022-04-01', 1, '2022-04-02'],
  ] as const) {
    test(`${start} 起 ${count} 个工作日为 ${due}，当日不计入`, () => {
      const counted = addWorkingDays(start, count);
      assert.equal(counted.due, due);
      assert.equal(counted.counted.length, count);
      assert.equal(counted.counted.includes(start), false);
    });
  }
  test('公示首日计入：2022-02-17 起五个工作日为 2022-02-23', () => {
    assert.deepEqual(workingDaysFrom('2022-02-17', 5), {
      due: '2022-02-23',
      counted: ['2022-02-17', '2022-02-18', '2022-02-21', '2022-02-22', '2022-02-23'],
    });
  });
  for (const [start, due] of [
    ['2022-11-30', '2023-02-28'],
    ['2022-07-01', '2022-10-08'],
    ['2022-01-29', '2022-04-29'],
  ] as const) {
    test(`${start} 起三个月为 ${due}`, () => assert.equal(addMonthsRolled(start, 3), due));
  }
  test('没有对应日的取月末，跨年照算', () => {
    assert.equal(addMonths('2022-11-30', 3), '2023-02-28');
    assert.equal(addMonths('2021-12-31', 2), '2022-02-28');
    assert.equal(addMonths('2022-01-31', 1), '2022-02-28');
  });
  test('剩余工作日到期当日计入，逾期为负', () => {
    assert.equal(workingDaysLeft('2022-04-25', '2022-05-11'), 10);
    assert.equal(workingDaysLeft('2022-05-11', '2022-05-11'), 0);
    assert.equal(workingDaysLeft('2022-05-12', '2022-05-11'), -1);
  });
});
