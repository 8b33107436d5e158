/** One row of `bench --json`. */
export interface Pair {
  name: string;
  /** Median of each side, in `unit`. */
  ours: number;
  reference: number;
  /** Median of the ratios pair by pair: it holds when the machine's speed drifts. */
  ratio: number;
  unit: 's';
  goal: number;
  met: boolean;
  /** Of our side, where it has a limit of its own. */
  peak?: Peak;
}

/** The most memory that any run of a side held. */
interface Peak {
  megabytes: number;
  goal: number;
  met: boolean;
}

type Run = () => Promise<void>;
/** Two sides, prepared; each call of one is a measured run. */
export interface Sides {
  ours: Run;
  reference: Run;
  end: () => Promise<void>;
  peak?: () => Peak;
}

/** Runs the two sides in turn, a warm-up first that does not count. */
export async function medianRatio(
  name: string,
  goal: number,
  pairs: number,
  measure: () => Promise<Sides>,
): Promise<Pair> {
  const { ours, reference, end, peak } = await measure();
  try {
    await ours();
    await reference();
    const seconds: [number, number][] = [];
    for (let pair = 0; pair < pairs; pair += 1) {
      // The order changes from pair to pair, so that neither side always runs on a warmer cache.
      const first = pair % 2 === 0 ? [ours, reference] : [reference, ours];
      const [a, b] = [await timed(first[0] as Run), await timed(first[1] as Run)];
      seconds.push(pair % 2 === 0 ? [a, b] : [b, a]);
    }
    const ratio = round(median(seconds.map(([a, b]) => a / b)));
    return {
      name,
      ours: round(median(seconds.map(([a]) => a))),
      reference: round(median(seconds.map(([, b]) => b))),
      ratio,
      unit: 's',
      goal,
      met: ratio <= goal,
      ...(peak && { peak: peak() }),
    };
  } finally {
    await end();
  }
}

async function timed(run: Run): Promise<number> {
  const started = performance.now();
  await run();
  return (performance.now() - started) / 1000;
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
