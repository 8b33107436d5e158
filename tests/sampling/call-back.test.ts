import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import ExcelJS from 'exceljs';
import { judgeCases } from '../../audit/engine/judge-cases.ts';
import { loadRules } from '../../audit/engine/load-rules.ts';
import type { Rule } from '../../audit/engine/rule.ts';
import { type CallBack, callBack } from '../../audit/sampling/call-back.ts';
import type { Judged } from '../../audit/sampling/draw.ts';
import { InputError } from '../../domain/errors.ts';
import { cleanCase } from '../../fixtures/factories/clean-case.ts';
import { inputOf, sketchesOf } from '../../fixtures/factories/defects/try.ts';

const OPTIONS = { seed: 7, confidence: 0.95, error: 0.1 };
const FILE = '回访.xlsx';

/** Two units; in the first, one trainee learns on the device of three others. */
async function given(): Promise<Judged[]> {
  const cases = [51, 52].map((seed) => cleanCase(seed, { projects: 2, traineesPerProject: 8 }));
  for (const { idNumber } of cases[0]?.roster.slice(0, 4) ?? [])
    for (const session of cases[0]?.sessions ?? []) if (session.idNumber === idNumber) session.device = 'PC-SHARED';
  const inputs = cases.map((material, index) => inputOf(material, sketchesOf(material, index)));
  const audits = await judgeCases(inputs);
  return inputs.map((input, index) => ({ input, findings: audits[index]?.findings ?? [] }));
}

type Row = (header: string) => ExcelJS.Cell;

/** The call sheet as a caller fills it in. */
class Filled {
  readonly book = new ExcelJS.Workbook();

  static async of(drawn: CallBack): Promise<Filled> {
    const filled = new Filled();
    await filled.book.xlsx.load((await drawn.sheet()) as never);
    return filled;
  }

  get sheet(): ExcelJS.Worksheet {
    return this.book.getWorksheet('回访表') as ExcelJS.Worksheet;
  }

  get header(): number {
    let header = 0;
    this.sheet.eachRow((row, number) => {
      if (row.getCell(1).value === '编号') header = number;
    });
    return header;
  }

  get codes(): string[] {
    const codes: string[] = [];
    for (let row = this.header + 1; row <= this.sheet.rowCount; row += 1)
      codes.push(String(this.sheet.getCell(row, 1).value));
    return codes;
  }

  /** A row by its place below the header. */
  row(index: number): Row {
    return (header) => {
      let column = 0;
      this.sheet.getRow(this.header).eachCell((cell, at) => {
        if (cell.value === header) column = at;
      });
      assert.ok(column > 0, header);
      return this.sheet.getCell(this.header + 1 + index, column);
    };
  }

  say(index: number, values: Record<string, ExcelJS.CellValue>): this {
    const usual = {
      是否接通: '接通',
      拨打次数: 1,
      是否本人: '是',
      确认参加: '确认',
      说法与记录是否一致: '一致',
      回访人: '回访员甲',
      日期: new Date('2022-06-20T00:00:00Z'),
    };
    for (const [header, value] of Object.entries({ ...usual, ...values })) this.row(index)(header).value = value;
    return this;
  }

  sayAll(): this {
    this.codes.forEach((_, index) => {
      this.say(index, {});
    });
    return this;
  }

  async read(judged: Judged[], rules: Rule[], options = OPTIONS): Promise<CallBack> {
    const bytes = new Uint8Array(await this.book.xlsx.writeBuffer());
    return (await callBack(judged, rules, { ...options, answers: { file: FILE, bytes } })) as CallBack;
  }
}

const NOT_REACHED = { 是否接通: '未接通', 是否本人: null, 确认参加: null, 说法与记录是否一致: null };

