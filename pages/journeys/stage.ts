import type { Page } from '@playwright/test';

/** Told of each stage of a journey while it happens; a rehearsal plugs its report in here. */
export interface StageObserver {
  /** Runs one stage. `notes` are what the stage gave, in short sentences without personal data. */
  stage(name: string, page: Page, run: (note: (sentence: string) => void) => Promise<void>): Promise<void>;
}
