import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, test } from 'node:test';
import { applicantOf } from '../../fixtures/applicant.ts';
import { caseOf } from '../../fixtures/factories/case.ts';
import { enterprise } from '../../fixtures/factories/enterprise.ts';
import { FILING_INPUT } from '../../fixtures/factories/filing-input.ts';
import { draftFilings, sealedLetter, submittedFilings, withMaterials } from '../../fixtures/portal-states.ts';
import { createPortalState } from '../../mocks/state/portal.ts';
import { practicePin } from '../../mocks/ukey/practice-pin.ts';

describe('承诺书和签章', () => {
  test('改、增、删任何一条备案信息，承诺书和签章一并失效', async () => {
    for (const change of ['edit', 'add', 'remove'] as const) {
      const applicant = await applicantOf();
      const { state, creditCode } = applicant;
      sealedLetter(applicant);
      state.requireSealed(creditCode);
      const [first] = state.drafts(creditCode);
      if (change === 'add') state.addFiling(creditCode, FILING_INPUT);
      if (change === 'edit') state.editFiling(creditCode, first?.id ?? '', FILING_INPUT);
      if (change === 'remove') state.removeFiling(creditCode, first?.id ?? '');
      assert.throws(() => state.requireSealed(creditCode), /原承诺书和签章已失效/);
      assert.throws(() => state.submitApplication(creditCode, state.openApplication(creditCode).id), /已失效/);
    }
  });
  test('签章位置被改动的签名不被接受；印章须完整在页面之内', async () => {
    const applicant = await applicantOf();
    const { state, creditCode, pin } = applicant;
    draftFilings(applicant);
    const letter = state.generateLetter(creditCode);
    const certificatePem = state.ukey.certificatePem();
    const signature = state.ukey.sign(pin, state.sealPayload(letter.id, 0.5, 0.5));
    assert.throws(
      () => state.sealLetter(creditCode, { letterId: letter.id, x: 0.6, y: 0.5, certificatePem, signature }),
      /签名校验未通过/,
    );
    assert.throws(
      () => state.sealLetter(creditCode, { letterId: letter.id, x: 0.01, y: 0.5, certificatePem, signature }),
      /超出了承诺书页面/,
    );
    state.generateLetter(creditCode);
    assert.throws(
      () => state.sealLetter(creditCode, { letterId: letter.id, x: 0.5, y: 0.5, certificatePem, signature }),
      /承诺书已重新生成/,
    );
  });
  test('别的单位的证书不能签章', async () => {
    const [mine, other] = [caseOf({ seed: 1 }), enterprise({ seed: 2 })];
    const state = await createPortalState({
      enterprises: [mine.enterprise, other],
      keyOf: other.creditCode,
      today: '2022-04-25',
      seed: 1,
    });
    const { creditCode } = mine.enterprise;
    draftFilings({ state, material: mine, seed: 1, pin: '' });
    const letter = state.generateLetter(creditCode);
    const signature = state.ukey.sign(practicePin(1, other.creditCode), state.sealPayload(letter.id, 0.5, 0.5));
    assert.throws(
      () =>
        state.sealLetter(creditCode, {
          letterId: letter.id,
          x: 0.5,
          y: 0.5,
          certificatePem: state.ukey.certificatePem(),
          signature,
        }),
      /不属于本单位/,
    );
  });
  test('签章之后承诺书在库中被改动，连摘要一起改也能被区审核发现', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'portal-'));
    const applicant = await applicantOf({ dataDir });
    const [filing] = submittedFilings(applicant);
    const { applicationId } = applicant.state.filing(filing?.id ?? '');
    assert.match(applicant.state.sealSays(applicationId), /校验通过/);
    const letter = applicant.state.letterOf(applicationId);
    assert.ok(letter);
    const text = letter.text.replace('3 人', '9 人');
    const database = new DatabaseSync(join(dataDir, 'portal.sqlite'));
    const forged = { ...letter, text, sha256: createHash('sha256').update(text).digest('hex') };
    database
      .prepare(`UPDATE documents SET json = ? WHERE kind = 'letter' AND id = ?`)
      .run(JSON.stringify(forged), letter.id);
    database.close();
    assert.match(applicant.state.sealSays(applicationId), /校验未通过/);
  });
  test('签章之后承诺书在库中被改动，就不能继续办理', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'portal-'));
    const applicant = await applicantOf({ dataDir });
    withMaterials(applicant);
    const database = new DatabaseSync(join(dataDir, 'portal.sqlite'));
    database.exec(`UPDATE documents SET json = replace(json, '3 人', '9 人') WHERE kind = 'letter'`);
    database.close();
    assert.throws(() => applicant.state.requireSealed(applicant.creditCode), /承诺书在签章后被改动/);
    assert.throws(
      () =>
        applicant.state.submitApplication(
          applicant.creditCode,
          applicant.state.openApplication(applicant.creditCode).id,
        ),
      /被改动/,
    );
  });
});
