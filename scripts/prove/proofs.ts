import { auditPageOpens } from './audit-page.ts';
import { companies } from './companies/companies.ts';
import { corpora } from './corpora/corpora.ts';
import { cutoff } from './cutoff/cutoff.ts';
import { defects } from './defects/defects.ts';
import { fuzz } from './fuzz/fuzz.ts';
import { guide } from './guide.ts';
import { leaks } from './leaks.ts';
import { letter } from './letter.ts';
import { parquet, records } from './parquet.ts';
import type { Proof } from './proof.ts';
import { replays } from './replays/replays.ts';
import { strangers } from './strangers.ts';
import { tampering } from './tamper.ts';
import { wrongPortal } from './wrong-portal/wrong-portal.ts';

/** Every long check, by the name it is asked for. */
export const PROOFS = {
  defects,
  'audit-page': auditPageOpens,
  parquet,
  records,
  companies,
  corpora,
  cutoff,
  guide,
  fuzz,
  leaks,
  letter,
  replays,
  strangers,
  tamper: tampering,
  'wrong-portal': wrongPortal,
} as const satisfies Record<string, Proof>;
export type ProofName = keyof typeof PROOFS;
