/**
 * Something that the person provided cannot be used. The message is one Chinese sentence
 * that says what happened, to which record, and what to do; commands print it and exit 2.
 */
export class InputError extends Error {
  override readonly name: string = 'InputError';
}
