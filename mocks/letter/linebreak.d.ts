/** UAX #14, the part of https://github.com/foliojs/linebreak that is used here; the package has no types. */
declare module 'linebreak' {
  export default class LineBreaker {
    constructor(text: string);
    /** The next place where a line may end; null at the end of the text. */
    nextBreak(): { position: number; required: boolean } | null;
  }
}
