import type { RehearsalResult } from '../audit/report/rehearsal-result.ts';
import type { PersonalValue } from '../domain/case/cells/personal.ts';
import { contentOf } from '../domain/case/model/content.ts';
import type { CaseReading } from '../domain/case/read-case.ts';
import { personalValues, Redactor, tokenKeyOf } from '../evidence/redactor.ts';
import { practicePin } from '../mocks/ukey/practice-pin.ts';

/** Keeps the persons of a case out of everything that is written or printed. */
export interface Privacy {
  personal: PersonalValue[];
  tokenKey: Buffer;
  redactor: Redactor;
  pin: string;
}

export function privacyOf({ case: material, personal: cells }: CaseReading, seed: number): Privacy {
  if (material === undefined) {
    const tokenKey = tokenKeyOf(cells, seed);
    return { personal: cells, tokenKey, redactor: new Redactor(tokenKey, cells), pin: '' };
  }
  const tokenKey = tokenKeyOf(contentOf(material), seed);
  const personal = personalValues(material, cells);
  const pin = practicePin(seed, material.enterprise.creditCode);
  return { personal, tokenKey, redactor: new Redactor(tokenKey, personal, [pin]), pin };
}

/** The folder of a case bears the case's name: there it stays as it is. */
export function withoutPersons(result: RehearsalResult, redactor: Redactor): RehearsalResult {
  return { ...redactor.json(result), case: result.case };
}

/** A fault of the program is printed to a terminal; what it quotes from the page is printed without persons. */
export function withoutValues(error: unknown, redactor: Redactor): unknown {
  if (!(error instanceof Error)) return error;
  error.message = redactor.text(error.message);
  error.stack = redactor.text(error.stack ?? '');
  return error;
}
