import type { Screen } from '../screen.ts';

/** The portal refused where the journey needed to go on; the message is the portal's own sentence. */
export class JourneyStopped extends Error {
  override readonly name = 'JourneyStopped';
}

/**
 * Waits until `next` is open, or until the screen a person is on refuses:
 * a refusal is said at once instead of after a timeout.
 */
export async function arrive(next: Screen, from: Screen): Promise<void> {
  const refused = from.alert.first();
  await next.heading.or(refused).first().waitFor();
  if (await refused.isVisible()) throw new JourneyStopped((await refused.innerText()).trim());
  await next.ready();
}
