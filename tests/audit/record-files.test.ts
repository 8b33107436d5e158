import assert from 'node:assert/strict';
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { audit } from '../../audit/engine/audit.ts';
import { inputOfReading } from '../../audit/engine/read-input.ts';
import overlappingSessions from '../../audit/rules/signs/overlapping-sessions.ts';
import chaptersAsFiled from '../../audit/rules/training/chapters-as-filed.ts';
import minimumMinutes from '../../audit/rules/training/minimum-minutes.ts';
import recordFileSound from '../../audit/rules/training/record-file-sound.ts';
import { readCase } from '../../domain/case/read-case.ts';
import { InputError } from '../../domain/errors.ts';
import { caseInParquet, HEADERS } from '../../fixtures/factories/case-in-parquet.ts';
import { cleanCase } from '../../fixtures/factories/clean-case.ts';

/** Named, and not found by the folder: so that mutation testing knows what this file sees. */
const RULES = [minimumMinutes, recordFileSound, chaptersAsFiled, overlappingSessions];

const problemsIn = async (folder: string) => {
  const reading = await readCase(folder);
  const [result] = await audit([await inputOfReading(reading, 'parquet')], { rules: RULES });
  return result?.findings.filter(({ verdict }) => verdict === 'violation' || verdict === 'doubt') ?? [];
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
  test('列名不符的文件得到一句话，说明应有的列名', async () => {
    const folder = await caseInParquet(sessionsOf(), HEADERS.replace('开始时间', '开始'));
    await assert.rejects(
      problemsIn(folder),
      (error) => error instanceof InputError && /学习记录\.parquet.*列名须与/.test(error.message),
    );
    rmSync(folder, { recursive: true });
  });
  test('损坏的文件得到一句话', async () => {
    const folder = await caseInParquet(sessionsOf());
    cpSync(join(folder, 'case.xlsx'), join(folder, '学习记录.parquet'));
    await assert.rejects(problemsIn(folder), InputError);
  });
});
