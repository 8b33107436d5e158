import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { letterSignature } from '../../evidence/letter-signature.ts';
import { applicantOf } from '../../fixtures/applicant.ts';
import { source } from '../../fixtures/factories/random.ts';
import { sealedPdf } from '../../fixtures/letter.ts';
import { withScratch } from '../lib/scratch.ts';
import type { Proof, ProofResult } from './proof.ts';

const NEEDED = ['pdfsig', 'pdffonts', 'pdftotext'];
/** What a reader must be able to find: undertaking 3 of the letter, and its end. */
const PHRASES = ['线上培训平台和培训课程均符合', '申请单位：', '（单位公章）'];

/** The letter to programs of others (poppler): whose signature it is, over what, and one changed byte after another. */
export const letter: Proof = {
  size: 500,
  prove: ({ size, seed, say }) => withScratch('letter', (folder) => prove(folder, size, seed, say)),
};

async function prove(folder: string, size: number, seed: number, say: (line: string) => void): Promise<ProofResult> {
  const missing = NEEDED.filter((program) => spawnSync(program, ['-v']).error !== undefined);
  if (missing.length > 0)
    return {
      holds: false,
      figures: {},
      failures: [`本机没有 ${missing.join('、')}（Debian 软件包 poppler-utils），没有验证。`],
    };
  const applicant = await applicantOf({ seed });
  const unit = applicant.material.enterprise.name;
  const pdf = Buffer.from(await sealedPdf(applicant));
  const path = join(folder, 'letter.pdf');
  const run = (program: string, ...args: string[]) => spawnSync(program, args, { encoding: 'utf8' }).stdout;
  const failures: string[] = [];

  writeFileSync(path, pdf);
  const good = run('pdfsig', path);
  if (!good.includes('Signature is Valid')) failures.push('pdfsig 不认为签名有效');
  if (!good.includes('Total document signed')) failures.push('pdfsig 不认为签名覆盖全文');
  if (!good.includes(`Signer Certificate Common Name: ${unit}`)) failures.push('pdfsig 说出的签署者不是该单位');
  const fonts = run('pdffonts', path).split('\n').slice(2).filter(Boolean);
  if (!fonts.every((row) => /yes yes yes/.test(row))) failures.push('有字体没有嵌入，或没有文字对照表');
  const text = run('pdftotext', '-raw', path, '-').replaceAll(/\s/g, '');
  for (const phrase of [...PHRASES, unit]) if (!text.includes(phrase)) failures.push(`文字中找不到「${phrase}」`);

  const faker = source(seed, 'letter bytes');
  const [gap = 0, resume = 0] = (/\/ByteRange\s*\[\s*0 (\d+)\s+(\d+)/.exec(pdf.toString('latin1')) ?? [])
    .slice(1)
    .map(Number);
  // pdfsig checks the document by the signature, and the certificate in it by nothing where its issuer is unknown:
  // so what it says counts for the document, and for the signature's own bytes it is told as a figure.
  const [still, tried] = [
    { document: 0, container: 0, ours: 0 },
    { document: 0, container: 0 },
  ];
  for (let change = 0; change < size; change += 1) {
    // Every fourth in the signature itself, the rest anywhere.
    const at = faker.number.int(change % 4 === 0 ? { min: gap, max: resume - 1 } : { max: pdf.length - 1 });
    const where = at >= gap && at < resume ? 'container' : 'document';
    tried[where] += 1;
    const bad = Buffer.from(pdf);
    bad[at] = (bad[at] ?? 0) ^ faker.number.int({ min: 1, max: 255 });
    writeFileSync(path, bad);
    const told = run('pdfsig', path);
    if (told.includes('Signature is Valid') && told.includes('Total document signed') && told.includes(unit)) {
      still[where] += 1;
      if (where === 'document') failures.push(`改了第 ${at} 个字节，pdfsig 仍认为有效`);
    }
    const ours = letterSignature(bad);
    if (ours?.genuine && ours.whole) {
      still.ours += 1;
      failures.push(`改了第 ${at} 个字节，本工具仍认为有效`);
    }
    if (change % 100 === 99) say(`已改动 ${change + 1} 处`);
  }
  return {
    holds: failures.length === 0,
    figures: {
      程序: (spawnSync('pdfsig', ['-v'], { encoding: 'utf8' }).stderr.split('\n')[0] ?? '').trim(),
      改动文件内容: tried.document,
      '其中 pdfsig 仍认为有效': still.document,
      改动签名自身: tried.container,
      '其中 pdfsig 仍认为有效（证书自身的字节）': still.container,
      '全部改动中，本工具仍认为有效': still.ours,
      字体: fonts.length,
    },
    failures,
  };
}
