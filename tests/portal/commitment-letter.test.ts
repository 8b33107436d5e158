import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { letterSignature } from '../../evidence/letter-signature.ts';
import { applicantOf } from '../../fixtures/applicant.ts';
import { source } from '../../fixtures/factories/random.ts';
import { sealedPdf } from '../../fixtures/letter.ts';
import { drawLetter } from '../../mocks/letter/draw.ts';
import { layOutLetter, SHEET } from '../../mocks/letter/layout.ts';
import { sealLetters } from '../../mocks/letter/seal.ts';

const RANGE = /\/ByteRange\s*\[\s*0 (\d+)\s+(\d+)\s+(\d+)\s*\]/;

describe('签章后的承诺书（PDF）', async () => {
  const applicant = await applicantOf();
  const pdf = Buffer.from(await sealedPdf(applicant));
  const [gap = 0, resume = 0] = (RANGE.exec(pdf.toString('latin1')) ?? []).slice(1).map(Number);

  test('数字签名有效、覆盖全文、写明单位，时间是门户的时钟', () => {
    const signature = letterSignature(pdf);
    assert.deepEqual([signature?.genuine, signature?.whole], [true, true]);
    assert.equal(signature?.unit, applicant.material.enterprise.name);
    assert.equal(signature?.signedAt?.toISOString(), '2022-04-25T01:00:00.000Z');
  });

  test('不用本工具，openssl 也认可这个签名', () => {
    const folder = mkdtempSync(join(tmpdir(), 'letter-'));
    const [der, signed] = [join(folder, 'signature.der'), join(folder, 'signed.bin')];
    writeFileSync(der, Buffer.from(pdf.subarray(gap + 1, resume - 1).toString('latin1'), 'hex'));
    writeFileSync(signed, Buffer.concat([pdf.subarray(0, gap), pdf.subarray(resume)]));
    const check = () =>
      spawnSync(
        'openssl',
        [
          'cms',
          '-verify',
          '-binary',
          '-noverify',
          '-inform',
          'DER',
          '-in',
          der,
          '-content',
          signed,
          '-out',
          join(folder, 'out'),
        ],
        { encoding: 'utf8' },
      );
    assert.match(check().stderr, /Verification successful/);
    writeFileSync(signed, Buffer.concat([pdf.subarray(0, gap), pdf.subarray(resume), Buffer.from(' ')]));
    assert.doesNotMatch(check().stderr, /Verification successful/);
  });

  test('签名的位置不多不少：其中没有可以改而不被发现的字节', () => {
    assert.doesNotMatch(pdf.subarray(gap + 1, resume - 1).toString('latin1'), /00000000$/);
  });

  test('改任何一个字节：随机 400 处，签名内外都有，无一仍然有效', () => {
    const faker = source(395, 'letter');
    for (let change = 0; change < 400; change += 1) {
      const at =
        change % 4 === 0
          ? faker.number.int({ min: gap - 60, max: resume + 10 })
          : faker.number.int({ max: pdf.length - 1 });
      const bad = Buffer.from(pdf);
      bad[at] = (bad[at] ?? 0) ^ faker.number.int({ min: 1, max: 255 });
      const signature = letterSignature(bad);
      assert.ok(!(signature?.genuine && signature.whole), `第 ${at} 个字节`);
    }
    for (const longer of [Buffer.concat([pdf, Buffer.from('\n')]), pdf.subarray(0, -1)]) {
      const signature = letterSignature(longer);
      assert.ok(!(signature?.genuine && signature.whole));
    }
  });

  test('同一承诺书、同一印章位置得到同样的字节', async () => {
    assert.ok(pdf.equals(await sealedPdf(await applicantOf())));
  });
});

describe('承诺书的版面', async () => {
  const { state, material, creditCode } = await applicantOf();
  state.addFiling(creditCode, {
    type: '中小微企业',
    course: '物业服务礼仪',
    platformName: '物学网',
    platformCreditCode: '91310101MA1FP0A02G',
    plannedTrainees: '20',
  });
  const { text } = state.generateLetter(creditCode);
  const many = text.replace(
    /拟开展的培训项目：.*/,
    (list) => `拟开展的培训项目：${Array(60).fill(list.slice(9, -1)).join('；')}。`,
  );
  const long = '上海浦江新天地城市更新综合开发物业管理服务（集团）股份有限公司第一分公司';

  for (const [what, given] of [
    ['一个培训项目', text],
    ['六十个培训项目', many],
    ['三十五个字的单位名称', text.replaceAll(material.enterprise.name, long)],
  ] as const)
    test(`${what}：一字不少，不出纸边，行首没有收尾标点，落款在最后一页原位`, () => {
      const sheets = layOutLetter(given);
      const lines = sheets.flat();
      assert.equal(
        lines
          .map((line) => line.text)
          .join('')
          .replaceAll(' ', ''),
        given.replaceAll(/[\n ]/g, ''),
      );
      for (const line of lines) {
        assert.ok(line.left >= 60 && line.top > 60 && line.top < SHEET.height - 80, line.text);
        assert.doesNotMatch(line.text, /^[，。、；：）》”]|[（《“]$/);
      }
      const date = sheets.at(-1)?.at(-1);
      assert.equal(date?.text, '2022年4月25日');
      assert.equal(date?.top, 727);
      assert.ok((sheets.at(-1)?.length ?? 0) > 3, '最后一页只有落款');
    });

  test('画成 PDF 页数与版面一致', async () => {
    const pdf = Buffer.from(await drawLetter({ text: many, unit: long, x: 0.7, y: 0.8, at: '2022-04-25T09:00:00' }));
    assert.equal(pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length, layOutLetter(many).length);
  });

  test('印章上的单位名称排满圆弧而不重叠、不首尾相接', () => {
    for (const unit of ['某厂', material.enterprise.name, long]) {
      const letters = sealLetters(unit);
      assert.equal(letters.map(({ letter }) => letter).join(''), unit);
      const [first = 0, last = 0] = [letters[0]?.angle, letters.at(-1)?.angle];
      assert.ok(Math.abs(first + last) < 1e-9 && last - first <= 290);
      assert.ok(letters.every(({ size }) => size >= 9.5));
    }
  });
});
