import { z } from 'zod';
import { isWorkingDay } from '../../domain/calendar/working-days.ts';
import { type Day, Moment, plusDays } from '../../domain/date.ts';
import type { PolicyPack } from '../../domain/policy/pack.ts';
import { policyFor } from '../../domain/policy/policy.ts';
import { Refusal } from '../base/refusal.ts';
import { seededDigits } from '../base/seeded.ts';
import type { Store, Table } from '../base/store.ts';
import {
  Application,
  Attendance,
  Claim,
  Filing,
  ImportPreview,
  Letter,
  Mail,
  Material,
  Notice,
  Pending,
  Plan,
  PortalEnterprise,
  Records,
  Session,
  Trainee,
} from './model.ts';
import type { PortalOptions } from './options.ts';

/** What every area of the rules works with: tables, clock, policy, numbers. */
export interface Context {
  readonly store: Store;
  readonly seed: number;
  readonly authority: string;
  readonly tables: ReturnType<typeof openTables>;
  now(): Moment;
  today(): Day;
  /** The pack in force today for a unit. */
  policy(creditCode: string): PolicyPack;
  policyOn(day: Day, district: string): PolicyPack;
  enterprise(creditCode: string): PortalEnterprise;
  /** A short internal id: `F-3`. */
  id(prefix: string): string;
  /** A receipt number that follows from unit, seed value and order; unique in this portal. */
  receipt(prefix: 'SH' | 'SQ', creditCode: string): string;
  advanceTo(to: Day | Moment): void;
  nextWorkingDay(): void;
}

const Rows = <T extends z.ZodType>(row: T) => z.object({ rows: z.array(row) });

function openTables(store: Store) {
  return {
    enterprises: store.table('enterprise', PortalEnterprise),
    sessions: store.table('session', Session),
    challenges: store.table('challenge', z.object({ value: z.string() })),
    applications: store.table('application', Application),
    filings: store.table('filing', Filing),
    letters: store.table('letter', Letter),
    materials: store.table('material', Material),
    previews: store.table('preview', ImportPreview),
    pending: store.table('pending', Pending),
    trainees: store.table('trainees', Rows(Trainee)),
    attendance: store.table('attendance', Rows(Attendance)),
    records: store.table('records', Records),
    plans: store.table('plan', Plan),
    claims: store.table('claim', Claim),
    notices: store.table('notice', Notice),
    mails: store.table('mail', Mail),
    clock: store.table('clock', z.object({ now: Moment })),
    licences: store.table(
      'licence',
      z.object({ sha256: z.string(), width: z.number(), height: z.number(), bytes: z.number() }),
    ),
  } satisfies Record<string, Table<never>> | Record<string, unknown>;
}

export function createContext(
  options: PortalOptions,
  store: Store,
  authority: string,
  onNewDay: (context: Context) => void,
): Context {
  const tables = openTables(store);
  if (tables.clock.get('now') === undefined) tables.clock.put('now', { now: `${options.today}T09:00:00` });
  const now = () => tables.clock.get('now')?.now ?? `${options.today}T09:00:00`;
  const context: Context = {
    store,
    seed: options.seed,
    authority,
    tables,
    now,
    today: () => now().slice(0, 10),
    policy: (creditCode) => context.policyOn(context.today(), context.enterprise(creditCode).district),
    policyOn: options.policyFor ?? policyFor,
    enterprise(creditCode) {
      const found = tables.enterprises.get(creditCode);
      if (found === undefined)
        throw new Refusal(`统一社会信用代码 ${creditCode} 的企业尚未在本系统登记，请先办理单位登记。`);
      return found;
    },
    id: (prefix) => `${prefix}-${store.next(`id ${prefix}`)}`,
    receipt(prefix, creditCode) {
      const used = new Set([
        ...tables.filings.all().map((filing) => filing.receipt),
        ...tables.claims.all().map((claim) => claim.receipt),
        ...tables.applications.all().map((application) => application.receipt),
      ]);
      for (;;) {
        const number = store.next(`receipt ${prefix} ${creditCode}`);
        const receipt =
          prefix +
          now().slice(0, 10).replaceAll('-', '') +
          seededDigits(options.seed, `${prefix} ${creditCode} ${number}`, 8);
        if (!used.has(receipt)) return receipt;
      }
    },
    advanceTo(to) {
      const target = to.length === 10 ? `${to}T09:00:00` : to;
      if (!Moment.safeParse(target).success) throw new Refusal('请填写真实存在的日期，如 2022-05-09。');
      if (target < now()) throw new Refusal(`模拟时间只能向后推进，当前为 ${now().replace('T', ' ').slice(0, 16)}。`);
      store.atomic(() => {
        tables.clock.put('now', { now: target });
        onNewDay(context);
      });
    },
    nextWorkingDay() {
      let day = plusDays(now().slice(0, 10), 1);
      while (!isWorkingDay(day)) day = plusDays(day, 1);
      context.advanceTo(day);
    },
  };
  return context;
}

/** The row or the sentence that it is not there. */
export function need<T>(row: T | undefined, what: string): T {
  if (row === undefined) throw new Refusal(`没有找到${what}，可能已被删除。请返回列表刷新后重试。`);
  return row;
}
