/** A text, and where each place of it stands in what it was decoded from. */
export interface View {
  text: string;
  origin(at: number): number;
}

export function viewOf(text: string, origin: (at: number) => number = (at) => at): View {
  return { text, origin };
}

/** The same text with each match decoded in its place; undefined when nothing is there to decode. */
export function decoded(view: View, pattern: RegExp, decode: (match: string) => string | undefined): View | undefined {
  const pieces: string[] = [];
  const places: [out: number, into: number][] = [[0, 0]];
  let copied = 0;
  let length = 0;
  for (const { 0: match, index } of view.text.matchAll(pattern)) {
    const text = decode(match);
    if (text === undefined) continue;
    pieces.push(view.text.slice(copied, index), text);
    length += index - copied;
    places.push([length, index]);
    length += text.length;
    copied = index + match.length;
    places.push([length, copied]);
  }
  if (copied === 0) return undefined;
  pieces.push(view.text.slice(copied));
  return viewOf(pieces.join(''), (at) => view.origin(placeBefore(places, at)));
}

/** Origin of `at` by the last known place before it. */
export function placeBefore(places: readonly [out: number, into: number][], at: number): number {
  let low = 0;
  let high = places.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((places[middle]?.[0] ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  const [out, into] = places[low] ?? [0, 0];
  return into + (at - out);
}
