import type { StageResult } from '../audit/report/rehearsal-result.ts';
import type { Moment } from '../domain/date.ts';
import type { StageObserver } from '../pages/journeys/stage.ts';
import type { Capture } from './record/capture.ts';

export interface ObservedStages extends StageObserver {
  readonly stages: StageResult[];
}

/**
 * Keeps each stage of a journey: its time on the portal's clock, a masked picture
 * of the page it ended on, and its results; passes a line to `say` as it happens.
 */
export function observeStages(options: {
  capture: Capture;
  now: () => Moment;
  say: (line: string) => void;
  /** Puts a stage into the report of the runner that drives it, where there is one. */
  step?: (title: string, run: () => Promise<void>) => Promise<void>;
}): ObservedStages {
  const stages: StageResult[] = [];
  const step = options.step ?? ((_title, run) => run());
  return {
    stages,
    async stage(name, run) {
      const notes: string[] = [];
      const started = performance.now();
      let ok = false;
      options.capture.stage(name, 'begin');
      try {
        await step(name, () => run((sentence) => notes.push(sentence)));
        ok = true;
      } finally {
        const seconds = (performance.now() - started) / 1000;
        options.capture.stage(name, ok ? 'done' : 'stopped');
        // The stage's own fault is reported, not that a broken page has no picture.
        const picture = await options.capture.picture(stages.length + 1, name).catch(() => undefined);
        stages.push({
          name,
          at: options.now(),
          ok,
          seconds,
          notes,
          ...(picture !== undefined && { screenshot: picture }),
        });
        options.say(
          `${ok ? '✓' : '✗'} ${options.now().slice(0, 10)} ${name}${notes.length === 0 ? '' : `：${notes.join('；')}`}（${seconds.toFixed(1)} 秒）`,
        );
      }
    },
  };
}
