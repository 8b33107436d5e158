/** Stages that nobody is told of. */
export const silentStages = {
  stage: (_name: string, run: (note: () => void) => Promise<void>) => run(() => {}),
};
