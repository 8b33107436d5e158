import type { KeyObject } from 'node:crypto';
import { openEnvelope } from '../envelope.ts';
import { ENVELOPE, PAE, SIGNATURE } from '../layout.ts';
import { RunStatement } from '../statement.ts';
import type { Contents } from './contents.ts';
import type { Problems } from './verdict.ts';

/** What the operator signed, when the signature holds and the three files of it agree. */
export function checkSeal(contents: Contents, key: KeyObject, problems: Problems): RunStatement | undefined {
  const text = contents.text(ENVELOPE);
  if (text === undefined) return undefined;
  const envelope = openEnvelope(text, key);
  if (typeof envelope === 'string') {
    problems.say(ENVELOPE, envelope);
    return undefined;
  }
  if (contents.has(PAE) && !envelope.pae.equals(contents.bytes(PAE))) problems.say(PAE, '与签名文件不一致');
  if (contents.has(SIGNATURE) && !envelope.signature.equals(contents.bytes(SIGNATURE)))
    problems.say(SIGNATURE, '与签名文件不一致');
  const parsed = RunStatement.safeParse(envelope.statement);
  if (parsed.success) return parsed.data;
  problems.say(ENVELOPE, '被签内容不是一次演练的声明');
  return undefined;
}
