export interface BundleFile {
  path: string;
  size: number;
  /** The content in order; each piece is valid until the next is asked for, and no other file may be read meanwhile. */
  chunks(): Iterable<Buffer>;
}
export interface FileProblem {
  file: string;
  problem: string;
}

/** A bundle's files wherever they lie, and what is wrong with how they lie there. */
export interface BundleFiles {
  files: BundleFile[];
  emptyFolders: string[];
  problems: FileProblem[];
  /**
   * Reads everything once: SHA-256 by path, hex. Undefined when the files do not
   * lie as this project lays them, so that nothing can be said of each; `problems` says why.
   */
  digests(): ReadonlyMap<string, string> | undefined;
  close(): void;
}

/** A manifest or a part of the seal, whole. One that is larger than any can be comes out empty, so that its check fails. */
export function bytesOf(file: BundleFile | undefined, largest = 64 * 1024 * 1024): Buffer {
  if (file === undefined || file.size > largest) return Buffer.alloc(0);
  const bytes = Buffer.allocUnsafe(file.size);
  let length = 0;
  for (const chunk of file.chunks()) length += chunk.copy(bytes, length);
  return bytes.subarray(0, length);
}
