import type { KeyObject, X509Certificate } from 'node:crypto';
import type { CaseReading } from '../../domain/case/read-case.ts';
import type { Finding } from '../../domain/finding.ts';
import type { JournalLine } from '../../evidence/journal-line.ts';
import type { Verdict } from '../../evidence/verify.ts';
import type { AuditInput } from '../engine/subject.ts';
import type { EvidenceFile } from '../report/audit-report.ts';

/** A case or a bundle as a person gave it. */
export interface GivenDossier {
  /** Unique within this audit. */
  name: string;
  path: string;
  kind: 'case' | 'bundle';
}

/** Whom the auditor trusts, and what opens the private part. */
export interface AuditorKeys {
  operator: KeyObject;
  auditors: readonly KeyObject[];
  authorities: readonly X509Certificate[];
  /** age identity; without it persons stay tokens. */
  identity?: string;
}

/** One case or bundle opened for the audit. */
export interface Dossier extends GivenDossier {
  /** What opening it found: problems of reading, integrity and seal. */
  findings: Finding[];
  /** Absent where there is nothing that rules could judge. */
  input?: AuditInput;
  /** Whose persons must not be shown. */
  reading?: CaseReading;
  seal?: Verdict;
  /** Whole lines of a bundle's journal. */
  lines: readonly JournalLine[];
  files: EvidenceFile[];
}
