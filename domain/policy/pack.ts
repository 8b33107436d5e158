import { z } from 'zod';
import { Day } from '../date.ts';

/** What a rule can stand on: a step of the seed or a passage of a notice. */
export const CLAUSE_TOPICS = [
  'order',
  'district',
  'period',
  'import',
  'mail',
  'review',
  'notice',
  'finance',
  'minutes',
  'signIn',
  'questions',
  'exam',
  'plan',
  'trainees',
  'repeats',
  'identifiers',
  'age',
  'subsidy',
  'account',
  'contract',
  'materials',
  'records',
  'letter',
  'callBack',
  'signs',
  'registers',
] as const;
export type ClauseTopic = (typeof CLAUSE_TOPICS)[number];

const Clause = z.object({ text: z.string(), citation: z.string() });

/** A figure above which a person should look, and why just there. */
const Threshold = z.object({ value: z.number(), reason: z.string() });

/** Everything a rule or the portal may vary by year or district. A new year is a new entry, not new code. */
export const PolicyPack = z.object({
  id: z.string(),
  title: z.string(),
  issuer: z.string(),
  citation: z.string(),
  validFrom: Day,
  validTo: Day,
  /**
   * The last day for filing under this pack, where the pack is in force longer: later days only continue earlier
   * filings.
   */
  filedTo: Day.optional(),
  /** Only for this district; every district when absent. */
  district: z.string().optional(),
  parameters: z.object({
    minimumMinutes: z.number().int(),
    minutesPerClassHour: z.number().int(),
    monthsToTrain: z.number().int(),
    importWorkingDays: z.number().int(),
    mailWorkingDays: z.number().int(),
    reviewWorkingDays: z.number().int(),
    noticeWorkingDays: z.number().int(),
    financeWorkingDays: z.number().int(),
    passMark: z.number(),
    projectsPerPersonAndYear: z.number().int(),
    /** Years; below it nobody may be employed. */
    minimumAge: z.number().int(),
    /** Years from which a trainee is probably retired, hence no longer in a labour relation. */
    retirementAgeMen: z.number().int(),
    retirementAgeWomen: z.number().int(),
    /** Yuan per person and project; `share` of the recognised cost up to `cap`, or the flat `amount`. */
    subsidy: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('flat'), amount: z.number() }),
      z.object({ kind: z.literal('share'), share: z.number(), cap: z.number() }),
    ]),
  }),
  /** When platform data is conspicuous: every field is ours to set, none is a rule of a notice. */
  signs: z.object({
    /** Minutes of one person in one day. */
    dailyMinutes: Threshold,
    /** Persons of one project with the same sequence of session lengths. */
    sameLengthsPersons: Threshold,
    /** Sessions that such a sequence has at least. */
    sameLengthsSessions: Threshold,
    /** Minutes above the minimum that still count as exactly the minimum. */
    exactMinutes: Threshold,
    /** Share of a project's persons, and their number, that end exactly at the minimum. */
    exactShare: Threshold,
    exactPersons: Threshold,
    /** Persons on one device, or behind one address. */
    devicePersons: Threshold,
    addressPersons: Threshold,
    /** Sessions that one person starts before `nightHour` o'clock. */
    nightHour: Threshold,
    nightSessions: Threshold,
    /** Seconds between two sessions that nobody needs to click, and how many in one project. */
    tightSeconds: Threshold,
    tightSessions: Threshold,
    /** Seconds within which a question cannot have been read. */
    answerSeconds: Threshold,
    /** Persons of one project with the same score, and the share of all who sat the exam. */
    sameScorePersons: Threshold,
    sameScoreShare: Threshold,
    /** Calls that nobody answers. */
    callTries: Threshold,
    /** Share of its edges in which two scans of one page may differ, within a case and between units. */
    scanDifference: Threshold,
    scanDifferenceAcross: Threshold,
    /** Places of a page, about 5 mm² each on A4, that may differ in two scans of one sheet, and that are filled in alike on both. */
    scanOtherPlaces: Threshold,
    scanFilledPlaces: Threshold,
  }),
  /** When an independent register contradicts a case: ours to set as well. */
  registers: z.object({
    /** Days from the first day of work within which insurance is registered. */
    insuredLateDays: Threshold,
    /** Share of a case's trainees that a register of insurance must know before it says that the others are not insured. */
    registerShare: Threshold,
    /** Years after enrolling when somebody without a last day is no student any more. */
    studyYears: Threshold,
    /** Days between the case's payment and a register's subsidy that is that payment itself. */
    ownPaymentDays: Threshold,
    /** Units with one phone beyond which it says nothing of them. */
    sharedByUnits: Threshold,
  }),
  clauses: z.record(z.enum(CLAUSE_TOPICS), Clause),
  undertakings: z.array(z.object({ text: z.string(), source: z.enum(['seed', 'ours']) })),
});
export type PolicyPack = z.infer<typeof PolicyPack>;
