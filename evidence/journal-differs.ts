import { RunCutOff } from './cut-off.ts';

/** The first difference between two runs. */
export interface Difference {
  seq: number;
  field: string;
  recorded: string;
  replayed: string;
}

const WHAT_NOW =
  '上次的记录没有改动；请用原来的案例、种子值、日期和程序版本再试，或不加 --resume 重新演练（上次的记录会移到旁边保留）。';

/** A run came out otherwise than the lines that it had to repeat. */
export class JournalDiffers extends RunCutOff {
  readonly difference: Difference;

  constructor(difference: Difference) {
    const { seq, field, recorded, replayed } = difference;
    const otherwise =
      (seq === 0 ? otherStart(difference) : undefined) ??
      `${field} 原为「${short(recorded)}」，这次为「${short(replayed)}」`;
    super(`无法接着上次演练，第 ${seq} 条记录起不同：${otherwise}。${WHAT_NOW}`);
    this.difference = difference;
  }
}

const START: Record<string, string> = { journey: '演练范围', policy: '政策', seed: '种子值', today: '起始日期' };

/** The first line says what a run started from: the message names what is different now. */
function otherStart({ field, recorded, replayed }: Difference): string | undefined {
  if (field === 'input') return '案例的内容与上次不同';
  if (field === 'vtime') return `起始日期原为 ${recorded.slice(0, 10)}，这次为 ${replayed.slice(0, 10)}`;
  if (field !== 'target') return undefined;
  const [before, now]: Record<string, unknown>[] = [JSON.parse(recorded), JSON.parse(replayed)];
  const other = Object.keys({ ...before, ...now }).filter((name) => before?.[name] !== now?.[name]);
  return other.map((name) => `${START[name] ?? name}原为 ${before?.[name]}，这次为 ${now?.[name]}`).join('，');
}

function short(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
