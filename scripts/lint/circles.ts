interface Arrow {
  from: string;
  to: string;
}

/** Circles among arrows, one for each knot (Tarjan's strongly connected components), shortest way round, closed. */
export function circlesOf(arrows: readonly Arrow[]): string[][] {
  const next = new Map<string, string[]>();
  for (const { from, to } of arrows) next.set(from, [...(next.get(from) ?? []), to]);
  return knotsOf(next).map((knot) => shortestRound(knot, next));
}

function knotsOf(next: ReadonlyMap<string, string[]>): string[][] {
  const [index, low] = [new Map<string, number>(), new Map<string, number>()];
  const stack: string[] = [];
  const knots: string[][] = [];
  const visit = (node: string) => {
    index.set(node, index.size);
    low.set(node, index.get(node) as number);
    stack.push(node);
    for (const other of next.get(node) ?? []) {
      if (!index.has(other)) visit(other);
      if (stack.includes(other)) low.set(node, Math.min(low.get(node) as number, low.get(other) as number));
    }
    if (low.get(node) !== index.get(node)) return;
    const knot = stack.splice(stack.indexOf(node));
    if (knot.length > 1 || next.get(node)?.includes(node)) knots.push(knot);
  };
  for (const node of next.keys()) if (!index.has(node)) visit(node);
  return knots;
}

function shortestRound(knot: readonly string[], next: ReadonlyMap<string, string[]>): string[] {
  const start = knot[0] as string;
  const ways: string[][] = [[start]];
  const seen = new Set<string>();
  for (const way of ways)
    for (const node of next.get(way.at(-1) as string) ?? []) {
      if (node === start) return [...way, start];
      if (!knot.includes(node) || seen.has(node)) continue;
      seen.add(node);
      ways.push([...way, node]);
    }
  return [...knot];
}
