const START_OF_SCAN = 0xda;
const END_OF_IMAGE = 0xd9;
const COMMENT = 0xfe;
/** Markers without a segment that mean nothing between segments: a stuffed zero, TEM, RST0 to RST7 (ITU-T T.81 B.1.1.3). */
const ALONE = new Set([0x00, 0x01, ...Array.from({ length: 8 }, (_, index) => 0xd0 + index)]);
/**
 * Segments that change how a picture looks: JFIF, the colour profile, Adobe's colour transform. Each by its signature,
 * because APP2 also holds MPF.
 */
const KEPT: Record<number, string> = { 224: 'JFIF\0', 226: 'ICC_PROFILE\0', 238: 'Adobe' };
/** JFIF up to the size of its thumbnail (ITU-T T.871 10.1). */
const JFIF_WITHOUT_THUMBNAIL = 16;

/**
 * The same picture, pixel for pixel, without what a camera, a scanner or a person
 * wrote into it: EXIF, XMP (extended too), IPTC, comments, thumbnails, further
 * images (MPF), whatever follows the end (ITU-T T.81 B.1.1). Segments between the scans of
 * a progressive picture count as much as those before the first.
 */
export function withoutMetadata(jpeg: Uint8Array): Uint8Array {
  const bytes = Buffer.from(jpeg.buffer, jpeg.byteOffset, jpeg.byteLength);
  const kept: Uint8Array[] = [bytes.subarray(0, 2)];
  let at = 2;
  while (at + 2 <= bytes.length) {
    // Stray bytes between segments: decoders pass over them to the next marker, and so would what stands behind it.
    at = bytes[at] === 0xff ? at : nextMarker(bytes, at);
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (ALONE.has(marker)) {
      at += 2;
      continue;
    }
    if (marker === END_OF_IMAGE) {
      kept.push(bytes.subarray(at, at + 2));
      break;
    }
    const end = at + 4 > bytes.length ? bytes.length : Math.min(bytes.length, at + 2 + bytes.readUInt16BE(at + 2));
    kept.push(...segment(marker, bytes.subarray(at, end)));
    at = end;
    if (marker === START_OF_SCAN) {
      const next = nextMarker(bytes, at);
      kept.push(bytes.subarray(at, next));
      at = next;
    }
  }
  return Buffer.concat(kept);
}

function segment(marker: number, whole: Buffer): Uint8Array[] {
  if (marker === COMMENT) return [];
  if (marker < 0xe0 || marker > 0xef) return [whole];
  const signature = KEPT[marker];
  if (signature === undefined || !whole.subarray(4).toString('latin1').startsWith(signature)) return [];
  if (marker !== 0xe0) return [whole];
  const header = Buffer.from(whole.subarray(0, 2 + JFIF_WITHOUT_THUMBNAIL));
  if (header.length < 2 + JFIF_WITHOUT_THUMBNAIL) return [whole];
  header.writeUInt16BE(JFIF_WITHOUT_THUMBNAIL, 2);
  header.fill(0, 16, 18);
  return [header];
}

/** Entropy-coded data goes on through stuffed zeros and restart markers. */
function nextMarker(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1];
    if (next !== undefined && next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  return bytes.length;
}
