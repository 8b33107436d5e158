import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chineseDay, chineseNumber } from '../../domain/chinese.ts';

test('批次的中文数字', () => {
  for (const [value, text] of [
    [1, '一'],
    [10, '十'],
    [12, '十二'],
    [20, '二十'],
    [99, '九十九'],
    [100, '一百'],
    [105, '一百零五'],
    [110, '一百一十'],
    [123, '一百二十三'],
  ] as const)
    assert.equal(chineseNumber(value), text);
});
test('日期按公文写法，月和日不补零', () => assert.equal(chineseDay('2022-04-05'), '2022年4月5日'));
