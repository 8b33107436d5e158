import type { Locator } from '@playwright/test';
import type { Screen } from '../components/screen.ts';

/** The portal refused where the journey needed to go on; the message is the portal's own sentence. */
export class JourneyStopped extends Error {
  override readonly name = 'JourneyStopped';
}

/**
 * Waits until `next` is open, or until the screen a person is on refuses:
 * a refusal is said at once instead of after a timeout.
 */
export async function arrive(next: Screen, from: Screen): Promise<void> {
  await goOn(next.heading, from.alert);
  await next.ready();
}

/** The same for a sign that is no screen of its own: a receipt, a status. */
export async function goOn(sign: Locator, refusal: Locator): Promise<void> {
  await sign.or(refusal).first().waitFor();
  if (await refusal.first().isVisible())
    throw new JourneyStopped((await refusal.allTextContents()).map((text) => text.trim()).join(' '));
}
