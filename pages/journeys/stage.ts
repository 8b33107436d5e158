/** Gets each stage of a journey while it happens; a rehearsal plugs its report in here. */
export interface StageObserver {
  /** Runs one stage. `note` takes what the stage gave, in short sentences without personal data. */
  stage(name: string, run: (note: (sentence: string) => void) => Promise<void>): Promise<void>;
}
