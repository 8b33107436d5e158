import { type BundleFile, bytesOf } from '../bundle-files.ts';

/** A bundle's files by path, for the checks that need more than a digest. */
export class Contents {
  readonly #files: ReadonlyMap<string, BundleFile>;

  constructor(files: readonly BundleFile[]) {
    this.#files = new Map(files.map((file) => [file.path, file]));
  }

  get paths(): string[] {
    return [...this.#files.keys()];
  }

  has(path: string): boolean {
    return this.#files.has(path);
  }

  /** Empty for a file that is not there or is far too large. */
  bytes(path: string): Buffer {
    return bytesOf(this.#files.get(path));
  }

  text(path: string): string | undefined {
    return this.has(path) ? this.bytes(path).toString('utf8') : undefined;
  }

  chunks(path: string): Iterable<Buffer> {
    return this.#files.get(path)?.chunks() ?? [];
  }
}
