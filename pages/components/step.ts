/**
 * How a page object reports what it does. The interface is owned here;
 * whoever plugs a writer in (fixture, rehearsal) decides what is kept of it.
 * Values typed by a person never go in: titles name the act, not its content.
 */
export interface Step {
  /** The screen, by its Chinese heading. */
  screen: string;
  /** What the person does there, as a short Chinese phrase. */
  action: string;
}

export interface Recorder {
  /** Runs the action; may look at the page before and after it. */
  step<T>(step: Step, run: () => Promise<T>): Promise<T>;
}

export const silent: Recorder = { step: (_step, run) => run() };
