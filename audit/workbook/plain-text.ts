/** Most that a cell of a workbook holds, in UTF-16 units. */
const LONGEST = 32_767;
/** What a spreadsheet takes for the start of a formula once a sheet was saved as CSV; full-width forms in some locales. */
const FORMULA = /^\s*[=+\-@＝＋－＠]|^[\t\r]/;
/** Not allowed in XML 1.0: control characters, lone surrogates, non-characters. */
const NOT_IN_XML =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must go
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/**
 * Text from outside in a form that is safe in a cell. Strings in a workbook are never evaluated; saved as CSV they
 * may be, so what looks like a formula gets an apostrophe before it (OWASP, CSV Injection). `_x0041_` would be shown as
 * A (ECMA-376 part 1, §22.9.2.19) and is escaped.
 */
export function plainText(text: string): string {
  const clean = text
    .replace(/\r\n?/g, '\n')
    .replace(NOT_IN_XML, '�')
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
  const safe = FORMULA.test(text) ? `'${clean}` : clean;
  if (safe.length <= LONGEST) return safe;
  const note = `……（共 ${safe.length} 字，余下见 audit.json）`;
  return safe.slice(0, LONGEST - note.length).replace(/[\ud800-\udbff]$/, '') + note;
}
