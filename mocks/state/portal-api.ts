import type { Day, Moment } from '../../domain/date.ts';
import type { PolicyPack } from '../../domain/policy/pack.ts';
import type { UKey } from '../ukey/ukey.ts';
import type { Claimable } from './claimable.ts';
import type { FilingInput } from './filing-input.ts';
import type { IncomingMail } from './mailbox.ts';
import type {
  Application,
  Attendance,
  Claim,
  Filing,
  ImportPreview,
  Letter,
  Mail,
  Material,
  Notice,
  PortalEnterprise,
  RecordKind,
  Session,
  Trainee,
} from './model.ts';
import type { PortalOptions } from './options.ts';
import type { Page } from './paging.ts';
import type { SealInput } from './seal.ts';
import type { ProgressStage } from './stages.ts';

/** Everything the portal knows and allows. Each transition is atomic: it happens whole or throws Refusal. */
export interface PortalState {
  readonly clock: { now(): Moment; today(): Day; advanceTo(to: Day | Moment): void; nextWorkingDay(): void };
  readonly ukey: UKey;
  /** What the portal goes by on a day in a district. @throws PolicyError outside every pack */
  policyOn(day: Day, district: string): PolicyPack;

  // ---- login
  challenge(): string;
  login(certificatePem: string, challenge: string, signature: string): Session;
  /** Undefined when unknown or idle for more than 30 minutes of the portal's clock. Touches it otherwise. */
  session(token: string): Session | undefined;
  logout(token: string): void;
  enterprise(creditCode: string): PortalEnterprise;

  // ---- filing entry
  /** The application being edited; made when there is none. */
  openApplication(creditCode: string): Application;
  application(id: string): Application;
  drafts(creditCode: string): Filing[];
  /** Query of the upper grid: submitted filings; empty strings mean any. */
  filings(creditCode: string, query: { result?: string; status?: string; page?: number; size?: number }): Page<Filing>;
  filing(id: string): Filing;
  /** The same for its own unit only. */
  ownFiling(creditCode: string, id: string): Filing;
  /** Filings of one submission, in the order they were entered. */
  submittedFilings(applicationId: string): Filing[];
  /** Yuan for this head count under the policy in force today. */
  plannedSubsidy(plannedTrainees: number, creditCode: string): number;
  addFiling(creditCode: string, input: FilingInput): Filing;
  editFiling(creditCode: string, id: string, input: FilingInput): Filing;
  removeFiling(creditCode: string, id: string): void;
  /** Takes returned filings, their materials and reasons back into the open application. */
  reopenFiling(creditCode: string, id: string): Filing;

  // ---- letter and seal
  letter(creditCode: string): Letter | undefined;
  /** What the check of the seal says to a reviewer. */
  sealSays(applicationId: string): string;
  /** The letter that a submitted application went in with. */
  letterOf(applicationId: string): Letter | undefined;
  /** The sealed letter as a PDF that the unit's certificate signs. */
  letterPdf(letterId: string): Uint8Array | undefined;
  generateLetter(creditCode: string): Letter;
  /** What the key must sign for this letter and place. */
  sealPayload(letterId: string, x: number, y: number): string;
  sealLetter(creditCode: string, input: SealInput): Letter;
  /** Throws unless a letter in force is sealed and still verifies: the gate of 下一步. */
  requireSealed(creditCode: string): Letter;

  // ---- materials
  materials(applicationId: string): Material[];
  /** With a unit's credit code, only of its own. */
  materialBytes(id: string, unit?: string): Uint8Array;
  addMaterial(creditCode: string, type: string, fileName: string, bytes: Uint8Array): Material;
  removeMaterial(creditCode: string, id: string): void;
  /** `to` is the new 1-based page within the type. */
  moveMaterial(creditCode: string, id: string, to: number): void;
  /** Throws, naming what is missing: the gate of 下一步 to 确认提交. */
  requireMaterials(creditCode: string): void;

  // ---- submission
  /** Idempotent by application: the second call returns the same receipt. */
  submitApplication(creditCode: string, applicationId: string): Application;

  // ---- training
  /** Approved filings, lapsed ones too. */
  trainable(creditCode: string): Filing[];
  reportTraining(creditCode: string, filingId: string, period: { start: string; end: string }): Filing;
  previewRoster(creditCode: string, fileName: string, bytes: Uint8Array): Promise<ImportPreview>;
  /** An .xlsx with any of the record sheets, or a CSV named after one (学习记录.csv). */
  previewRecords(creditCode: string, fileName: string, bytes: Uint8Array): Promise<ImportPreview>;
  importPreview(creditCode: string, id: string): ImportPreview;
  /** Newest first. */
  imports(creditCode: string): ImportPreview[];
  /** `onlyGood` must be true when there are bad rows. */
  confirmImport(creditCode: string, id: string, onlyGood: boolean): ImportPreview;
  discardImport(creditCode: string, id: string): ImportPreview;
  trainees(filingId: string): Trainee[];
  attendance(filingId: string): Attendance[];
  /** Last day to import the trainees. */
  importBy(filing: Filing): Day | undefined;
  recordCount(filingId: string): Record<RecordKind, number>;

  // ---- claim
  /** Filings that may be claimed now, with the amount, and those that may not, with why. */
  claimable(creditCode: string): Claimable[];
  claims(creditCode: string): Claim[];
  claim(id: string): Claim;
  /** Last day to mail the claim's materials. */
  mailBy(claim: Claim): Day;
  /** Idempotent for the same filings: the second call returns the same claim. */
  submitClaim(
    creditCode: string,
    input: { filingIds: string[]; account: { bank: string; name: string; number: string } },
  ): Claim;
  /** After 已退回 or 拨付失败. */
  resubmitClaim(
    creditCode: string,
    claimId: string,
    input: { account: { bank: string; name: string; number: string } },
  ): Claim;
  /** Stages of the filings and claims with their due days and who must act next. */
  progress(creditCode: string): ProgressStage[];

  // ---- district desk
  deskQueue(): { filings: Filing[]; claims: Claim[]; notices: Notice[] };
  approveFilings(ids: string[]): Filing[];
  returnFilings(ids: string[], reasons: string[]): Filing[];
  acceptClaim(id: string): Claim;
  drawCallBacks(id: string, size: number): Claim;
  recordCallBack(id: string, filingId: string, idNumber: string, result: string, note: string): Claim;
  approveClaim(id: string): Claim;
  returnClaim(id: string, reasons: string[]): Claim;
  publishNotice(claimIds: string[]): Notice;
  closeNotice(id: string): Notice;
  objectToNotice(id: string, objection: string): Notice;
  approveFinance(claimId: string): Claim;
  pay(claimId: string): Claim;
  failPayment(claimId: string, reason: string): Claim;
  notices(): Notice[];
  notice(id: string): Notice;

  // ---- mailbox
  mails(): Mail[];
  mail(id: string): Mail;
  mailAttachment(id: string, index: number): Uint8Array;
  /** What the SMTP server hands over; finds the claim by the receipt in the subject. */
  receiveMail(raw: IncomingMail): Mail;

  close(): void;
}

export type CreatePortalState = (options: PortalOptions) => Promise<PortalState>;
