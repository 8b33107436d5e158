import type { PersonalValue } from '../../domain/case/cells/personal.ts';
import { maskLongNumbers } from '../../domain/case/cells/quoted.ts';
import type { RosterEntry } from '../../domain/case/model/schema.ts';
import type { Finding } from '../../domain/finding.ts';
import { maskIdNumber, maskName, maskPhone } from '../../domain/identifiers/mask.ts';
import { Masker } from '../../evidence/redactor.ts';
import type { CallResult } from '../engine/call-result.ts';
import { openDatabase } from '../engine/database.ts';
import { askRules } from '../engine/judge-cases.ts';
import type { Rule } from '../engine/rule.ts';
import { type Call, subjectOf } from '../engine/subject.ts';
import { callSheet } from './call-sheet.ts';
import { confirmedShares } from './confirmed.ts';
import { drawSample, type Judged, type SampleOptions, type Training } from './draw.ts';
import { onSiteVisits } from './on-site.ts';
import { CALL_BACK_RULES } from './people-to-call.ts';
import { questionsFor } from './questions.ts';
import { readAnswers } from './read-answers.ts';
import { recordsOf } from './records.ts';
import type { AuditSample, CallQuestion, SampledTraining } from './sample.ts';

export interface CallBackOptions extends SampleOptions {
  /** A filled-in call sheet. */
  answers?: { file: string; bytes: Uint8Array };
  /** Absolute; for records that do not fit in memory. */
  scratch?: string;
}

export interface CallBack {
  /** Masked. */
  sample: AuditSample;
  /** Of each case as given: what was found, with what the rules on call-backs say of the answers. */
  findings: (number: number, found: readonly Finding[]) => Finding[];
  /** The workbook for the callers, with full names and numbers. */
  sheet: () => Promise<Buffer>;
}

/**
 * Draws who is called and what is visited, and judges what was answered. Undefined when no case has anybody on its roster.
 * @throws InputError when the call sheet cannot be used
 */
export async function callBack(
  judged: readonly Judged[],
  rules: readonly Rule[],
  options: CallBackOptions,
): Promise<CallBack | undefined> {
  const drawn = drawSample(judged, options);
  if (drawn.population === 0) return undefined;
  const answers = options.answers && (await readAnswers(options.answers.file, options.answers.bytes, drawn));
  const said = answers === undefined ? [] : await judgeAnswers(judged, rules, answers);
  const findings: CallBack['findings'] = (number, found) => {
    const fresh = said[number];
    return fresh === undefined
      ? [...found]
      : found.filter(({ rule }) => !rule.startsWith(CALL_BACK_RULES)).concat(fresh);
  };
  const records = await recordsOf(
    judged.map(({ input }) => input),
    drawn.trainings,
    options.scratch,
  );
  const titles = new Map(rules.map(({ id, title }) => [id, title]));
  const questions = drawn.trainings.map((training) => questionsFor(training, records.of(training), titles));
  const trainings = drawn.trainings.map((training, index) =>
    masked(training, questions[index] ?? [], answers?.get(training)?.result),
  );
  const { id, seed, confidence, error, population, certain, size, strata } = drawn;
  return {
    sample: {
      ...{ seed, confidence, error, id, population, certain, size, drawn: trainings.length, strata, trainings },
      onSite: onSiteVisits(
        judged.map((one, index) => ({ ...one, findings: findings(index, one.findings) })),
        seed,
        records,
        rules,
      ),
      shares: answers === undefined ? [] : confirmedShares(strata, trainings, confidence),
    },
    findings,
    sheet: () => callSheet(drawn, questions),
  };
}

/** The rules on call-backs are asked once more, of the cases in which somebody was called; they need no records. */
async function judgeAnswers(
  judged: readonly Judged[],
  rules: readonly Rule[],
  answers: ReadonlyMap<Training, Call>,
): Promise<(Finding[] | undefined)[]> {
  const callsOf = ({ input }: Judged) =>
    [...answers].flatMap(([training, call]) => (training.input === input ? [call] : []));
  const called = judged.filter((one) => callsOf(one).length > 0);
  const subjects = called.map((one, number) => subjectOf({ ...one.input, calls: callsOf(one) }, number));
  const asked = rules.filter(({ id }) => id.startsWith(CALL_BACK_RULES));
  const database = await openDatabase([], '', []);
  const said = await askRules(asked, subjects, database).finally(() => database.close());
  return judged.map((one) => said[called.indexOf(one)]?.findings);
}

function masked(
  { code, input, entry, certain, reasons }: Training,
  questions: readonly CallQuestion[],
  result: CallResult | undefined,
): SampledTraining {
  const { course, employment, name, phone, idNumber } = entry;
  return {
    ...{ code, case: input.case.name, course, employment, certain, reasons, questions },
    person: `${maskName(name)} ${maskIdNumber(idNumber)}`,
    phone: maskPhone(phone),
    result: result && { ...result, note: maskedNote(result.note, input.case.roster) },
  };
}

/** Callers may write names and numbers into their remarks, of other people too. */
function maskedNote(note: string, roster: readonly RosterEntry[]): string {
  if (note === '') return '';
  const values = roster.flatMap(({ name, phone, idNumber }): PersonalValue[] => [
    { class: '姓名', value: name },
    { class: '手机号', value: phone },
    { class: '身份证号', value: idNumber },
  ]);
  return maskLongNumbers(new Masker(values).text(note));
}
