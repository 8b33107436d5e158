/** Segments without which a picture would look otherwise: JFIF, colour profile, Adobe's colour transform. */
const KEPT_APPLICATION_SEGMENTS = [0xe0, 0xe2, 0xee];
const COMMENT = 0xfe;
const START_OF_SCAN = 0xda;

/** The same picture, pixel for pixel, without EXIF, XMP, IPTC and comments (ITU-T T.81 B.1.1.3: marker segments). */
export function withoutMetadata(jpeg: Uint8Array): Uint8Array {
  const view = new DataView(jpeg.buffer, jpeg.byteOffset, jpeg.byteLength);
  const kept: Uint8Array[] = [jpeg.subarray(0, 2)];
  let at = 2;
  while (at + 4 <= jpeg.length && jpeg[at] === 0xff) {
    const marker = jpeg[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === START_OF_SCAN) break;
    const end = Math.min(jpeg.length, at + 2 + view.getUint16(at + 2));
    const application = marker >= 0xe0 && marker <= 0xef;
    if (marker !== COMMENT && (!application || KEPT_APPLICATION_SEGMENTS.includes(marker)))
      kept.push(jpeg.subarray(at, end));
    at = end;
  }
  kept.push(jpeg.subarray(at));
  return Buffer.concat(kept);
}
