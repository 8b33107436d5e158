import type { KeyObject, X509Certificate } from 'node:crypto';
import { formOf } from '../file-form.ts';
import { withBundle } from '../open-bundle.ts';
import { type Verdict, verifyOpened } from '../verify.ts';

export interface ExaminedFile {
  path: string;
  bytes: number;
  sha256: string;
  /** Undefined for a form that this project does not write. */
  form: { name: string; holds: boolean } | undefined;
}

/** A bundle with everything that an examiner reports of it. */
export interface Examined {
  verdict: Verdict;
  files: readonly ExaminedFile[];
}

/** Verdict and files out of one reading, so that both speak of the same bytes. @throws InputError when there is nothing to open */
export async function examineBundle(
  path: string,
  key: KeyObject,
  auditors: readonly KeyObject[],
  authorities: readonly X509Certificate[],
): Promise<Examined> {
  return withBundle(path, (bundle) => {
    const digests = bundle.digests();
    const verdict = {
      bundle: path,
      ...verifyOpened({ ...bundle, digests: () => digests }, key, auditors, authorities),
    };
    const files = bundle.files.flatMap((file) => {
      const sha256 = digests?.get(file.path);
      return sha256 === undefined ? [] : [{ path: file.path, bytes: file.size, sha256, form: formOf(file) }];
    });
    return { verdict, files };
  });
}
