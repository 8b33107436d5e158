/** age-encryption.org/v1: a recipient stanza, and a header MAC of 32 bytes in base64 without padding. */
const HEADER =
  /^age-encryption\.org\/v1\n(?:-> [!-~]+(?: [!-~]+)*\n(?:[A-Za-z0-9+/]{0,64}\n)+)+--- [A-Za-z0-9+/]{43}\n/;

/** Whether these bytes are an age file by their header, whatever their name says. */
export function isAge(bytes: Uint8Array): boolean {
  return HEADER.test(
    Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 64 * 1024)).toString('latin1'),
  );
}
