/** What is no zip, or one that two programs could read as two different files. The message is for the log: no text of the file. */
export class ZipError extends Error {
  override readonly name = 'ZipError';
}
