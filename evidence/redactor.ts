import { createHmac, hkdfSync } from 'node:crypto';
import type { PersonalClass, PersonalValue } from '../domain/case/cells/personal.ts';
import type { Case } from '../domain/case/model/schema.ts';
import { maskAccount, maskIdNumber, maskName, maskPhone } from '../domain/identifiers/mask.ts';
import { canonicalJson } from './canonical-json.ts';
import { NameFinder } from './name-finder.ts';

const MASKS: Record<PersonalClass, (value: string) => string> = {
  身份证号: maskIdNumber,
  手机号: maskPhone,
  银行账号: maskAccount,
  姓名: maskName,
};

/** Digits as people and programs write them: full-width, in groups, an X at the end. */
const DIGIT_RUN = /[0-9０-９](?:[\s\u00a0\u3000\-‐–_.]?[0-9０-９xXｘＸ]){5,}/gu;

/** Every personal value of a case, once; `more` are those of rows that are no part of it. Enterprise names and credit codes are public (企业信用信息公示). */
export function personalValues(
  { enterprise, roster, signIns, sessions, questions, exams }: Case,
  more: readonly PersonalValue[] = [],
): PersonalValue[] {
  const found: PersonalValue[] = [
    { class: '姓名', value: enterprise.contact },
    { class: '手机号', value: enterprise.phone },
    { class: '银行账号', value: enterprise.accountNumber },
    ...roster.flatMap((person): PersonalValue[] => [
      { class: '身份证号', value: person.idNumber },
      { class: '手机号', value: person.phone },
      { class: '姓名', value: person.name },
    ]),
    // Records of people that the roster does not have.
    ...[signIns, sessions, questions, exams]
      .flat()
      .map(({ idNumber }): PersonalValue => ({ class: '身份证号', value: idNumber })),
    ...more,
  ];
  // An account in a private name.
  if (enterprise.accountName !== enterprise.name) found.push({ class: '姓名', value: enterprise.accountName });
  const unique = new Map(found.filter(({ value }) => value !== '').map((one) => [`${one.class}${one.value}`, one]));
  return [...unique.values()];
}

/**
 * The tokens' key follows from the whole case and the seed value: the same case
 * gives the same tokens on any machine, and nobody without the whole case can
 * try values one by one (docs/decisions/0009).
 */
export function tokenKeyOf(content: unknown, seed: number): Buffer {
  return Buffer.from(hkdfSync('sha256', canonicalJson(content), String(seed), 'filing-rehearsal tokens', 32));
}

/** How many values of each class were replaced. */
export type Replaced = Record<string, number>;

const BETWEEN_LETTERS = "(?:[\\s\\u3000·•・‧.'’\\-_]|&#?\\w{1,8};){0,3}";

/** The least number with the eleven digits of a phone number. */
const SHORTEST_NUMBER = 1e10;

/** Replaces personal values by tokens, in every spelling that it knows; counts what it replaced, by file and class. */
export class Redactor {
  /** By the file of the bundle that holds the tokens. */
  readonly where: Record<string, Replaced> = {};
  private readonly key: Uint8Array;
  private readonly tokens = new Map<string, { class: PersonalClass; token: string }>();
  private readonly lengths: number[];
  private readonly names: NameFinder;
  private readonly nameTokens = new Map<string, string>();
  private readonly secrets: RegExp | undefined;

  constructor(key: Uint8Array, values: readonly PersonalValue[], secrets: readonly string[] = []) {
    this.key = key;
    const names = values.filter((one) => one.class === '姓名').map((one) => one.value);
    for (const one of values.filter((candidate) => candidate.class !== '姓名'))
      this.tokens.set(plainDigits(one.value), { class: one.class, token: this.token(one.class, one.value) });
    this.lengths = [...new Set([...this.tokens.keys()].map((value) => value.length))].sort((a, b) => b - a);
    const writings = names
      .sort((a, b) => b.length - a.length)
      .flatMap((name) => {
        const letters = lettersOf(name);
        const written = [...spellings(name), ...spellings(letters)];
        for (const spelling of written) this.nameTokens.set(spelling.toLowerCase(), this.token('姓名', name));
        return [
          { first: letters, source: [...letters].map(literal).join(BETWEEN_LETTERS) },
          ...written.map((spelling) => ({ first: spelling, source: literal(spelling) })),
        ];
      });
    this.names = new NameFinder(writings);
    const words = secrets.filter((secret) => secret !== '').map(literal);
    this.secrets =
      words.length === 0 ? undefined : new RegExp(`(?<![0-9A-Za-z])(?:${words.join('|')})(?![0-9A-Za-z])`, 'gu');
  }

