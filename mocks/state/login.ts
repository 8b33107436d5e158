import { minutesBetween } from '../../domain/date.ts';
import { Refusal } from '../base/refusal.ts';
import { seededBytes } from '../base/seeded.ts';
import { verifySignature } from '../ukey/verify.ts';
import type { Context } from './context.ts';
import type { Session } from './model.ts';

const IDLE_MINUTES = 30;

/** Login by a challenge that the key signs; each challenge serves once. */
export function loginRules(context: Context) {
  const { tables, store } = context;
  const random = (purpose: string) =>
    seededBytes(context.seed, `${purpose} ${store.next(purpose)}`, 24).toString('base64url');
  return {
    challenge(): string {
      const value = random('challenge');
      tables.challenges.put(value, { value });
      return value;
    },
    login(certificatePem: string, challenge: string, signature: string): Session {
      return store.atomic(() => {
        if (tables.challenges.get(challenge) === undefined) throw new Refusal('登录页面已过期，请刷新页面后重新登录。');
        const signer = verifySignature(context.authority, certificatePem, challenge, signature, context.now());
        tables.challenges.remove(challenge);
        context.enterprise(signer.creditCode);
        const token = random('session');
        return tables.sessions.put(token, {
          token,
          creditCode: signer.creditCode,
          lastSeen: context.now(),
          csrf: random('csrf'),
        });
      });
    },
    session(token: string): Session | undefined {
      const session = tables.sessions.get(token);
      if (session === undefined) return undefined;
      if (minutesBetween(session.lastSeen, context.now()) > IDLE_MINUTES) {
        tables.sessions.remove(token);
        return undefined;
      }
      return session.lastSeen === context.now()
        ? session
        : tables.sessions.put(token, { ...session, lastSeen: context.now() });
    },
    logout: (token: string) => tables.sessions.remove(token),
    enterprise: (creditCode: string) => context.enterprise(creditCode),
  };
}
