import { createHash } from 'node:crypto';
import { chineseDay } from '../../domain/chinese.ts';
import type { Context } from './context.ts';
import type { Filing, Letter } from './model.ts';

const TITLE = '上海市企业职工线上职业培训补贴申请告知承诺书';

/** The text that is signed, for these filings of a unit, dated today. */
export function letterText(context: Context, creditCode: string, filings: Filing[]): string {
  const unit = context.enterprise(creditCode);
  const { undertakings } = context.policy(creditCode);
  return [
    TITLE,
    `${unit.district}人力资源和社会保障局：`,
    `我单位${unit.name}（统一社会信用代码：${unit.creditCode}）拟申请开展企业职工线上职业培训，现就有关事项郑重承诺如下：`,
    ...undertakings.map((undertaking, index) => `${index + 1}. ${undertaking.text}`),
    '我单位所作以上承诺是真实意思表示，并愿意承担违反承诺的一切法律责任。',
    `拟开展的培训项目：${filings.map((filing) => `${filing.course}（${filing.platformName}，${filing.plannedTrainees} 人）`).join('；')}。`,
    `申请单位：${unit.name}`,
    '（单位公章）',
    chineseDay(context.today()),
  ].join('\n');
}

/**
 * Whether a new letter for these filings would say the same. Its date is the day on which the letter was made, not
 * today.
 */
export function stillSays(context: Context, letter: Letter, creditCode: string, filings: Filing[]): boolean {
  const undated = (text: string) => text.slice(0, text.lastIndexOf('\n'));
  return undated(letter.text) === undated(letterText(context, creditCode, filings));
}

export function textDigest(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
