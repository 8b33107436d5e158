import { z } from 'zod';
import { ENVELOPE } from './layout.ts';

const Digest = z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/) });

export const RUN_PREDICATE = 'urn:filing-rehearsal:run:v1';
export const COUNTERSIGN_PREDICATE = 'urn:filing-rehearsal:countersignature:v1';
export const STATEMENT = 'https://in-toto.io/Statement/v1';

/**
 * in-toto Statement v1 of a sealed run. The predicate repeats every file's and
 * every journal line's digest: so a verifier can name what was changed even
 * where the manifests were rewritten to match.
 */
export const RunStatement = z.strictObject({
  _type: z.literal(STATEMENT),
  /** tagmanifest, checkpoint root, coreDigest; in this order. */
  subject: z.array(z.strictObject({ name: z.string(), digest: Digest })).length(3),
  predicateType: z.literal(RUN_PREDICATE),
  predicate: z.strictObject({
    outcome: z.string(),
    /** Every file of the bag but those of the signature itself. */
    files: z.record(z.string(), z.string()),
    /** Hash of each journal line, in order. */
    lines: z.array(z.string()),
  }),
});
export type RunStatement = z.infer<typeof RunStatement>;

/** An auditor's statement about a seal: this exact signature was seen. */
export const CountersignStatement = z.strictObject({
  _type: z.literal(STATEMENT),
  subject: z.array(z.strictObject({ name: z.literal(ENVELOPE), digest: Digest })).length(1),
  predicateType: z.literal(COUNTERSIGN_PREDICATE),
  predicate: z.strictObject({ coreDigest: z.string() }),
});
