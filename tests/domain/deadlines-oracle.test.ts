import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { DEADLINE_EVENTS, type DeadlineEvent, deadlineAfter } from '../../domain/deadlines/deadline.ts';
import { policyFor } from '../../domain/policy/policy.ts';

/** The notices of the State Council once more, as printed: first and last day off, then days worked instead. */
const NOTICES = `
国办发明电〔2020〕27号 2021-01-01/2021-01-03 2021-02-11/2021-02-17 2021-04-03/2021-04-05 2021-05-01/2021-05-05 2021-06-12/2021-06-14 2021-09-19/2021-09-21 2021-10-01/2021-10-07
上班 2021-02-07 2021-02-20 2021-04-25 2021-05-08 2021-09-18 2021-09-26 2021-10-09
国办发明电〔2021〕11号 2022-01-01/2022-01-03 2022-01-31/2022-02-06 2022-04-03/2022-04-05 2022-04-30/2022-05-04 2022-06-03/2022-06-05 2022-09-10/2022-09-12 2022-10-01/2022-10-07
上班 2022-01-29 2022-01-30 2022-04-02 2022-04-24 2022-05-07 2022-10-08 2022-10-09
国办发明电〔2022〕16号 2022-12-31/2023-01-02 2023-01-21/2023-01-27 2023-04-05/2023-04-05 2023-04-29/2023-05-03 2023-06-22/2023-06-24 2023-09-29/2023-10-06
上班 2023-01-28 2023-01-29 2023-04-23 2023-05-06 2023-06-25 2023-10-07 2023-10-08`;

const DAY = 86_400_000;
const isoOf = (time: number) => new Date(time).toISOString().slice(0, 10);
const days = Array.from({ length: 1095 }, (_, index) => isoOf(Date.UTC(2021, 0, 1) + index * DAY));
const off = new Set(
  [...NOTICES.matchAll(/(\S{10})\/(\S{10})/g)].flatMap(([, from = '', to = '']) =>
    Array.from({ length: (Date.parse(to) - Date.parse(from)) / DAY + 1 }, (_, index) =>
      isoOf(Date.parse(from) + index * DAY),
    ),
  ),
);
const worked = new Set([...NOTICES.matchAll(/(?<=上班.*)\d{4}-\d\d-\d\d/g)].map(([day]) => day));
const isWeekend = (day: string) => [0, 6].includes(new Date(`${day}T12:00:00Z`).getUTCDay());
const workingDays = days.filter((day) => worked.has(day) || (!isWeekend(day) && !off.has(day)));

/** The nth working day after a day, undefined beyond the three years. */
const nth = (day: string, count: number, firstCounts = false) =>
  workingDays.filter((candidate) => (firstCounts ? candidate >= day : candidate > day))[count - 1];

/** 民法典 §202 and §203: the corresponding day or the last of the month, then on to a working day. */
function threeMonthsAfter(day: string): string | undefined {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const lastOfMonth = new Date(Date.UTC(year, month + 3, 0)).getUTCDate();
  const same = isoOf(Date.UTC(year, month + 2, Math.min(date, lastOfMonth)));
  return workingDays.find((candidate) => candidate >= same);
}

const EXPECTED: Record<DeadlineEvent, (day: string) => string | undefined> = {
  'filing-approved': threeMonthsAfter,
  'training-ended': (day) => nth(day, 10),
  'claim-submitted': (day) => nth(day, 10),
  'claim-accepted': (day) => nth(day, 30),
  'notice-started': (day) => nth(day, 5, true),
  'notice-ended': (day) => nth(day, 30),
};

/** Beyond the three years: refused where the calendar ends with them, later where it holds more. */
function dueOrRefusal(event: DeadlineEvent, day: string): string {
  try {
    return deadlineAfter(event, day, policyFor(day)).due;
  } catch (error) {
    return /没有 (\d{4}) 年的放假安排/.exec(String(error))?.[1] ?? '';
  }
}

describe('推算最迟日期，与另一套算法逐日核对', () => {
  const zone = process.env.TZ;
  after(() => {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  });
  test('对照用的历法本身：每年工作日数与三份通知相符', () => {
    assert.deepEqual(
      ['2021', '2022', '2023'].map((year) => workingDays.filter((day) => day.startsWith(year)).length),
      [250, 249, 249],
    );
  });
  for (const zoneName of ['Asia/Shanghai', 'America/New_York', 'Pacific/Kiritimati', 'Pacific/Pago_Pago']) {
    test(`2021 至 2023 年每一天、每个事项都相同，越出三年的不会算在三年之内（进程时区 ${zoneName}）`, () => {
      process.env.TZ = zoneName;
      for (const day of days)
        for (const event of DEADLINE_EVENTS) {
          const due = EXPECTED[event](day);
          if (due === undefined) assert.ok(dueOrRefusal(event, day) > '2023-12-31', `${event} ${day}`);
          else assert.equal(deadlineAfter(event, day, policyFor(day)).due, due, `${event} ${day}`);
        }
    });
  }
});
