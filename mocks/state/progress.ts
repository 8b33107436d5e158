import { addWorkingDays } from '../../domain/calendar/working-days.ts';
import { type Day, dayOf, type Moment } from '../../domain/date.ts';
import type { PolicyPack } from '../../domain/policy/pack.ts';
import { mailBy } from './claim.ts';
import type { Context } from './context.ts';
import type { Claim, Filing } from './model.ts';
import { CLAIM_STAGES, FILING_STAGES, type ProgressStage, type Stage } from './stages.ts';
import { importBy, traineesOf } from './training.ts';

/** Where one stage stands. */
interface Standing {
  begun: boolean;
  startedOn?: Day | undefined;
  doneOn?: Day | undefined;
  due?: Day | undefined;
}
type Standings<S extends Record<string, Stage>> = Record<keyof S, Standing>;

/** The stages of every filing and claim of a unit: since when, until when, and who must act next. */
export function progressRules(context: Context) {
  const { tables } = context;

  function filingProgress(filing: Filing): ProgressStage[] {
    const { district } = context.enterprise(filing.creditCode);
    const filed = dayOf(filing.reviewedAt ?? filing.submittedAt ?? context.now());
    const ofFiling = context.policyOn(filed, district).parameters;
    // Each limit in words by the pack that its day is counted by.
    const ofImport = filing.training === undefined ? ofFiling : context.policy(filing.creditCode).parameters;
    const parameters = { ...ofFiling, importWorkingDays: ofImport.importWorkingDays };
    return inWords(filing.course, FILING_STAGES, filingStandings(context, filing), parameters);
  }

  function claimProgress(claim: Claim): ProgressStage[] {
    const { parameters } = context.policy(claim.creditCode);
    const standings = claimStandings(context, claim, parameters);
    return inWords(`补贴申请 ${claim.receipt}`, CLAIM_STAGES, standings, parameters);
  }

  function inWords<S extends Record<string, Stage>>(
    subject: string,
    stages: S,
    standings: Standings<S>,
    parameters: PolicyPack['parameters'],
  ): ProgressStage[] {
    return Object.entries<Stage>(stages).map(([name, { title, owner, limit }]) => {
      const { begun, ...days } = standings[name as keyof S];
      const known = Object.entries(days).filter(([, day]) => day !== undefined);
      const state = stateOf({ begun, ...days }, context.today());
      return {
        subject,
        state,
        stage: title,
        owner,
        ...Object.fromEntries(known),
        ...(limit && { limit: limit(parameters) }),
      };
    });
  }

  return {
    progress(creditCode: string): ProgressStage[] {
      const filings = tables.filings
        .all()
        .filter((filing) => filing.creditCode === creditCode && filing.status !== '草稿');
      const claims = tables.claims.all().filter((claim) => claim.creditCode === creditCode);
      return [...filings.flatMap(filingProgress), ...claims.flatMap(claimProgress)];
    },
  };
}

function filingStandings(context: Context, filing: Filing): Standings<typeof FILING_STAGES> {
  const imported = traineesOf(context, filing.id).length > 0;
  const claim = filing.claimId === undefined ? undefined : context.tables.claims.get(filing.claimId);
  return {
    review: { begun: true, startedOn: day(filing.submittedAt), doneOn: day(filing.reviewedAt) },
    training: {
      begun: filing.trainBy !== undefined,
      startedOn: filing.training?.start ?? day(filing.reviewedAt),
      doneOn: filing.training?.end,
      due: filing.trainBy,
    },
    import: {
      begun: filing.training !== undefined,
      startedOn: filing.training?.end,
      doneOn: imported ? day(claim?.submittedAt) : undefined,
      due: importBy(context, filing),
    },
  };
}

function claimStandings(
  context: Context,
  claim: Claim,
  { reviewWorkingDays, financeWorkingDays }: PolicyPack['parameters'],
): Standings<typeof CLAIM_STAGES> {
  const accepted = day(claim.acceptedAt);
  const notice = claim.noticeId === undefined ? undefined : context.tables.notices.get(claim.noticeId);
  const noticeOver = notice?.status === '公示期满' ? notice.to : undefined;
  return {
    mailing: {
      begun: true,
      startedOn: day(claim.submittedAt),
      doneOn: day(claim.mailedAt),
      due: mailBy(context, claim),
    },
    acceptance: { begun: claim.mailedAt !== undefined, startedOn: day(claim.mailedAt), doneOn: accepted },
    review: {
      begun: accepted !== undefined,
      startedOn: accepted,
      doneOn: day(claim.reviewedAt),
      due: accepted && addWorkingDays(accepted, reviewWorkingDays).due,
    },
    notice: { begun: notice !== undefined, startedOn: notice?.from, doneOn: noticeOver, due: notice?.to },
    finance: {
      begun: noticeOver !== undefined,
      startedOn: noticeOver,
      doneOn: day(claim.financeAt),
      due: noticeOver && addWorkingDays(noticeOver, financeWorkingDays).due,
    },
    payment: { begun: claim.financeAt !== undefined, startedOn: day(claim.financeAt), doneOn: day(claim.paidAt) },
  };
}

function stateOf({ begun, doneOn, due }: Standing, today: Day): ProgressStage['state'] {
  if (doneOn !== undefined) return '已完成';
  if (!begun) return '未开始';
  return due !== undefined && today > due ? '已逾期' : '进行中';
}

function day(moment: Moment | undefined): Day | undefined {
  return moment === undefined ? undefined : dayOf(moment);
}
