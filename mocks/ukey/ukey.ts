import { createPublicKey, createSign, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Enterprise } from '../../domain/case/model/schema.ts';
import type { Day } from '../../domain/date.ts';
import { Refusal } from '../base/refusal.ts';
import type { Store } from '../base/store.ts';
import type { TestAuthority } from './certificates.ts';
import { practicePin } from './practice-pin.ts';
import { seededRsaKey } from './rsa.ts';

const TRIES = 5;
const KeyState = z.object({ inserted: z.boolean(), triesLeft: z.number().int() });

/** What a UKey shows of itself; the private key never leaves it. */
export interface UKeyView {
  inserted: boolean;
  enterprise: string;
  creditCode: string;
  serial: string;
  notBefore: Day;
  notAfter: Day;
  triesLeft: number;
  locked: boolean;
}
/** The key in the person's hand: signs when the PIN is right. Throws Refusal in the portal's words. */
export interface UKey {
  view(): UKeyView;
  certificatePem(): string;
  /** RSA-SHA256 over `data` (text as UTF-8), base64. Counts a wrong PIN; locks at none left. */
  sign(pin: string, data: string | Uint8Array): string;
  insert(): void;
  remove(): void;
  /** As the service counter does: unlocks and gives the tries back. */
  unlock(): void;
}

/** A unit's key: the private key and the PIN live in this closure and nowhere else. */
export async function createUKey(options: {
  seed: number;
  enterprise: Enterprise;
  store: Store;
  authority: TestAuthority;
  notAfter: Day;
}): Promise<UKey> {
  const { seed, enterprise, store } = options;
  const privateKey = seededRsaKey(seed, `ukey ${enterprise.creditCode}`);
  const notBefore = '2021-01-01';
  const certificate = await options.authority.issue({
    name: enterprise.name,
    creditCode: enterprise.creditCode,
    publicKey: createPublicKey(privateKey),
    notBefore,
    notAfter: options.notAfter,
  });
  const table = store.table('ukey', KeyState);
  const state = () => table.get(enterprise.creditCode) ?? { inserted: true, triesLeft: TRIES };
  const change = (next: Partial<z.infer<typeof KeyState>>) => table.put(enterprise.creditCode, { ...state(), ...next });

  return {
    view: () => ({
      ...state(),
      locked: state().triesLeft === 0,
      enterprise: enterprise.name,
      creditCode: enterprise.creditCode,
      serial: `HZ${enterprise.creditCode.slice(-8)}`,
      notBefore,
      notAfter: options.notAfter,
    }),
    certificatePem: () => certificate,
    sign(pin, data) {
      const { inserted, triesLeft } = state();
      if (!inserted) throw new Refusal('未检测到 UKey。请插入法人一证通 UKey 后重试。');
      if (triesLeft === 0) throw new Refusal('UKey 已锁定。请携带 UKey 和单位证明到法人一证通服务网点解锁。');
      if (pin === '') throw new Refusal('请输入 UKey 密码。', { pin: '请输入 UKey 密码' });
      if (!samePin(pin, practicePin(seed, enterprise.creditCode))) {
        const left = change({ triesLeft: triesLeft - 1 }).triesLeft;
        const message =
          left === 0
            ? '密码错误次数过多，UKey 已锁定。请到法人一证通服务网点解锁。'
            : `密码错误，还可以尝试 ${left} 次。请核对后重新输入。`;
        throw new Refusal(message, { pin: left === 0 ? 'UKey 已锁定' : `密码错误，还可以尝试 ${left} 次` });
      }
      if (triesLeft < TRIES) change({ triesLeft: TRIES });
      return createSign('RSA-SHA256').update(data).sign(privateKey, 'base64');
    },
    insert: () => void change({ inserted: true }),
    remove: () => void change({ inserted: false }),
    unlock: () => void change({ triesLeft: TRIES }),
  };
}

function samePin(given: string, real: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(real)];
  return a.length === b.length && timingSafeEqual(a, b);
}
