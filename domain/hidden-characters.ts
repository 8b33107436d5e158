import { deceptiveCharacters } from './fold.ts';

/** What no screen shows: format and control characters, fillers, variation selectors (UAX 44), the place of an object. */
const HIDDEN = /[\p{Default_Ignorable_Code_Point}\p{Cf}\ufffc]|(?![\t\n\r])\p{Cc}/gu;

/** The text as a person sees it, and each hidden character that was in it, once. */
export function withoutHidden(text: string): { text: string; hidden: string[] } {
  const hidden = text.match(HIDDEN);
  return hidden === null ? { text, hidden: [] } : { text: text.replace(HIDDEN, ''), hidden: [...new Set(hidden)] };
}

/** What programs and people call the characters that nobody sees. */
const NAMES: Readonly<Record<string, string>> = {
  '00AD': '软连字符',
  '034F': '组合用连接符',
  '061C': '阿拉伯字母标记',
  '115F': '谚文填充符',
  '1160': '谚文填充符',
  '180E': '蒙古文元音分隔符',
  '200B': '零宽空格',
  '200C': '零宽不连字',
  '200D': '零宽连字',
  '200E': '从左到右标记',
  '200F': '从右到左标记',
  '202A': '从左到右嵌入',
  '202B': '从右到左嵌入',
  '202C': '方向格式结束',
  '202D': '从左到右强制',
  '202E': '从右到左强制',
  '2060': '单词连接符',
  '2066': '从左到右隔离',
  '2067': '从右到左隔离',
  '2068': '首强方向隔离',
  '2069': '方向隔离结束',
  '2800': '盲文空格',
  '3164': '谚文填充符',
  FEFF: '字节顺序标记（BOM）',
  FFA0: '半宽谚文填充符',
  FFFC: '对象替换字符',
  '007F': '删除符',
};

/** `U+200B 零宽空格`. */
export function nameOfCharacter(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  const name =
    NAMES[code] ??
    (/[\uFE00-\uFE0F\u{E0100}-\u{E01EF}]/u.test(character)
      ? '字形变体选择符'
      : /\p{Cc}/u.test(character)
        ? '控制字符'
        : '看不见的字符');
  return `U+${code} ${name}`;
}

/** Where a text holds what only a machine sees, for a message; undefined when it holds nothing of the kind. Says no part of the text. */
export function whatDeceives(text: string): string | undefined {
  const found = deceptiveCharacters(text);
  if (found.length === 0) return undefined;
  const said = found
    .slice(0, 3)
    .map(({ at, character, readAs }) =>
      readAs === ''
        ? `第 ${at + 1} 个字符是看不见的 ${nameOfCharacter(character)}`
        : `第 ${at + 1} 个字符是部首 U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}，不是汉字「${readAs}」`,
    );
  return said.join('、') + (found.length > said.length ? `等 ${found.length} 处` : '');
}
