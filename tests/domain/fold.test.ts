import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { deceives, fold, isInvisible, sameFolded, visibleText } from '../../domain/fold.ts';
import { whatDeceives } from '../../domain/hidden-characters.ts';
import { areNear, likeliest } from '../../domain/near-names.ts';

describe('名称的归一', () => {
  for (const [what, written] of [
    ['零宽空格', '物业项目\u200b风险管控（一）'],
    ['零宽连字', '物业项目风险管控\u200d（一）'],
    ['软连字符', '物业\u00ad项目风险管控（一）'],
    ['单词连接符', '物业项目风险管控（一）\u2060'],
    ['字节顺序标记', '\ufeff物业项目风险管控（一）'],
    ['书写方向标记', '\u202d物业项目风险管控（一）\u202c'],
    ['字形变体选择符', '物业项目风险管控\ufe00（一）'],
    ['删除符', '物业项目风险管控（一）\u007f'],
    ['盲文空格', '物业项目风险管控\u2800（一）'],
    ['谚文填充符', '物业项目风险管控\u3164（一）'],
    ['不换行空格', '物业项目\u00a0风险管控（一）'],
    ['全角空格', '物业项目\u3000风险管控 （一）'],
    ['换行', '物业项目\r\n风险管控（一）'],
    ['半角括号', '物业项目风险管控(一)'],
    ['六角括号', '物业项目风险管控〔一〕'],
    ['简化部首', '物业项目⻛险管控（一）'],
    ['康熙部首', '物业项⽬⾵险管控（⼀）'],
  ] as const)
    test(`${what}不使一个名称成为两个`, () => {
      assert.equal(fold(written), fold('物业项目风险管控（一）'));
    });
  test('兼容汉字、全角字母、各种连接号和大小写归一', () => {
    assert.ok(sameFolded('\uf91d\uff21－\u2014', '\u6b04a--'));
    assert.ok(sameFolded('阿不都·买买提', '阿不都•买买提'));
  });
  test('不同的名称仍然不同', () => {
    for (const [a, b] of [
      ['安全管理（一）', '安全管理（二）'],
      ['风险管控', '风险管理'],
      ['甲公司', '甲有限公司'],
      ['未来', '末来'],
    ] as const)
      assert.ok(!sameFolded(a, b), `${a} ${b}`);
  });
  test('归一两次与一次相同；看得见的写法归一后不变，且不再有机器才看得见的字符', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        assert.equal(fold(fold(text)), fold(text));
        assert.equal(fold(visibleText(text)), fold(text));
        assert.ok(!deceives(visibleText(text)));
      }),
      { seed: 3, numRuns: 1000 },
    );
  });
  test('机器才看得见的字符说明是哪个、在哪里，不重复原文', () => {
    assert.equal(whatDeceives('风险\u200b管控'), '第 3 个字符是看不见的 U+200B 零宽空格');
    assert.equal(whatDeceives('⻛险'), '第 1 个字符是部首 U+2EDB，不是汉字「风」');
    assert.equal(whatDeceives('风险 管控\u3000（一）'), undefined);
  });
  test('只有看不见的字符等于空', () => {
    assert.ok(isInvisible('\u200b\u3000\ufeff '));
    assert.ok(!isInvisible('\u200b.'));
  });
});

describe('相近的名称', () => {
  for (const [a, b] of [
    ['物业项目风险管控', '物业项目风险管理'],
    ['物业项目应急与安全管理', '物业项目应急和安全管理'],
    ['物业项目应急与安全管理', '物业项目应急安全管理'],
    ['物业项目风险管控', '物业项目风险管控培训'],
    ['上海启澄样例物业管理有限公司', '上海启澄样例物业管理股份有限公司'],
  ] as const)
    test(`「${a}」与「${b}」相近`, () => assert.ok(areNear(a, b) && areNear(b, a)));
  for (const [a, b] of [
    ['安全管理（一）', '安全管理（二）'],
    ['电工初级', '电工中级'],
    ['电工（上）', '电工（下）'],
    ['Excel2016', 'Excel2019'],
    ['风险管控', '风险\u200b管控'],
    ['物业项目风险管控', '物业客户服务'],
  ] as const)
    test(`「${a}」与「${b}」不是笔误`, () => assert.ok(!areNear(a, b)));
  test('最像的一个；都不像时没有', () => {
    assert.equal(likeliest('风险管控课', ['客户服务', '物业风险管控']), '物业风险管控');
    assert.equal(likeliest('焊工', ['客户服务', '物业风险管控']), undefined);
  });
});
