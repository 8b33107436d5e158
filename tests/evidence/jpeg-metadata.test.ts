import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { withoutMetadata } from '../../evidence/jpeg-metadata.ts';

/** A progressive picture of 24 × 16 with several scans; no encoder here makes one. */
const PROGRESSIVE = Buffer.from(
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAoHBwgHBgoICAgLCgoLDhgQDg0NDh0VFhEYIx8lJCIfIiEmKzcvJik0KSEiMEExNDk7Pj4+JS5ESUM8SDc9Pjv/2wBDAQoLCw4NDhwQEBw7KCIoOzs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozv/wgARCAAQABgDASIAAhEBAxEB/8QAFgABAQEAAAAAAAAAAAAAAAAABAAD/8QAFgEBAQEAAAAAAAAAAAAAAAAABQME/9oADAMBAAIQAxAAAAHNAGTymqSf/8QAGxAAAwACAwAAAAAAAAAAAAAAAgMEADIFExT/2gAIAQEAAQUC42b0C5XTk2kTmKEjJgzaf//EABoRAAICAwAAAAAAAAAAAAAAAAABAwQREjP/2gAIAQMBAT8Bv42RBzR//8QAGREAAgMBAAAAAAAAAAAAAAAAAAQSEzNh/9oACAECAQE/AVo3dGtD/8QAHBAAAgICAwAAAAAAAAAAAAAAAhEAARASAyJh/9oACAEBAAY/Aj7aryHxtrF6EnCIrd3j/8QAGxABAAEFAQAAAAAAAAAAAAAAEQEAECFBUWH/2gAIAQEAAT8h8FelaRo+Qsa3pxE9rGmTJY//2gAMAwEAAgADAAAAEEvv/8QAGREAAwADAAAAAAAAAAAAAAAAAAERQZGh/9oACAEDAQE/EHgzVo5z/8QAGBEBAAMBAAAAAAAAAAAAAAAAAQARMSH/2gAIAQIBAT8QdYGuzef/xAAfEAABAwQDAQAAAAAAAAAAAAABABExIUFR8GGBodH/2gAIAQEAAT8Q+mtOYwvTBjsYc5U23K7HljFkg5KtVgAdiwoKQAptuV//2Q==',
  'base64',
);
const SECRET = '龘燊淼 31010119900101001X';

function baseline(): Buffer {
  const canvas = createCanvas(40, 30);
  const pen = canvas.getContext('2d');
  for (let x = 0; x < 40; x += 1) {
    pen.fillStyle = `hsl(${x * 9} 80% 50%)`;
    pen.fillRect(x, 0, 1, 30);
  }
  return canvas.toBuffer('image/jpeg', 80);
}

const segment = (marker: number, content: string | Buffer) => {
  const bytes = Buffer.from(content);
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(bytes.length + 2, 2);
  return Buffer.concat([head, bytes]);
};
/** Behind SOI and the JFIF segment. */
const withSegment = (jpeg: Buffer, added: Buffer) => {
  const at = 4 + jpeg.readUInt16BE(4);
  return Buffer.concat([jpeg.subarray(0, at), added, jpeg.subarray(at)]);
};
/** Before the last scan: readers take tables there, and anything else with them. */
const beforeLastScan = (jpeg: Buffer, added: Buffer) => {
  const at = jpeg.lastIndexOf(Buffer.from([0xff, 0xda]));
  return Buffer.concat([jpeg.subarray(0, at), added, jpeg.subarray(at)]);
};
const withThumbnail = (jpeg: Buffer) => {
  const thumbnail = Buffer.from(SECRET.padEnd(48, '.').slice(0, 48)).subarray(0, 48);
  const jfif = segment(0xe0, Buffer.concat([jpeg.subarray(6, 18), Buffer.from([4, 4]), thumbnail]));
  return Buffer.concat([jpeg.subarray(0, 2), jfif, jpeg.subarray(4 + jpeg.readUInt16BE(4))]);
};

