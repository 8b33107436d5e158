import { minutes } from '../engine/finding-words.ts';
import type { Training } from './draw.ts';
import type { TrainingRecord } from './records.ts';
import type { CallQuestion } from './sample.ts';

const NOTHING = '无记录';

/** What to ask about a finding, by the rule that made it. */
const ABOUT_FINDINGS: Readonly<Record<string, string>> = {
  'people/not-retired': '您目前在哪个单位工作，从什么时候开始？',
  'people/one-course-at-a-time': '您有没有同一时间学两门课？是怎么学的？',
  'people/one-unit': '去年到现在您在哪些单位工作过，参加过哪些单位的培训？',
  'registers/enrolled': '您目前在读书还是在工作，从什么时候开始？',
  'registers/insured-here': '您目前在哪个单位工作，从什么时候开始，由谁缴纳社保？',
  'registers/pension': '您目前在哪个单位工作，从什么时候开始？',
  'registers/subsidised-once': '您以前参加过哪些培训，是哪个单位组织的？',
  'signs/back-to-back': '一节课放完以后，下一节是怎么开始的？',
  'signs/long-day': '学得最多的那天大约学了多久，中间怎么休息？',
  'signs/night-learning': '您一般在一天的什么时间学习？',
  'signs/overlapping-sessions': '您有没有同时打开过几节课？是怎么学的？',
  'signs/same-lengths': '每次学习是自己安排时间，还是有人统一操作？',
  'signs/shared-address': '您是在什么地方学习的？',
  'signs/shared-device': '您学习用的手机或电脑还有谁在用？',
};

/** Open questions for one person; no question has its answer in it, the records stand apart for the caller. */
export function questionsFor(
  { entry, reasons }: Training,
  record: TrainingRecord,
  titles: ReadonlyMap<string, string>,
): CallQuestion[] {
  const { seconds, sessions, days, first, last, devices, device, signInDays, questions, exam } = record;
  const learnt =
    seconds === undefined
      ? NOTHING
      : `${first === last ? first : `${first} 至 ${last}`}，${days} 天 ${sessions} 次，共 ${minutes(seconds)}`;
  return [
    { ask: '您最近参加过什么培训，是谁组织的？', record: `「${entry.course}」` },
    { ask: '您是哪些天学的，总共大约学了多久？', record: learnt },
    {
      ask: '您用什么设备学习，是谁的设备？',
      record: device === undefined ? NOTHING : devices === 1 ? device : `${device} 等 ${devices} 台`,
    },
    { ask: '学习的时候每天要先做什么？', record: signInDays === undefined ? '无签到记录' : `签到 ${signInDays} 天` },
    { ask: '您有没有在平台上提过问题，大约几次？', record: questions === undefined ? NOTHING : `提问 ${questions} 次` },
    {
      ask: '学完以后怎么考核，哪一天，成绩怎样？',
      record: exam === undefined ? '无考试记录' : `${exam.at.slice(0, 10)} 考试，${exam.score} 分`,
    },
    { ask: '您是和哪个单位签的用工合同？', record: entry.employment },
    { ask: '这个手机号是谁在用？', record: '花名册登记为本人' },
    ...reasons.flatMap((rule) => {
      const ask = ABOUT_FINDINGS[rule];
      return ask === undefined ? [] : [{ ask, record: `核查要求：${titles.get(rule) ?? rule}`, rule }];
    }),
  ];
}
