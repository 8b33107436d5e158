import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { writeCase } from '../../domain/case/write-case.ts';
import { policyFor } from '../../domain/policy/policy.ts';
import {
  approvedClaim,
  approvedFilings,
  submittedClaim,
  type Traveller,
  trainedFilings,
} from '../../fixtures/arrivals.ts';
import { caseOf } from '../../fixtures/factories/case.ts';
import { OTHER_POLICY, usualFiguresIn } from '../../fixtures/factories/other-policy.ts';
import type { Stop } from '../../fixtures/tour/stop.ts';
import { TOUR } from '../../fixtures/tour/tour.ts';
import { travellerOf } from '../../fixtures/traveller.ts';
import { Refusal } from '../../mocks/base/refusal.ts';
import { type PortalServer, startPortalServer } from '../../mocks/server.ts';

const arriveAt = () => travellerOf({ policyFor: () => OTHER_POLICY });

/** Every number of a pack by its path. */
function numbersOf(value: object, path = ''): [path: string, number: number][] {
  return Object.entries(value).flatMap(([name, part]): [string, number][] =>
    typeof part === 'number'
      ? [[`${path}/${name}`, part]]
      : typeof part === 'object'
        ? numbersOf(part, `${path}/${name}`)
        : [],
  );
}

describe('政策的每个数字都变了', () => {
  let server: PortalServer;
  before(async () => {
    server = await startPortalServer();
  });
  after(() => server.close());

  test('对照用的政策包与 2022 年的没有一个相同的数字', () => {
    const usual = policyFor('2022-04-25');
    const numbers = numbersOf({ parameters: usual.parameters, signs: usual.signs });
    const other = new Map(numbersOf({ parameters: OTHER_POLICY.parameters, signs: OTHER_POLICY.signs }));
    assert.ok(numbers.length > 30);
    for (const [path, number] of numbers) assert.notEqual(other.get(path), number, path);
    assert.deepEqual(usualFiguresIn('应在培训结束后 10 个工作日内，未满十六周岁，在3个月内'), [
      '3 个月',
      '10 个工作日',
      '十六 周岁',
    ]);
  });

  test('每个页面说的都是新的数字，没有一句还是旧的', async () => {
    const arrived = new Map<Stop['arrive'], Traveller>();
    const wrong: string[] = [];
    let told = '';
    for (const { name, path, signedIn, arrive } of TOUR) {
      const traveller = arrived.get(arrive) ?? (await arriveAt());
      if (!arrived.has(arrive)) await arrive?.(traveller);
      arrived.set(arrive, traveller);
      const text = await textOf(traveller, path, signedIn);
      told += text;
      wrong.push(...usualFiguresIn(text).map((figure) => `${name}：${figure}`));
    }
    for (const { state } of arrived.values()) state.close();
    assert.deepEqual(wrong, []);
    for (const figure of [2, 12, 13, 25, 7, 28].map((count) => `${count} 个`)) assert.ok(told.includes(figure), figure);
  });

  test('逾期、不足和未到期的拒绝，说的也是新的数字', async () => {
    const said = [
      await tooLateToTrain(),
      await tooLateToImport(),
      await tooLateToMail(),
      await tooEarlyToClose(),
      await tooLateToClaim(),
      await notAttained(),
    ];
    for (const [index, figure] of [
      '2 个月',
      '12 个工作日',
      '13 个工作日',
      '7 个工作日',
      '12 个工作日',
      '55 分',
    ].entries())
      assert.ok(said[index]?.includes(figure), said[index]);
    assert.deepEqual(said.flatMap(usualFiguresIn), []);
  });

  /** What the screen says, without its tags. */
  async function textOf({ state, pin }: Traveller, path: string, signedIn: boolean): Promise<string> {
    server.mount({ state, smtpPort: 0 });
    let cookie = '';
    if (signedIn) {
      const challenge = state.challenge();
      const session = state.login(state.ukey.certificatePem(), challenge, state.ukey.sign(pin, challenge));
      cookie = `ZZJB_SESSION=${session.token}`;
    }
    const answer = await fetch(server.origin + path, { headers: { cookie }, redirect: 'manual' });
    assert.ok([200, 404].includes(answer.status), `${path} ${answer.status}`);
    return (await answer.text()).replace(/<[^>]*>/g, ' ');
  }
});

async function tooLateToTrain(): Promise<string> {
  const traveller = await arriveAt();
  const [filing] = approvedFilings(traveller);
  traveller.state.clock.advanceTo('2022-06-27');
  return refusalOf(() =>
    traveller.state.reportTraining(traveller.creditCode, filing?.id ?? '', { start: '2022-06-28', end: '2022-06-28' }),
  );
}

async function tooLateToImport(): Promise<string> {
  const { state, material, creditCode, ...rest } = await arriveAt();
  const filings = approvedFilings({ state, material, ...rest });
  state.clock.advanceTo('2022-06-20');
  for (const { id } of filings) state.reportTraining(creditCode, id, { start: '2022-05-09', end: '2022-05-13' });
  const preview = await state.previewRoster(creditCode, 'case.xlsx', await writeCase(material));
  return preview.problems.map(({ reason }) => reason).join('\n');
}

async function tooLateToMail(): Promise<string> {
  const { state, ...rest } = await arriveAt();
  const claim = await submittedClaim({ state, ...rest });
  state.clock.advanceTo('2022-07-20');
  state.receiveMail({ from: '', to: '', subject: claim.receipt, text: '', attachments: [] });
  return state.claim(claim.id).reasons.join('\n');
}

async function tooEarlyToClose(): Promise<string> {
  const traveller = await arriveAt();
  const claim = await approvedClaim(traveller);
  const notice = traveller.state.publishNotice([claim.id]);
  return refusalOf(() => traveller.state.closeNotice(notice.id));
}

async function tooLateToClaim(): Promise<string> {
  const traveller = await arriveAt();
  await trainedFilings(traveller);
  traveller.state.clock.advanceTo('2022-07-20');
  return refusals(traveller);
}

async function notAttained(): Promise<string> {
  const material = caseOf({ seed: 1, projects: 2, traineesPerProject: 3 });
  for (const exam of material.exams) exam.score = 10;
  const traveller = await travellerOf({ material, policyFor: () => OTHER_POLICY });
  await trainedFilings(traveller);
  return refusals(traveller);
}

function refusals({ state, material }: Traveller): string {
  return state
    .claimable(material.enterprise.creditCode)
    .map(({ refusal }) => refusal)
    .join('\n');
}

function refusalOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof Refusal) return [error.message, ...Object.values(error.fields)].join('\n');
    throw error;
  }
  return '';
}
