import type { KeyObject } from 'node:crypto';
import { openEnvelope } from '../envelope.ts';
import { RunStatement } from '../statement.ts';
import type { Contents } from './contents.ts';
import type { Problems } from './verdict.ts';

const ENVELOPE = 'seal/run.sigstore.json';

/** What the operator signed, when the signature holds and the three files of it agree. */
export function checkSeal(contents: Contents, key: KeyObject, problems: Problems): RunStatement | undefined {
  const text = contents.text(ENVELOPE);
  if (text === undefined) return undefined;
  const envelope = openEnvelope(text, key);
  if (typeof envelope === 'string') {
    problems.say(ENVELOPE, envelope);
    return undefined;
  }
  if (contents.has('seal/pae.bin') && !envelope.pae.equals(contents.bytes('seal/pae.bin')))
    problems.say('seal/pae.bin', '与签名文件不一致');
  if (contents.has('seal/run.sig') && !envelope.signature.equals(contents.bytes('seal/run.sig')))
    problems.say('seal/run.sig', '与签名文件不一致');
  const parsed = RunStatement.safeParse(envelope.statement);
  if (parsed.success) return parsed.data;
  problems.say(ENVELOPE, '被签内容不是一次演练的声明');
  return undefined;
}
