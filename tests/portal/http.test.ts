import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Applicant } from '../../fixtures/applicant.ts';
import { caseOf } from '../../fixtures/factories/case.ts';
import { submittedFilings, withMaterials } from '../../fixtures/portal-states.ts';
import { type PortalServer, startPortalServer } from '../../mocks/server.ts';
import { createPortalState } from '../../mocks/state/portal.ts';
import type { PortalState } from '../../mocks/state/portal-api.ts';
import { practicePin } from '../../mocks/ukey/practice-pin.ts';

/** Someone with a session who leaves the screens aside: the rules must hold without them. */
describe('绕过页面直接发请求', () => {
  const own = caseOf({ seed: 1, projects: 2, traineesPerProject: 3 });
  const other = caseOf({ seed: 2, projects: 2, traineesPerProject: 3 });
  const { creditCode } = own.enterprise;
  let server: PortalServer;
  let state: PortalState;
  let cookie: string;
  let self: Applicant;

  const send = (path: string, fields: Record<string, string> = {}, more: RequestInit = {}) =>
    fetch(server.origin + path, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { cookie, accept: 'application/json' },
      redirect: 'manual',
      ...more,
    });
  const look = (path: string, headers: Record<string, string> = { cookie }) =>
    fetch(server.origin + path, { headers, redirect: 'manual' });
  const refusal = async (response: Response, status = 409) => {
    const text = await response.text();
    assert.equal(response.status, status, text);
    assert.match(text, /。/);
    return text;
  };

  before(async () => {
    server = await startPortalServer();
  });
  after(() => server.close());

  async function fresh(): Promise<void> {
    state?.close();
    state = await createPortalState({
      enterprises: [own.enterprise, other.enterprise],
      today: '2022-04-25',
      seed: 1,
      keyOf: creditCode,
    });
    self = { state, material: own, seed: 1, pin: practicePin(1, creditCode) };
    server.mount({ state, smtpPort: 0 });
    const challenge = state.challenge();
    const signature = state.ukey.sign(self.pin, challenge);
    const answer = await send(
      '/zzjbdl/login',
      {},
      {
        body: JSON.stringify({ certificate: state.ukey.certificatePem(), challenge, signature, back: '' }),
        headers: { 'content-type': 'application/json', accept: 'application/json' },
      },
    );
    cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  }

  test('没有签章和材料时，直接提交、直接下一步都被拒绝，什么也没有备案', async () => {
    await fresh();
    const { id } = state.openApplication(creditCode);
    for (const path of ['/zzjbdl/filing/submit', '/zzjbdl/filing/entry/next', '/zzjbdl/filing/materials/next'])
      await refusal(await send(path, { application: id }));
    await refusal(await look('/zzjbdl/filing/confirm'));
    assert.equal(state.filings(creditCode, {}).total, 0);
  });
  test('签章之后再发一次保存，旧签章随即失效，提交被拒绝', async () => {
    await fresh();
    withMaterials(self);
    const { id } = state.openApplication(creditCode);
    const [draft] = state.drafts(creditCode);
    const { type = '', course = '', platformName = '', platformCreditCode = '' } = draft ?? {};
    const saved = await send('/zzjbdl/filing/save', {
      ...{ id: draft?.id ?? '', type, course, platformName, platformCreditCode },
      plannedTrainees: '2',
    });
    assert.equal(saved.status, 200);
    assert.match(await refusal(await send('/zzjbdl/filing/submit', { application: id })), /承诺书/);
    assert.equal(state.filings(creditCode, {}).total, 0);
  });
  test('同时发出二十次提交：一份备案，同一个回执', async () => {
    await fresh();
    withMaterials(self);
    const { id } = state.openApplication(creditCode);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => send('/zzjbdl/filing/submit', { application: id })),
    );
    assert.deepEqual(
      new Set(await Promise.all(answers.map((answer) => answer.text()))),
      new Set([`{"location":"/zzjbdl/filing/receipt/${id}"}`]),
    );
    const { rows } = state.filings(creditCode, { size: 100 });
    assert.equal(rows.length, own.projects.length);
    assert.equal(new Set(rows.map((row) => row.receipt)).size, own.projects.length);
  });
  test('别的单位的备案、申请单、材料和回执，一律看不到也改不了', async () => {
    await fresh();
    // The other unit's own key, in a portal of its own, gives it what a seal needs; here its drafts suffice.
    const theirs = state.addFiling(other.enterprise.creditCode, {
      type: other.enterprise.type,
      course: other.projects[0]?.course ?? '',
      platformName: '物学网',
      platformCreditCode: other.projects[0]?.platformCreditCode ?? '',
      plannedTrainees: '3',
    });
    const application = state.openApplication(other.enterprise.creditCode).id;
    const snapshot = () => JSON.stringify([state.drafts(other.enterprise.creditCode), state.application(application)]);
    const before = snapshot();
    const fields = {
      type: '中小微企业',
      course: '改名',
      platformName: '甲',
      platformCreditCode: theirs.platformCreditCode,
    };
    for (const [path, body] of [
      ['/zzjbdl/filing/save', { id: theirs.id, ...fields, plannedTrainees: '1' }],
      ['/zzjbdl/filing/remove', { id: theirs.id }],
      ['/zzjbdl/filings/reopen', { id: theirs.id }],
      ['/zzjbdl/filing/submit', { application }],
      ['/zzjbdl/training/period', { filing: theirs.id, start: '2022-05-09', end: '2022-05-13' }],
      ['/zzjbdl/claim', { filing: theirs.id, bank: '甲', name: own.enterprise.name, number: '31001234567890' }],
    ] as const)
      await refusal(await send(path, body));
    for (const path of [`/zzjbdl/filings/${theirs.id}`, `/zzjbdl/filing/receipt/${application}`])
      await refusal(await look(path));
    assert.equal(snapshot(), before);
  });
  test('材料图片只给本单位和区审核看', async () => {
    await fresh();
    const [filing] = submittedFilings(self);
    const image = `/zzjbdl/filing/materials/${state.materials(filing?.applicationId ?? '')[0]?.id}/image`;
    assert.equal((await look(image)).headers.get('content-type'), 'image/jpeg');
    const answer = await look(image, {});
    assert.equal(answer.status, 303);
    assert.match(answer.headers.get('location') ?? '', /login/);
    assert.equal((await look(image.replace('/zzjbdl/filing', '/desk'), {})).headers.get('content-type'), 'image/jpeg');
  });
  test('没有登录或会话号是编造的，一律先去登录', async () => {
    await fresh();
    for (const given of ['', 'ZZJB_SESSION=S-1', `${cookie}x`]) {
      cookie = given;
      assert.equal((await send('/zzjbdl/filing/submit', { application: 'A-1' })).status, 401);
      assert.equal((await look('/zzjbdl/filings')).status, 303);
    }
  });
  test('残缺的请求、离奇的页码和路径都得到一句话，没有一个使程序出错', async () => {
    await fresh();
    submittedFilings(self);
    for (const path of [
      '/zzjbdl/filing/save',
      '/zzjbdl/filing/submit',
      '/zzjbdl/filing/materials',
      '/zzjbdl/training/roster',
      '/desk/filings/approve',
    ])
      for (const body of ['', '{', '\u0000'])
        await send(
          path,
          {},
          { body, headers: { cookie, accept: 'application/json', 'content-type': 'text/plain' } },
        ).then(async (answer) =>
          assert.ok([409, 422].includes(answer.status), `${path} ${answer.status} ${await answer.text()}`),
        );
    for (const page of ['abc', '-1', '0', '1.5', '99999999999999999999', 'Infinity'])
      for (const path of ['/zzjbdl/filings', '/zzjbdl/filing/entry', '/desk', '/notices', '/mailbox'])
        assert.equal((await look(`${path}?page=${page}`)).status, 200, `${path} ${page}`);
    for (const path of ['/zzjbdl/filings/%E0%A4%A', '/assets/%E0%A4%A', '/assets/..%2f..%2fserver.ts', '/%'])
      assert.equal((await look(path)).status, 404, path);
  });
});
