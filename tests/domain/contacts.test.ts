import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash, scryptSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { readings } from '../../fixtures/leaks/scan/character-sets.ts';
import { openZip } from '../../fixtures/leaks/scan/containers/zip.ts';

/**
 * Names and phones of real people, and an address, in the material that this project was begun with.
 * Not the values: a weak mark that many texts share, to be quick, and a slow digest that only the value has.
 */
const FORBIDDEN: Record<string, string> = {
  '12775': '03f44108b809f7acc79b2328d7dfa8d8',
  '1713e': 'e0125d8adee4ee85a0773183be2dc7f0',
  '773c6': 'c93fdfd8d778c3491c0b2a853d2c952b',
  '7f7f5': 'f6946a34e8502c8ecf518305e3361768',
  d1a2a: 'ca7081d4dfcd6a286093227ecd4de490',
  f7be1: '0f998f89f82e8f1097d080b61936b3e5',
  fabf6: '9e30be60cb986ec42c27437245382326',
  fcc46: 'aba65a9451e874a6838428e8ad0d1f8d',
};

const SALT = 'contacts of the seed';
const weak = (text: string) =>
  createHash('sha256')
    .update(SALT + text)
    .digest('hex')
    .slice(0, 5);
const slow = (text: string) => scryptSync(text, SALT, 16).toString('hex');

/** What a text holds that could be one of them: names of 2 or 3 characters, phones of 8 or 11 digits, an address. */
function* candidates(text: string): Generator<string> {
  const letters = text.replace(/[^\p{Script=Han}]+/gu, (gap) => (/^[\s\u3000]+$/.test(gap) ? '' : '|'));
  for (const run of letters.split('|'))
    for (const length of [2, 3]) for (let at = 0; at + length <= run.length; at += 1) yield run.slice(at, at + length);
  for (const [run] of text.normalize('NFKC').matchAll(/\d(?:[\s-]?\d)*/g)) {
    const digits = run.replace(/\D/g, '');
    for (const length of [8, 11])
      for (let at = 0; at + length <= digits.length; at += 1) yield digits.slice(at, at + length);
  }
  for (const [address] of text.matchAll(/\d{1,3}(?:\.\d{1,3}){3}/g)) yield address;
}

async function* texts(): AsyncGenerator<{ file: string; text: string }> {
  for (const file of execFileSync('git', ['ls-files', '-z'], { encoding: 'utf8' }).split('\0').filter(Boolean)) {
    yield { file, text: file };
    const bytes = readFileSync(file);
    // Pictures have no text; what lies in zips follows.
    for (const { text } of readings(bytes)) if (!text.includes('\ufffd')) yield { file, text };
    for (const part of (await openZip(bytes))?.parts ?? [])
      for (const { text } of readings(part.bytes))
        if (!text.includes('\ufffd')) yield { file: `${file}!${part.name}`, text };
  }
}

async function found(given: AsyncIterable<{ file: string; text: string }>): Promise<string[]> {
  const seen = new Set<string>();
  const files: string[] = [];
  for await (const { file, text } of given)
    for (const candidate of candidates(text)) {
      if (seen.has(candidate)) continue;
      const digest = FORBIDDEN[weak(candidate)];
      if (digest === undefined || digest !== slow(candidate)) seen.add(candidate);
      else files.push(file);
    }
  return files;
}

test('仓库里没有种子材料中真实联系人的姓名和电话', async () => {
  assert.deepEqual(await found(texts()), []);
});

test('若有，找得到：散在空格、全角和连字符里也一样', async () => {
  // 样例甲 and 13800138000 stand in for a real pair.
  Object.assign(FORBIDDEN, { [weak('样例甲')]: slow('样例甲'), [weak('13800138000')]: slow('13800138000') });
  const planted = async function* () {
    yield { file: 'a', text: '联系人：样 例 甲' };
    yield { file: 'b', text: '１３８ 0013-8000' };
    yield { file: 'c', text: '样例，甲' };
  };
  assert.deepEqual(await found(planted()), ['a', 'b']);
});
