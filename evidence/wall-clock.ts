import { InputError } from '../domain/errors.ts';

/**
 * How far the wall clock may fall behind the steady one: a clock that is corrected gradually is slowed down, not
 * stopped.
 */
const TOLERANCE = 5_000;

/** Notices that the machine's clock was set back while something was done. */
export interface WallClock {
  /** Looks at the clock; `check` reports what was seen. */
  note(): void;
  /** @throws InputError when it was set back at any time it was looked at */
  check(): void;
}

/**
 * A clock set forward is not told from a machine that slept. One that was wrong
 * from the start cannot be noticed here at all: for that there is a time stamp.
 */
export function watchWallClock(
  wall: () => number = Date.now,
  steady: () => number = () => performance.now(),
): WallClock {
  const [wallStart, steadyStart] = [wall(), steady()];
  let behind = 0;
  const note = () => {
    behind = Math.max(behind, steady() - steadyStart - (wall() - wallStart));
  };
  return {
    note,
    check() {
      note();
      if (behind > TOLERANCE)
        throw new InputError(
          `演练途中本机时钟被拨回约 ${Math.round(behind / 1000)} 秒，记录的时间不可信。请校准本机时钟后加 --resume 重新封存。`,
        );
    },
  };
}
