import { placeBefore } from './view.ts';

/** Between runs that are read together: no number and no name reaches across it. */
const GAP = Buffer.from('\n|q|\n');

/** Short pieces of decoded bytes read as one text: there are thousands of them in a page. */
export class JoinedRuns {
  readonly name: string;
  readonly shifted: boolean;
  private readonly chunks: Uint8Array[] = [];
  private readonly places: [out: number, into: number][] = [];
  private length = 0;

  constructor(name: string, shifted: boolean) {
    this.name = name;
    this.shifted = shifted;
  }

  add(bytes: Uint8Array, origin: number): void {
    this.places.push([this.length, origin]);
    this.chunks.push(bytes, GAP);
    this.length += bytes.length + GAP.length;
  }

  readonly bytes = (): Uint8Array => Buffer.concat(this.chunks);
  readonly originOf = (at: number): number => placeBefore(this.places, at);
}
