import { writeFileSync } from 'node:fs';
import { InvalidArgumentError } from 'commander';
import { DEADLINE_EVENTS, type DeadlineEvent, deadlineAfter, WHAT_FOLLOWS } from '../domain/deadlines/deadline.ts';
import { deadlineCalendar } from '../domain/deadlines/icalendar.ts';
import { policyFor } from '../domain/policy/policy.ts';
import { runCli } from './lib/cli.ts';
import { command, dayArgument } from './lib/command.ts';

await runCli(async () => {
  const options = command('deadlines', '推算某一事项之后的最迟日期，列出计入的每个工作日')
    .requiredOption(
      '--event <EVENT>',
      `事项：${DEADLINE_EVENTS.map((event) => `${event}（${WHAT_FOLLOWS[event].event}）`).join('、')}`,
      eventArgument,
    )
    .requiredOption('--date <DATE>', '事项发生的日期，如 2022-05-27', dayArgument)
    .option('--json', '以 JSON 输出')
    .option('--ics <FILE>', '另存为日历文件')
    .parse()
    .opts<{ event: DeadlineEvent; date: string; json?: true; ics?: string }>();

  const deadline = deadlineAfter(options.event, options.date, policyFor(options.date));
  if (options.ics !== undefined) writeFileSync(options.ics, deadlineCalendar(deadline));
  if (options.json) {
    console.log(JSON.stringify(deadline));
    return 0;
  }
  const { event, follows } = WHAT_FOLLOWS[deadline.event];
  console.log(`${event}：${deadline.date}`);
  console.log(`${follows}：最迟 ${deadline.due}（${deadline.days} 个${deadline.unit === 'month' ? '月' : '工作日'}）`);
  for (const [index, day] of deadline.counted.entries()) console.log(`  第 ${index + 1} 个工作日  ${day}`);
  console.log(`依据：${deadline.basis}`);
  if (options.ics !== undefined) console.log(`日历文件：${options.ics}`);
  return 0;
});

function eventArgument(text: string): DeadlineEvent {
  const found = DEADLINE_EVENTS.find((event) => event === text);
  if (found === undefined) throw new InvalidArgumentError(`可用的事项：${DEADLINE_EVENTS.join('、')}。`);
  return found;
}