describe('电话回访表', () => {
  let judged: Judged[];
  let rules: Rule[];
  let drawn: CallBack;
  before(async () => {
    judged = await given();
    rules = await loadRules();
    drawn = (await callBack(judged, rules, OPTIONS)) as CallBack;
  });
  const refused = async (filled: Filled, message: RegExp, options = OPTIONS) =>
    assert.rejects(filled.read(judged, rules, options), (error: Error) => {
      assert.ok(error instanceof InputError, error.stack);
      assert.match(error.message, message);
      return true;
    });

  test('提问来自本人的记录，问句中没有答案', () => {
    for (const { questions, course, employment } of drawn.sample.trainings) {
      assert.ok(questions.length >= 8);
      for (const { ask } of questions) {
        assert.match(ask, /？$/);
        assert.doesNotMatch(ask, new RegExp(`\\d|${course}|${employment}|PC-`));
      }
      const records = questions.map(({ record }) => record).join('\n');
      assert.match(records, new RegExp(`「${course}」`));
      assert.match(records, /2022-05-\d\d 至 2022-05-\d\d，\d 天 \d+ 次，共 1[01]\d\d 分/);
      assert.match(records, /签到 \d 天\n提问 \d 次\n2022-05-\d\d 考试，\d+(\.\d+)? 分/);
    }
  });
  test('有存疑的人全部在内，另有针对存疑的提问', () => {
    const shared = drawn.sample.trainings.filter(({ reasons }) => reasons.includes('signs/shared-device'));
    assert.equal(shared.length, 4);
    for (const { certain, questions } of shared) {
      assert.ok(certain);
      assert.ok(questions.some(({ rule, ask }) => rule === 'signs/shared-device' && /还有谁在用/.test(ask)));
      assert.ok(questions.some(({ record }) => record === 'PC-SHARED'));
    }
  });
  test('回访表有真实号码、下拉列表和打印设置；报告只有隐去后的姓名和号码', async () => {
    const filled = await Filled.of(drawn);
    const row = filled.row(0);
    const [first] = drawn.sample.trainings;
    assert.match(String(row('手机号').value), /^1\d{10}$/);
    assert.equal(String(row('证件尾号').value), first?.person.slice(-4));
    assert.equal(row('是否接通').dataValidation.formulae[0], '"接通,未接通,空号或停机,拒绝回答"');
    const { pageSetup, views } = filled.sheet;
    assert.equal(pageSetup.orientation, 'landscape');
    assert.equal(pageSetup.printTitlesRow, `${filled.header}:${filled.header}`);
    assert.deepEqual({ ...views[0] }, { ...views[0], state: 'frozen', ySplit: filled.header });
    assert.match(String(filled.sheet.getCell('A2').value), /含完整的姓名和手机号.*不得转发/);
    const shown = JSON.stringify(drawn.sample);
    for (const { input } of judged)
      for (const { name, phone, idNumber } of input.case.roster)
        for (const value of [name, phone, idNumber]) assert.ok(!shown.includes(value), value);
  });
  test('填好的回访表读回，给出结论和确认比例', async () => {
    const filled = (await Filled.of(drawn)).sayAll();
    const codes = filled.codes;
    filled.say(0, { 确认参加: '否认', 说法与记录是否一致: null, 备注: '说从未听过；另有电话 13912345678' });
    filled.say(1, { 说法与记录是否一致: '部分不一致' });
    filled.say(2, { ...NOT_REACHED, 拨打次数: 3 });
    filled.say(3, { ...NOT_REACHED, 拨打次数: 2 });
    const read = await filled.read(judged, rules);
    assert.deepEqual(
      read.sample.trainings.map(({ code }) => code),
      codes,
    );
    const said = judged.flatMap(({ findings }, number) =>
      read
        .findings(number, findings)
        .filter(({ rule, verdict }) => rule.startsWith('people/call-back-') && verdict !== 'pass'),
    );
    assert.deepEqual(
      said.map(({ rule, verdict, where }) => [
        rule,
        verdict,
        where[1]?.file,
        where[1]?.sheet,
        where[1]?.cell?.slice(-1),
      ]),
      [
        ['people/call-back-agrees', 'doubt', FILE, '回访表', String(filled.header + 2).slice(-1)],
        ['people/call-back-confirms', 'doubt', FILE, '回访表', String(filled.header + 1).slice(-1)],
        ['people/call-back-reached', 'doubt', FILE, '回访表', String(filled.header + 3).slice(-1)],
      ],
    );
    assert.equal(read.sample.trainings[0]?.result?.note, '说从未听过；另有电话 139****5678');
    const [all, ...cases] = read.sample.shares;
    const { drawn: sampled } = read.sample;
    assert.deepEqual([all?.case, all?.called, all?.confirmed], [undefined, sampled, sampled - 3]);
    assert.deepEqual(
      cases.map((one) => one.case),
      judged.map(({ input }) => input.case.name),
    );
    assert.ok((all?.low ?? 1) <= (all?.share ?? 0) && (all?.share ?? 1) <= (all?.high ?? 0));
    assert.ok((cases[1]?.share ?? 0) === 1 && (cases[0]?.share ?? 1) < 1);
  });
  test('读回的结果不改变抽到谁', async () => {
    const filled = (await Filled.of(drawn)).sayAll().say(5, { 确认参加: '否认', 说法与记录是否一致: null });
    const read = await filled.read(judged, rules);
    const known = judged.map(({ input, findings }, number) => ({ input, findings: read.findings(number, findings) }));
    assert.ok(
      known.some(({ findings }) =>
        findings.some(({ verdict, rule }) => verdict === 'doubt' && rule === 'people/call-back-confirms'),
      ),
    );
    assert.equal((await callBack(known, rules, OPTIONS))?.sample.id, drawn.sample.id);
  });
  test('没有填写的行是还没有回访', async () => {
    const read = await (await Filled.of(drawn)).say(3, {}).read(judged, rules);
    assert.deepEqual(
      read.sample.trainings.flatMap(({ result }, index) => (result === undefined ? [] : [index])),
      [3],
    );
    assert.equal(read.sample.shares[0]?.called, 1);
  });
  test('排序、筛选、隐藏、增加列过的表照样读回', async () => {
    const filled = (await Filled.of(drawn)).sayAll().say(0, { 确认参加: '否认', 说法与记录是否一致: null });
    const plain = await filled.read(judged, rules);
    const { sheet, header } = filled;
    const rows = filled.codes.map((_, index) => sheet.getRow(header + 1 + index).values as ExcelJS.CellValue[]);
    rows.reverse().forEach((values, index) => {
      const row = sheet.getRow(header + 1 + index);
      row.values = values;
      row.hidden = index % 2 === 0;
    });
    sheet.getCell(header, 30).value = '自己加的列';
    sheet.getCell(header + 1, 30).value = '随便写';
    const read = await filled.read(judged, rules);
    assert.deepEqual(read.sample.trainings, plain.sample.trainings);
  });

  test("像公式的姓名在表中加了「'」，照样读回", async () => {
    const [one] = await given();
    const [person] = one?.input.case.roster ?? [];
    if (one === undefined || person === undefined) throw new Error('there are trainees');
    person.name = '=赵';
    const own = (await callBack([one], rules, OPTIONS)) as CallBack;
    const filled = (await Filled.of(own)).sayAll();
    assert.ok(filled.codes.some((_, index) => filled.row(index)('姓名').value === "'=赵"));
    assert.equal((await filled.read([one], rules)).sample.shares[0]?.called, own.sample.drawn);
  });

  test('列表之外的内容、公式、错误日期逐格指出', async () => {
    const filled = (await Filled.of(drawn)).sayAll();
    filled.row(0)('是否接通').value = '打通了';
    filled.row(1)('拨打次数').value = { formula: '1+1', result: 2 };
    filled.row(2)('日期').value = '昨天';
    filled.row(3)('拨打次数').value = 0;
    const at = (index: number, header: string) => `回访表 ${filled.row(index)(header).address}「${header}」`;
    await refused(filled, new RegExp(`^${FILE} 有 4 处问题，没有读取任何回访结果`));
    await refused(filled, new RegExp(`${at(0, '是否接通')}应填 接通 或 未接通`));
    await refused(filled, new RegExp(`${at(1, '拨打次数')}是公式`));
    await refused(filled, new RegExp(`${at(2, '日期')}的内容.*看不懂的写法，请写成 2022-05-09 的样子`));
    await refused(filled, new RegExp(`${at(3, '拨打次数')}应填大于 0`));
  });
  test('早于培训第一天的通话不是回访，不读取', async () => {
    const filled = (await Filled.of(drawn)).sayAll();
    filled.row(2)('日期').value = new Date('2022-05-01T00:00:00Z');
    await refused(filled, /「日期」2022-05-01 早于该学员培训的第一天 2022-05-\d\d，培训之前的通话不是回访/);
  });
  test('没有填完的一行指出缺少的格', async () => {
    const filled = (await Filled.of(drawn)).say(0, { 确认参加: null, 回访人: null });
    await refused(filled, /「回访人」为空，填写回访结果时须填写/);
    await refused(filled, /「确认参加」为空，本人接听后须填写/);
  });
  test('没有接通却填了说法，指出应留空的格', async () => {
    await refused((await Filled.of(drawn)).say(0, { 是否接通: '空号或停机' }), /「确认参加」应留空：没有接通/);
    await refused((await Filled.of(drawn)).say(0, { 是否本人: '否' }), /「确认参加」应留空：不是本人接听/);
  });
  test('不认识的编号、换了姓名、重复的行被拒绝', async () => {
    const unknown = (await Filled.of(drawn)).sayAll();
    unknown.row(0)('编号').value = 'H9999';
    await refused(unknown, /「编号」「H9999」不在本次抽样中/);
    const renamed = (await Filled.of(drawn)).sayAll();
    renamed.row(0)('姓名').value = '别人';
    await refused(renamed, /「姓名」与抽样名单中编号「H0001」的学员不同/);
    const doubled = (await Filled.of(drawn)).sayAll();
    doubled.row(1)('编号').value = 'H0001';
    await refused(doubled, new RegExp(`「编号」「H0001」与第 ${doubled.header + 1} 行重复`));
    const blank = (await Filled.of(drawn)).sayAll();
    blank.row(0)('编号').value = null;
    await refused(blank, /「编号」为空/);
  });
  test('缺少的列和重复的列被指出', async () => {
    const missing = (await Filled.of(drawn)).sayAll();
    missing.sheet.getCell(missing.header, missing.row(0)('回访人').fullAddress.col).value = '谁打的';
    await refused(missing, /工作表「回访表」缺少「回访人」列/);
    const doubled = (await Filled.of(drawn)).sayAll();
    doubled.sheet.getCell(doubled.header, 30).value = '日期';
    await refused(doubled, /「日期」列出现了 2 次/);
  });
  test('别的种子值、别的案例的回访表被拒绝，并说明怎样运行', async () => {
    const filled = (await Filled.of(drawn)).sayAll();
    await refused(filled, /--seed 为 7，本次为 8.*请加 --seed 7 重新运行/, { ...OPTIONS, seed: 8 });
    await refused(filled, /--error 为 10%，本次为 20%/, { ...OPTIONS, error: 0.2 });
    const [first] = judged;
    await assert.rejects(
      filled.read([first as Judged], rules),
      /属于另一次抽样（编号 [0-9a-f]{8}，本次为 [0-9a-f]{8}）/,
    );
  });
  test('不是回访表的文件被拒绝', async () => {
    const other = new Filled();
    other.book.addWorksheet('Sheet1').getCell('A1').value = '编号';
    await refused(other, /没有工作表「说明」，不是由 --call-list 生成的回访表/);
    const options = { ...OPTIONS, answers: { file: FILE, bytes: new TextEncoder().encode('no workbook') } };
    await assert.rejects(callBack(judged, rules, options), /不是 Excel 表格/);
  });

  test('现场检查先按问题，再按种子值随机，每个项目一次', () => {
    const { onSite } = drawn.sample;
    assert.equal(onSite.length, 4);
    assert.deepEqual(
      onSite.map(({ order, reason }) => [order, reason]),
      [
        [1, '按问题'],
        [2, '按问题'],
        [3, '随机'],
        [4, '随机'],
      ],
    );
    for (let index = 1; index < onSite.length; index += 1)
      assert.ok((onSite[index - 1]?.weight ?? 0) >= (onSite[index]?.weight ?? 0));
    assert.ok(onSite[0]?.look.some((line) => line.includes('没有许多人共用一台设备')));
    for (const { day, people } of onSite) {
      assert.match(day ?? '', /^2022-05-\d\d$/);
      assert.equal(people.length, 3);
    }
  });
  test('现场检查的随机次序随种子值变化，与案例先后无关', async () => {
    const order = async (seed: number, list = judged) =>
      (await callBack(list, rules, { ...OPTIONS, seed }))?.sample.onSite.map(
        ({ case: name, course }) => `${name} ${course}`,
      );
    assert.deepEqual(await order(7, [...judged].reverse()), await order(7));
    const orders = await Promise.all([1, 2, 3, 4, 5, 6].map((seed) => order(seed)));
    assert.ok(new Set(orders.map((one) => one?.slice(2).join())).size > 1);
  });
  test('没有花名册的案例无人可抽', async () => {
    const material = { ...cleanCase(53), roster: [] };
    assert.equal(await callBack([{ input: inputOf(material, new Map()), findings: [] }], rules, OPTIONS), undefined);
  });
});
