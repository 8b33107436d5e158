import type { Enterprise } from '../../domain/case/model/schema.ts';
import type { Day } from '../../domain/date.ts';
import type { policyFor } from '../../domain/policy/policy.ts';

export interface PortalOptions {
  enterprises: (Enterprise & { licenceImage?: Uint8Array })[];
  /** The enterprise whose key is inserted; the first when absent. */
  keyOf?: string;
  /** The day the portal's clock starts at. */
  today: Day;
  /** Everything random follows from it. */
  seed: number;
  /** A folder to keep the state in between runs; in memory when absent. */
  dataDir?: string;
  /** What the portal goes by; the policy in force when absent. Another one makes a portal whose rules are wrong. */
  policyFor?: typeof policyFor;
  /** The certificate's last valid day, to rehearse an expired key; the end of the second year after `today` when absent. */
  keyNotAfter?: Day;
}
