import type { RosterEntry } from '../../domain/case/model/schema.ts';
import type { Day } from '../../domain/date.ts';
import type { CallResult } from '../engine/call-result.ts';

/** One group of trainings that are drawn from together. */
export interface SampleStratum {
  case: string;
  course: string;
  employment: RosterEntry['employment'];
  /** Trainings of persons with a violation or a doubt about them: all of them are called. */
  certain: boolean;
  population: number;
  drawn: number;
}

/** Asked without the answer in it; what the records say is for the caller alone, to compare. */
export interface CallQuestion {
  ask: string;
  record: string;
  /** The finding that it is about, by its rule; undefined for what everybody is asked. */
  rule?: string;
}

/** A training that is drawn for a call-back; the person is masked. */
export interface SampledTraining {
  /** Names it on the call sheet of this sample; says nothing of the person. */
  code: string;
  case: string;
  course: string;
  /** Masked name and ID number. */
  person: string;
  /** Masked. */
  phone: string;
  employment: RosterEntry['employment'];
  certain: boolean;
  /** Ids of the rules that found something about the person; empty for those drawn at random. */
  reasons: readonly string[];
  questions: readonly CallQuestion[];
  /** Undefined until a filled-in call sheet was read. */
  result: CallResult | undefined;
}

/** Share of trainings that the trainees confirm, with its interval; shares are from 0 to 1. */
export interface ConfirmedShare {
  /** Undefined for all cases together. */
  case: string | undefined;
  population: number;
  drawn: number;
  /** With a result, reached or not. */
  called: number;
  /** In person and confirmed; whoever was not reached is not. */
  confirmed: number;
  /** Undefined while nobody was called. */
  share: number | undefined;
  low: number | undefined;
  high: number | undefined;
}

/** What to look at on site, in this order: the heaviest findings first, then at random. Any first part of it is a fair choice. */
export interface OnSiteVisit {
  order: number;
  case: string;
  course: string;
  trainees: number;
  /** Yuan that the findings on the case put in question, and how many of them name this project or its people. */
  weight: number;
  findings: number;
  reason: '按问题' | '随机';
  /** A training day whose records are compared first; undefined without sign-ins and sessions. */
  day: Day | undefined;
  /** Masked trainees to ask first. */
  people: readonly string[];
  /** What to look at, Chinese phrases. */
  look: readonly string[];
}

/** The lists for 电话回访 and 现场检查, masked. */
export interface AuditSample {
  seed: number;
  /** Shares, 0.95 and 0.1 unless stated. */
  confidence: number;
  error: number;
  /** Digest of the parameters and of who was drawn: a call sheet belongs to one sample. */
  id: string;
  /** Trainings (person and project) of all cases. */
  population: number;
  /** Those of persons with findings. */
  certain: number;
  /** By Cochran's formula over the others, before at least one of each stratum. */
  size: number;
  drawn: number;
  strata: SampleStratum[];
  trainings: SampledTraining[];
  onSite: OnSiteVisit[];
  /** All cases together first; empty until a call sheet was read. */
  shares: ConfirmedShare[];
}
