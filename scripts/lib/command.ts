import { Command, InvalidArgumentError } from 'commander';
import { Day } from '../../domain/date.ts';

/** A command-line parser that speaks Chinese, exits 2 on wrong usage and has --help and --debug. */
export function command(name: string, description: string): Command {
  return new Command(`npm run ${name} --`)
    .description(description)
    .option('--debug', '出错时显示技术细节')
    .helpOption('--help', '显示本说明')
    .configureHelp({
      styleTitle: (title) => ({ 'Usage:': '用法：', 'Options:': '选项：', 'Arguments:': '参数：' })[title] ?? title,
    })
    .configureOutput({ outputError: (message, write) => write(inChinese(message)) })
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));
}

const MESSAGES: [pattern: RegExp, sentence: string][] = [
  [/unknown option '(.+)'/, '没有选项 $1，用 --help 查看可用选项。'],
  [/required option '(.+?)'.* not specified/, '缺少必填选项 $1，用 --help 查看用法。'],
  [/missing required argument '(.+)'/, '缺少参数 $1，用 --help 查看用法。'],
  [/option '(.+)' argument missing/, '选项 $1 后面缺少内容。'],
  [/option '(.+?)' argument '(.*?)' is invalid\. (.*)/s, '选项 $1 的内容「$2」不对：$3'],
  [/too many arguments.*/, '参数过多，用 --help 查看用法。'],
];

function inChinese(message: string): string {
  for (const [pattern, sentence] of MESSAGES) {
    const match = pattern.exec(message);
    if (match) return `${sentence.replace(/\$(\d)/g, (_, index) => (match[Number(index)] ?? '').trim())}\n`;
  }
  return message;
}

export function dayArgument(text: string): Day {
  if (!Day.safeParse(text).success) throw new InvalidArgumentError('日期须写成 2022-04-25 的样子，且真实存在。');
  return text;
}

/** One of a few words. */
export function oneOf<T extends string>(words: readonly T[]): (text: string) => T {
  return (text) => {
    const word = words.find((one) => one === text);
    if (word === undefined) throw new InvalidArgumentError(`须为 ${words.join('、')} 之一。`);
    return word;
  };
}

/** A whole number within bounds. */
export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < least || value > most)
      throw new InvalidArgumentError(`须为 ${least} 至 ${most} 的整数。`);
    return value;
  };
}

/** A share written in percent, 95 or 95%. */
export function percentage(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text.replace(/%$/, ''));
    if (!/^\d+(\.\d+)?%?$/.test(text) || value < least || value > most)
      throw new InvalidArgumentError(`须为 ${least} 至 ${most} 之间的百分数，例如 ${least}。`);
    return value / 100;
  };
}
