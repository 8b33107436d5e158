/**
 * Where everything lies in a bundle: paths within it, with `/`. `verify-sh.ts` alone spells them
 * out again, because that script must read as it runs.
 */

/** What a replay must reproduce, byte for byte. */
export const CORE = 'data/core/';
export const JOURNAL = `${CORE}journal.jsonl`;
export const OPEN_CASE = `${CORE}case.json`;
export const RECEIPTS = `${CORE}receipts.json`;
export const LETTER = `${CORE}letter.pdf`;

/** What one run happened to see. */
export const OBSERVED = 'data/observed/';
export const TIMES = `${OBSERVED}times.jsonl`;
export const ENVIRONMENT = `${OBSERVED}environment.json`;

/** What says by whom the bundle is sealed: it is never there before the seal is. */
export const REPORTS = 'data/reports/';
export const REPORT = `${REPORTS}report.html`;
export const RESULT = `${REPORTS}result.json`;

export const WEB_ARCHIVE = 'data/web/run.wacz';
export const PRIVATE_CASE = 'data/private/case.age';
export const REDACTION = 'data/redaction.json';

export const BAG_DECLARATION = 'bagit.txt';
export const BAG_INFO = 'bag-info.txt';
export const MANIFEST = 'manifest-sha256.txt';
export const TAG_MANIFEST = 'tagmanifest-sha256.txt';

export const SEAL = 'seal/';
export const CHECKPOINT = `${SEAL}checkpoint`;
export const VERIFY_SCRIPT = `${SEAL}verify.sh`;
export const ENVELOPE = `${SEAL}run.sigstore.json`;
export const PAE = `${SEAL}pae.bin`;
export const SIGNATURE = `${SEAL}run.sig`;
export const STAMP = `${SEAL}run.tsr`;

/**
 * Where a run's bundle is put together, inside the run's own folder. While it is
 * there the run is unfinished, whatever else lies beside it (docs/decisions/0010).
 */
export const STAGING = 'sealing';

/** An uploaded page without its metadata; pages of a type are counted from 1. */
export function materialPath(type: string, page: number): string {
  return `${CORE}materials/${type}-${page}.jpg`;
}

/** The page that lies at a path; undefined where none does. */
export function materialAt(path: string): { type: string; page: number } | undefined {
  const match = /^data\/core\/materials\/(.+)-(\d+)\.jpg$/.exec(path);
  return match === null ? undefined : { type: match[1] ?? '', page: Number(match[2]) };
}

/** The masked picture at the end of a stage, counted from 1 in the order of the run. */
export function picturePath(number: number, stage: string): string {
  return `${OBSERVED}pictures/${String(number).padStart(2, '0')}-${stage}.png`;
}

/** What the screen of a journal line held, as an ARIA snapshot. */
export function snapshotPath(seq: number): string {
  return `${OBSERVED}screens/${String(seq).padStart(4, '0')}.aria.yml`;
}

/** A countersignature; the first half of the key id's digits tells whose it is. */
export function countersignaturePath(keyId: string): string {
  return `${SEAL}countersign-${keyId.slice(0, 16)}.sigstore.json`;
}

/** The half key id in a countersignature's path; undefined for another path. */
export function countersignerOf(path: string): string | undefined {
  return /^seal\/countersign-([0-9a-f]{16})\.sigstore\.json$/.exec(path)?.[1];
}
