import { judgeCases } from '../../../audit/engine/judge-cases.ts';
import { plainLocate } from '../../../domain/case/tables/locate.ts';
import type { Company } from '../../../fixtures/companies/company.ts';
import { dishonestCompanies, honestCompany } from '../../../fixtures/companies/index.ts';
import type { Proof } from '../proof.ts';
import { Tally } from './tally.ts';
import { rateOf } from './wilson.ts';

/** Companies that are judged together, and in memory at once; rules that compare cases compare these. */
const BATCH = 20;
/** Keeps the seed values of honest and dishonest companies, and those of two runs, apart. */
const APART = 1_000_000;

/**
 * `size` honest and `size` dishonest companies (docs/frauds.md) are judged by every rule there is. It holds when no
 * honest one is said to have broken a rule; how often each sign is raised of whom is the table.
 */
export const companies: Proof = {
  size: 1000,
  prove: async ({ size, seed, say }) => {
    const tally = new Tally();
    const started = performance.now();
    const judge = async (batch: Company[], name: string) => {
      const found = await judgeCases(
        batch.map((company) => ({ case: company.case, locate: plainLocate('case.xlsx') })),
      );
      for (const [index, { findings }] of found.entries()) tally.add(batch[index] as Company, findings);
      say(`${name} ${name === '诚信' ? tally.honest.length : tally.dishonest.length} / ${size}`);
    };
    for (const batch of batches(size, (index) => [honestCompany(seed * APART + index)])) await judge(batch, '诚信');
    for (const batch of batches(size, (index) => dishonestCompanies((seed + 0.5) * APART + index)))
      await judge(batch, '不诚信');
    const accused = tally.honest.filter(({ violations }) => violations.size > 0);
    const alarmed = tally.honest.filter(({ alarms }) => alarms.size > 0);
    const found = tally.dishonest.filter(({ alarms }) => alarms.size > 0);
    const tables = { rules: tally.rules(), families: tally.families(), kinds: tally.kinds() };
    say(inShort(tally));
    return {
      holds: accused.length === 0,
      figures: {
        honest: tally.honest.length,
        dishonest: tally.dishonest.length,
        judgedTogether: BATCH,
        ...figuresOf('honestWithViolation', accused.length, tally.honest.length),
        ...figuresOf('honestWithAlarm', alarmed.length, tally.honest.length),
        ...figuresOf('dishonestFound', found.length, tally.dishonest.length),
        // Found by a rule that says little of honest companies: the others are named about as often.
        ...figuresOf(
          'dishonestFoundBySeldomRules',
          tables.families.reduce((sum, { bySeldomRules }) => sum + Number(bySeldomRules), 0),
          tally.dishonest.length,
        ),
        seconds: Math.round((performance.now() - started) / 1000),
      },
      failures: accused.map(
        ({ company, violations }) =>
          `${company.case.name}（${company.kind}，${company.platform}）：${[...violations].join('、')}`,
      ),
      tables,
    };
  },
};

/** Of at least `size` companies, whole frauds together. */
function* batches(size: number, make: (index: number) => Company[]): Generator<Company[]> {
  let batch: Company[] = [];
  let made = 0;
  for (let index = 0; made < size; index += 1) {
    const companies = make(index);
    made += companies.length;
    batch.push(...companies);
    if (batch.length < BATCH && made < size) continue;
    yield batch;
    batch = [];
  }
}

function figuresOf(name: string, count: number, of: number): Record<string, number> {
  const { rate, low, high } = rateOf(count, of);
  return { [name]: count, [`${name}Rate`]: rate, [`${name}Low`]: low, [`${name}High`]: high };
}

/** What a person wants to see first: which rules name honest companies, and which families are found. */
function inShort(tally: Tally): string {
  const percent = (value: unknown) => `${(Number(value) * 100).toFixed(1)}%`;
  const interval = (row: Record<string, number | string>, name: string) =>
    `${percent(row[`${name}Rate`])}（${percent(row[`${name}Low`])}–${percent(row[`${name}High`])}）`;
  return [
    '',
    '规则：诚信单位误报率，不诚信单位命中率（95 % 区间）',
    ...tally
      .rules()
      .filter(({ alarms, founds }) => Number(alarms) + Number(founds) > 0)
      .map((row) => `  ${row.rule}  ${interval(row, 'alarm')}  ${interval(row, 'found')}`),
    '造假手法：至少有一处存疑或错误的单位',
    ...tally
      .families()
      .map(
        (row) =>
          `  ${row.title}（${row.family}）  ${row.founds}/${row.foundOf}，由少误报的规则 ${row.bySeldomRules}  粗糙 ${row.lazy}  仔细 ${row.careful}`,
      ),
    '诚信单位：被指出的',
    ...tally.kinds().map((row) => `  ${row.kind}  ${row.alarms}/${row.alarmOf}  ${row.rules}`),
  ].join('\n');
}
