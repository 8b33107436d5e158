import assert from 'node:assert/strict';
import { cpSync, rmSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { inputOfReading } from '../../audit/engine/input-of-reading.ts';
import { judgeCases } from '../../audit/engine/judge-cases.ts';
import { loadRules } from '../../audit/engine/load-rules.ts';
import overlappingSessions from '../../audit/rules/signs/overlapping-sessions.ts';
import chaptersAsFiled from '../../audit/rules/training/chapters-as-filed.ts';
import minimumMinutes from '../../audit/rules/training/minimum-minutes.ts';
import recordFileSound from '../../audit/rules/training/record-file-sound.ts';
import { readCase } from '../../domain/case/read-case.ts';
import { isProblem } from '../../domain/finding.ts';
import { caseInParquet, HEADERS, writeParquet } from '../../fixtures/factories/case-in-parquet.ts';
import { cleanCase } from '../../fixtures/factories/clean-case.ts';

/** Named, and not found by the folder: so that mutation testing knows what this file sees. */
const RULES = [minimumMinutes, recordFileSound, chaptersAsFiled, overlappingSessions];

const problemsIn = async (folder: string) => {
  const reading = await readCase(folder);
  const [result] = await judgeCases([await inputOfReading(reading, 'parquet')], { rules: RULES });
  return result?.findings.filter(isProblem) ?? [];
};
const sessionsOf = () => cleanCase(11, { projects: 1, traineesPerProject: 5 }).sessions;

describe('Parquet 记录文件', () => {
  test('与工作表同样核查，没有缺陷时没有错误和存疑', async () => {
    assert.deepEqual(await problemsIn(await caseInParquet(sessionsOf())), []);
  });
  test('时长不足由同一条规则指出，行号是文件中的行', async () => {
    const sessions = sessionsOf();
    const idNumber = sessions[0]?.idNumber;
    const kept = sessions.filter((session, index) => session.idNumber !== idNumber || index < 3);
    const found = await problemsIn(await caseInParquet(kept));
    const short = found.find(({ rule }) => rule === 'training/minimum-minutes');
    assert.deepEqual(short?.where[1], { file: '学习记录.parquet', sheet: '学习记录', cell: 'E3' });
  });
  test('倒置的时间和花名册之外的学员各得一处说明', async () => {
    const sessions = sessionsOf();
    const [first, second] = sessions;
    if (first !== undefined) first.end = first.start;
    if (second !== undefined) second.idNumber = '310101199001010012';
    const found = (await problemsIn(await caseInParquet(sessions))).filter(
      ({ rule }) => rule === 'training/record-file-sound',
    );
    assert.deepEqual(
      found.map(({ where, message }) => [where[0]?.cell, /^1 条记录/.test(message)]),
      [
        ['E1', true],
        ['B2', true],
      ],
    );
  });
  for (const { sheet, columns, header, rows, problem, column } of [
    {
      sheet: '签到记录',
      columns: '签到时间',
      header: 'signed',
      rows: 'NULL::TIMESTAMP',
      problem: '有空值',
      column: 'B',
    },
    {
      sheet: '答疑记录',
      columns: '提问时间, 答复时间',
      header: 'asked',
      rows: 'NULL::TIMESTAMP, NULL::TIMESTAMP',
      problem: '有空值',
      column: 'B',
    },
    {
      sheet: '考试记录',
      columns: '考试时间, 成绩',
      header: 'taken',
      rows: "TIMESTAMP '2022-05-20 09:00:00', 101",
      problem: '成绩不在 0 至 100 之间',
      column: 'D',
    },
  ] as const)
    test(`「${sheet}」的记录文件也逐行核查：${problem}，花名册之外的学员`, async () => {
      const sessions = sessionsOf();
      const [{ course, idNumber } = { course: '', idNumber: '' }] = sessions;
      const folder = await caseInParquet(sessions);
      const own = `'${course}', '${idNumber}'`;
      const fine = {
        签到记录: "TIMESTAMP '2022-05-20 09:00:00'",
        答疑记录: "TIMESTAMP '2022-05-20 09:00:00', NULL",
        考试记录: "TIMESTAMP '2022-05-20 09:00:00', 90",
      };
      await writeParquet(
        folder,
        sheet,
        `SELECT * FROM (VALUES (${own}, ${fine[sheet]}), (${own}, ${rows}), ('${course}', '310101199001010012', ${fine[sheet]})) ${header}(培训课程, 身份证号, ${columns})`,
      );
      const found = (await problemsIn(folder)).filter(({ rule }) => rule === 'training/record-file-sound');
      assert.deepEqual(
        found.map(({ where: [at] }) => at),
        [
          { file: `${sheet}.parquet`, sheet, cell: `${column}2` },
          { file: `${sheet}.parquet`, sheet, cell: 'B3' },
        ],
      );
      assert.match(found[0]?.message ?? '', new RegExp(`^1 条记录${problem}，第一条在第 2 行.*「${sheet}」`));
      assert.match(found[1]?.message ?? '', /学员不在该课程的花名册中/);
    });
  test('表格中的记录由读取时核对，不算作记录文件的问题', async () => {
    const folder = await caseInParquet(sessionsOf());
    const reading = await readCase(folder);
    for (const one of reading.readable.signIns.slice(0, 1)) one.idNumber = '310101199001010012';
    const [result] = await judgeCases([await inputOfReading(reading, 'parquet')], { rules: [recordFileSound] });
    assert.deepEqual(
      result?.findings.map(({ verdict }) => verdict),
      ['pass'],
    );
  });
  test('没有一行的记录文件等于没有数据：每条需要它的规则都不适用，不当作符合', async () => {
    const folder = await caseInParquet(sessionsOf());
    await writeParquet(
      folder,
      '学习记录',
      `SELECT * FROM (SELECT '' 培训课程, '' 身份证号, '' 章节, TIMESTAMP '2022-05-20 09:00:00' 开始时间, TIMESTAMP '2022-05-20 10:00:00' 结束时间, '' 设备, '' 地址) WHERE false`,
    );
    const [result] = await judgeCases([await inputOfReading(await readCase(folder), 'parquet')]);
    const asking = new Set((await loadRules()).filter(({ needs }) => needs.includes('学习记录')).map(({ id }) => id));
    assert.ok(asking.size > 15);
    for (const { rule, verdict } of result?.findings ?? [])
      if (asking.has(rule)) assert.equal(verdict, 'not-applicable', rule);
    const missing = result?.findings.find(({ rule }) => rule === 'training/records-there');
    assert.match(missing?.message ?? '', /「学习记录」没有一行数据/);
    assert.equal(result?.findings.find(({ rule }) => rule === 'training/record-file-sound')?.verdict, 'not-applicable');
  });
  for (const [what, spoil, rule] of [
    ['列名不符', undefined, 'reader/missing-column'],
    [
      '不是 Parquet',
      (folder: string) => cpSync(join(folder, 'case.xlsx'), join(folder, '学习记录.parquet')),
      'reader/record-file-damaged',
    ],
    ['被截断', (folder: string) => truncateSync(join(folder, '学习记录.parquet'), 300), 'reader/record-file-damaged'],
  ] as const)
    test(`不能用的文件是这个案例的一处错误，其余照常核查：${what}`, async () => {
      const folder = await caseInParquet(
        sessionsOf(),
        spoil === undefined ? HEADERS.replace('开始时间', '开始') : HEADERS,
      );
      spoil?.(folder);
      const reading = await readCase(folder);
      const [found] = reading.findings.filter((finding) => finding.rule === rule);
      assert.deepEqual(found?.where, [{ file: '学习记录.parquet', sheet: '学习记录' }]);
      assert.deepEqual(reading.files.records, {});
      const [result] = await judgeCases([await inputOfReading(reading, 'parquet')], { rules: RULES });
      assert.ok(result?.findings.every(({ verdict }) => verdict !== 'violation'));
      rmSync(folder, { recursive: true });
    });
  test('值与列的类型不符时，该行算作有空值，不打断核查，也不带出内容', async () => {
    const folder = await caseInParquet(sessionsOf());
    const [{ course, idNumber } = { course: '', idNumber: '' }] = sessionsOf();
    await writeParquet(
      folder,
      '签到记录',
      `SELECT '${course}' 培训课程, '${idNumber}' 身份证号, '${idNumber}' 签到时间`,
    );
    const found = (await problemsIn(folder)).filter(({ rule }) => rule === 'training/record-file-sound');
    assert.match(found[0]?.message ?? '', /^1 条记录有空值，第一条在第 1 行/);
    assert.doesNotMatch(JSON.stringify(found.map(({ message }) => message)), new RegExp(idNumber));
  });
});
