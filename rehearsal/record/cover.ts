import type { PersonalClass, PersonalValue } from '../../domain/case/cells/personal.ts';

/*
 * Runs in the page, in one evaluation: boxes of one colour over whatever shows a hidden value. Sent as text
 * (`COVERING`): these functions know the page and each other, and nothing else of this file or its imports.
 */

/** The measures of the picture once everything is covered. */
export interface Covered {
  /** One entry a place. */
  covered: PersonalClass[];
  /** CSS pixels of the whole page. */
  width: number;
  height: number;
  /** The window shows all of it. */
  fits: boolean;
}

interface Wanted {
  kind: PersonalClass;
  value: string;
}

type Tell = (kind: PersonalClass) => void;

/** A letter as it is looked for, and where in the page it stands. */
interface Letter {
  letter: string;
  node: Text;
  from: number;
  to: number;
}

async function cover(hidden: PersonalValue[]): Promise<Covered> {
  // Before the masks are placed: an image or a font that loads later would move text out from under them.
  await drawn();
  const wanted = hidden
    .map((one) => ({ kind: one.class, value: plain(one.value) }))
    .filter(({ value }) => value !== '');
  const covered: PersonalClass[] = [];
  const tell: Tell = (kind) => covered.push(kind);
  coverTexts(wanted, tell);
  coverFields(wanted, tell);
  coverDrawn(wanted, tell);
  holdStill();
  const { scrollWidth, scrollHeight } = document.documentElement;
  return {
    covered,
    width: Math.max(scrollWidth, innerWidth),
    height: Math.max(scrollHeight, innerHeight),
    fits: scrollHeight <= innerHeight && scrollWidth <= innerWidth && scrollX === 0 && scrollY === 0,
  };
}

/** Waits for images and fonts, which would otherwise be in one picture and not in the next; but not without end. */
async function drawn(): Promise<void> {
  const images = [...document.images].map((image) => {
    image.loading = 'eager';
    return image.decode().catch(() => {});
  });
  const tooLong = new Promise((resolve) => setTimeout(resolve, 2_000));
  await Promise.race([Promise.all([...images, document.fonts.ready]), tooLong]);
}

/** Letters and digits alone, whatever their width and case. */
function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

function classIn(wanted: Wanted[], shown: (string | null | undefined)[]): PersonalClass | undefined {
  const text = shown.map((one) => plain(one ?? '')).join('\n');
  return wanted.find(({ value }) => text.includes(value))?.kind;
}

/** Values in the letters of a block as a whole, so that one split over several elements is found too. */
function coverTexts(wanted: Wanted[], tell: Tell): void {
  const letters = lettersOfPage();
  // One unit a letter, so that a place in the text is a place in the list.
  const text = letters.map(({ letter }) => letter.charAt(0)).join('');
  for (const { kind, value } of wanted)
    for (let at = text.indexOf(value); at !== -1; at = text.indexOf(value, at + value.length)) {
      const [first, last] = [letters[at], letters[at + value.length - 1]];
      if (first === undefined || last === undefined) continue;
      const range = document.createRange();
      range.setStart(first.node, first.from);
      range.setEnd(last.node, last.to);
      for (const box of range.getClientRects()) putMask(box, first.node.parentElement ?? document.body);
      tell(kind);
    }
}

function lettersOfPage(): Letter[] {
  const letters: Letter[] = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let block: Element | undefined;
  for (let node = texts.nextNode() as Text | null; node !== null; node = texts.nextNode() as Text | null) {
    const parent = node.parentElement;
    if (parent === null || node.data.trim() === '' || parent.closest('script, style, option') !== null) continue;
    const own = blockOf(parent);
    // No value goes from one cell into the next.
    if (own !== block) letters.push({ letter: '\n', node, from: 0, to: 0 });
    block = own;
    let from = 0;
    for (const sign of node.data) {
      for (const letter of plain(sign)) letters.push({ letter, node, from, to: from + sign.length });
      from += sign.length;
    }
  }
  return letters;
}

function blockOf(element: Element): Element {
  return element.parentElement !== null && getComputedStyle(element).display.startsWith('inline')
    ? blockOf(element.parentElement)
    : element;
}

function coverFields(wanted: Wanted[], tell: Tell): void {
  for (const field of document.querySelectorAll<HTMLInputElement>('input, textarea, select')) {
    const shown = field.tagName === 'SELECT' ? [field.textContent] : [field.value, field.placeholder];
    const kind = classIn(wanted, shown);
    if (field.type === 'password' || kind !== undefined) putMask(field.getBoundingClientRect(), field);
    if (kind !== undefined) tell(kind);
  }
}

/** Text that a style generates, and what an image or a canvas says that it shows. */
function coverDrawn(wanted: Wanted[], tell: Tell): void {
  for (const element of document.body.querySelectorAll('*')) {
    const generated = ['::before', '::after'].map((part) => getComputedStyle(element, part).content);
    const said = element.matches('img, canvas, object') ? [element.getAttribute('alt'), element.textContent] : [];
    const kind = classIn(wanted, [...generated.filter((content) => content !== 'none'), ...said]);
    if (kind === undefined) continue;
    putMask(element.getBoundingClientRect(), element);
    tell(kind);
  }
}

function putMask(box: DOMRect, beside: Element): void {
  if (box.width === 0 || box.height === 0) return;
  // A value in the top layer (a dialog) is covered there, one below it is covered below.
  const dialog = beside.closest('dialog[open]');
  const frame = dialog?.getBoundingClientRect();
  const x = frame === undefined ? scrollX : (dialog?.scrollLeft ?? 0) - frame.x - (dialog?.clientLeft ?? 0);
  const y = frame === undefined ? scrollY : (dialog?.scrollTop ?? 0) - frame.y - (dialog?.clientTop ?? 0);
  const mask = document.createElement('div');
  mask.dataset.evidenceMask = '';
  mask.setAttribute('aria-hidden', 'true');
  // Whole pixels and one more: a glyph may reach beyond its box, and a mask over half a pixel shows half of it.
  const [left, top] = [Math.floor(box.x) - 1, Math.floor(box.y) - 1];
  const [width, height] = [Math.ceil(box.right) + 1 - left, Math.ceil(box.bottom) + 1 - top];
  mask.style.cssText = `position:absolute;left:${left + x}px;top:${top + y}px;width:${width}px;height:${height}px;background:#4a4a4a;z-index:2147483647;pointer-events:none`;
  (dialog ?? document.body).append(mask);
}

/** Nothing moves or blinks while the picture is taken. */
function holdStill(): void {
  const still = document.createElement('style');
  still.dataset.evidenceMask = '';
  still.textContent =
    '*,*::before,*::after{animation:none!important;transition:none!important;caret-color:transparent!important}';
  document.head.append(still);
}

function uncover(): void {
  for (const element of document.querySelectorAll('[data-evidence-mask]')) element.remove();
}

/** The text of the functions above. */
const COVERING = [
  cover,
  drawn,
  plain,
  classIn,
  coverTexts,
  lettersOfPage,
  blockOf,
  coverFields,
  coverDrawn,
  putMask,
  holdStill,
].join('\n');

/** Expression that covers the values in the page and gives {@link Covered}. */
export function coveringOf(hidden: readonly PersonalValue[]): string {
  return `(() => {${COVERING}\nreturn cover(${JSON.stringify(hidden)});})()`;
}

/** Expression that takes all boxes away again. */
export const UNCOVERING = `(${uncover})()`;
