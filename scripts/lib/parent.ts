/**
 * Ends this process with the one that started it, however that ends: nobody must go on
 * writing evidence that the person believes to have stopped. Needs an IPC channel to the
 * parent; without one (started by hand) the process stands for itself.
 */
export function endWithParent(signal: NodeJS.Signals = 'SIGKILL'): void {
  if (process.channel === undefined || process.channel === null) return;
  const end = () => process.kill(process.pid, signal);
  if (!process.connected) end();
  process.once('disconnect', end);
  // Listening must not keep a process alive that has nothing else to do.
  process.channel.unref();
}
