import { type BundleFile, bytesOf } from '../../evidence/bundle-files.ts';
import type { JournalLine } from '../../evidence/journal-line.ts';
import { JOURNAL, LETTER, materialAt, OPEN_CASE, RECEIPTS } from '../../evidence/layout.ts';
import { withBundle } from '../../evidence/open-bundle.ts';
import { readJournal } from '../../evidence/read-journal.ts';
import { Receipts } from '../../evidence/receipts.ts';
import { type Verdict, verifyFiles } from '../../evidence/verify.ts';
import type { EvidenceFile } from '../report/audit-report.ts';
import type { AuditorKeys } from './dossier.ts';

/** What the audit reads of a bundle, whole or broken: whatever is there, as far as it makes sense. */
export interface BundleContent {
  seal: Verdict;
  files: EvidenceFile[];
  /** The lines up to the first that is not whole. */
  lines: JournalLine[];
  receipts?: Receipts;
  letter?: Uint8Array;
  /** `data/core/case.json`. */
  openCase?: string;
  /** Bytes of the uploaded pages, by their path. */
  pages: ReadonlyMap<string, Uint8Array>;
}

/** Opens a bundle once, folder or zip: everything is read one time and verified on the way. @throws InputError when there is none */
export async function readBundle(
  path: string,
  { operator, auditors, authorities }: AuditorKeys,
): Promise<BundleContent> {
  return withBundle(path, (bundle) => {
    const digests = bundle.digests();
    const seal: Verdict = {
      bundle: path,
      ...verifyFiles({ ...bundle, digests: () => digests }, operator, auditors, authorities),
    };
    const readable = new Map(bundle.files.filter((file) => digests?.has(file.path)).map((file) => [file.path, file]));
    const whole = (name: string) => wholeOf(readable.get(name));
    const journal = whole(JOURNAL);
    const receipts = receiptsOf(whole(RECEIPTS));
    const letter = whole(LETTER);
    const openCase = whole(OPEN_CASE);
    return {
      seal,
      files: [...readable.values()].map(({ path: name, size }) => ({
        path: name,
        bytes: size,
        sha256: digests?.get(name) ?? '',
      })),
      lines: journal === undefined ? [] : readJournal(journal).lines,
      ...(receipts && { receipts }),
      ...(letter && { letter }),
      ...(openCase && { openCase: openCase.toString('utf8') }),
      pages: new Map(
        [...readable.values()]
          .filter(({ path }) => materialAt(path) !== undefined)
          .map((file) => [file.path, wholeOf(file) as Uint8Array]),
      ),
    };
  });
}

function wholeOf(file: BundleFile | undefined): Buffer | undefined {
  return file && Buffer.from(bytesOf(file, Number.POSITIVE_INFINITY));
}

function receiptsOf(bytes: Buffer | undefined): Receipts | undefined {
  try {
    const parsed = Receipts.safeParse(JSON.parse(bytes?.toString('utf8') ?? ''));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