  /** `〔身份证号 9f86d081884c 310***********0012〕` */
  token(kind: PersonalClass, value: string): string {
    const mac = createHmac('sha256', this.key).update(`${kind}\u0000${value}`).digest('hex').slice(0, 12);
    return `〔${kind} ${mac} ${MASKS[kind](value)}〕`;
  }

  /** HMAC of a file that holds personal values: the same file, the same number; no way back by trying. */
  seal(bytes: Uint8Array): string {
    return createHmac('sha256', this.key).update(bytes).digest('hex');
  }

  /** `file`: where the text goes in the bundle; a text that only a digest is made of has none and is not counted. */
  text(text: string, file?: string): string {
    let result = text.replace(DIGIT_RUN, (run) => this.digits(run, file));
    result = this.names.replace(result, (found) => {
      this.count('姓名', file);
      return this.nameTokens.get(found.toLowerCase()) ?? this.nameTokens.get(lettersOf(found)) ?? '〔姓名〕';
    });
    if (this.secrets !== undefined)
      result = result.replace(this.secrets, () => {
        this.count('数字证书密码', file);
        return '〔数字证书密码〕';
      });
    return result;
  }

  /**
   * The same for every string in a JSON value. Its keys are ours, whatever somebody is called; a number
   * that happens to be somebody's PIN is a number, one as long as a phone number is not.
   */
  json<T>(value: T, file?: string): T {
    const replaced = (_key: string, inner: unknown) => {
      const mayBePersonal = typeof inner === 'string' || (typeof inner === 'number' && inner >= SHORTEST_NUMBER);
      if (!mayBePersonal) return inner;
      const result = this.text(String(inner), file);
      return result === String(inner) ? inner : result;
    };
    return JSON.parse(JSON.stringify(value, replaced)) as T;
  }

  private digits(run: string, file: string | undefined): string {
    const at: number[] = [];
    let plain = '';
    for (let index = 0; index < run.length; index += 1) {
      const digit = plainDigits(run[index] ?? '');
      if (digit === '') continue;
      plain += digit;
      at.push(index);
    }
    let result = '';
    let copied = 0;
    for (let start = 0; start < plain.length; start += 1) {
      const hit = this.lengths.find((length) => this.tokens.has(plain.slice(start, start + length)));
      if (hit === undefined) continue;
      const { class: kind, token } = this.tokens.get(plain.slice(start, start + hit)) ?? { class: '', token: '' };
      this.count(kind, file);
      result += run.slice(copied, at[start]) + token;
      copied = (at[start + hit - 1] ?? run.length - 1) + 1;
      start += hit - 1;
    }
    return result + run.slice(copied);
  }

  /** All files together. */
  get counts(): Replaced {
    const total: Replaced = {};
    for (const replaced of Object.values(this.where))
      for (const [kind, count] of Object.entries(replaced)) total[kind] = (total[kind] ?? 0) + count;
    return total;
  }

  /** One more value of a class that a file does not show. */
  count(kind: string, file: string | undefined): void {
    if (file === undefined) return;
    const replaced = this.where[file] ?? {};
    this.where[file] = replaced;
    replaced[kind] = (replaced[kind] ?? 0) + 1;
  }
}

/** The same for a person's own eyes: masked forms alone, without the tokens that a bundle needs. */
export class Masker extends Redactor {
  constructor(values: readonly PersonalValue[]) {
    super(new Uint8Array(32), values);
  }

  override token(kind: PersonalClass, value: string): string {
    return MASKS[kind](value);
  }
}

/** What a name keeps however it is written: 阿依·古丽, 阿依古丽 in a file name, O&#39;Hara in a page. */
function lettersOf(name: string): string {
  return name
    .replace(/&#?\w{1,8};/g, '')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();
}

/** Half-width digits and X only. */
function plainDigits(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9X]/g, '');
}

/** A name raw and as URLs, JSON and HTML escape it. */
function spellings(name: string): string[] {
  const points = [...name].map((letter) => letter.codePointAt(0) ?? 0);
  return [
    name,
    // Half a rare character has no form in a URL.
    encodeURIComponent(name.toWellFormed()),
    points.map((point) => `\\u${point.toString(16).padStart(4, '0')}`).join(''),
    points.map((point) => `&#x${point.toString(16)};`).join(''),
    points.map((point) => `&#${point};`).join(''),
  ];
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