const HIDING: Record<string, (jpeg: Buffer) => Buffer> = {
  EXIF: (jpeg) => withSegment(jpeg, segment(0xe1, `Exif\0\0${SECRET}`)),
  XMP: (jpeg) => withSegment(jpeg, segment(0xe1, `http://ns.adobe.com/xap/1.0/\0${SECRET}`)),
  扩展XMP: (jpeg) => withSegment(jpeg, segment(0xe1, `http://ns.adobe.com/xmp/extension/\0${SECRET}`)),
  IPTC: (jpeg) => withSegment(jpeg, segment(0xed, `Photoshop 3.0\0${SECRET}`)),
  注释: (jpeg) => withSegment(jpeg, segment(0xfe, SECRET)),
  'MPF 附图': (jpeg) => withSegment(jpeg, segment(0xe2, `MPF\0${SECRET}`)),
  'JFIF 扩展缩略图': (jpeg) => withSegment(jpeg, segment(0xe0, `JFXX\0${SECRET}`)),
  'JFIF 自带缩略图': withThumbnail,
  其他应用段: (jpeg) => withSegment(jpeg, segment(0xeb, SECRET)),
  '扫描之间的 EXIF': (jpeg) => beforeLastScan(jpeg, segment(0xe1, `Exif\0\0${SECRET}`)),
  扫描之间的注释: (jpeg) => beforeLastScan(jpeg, segment(0xfe, SECRET)),
  '零散字节之后的 EXIF': (jpeg) =>
    withSegment(jpeg, Buffer.concat([Buffer.from([0x00, 0x41, 0xff, 0x00]), segment(0xe1, `Exif\0\0${SECRET}`)])),
  '无段标记之后的 EXIF': (jpeg) =>
    withSegment(jpeg, Buffer.concat([Buffer.from([0xff, 0xd0, 0xff, 0x01]), segment(0xe1, `Exif\0\0${SECRET}`)])),
  结尾之后: (jpeg) => Buffer.concat([jpeg, Buffer.from(SECRET)]),
  结尾之后的另一张图: (jpeg) => Buffer.concat([jpeg, withSegment(baseline(), segment(0xfe, SECRET))]),
};

async function pixels(jpeg: Uint8Array): Promise<Buffer> {
  const image = await loadImage(jpeg);
  const canvas = createCanvas(image.width, image.height);
  const pen = canvas.getContext('2d');
  pen.drawImage(image, 0, 0);
  return Buffer.from(pen.getImageData(0, 0, image.width, image.height).data);
}

describe('材料图片去掉附加信息', () => {
  for (const [kind, plain] of [
    ['基线', baseline()],
    ['渐进', PROGRESSIVE],
  ] as const)
    for (const [place, hide] of Object.entries(HIDING))
      test(`${kind} JPEG：${place}去掉，像素一个不变`, async () => {
        const given = hide(plain);
        assert.ok(given.includes('龘燊'));
        const clean = Buffer.from(withoutMetadata(given));
        assert.ok(!clean.includes('龘燊'));
        assert.deepEqual(await pixels(clean), await pixels(given));
        assert.deepEqual(clean, Buffer.from(withoutMetadata(plain)), '与没有附加信息的同一张图相同');
      });

  test('颜色特性文件和颜色变换标记留下', () => {
    const given = withSegment(withSegment(baseline(), segment(0xe2, 'ICC_PROFILE\0…')), segment(0xee, 'Adobe\0d'));
    assert.deepEqual(Buffer.from(withoutMetadata(given)), given);
  });

  test('没有附加信息的图原样不变，再做一次也不变', () => {
    for (const plain of [baseline(), PROGRESSIVE]) {
      const once = withoutMetadata(plain);
      assert.deepEqual(Buffer.from(once), plain);
      assert.deepEqual(withoutMetadata(once), once);
    }
  });

  test('截断的图不出错，读得到的照样去掉', () => {
    const given = withSegment(baseline(), segment(0xe1, `Exif\0\0${SECRET}`));
    for (let length = 0; length < given.length; length += 13)
      assert.ok(!Buffer.from(withoutMetadata(given.subarray(0, length))).includes('龘燊淼 3101'), String(length));
  });
});
