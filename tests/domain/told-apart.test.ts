import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import ExcelJS from 'exceljs';
import { readCase } from '../../domain/case/read-case.ts';
import { writeCase } from '../../domain/case/write-case.ts';
import { checkIdNumber, idNumberWithCheck } from '../../domain/identifiers/id-number.ts';
import { personalValues, Redactor } from '../../evidence/redactor.ts';
import { caseOf } from '../../fixtures/factories/case.ts';

const material = caseOf({ seed: 21, traineesPerProject: 2 });

async function findingsOf(change: (workbook: ExcelJS.Workbook) => void) {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load((await writeCase(material)) as never);
  change(workbook);
  const folder = mkdtempSync(join(tmpdir(), 'told-'));
  await workbook.xlsx.writeFile(join(folder, 'case.xlsx'));
  return (await readCase(folder)).findings.filter(({ rule }) => !/material/.test(rule));
}

const sheetOf = (workbook: ExcelJS.Workbook, name: string) => {
  const sheet = workbook.getWorksheet(name);
  assert.ok(sheet);
  return sheet;
};

describe('没有写出来的，和写坏了的', () => {
  test('没有的选填列也要说：依据它们的核查无法进行', async () => {
    const [finding, ...others] = await findingsOf((workbook) => sheetOf(workbook, '备案项目').spliceColumns(6, 2));
    assert.deepEqual(others, []);
    assert.equal(finding?.rule, 'reader/missing-column');
    assert.equal(finding.verdict, 'doubt');
    assert.match(finding.message, /没有「计划开始日期」「计划结束日期」列/);
  });

  test('记录表只有表头而别的记录表有数据：不能悄悄放过；全都没有则只是还没有培训', async () => {
    const emptied = (...names: string[]) =>
      findingsOf((workbook) => {
        for (const name of names)
          sheetOf(workbook, name).eachRow((row, number) => {
            if (number > 1) row.values = [];
          });
      });
    const [finding, ...others] = await emptied('学习记录');
    assert.deepEqual(others, []);
    assert.equal(finding?.rule, 'reader/empty-sheet');
    assert.deepEqual(finding.where[0]?.sheet, '学习记录');
    assert.match(finding.message, /只有表头.*「签到记录」「答疑记录」「考试记录」已填写/);
    assert.deepEqual(await emptied('签到记录', '学习记录', '答疑记录', '考试记录'), []);
  });

  test('只剩半个的字：在其单元格被拒绝，不重复其余的字；替换个人信息不因它出错', async () => {
    const findings = await findingsOf((workbook) => {
      sheetOf(workbook, '学员花名册').getCell('B3').value = '吕_xD842_杰';
    });
    assert.deepEqual(
      findings.map(({ rule, where }) => [rule, where[0]?.cell]),
      [['reader/half-character', 'B3']],
    );
    assert.doesNotMatch(findings[0]?.message ?? '', /吕|杰/);
    const [person, ...rest] = material.roster;
    assert.ok(person);
    const redactor = new Redactor(
      Buffer.alloc(32, 7),
      personalValues({ ...material, roster: [{ ...person, name: '吕\ud842杰' }, ...rest] }),
    );
    assert.doesNotMatch(redactor.text(`前 ${person.phone} 后`), new RegExp(person.phone));
  });

  test('说号码哪里不对，而不重复号码', () => {
    for (const number of ['990101199001010012', '310101199352030007', '310101199013250007']) {
      const checked = checkIdNumber(number);
      assert.ok(!checked.ok);
      assert.doesNotMatch(checked.reason, /\d{4}|-\d\d/, number);
    }
    const checked = checkIdNumber(idNumberWithCheck('31010120350101001'), '2022-05-09');
    assert.ok(!checked.ok);
    assert.match(checked.reason, /第 7 至 14 位（出生日期）晚于 2022-05-09/);
    assert.doesNotMatch(checked.reason, /2035/);
  });
});
