import type { Context } from './context.ts';
import type { Letter } from './model.ts';

/** The letter in force of an application, if any. */
export function currentLetter({ tables }: Context, applicationId: string): Letter | undefined {
  return tables.letters
    .all()
    .findLast((letter) => letter.applicationId === applicationId && letter.voidedBecause === undefined);
}

/** The last letter of an application, in force or not. */
export function lastLetter({ tables }: Context, applicationId: string): Letter | undefined {
  return tables.letters.all().findLast((letter) => letter.applicationId === applicationId);
}

/** A change after the letter was made takes letter and seal out of force, and keeps why. */
export function voidLetter(context: Context, applicationId: string, because: string): void {
  const letter = currentLetter(context, applicationId);
  if (letter !== undefined)
    context.tables.letters.put(letter.id, {
      ...letter,
      voidedBecause: `${because}，原承诺书${letter.seal === undefined ? '' : '和签章'}已失效`,
    });
}
