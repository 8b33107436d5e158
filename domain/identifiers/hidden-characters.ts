/** What no screen shows: format and control characters, fillers, variation selectors (UAX 44), the place of an object. */
const HIDDEN = /[\p{Default_Ignorable_Code_Point}\p{Cf}\ufffc]|(?![\t\n\r])\p{Cc}/gu;

const NAMES: Readonly<Record<string, string>> = {
  '00AD': '软连字符',
  '007F': '删除符',
  '034F': '组合连接符',
  '061C': '阿拉伯字母标记',
  '180E': '蒙古文元音分隔符',
  '200B': '零宽空格',
  '200C': '零宽不连字',
  '200D': '零宽连字',
  '200E': '从左到右标记',
  '200F': '从右到左标记',
  '202A': '从左到右嵌入',
  '202B': '从右到左嵌入',
  '202C': '方向格式结束',
  '202D': '强制从左到右',
  '202E': '强制从右到左',
  '2060': '词连接符',
  '2066': '从左到右隔离',
  '2067': '从右到左隔离',
  '2068': '首强字符隔离',
  '2069': '隔离结束',
  '3164': '谚文填充符',
  FE0F: '变体选择符',
  FEFF: '字节顺序标记',
  FFFC: '对象替换符',
};

/** The text as a person sees it, and each hidden character that was in it, once. */
export function withoutHidden(text: string): { text: string; hidden: string[] } {
  const hidden = text.match(HIDDEN);
  return hidden === null ? { text, hidden: [] } : { text: text.replace(HIDDEN, ''), hidden: [...new Set(hidden)] };
}

/** `U+200B（零宽空格）`. */
export function characterName(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return `U+${code}（${NAMES[code] ?? (/\p{Cc}/u.test(character) ? '控制字符' : '不可见字符')}）`;
}
