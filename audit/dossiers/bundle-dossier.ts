import { join } from 'node:path';
import { pageOf } from '../../domain/case/model/material-page.ts';
import { type CaseReading, readCase } from '../../domain/case/read-case.ts';
import { InputError } from '../../domain/errors.ts';
import type { Finding } from '../../domain/finding.ts';
import { materialPath, PRIVATE_CASE } from '../../evidence/layout.ts';
import { layOut } from '../../evidence/private-case.ts';
import { privateCaseOf } from '../../evidence/replay.ts';
import { unanswered } from '../../evidence/verify.ts';
import { inputOfReading } from '../engine/input-of-reading.ts';
import type { AuditInput } from '../engine/subject.ts';
import { type BundleContent, readBundle } from './bundle-content.ts';
import { prefixed } from './case-dossier.ts';
import type { AuditorKeys, Dossier, GivenDossier } from './dossier.ts';
import { privateDiffers } from './private-agrees.ts';
import { differentFinding, privateFinding, sealFindings } from './seal-findings.ts';
import { pointerLocate, standInCase } from './stand-ins.ts';

interface Judged {
  findings: Finding[];
  input?: AuditInput;
  reading?: CaseReading;
}

/**
 * A bundle, whole, incomplete or broken. The full case is decrypted into `scratch`, the caller's to
 * remove; its places are named as those of the bundle. @throws InputError when the identity does not fit an intact bundle
 */
export async function openBundleDossier(given: GivenDossier, keys: AuditorKeys, scratch: string): Promise<Dossier> {
  const content = await readBundle(given.path, keys);
  const prefix = `${given.name}/`;
  const { findings, input, reading } = await judged(given, content, keys, scratch, prefix);
  const { seal, files, lines, receipts, letter } = content;
  return {
    ...given,
    findings: [
      ...prefixed(sealFindings(given.name, seal, unanswered(seal, keys.auditors, keys.authorities)), prefix),
      ...findings,
    ],
    ...(input && {
      input: {
        ...input,
        ...(letter && { letter }),
        ...(receipts && { granted: { receipts, lines } }),
      },
    }),
    ...(reading && { reading }),
    seal,
    lines,
    files,
  };
}

async function judged(
  given: GivenDossier,
  content: BundleContent,
  keys: AuditorKeys,
  scratch: string,
  prefix: string,
): Promise<Judged> {
  const { name } = given;
  const hasPrivate = content.files.some(({ path }) => path === PRIVATE_CASE);
  if (keys.identity === undefined || !hasPrivate) {
    const input = openInput(content, name, prefix);
    const reason =
      keys.identity === undefined
        ? '没有 --identity，个人信息已加密：需要本人信息的规则不适用，跨案例比较也不含这个证据包的人员。'
        : `证据包中没有完整案例（${PRIVATE_CASE}）：需要本人信息的规则不适用。`;
    return {
      findings: prefixed([privateFinding(name, 'not-applicable', reason)], prefix),
      ...(input && { input }),
    };
  }
  try {
    const privateCase = await privateCaseOf(given.path, keys.identity);
    const folder = join(scratch, name);
    const reading = await readCase(layOut(privateCase, folder), { scratch });
    const differs = privateDiffers(reading, privateCase.parameters.seed, content.openCase ?? '');
    const said = [...reading.findings, ...(differs === undefined ? [] : [differentFinding(name, differs)])];
    return {
      findings: prefixed(said, prefix),
      input: await inputOfReading(reading, name, prefix),
      reading,
    };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    // Where the bundle is intact, the identity must be the wrong one; otherwise the file itself may be broken.
    if (content.seal.verdict === 'intact') throw new InputError(`证据包「${name}」：${error.message}`);
    const input = openInput(content, name, prefix);
    return {
      findings: prefixed([privateFinding(name, 'violation', error.message)], prefix),
      ...(input && { input }),
    };
  }
}

/** What the bundle shows in the open, with stand-ins for persons and the pages without their metadata. */
function openInput({ openCase, pages }: BundleContent, name: string, prefix: string): AuditInput | undefined {
  const material = openCase === undefined ? undefined : standInCase(openCase, name);
  if (material === undefined) return undefined;
  return {
    case: material,
    locate: pointerLocate(material, prefix),
    image: async (item) => pages.get(materialPath(item.type, pageOf(item, material.materials))),
    masked: true,
  };
}
