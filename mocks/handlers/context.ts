import type { PortalState } from '../state/portal-api.ts';

/** What every handler is given: the rules, and what this run tells a person who practises. */
export interface PortalContext {
  readonly state: PortalState;
  /** Where the simulated mail server listens, 127.0.0.1 only. */
  readonly smtpPort: number;
  /** Shown on the login page when a person practises by hand; absent in rehearsals and tests. */
  readonly practicePin?: string;
}
