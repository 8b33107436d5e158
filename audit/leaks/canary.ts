import type { Case } from '../../domain/case/schema.ts';

/** A value that must not be found where a person's data has no business to be. */
export interface Canary {
  class: '身份证号' | '手机号' | '银行账号' | '姓名' | '数字证书密码';
  value: string;
}

/**
 * Every personal value of a case, read from its fields here once more: who looks
 * for leaks shares no list with who redacts (audit/evidence/redactor.ts), or what one forgets the other forgets too.
 */
export function canariesOf(material: Case, pins: readonly string[] = []): Canary[] {
  const { enterprise, roster, signIns, sessions, questions, exams } = material;
  const values: Canary[] = [
    ...pins.map((value): Canary => ({ class: '数字证书密码', value })),
    { class: '姓名', value: enterprise.contact },
    { class: '手机号', value: enterprise.phone },
    { class: '银行账号', value: enterprise.accountNumber },
    ...roster.flatMap(({ name, phone, idNumber }): Canary[] => [
      { class: '姓名', value: name },
      { class: '手机号', value: phone },
      { class: '身份证号', value: idNumber },
    ]),
    ...[signIns, sessions, questions, exams]
      .flat()
      .map(({ idNumber }): Canary => ({ class: '身份证号', value: idNumber })),
  ];
  // An account in a private name is a name; in the unit's own it is public.
  if (enterprise.accountName !== enterprise.name) values.push({ class: '姓名', value: enterprise.accountName });
  return [
    ...new Map(values.filter(({ value }) => value !== '').map((one) => [`${one.class} ${one.value}`, one])).values(),
  ];
}
