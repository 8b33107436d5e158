/** Something that lies within something else. */
export interface Part {
  /** Name within its container; scanned like content, since names tell too. */
  name: string;
  bytes: Uint8Array;
}

/** What a container gave, and what of it could not be opened. */
export interface Opening {
  kind: string;
  parts: Part[];
  unread: { name: string; why: string }[];
}

/** Most bytes that one part may come to. */
export const PART_LIMIT = 64 * 1024 * 1024;

export function text(name: string, content: string): Part {
  return { name, bytes: Buffer.from(content) };
}

export function startsWith(bytes: Uint8Array, magic: readonly number[], at = 0): boolean {
  return magic.every((byte, index) => bytes[at + index] === byte);
}
