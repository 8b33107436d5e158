import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { nameOfCharacter, withoutHidden } from '../../hidden-characters.ts';
import { maskLongNumbers, quoted } from '../cells/quoted.ts';
import { LARGEST, plainFile, sameFile } from '../files/plain-file.ts';
import type { CaseFindings } from '../model/case-findings.ts';
import type { MaterialItem } from '../model/schema.ts';
import type { Locate } from '../tables/locate.ts';

/** Files that operating systems put into every folder. */
const NOBODYS = /^(?:[.~].*|thumbs\.db|desktop\.ini|ehthumbs.*\.db|icon\r?)$/i;

/**
 * Compares 材料清单 with the materials/ folder: what is named must be there, as a plain file of the case, and what is
 * there should be named (`named`: rows that cannot be read included). What the papers must be is the audit's (audit/rules/papers).
 * Returns the files that may be opened, by the names as listed; undefined without a folder.
 */
export async function checkMaterials(
  items: MaterialItem[],
  named: ReadonlySet<string>,
  caseFolder: string,
  locate: Locate,
  found: CaseFindings,
): Promise<ReadonlyMap<string, string> | undefined> {
  const folder = join(caseFolder, 'materials');
  const names = await readdir(folder).catch(() => undefined);
  const files = new Map<string, string>();
  const taken = new Set<string>();
  for (const item of items) {
    const file = await plainFile(folder, item.fileName, LARGEST.image, caseFolder);
    if (file.ok) {
      files.set(item.fileName, file.path);
      taken.add(file.name);
      if (!sameFile(file.name, item.fileName)) sayOtherSpelling(item, file.name, locate, found);
      continue;
    }
    const name = maskLongNumbers(item.fileName);
    found.violation(
      file.missing ? 'material-missing' : 'file-not-plain',
      locate('材料清单', item.row, '文件名'),
      file.missing
        ? `materials 文件夹中没有「${name}」；请放入该文件，或改正文件名`
        : `材料${quoted(item.fileName, 60)}${file.reason}，没有读取；请把文件本身放进 materials 文件夹，并只填文件名`,
    );
  }
  const listed = new Set([...named].map((name) => name.normalize('NFC')));
  for (const name of (names ?? []).sort())
    if (listed.size > 0 && !taken.has(name) && !listed.has(name.normalize('NFC')) && !NOBODYS.test(name))
      found.doubt(
        'material-unlisted',
        { file: `materials/${name}` },
        `materials 文件夹中的${quoted(name, 60)}没有列入「材料清单」，不会上传；请补入清单，或移走该文件`,
      );
  return names === undefined ? undefined : files;
}

function sayOtherSpelling({ row, fileName }: MaterialItem, own: string, locate: Locate, found: CaseFindings): void {
  const hidden = [...new Set([fileName, own].flatMap((name) => withoutHidden(name).hidden))].map(nameOfCharacter);
  found.doubt(
    'material-name',
    locate('材料清单', row, '文件名'),
    `「文件名」与 materials 文件夹中的文件名只差${hidden.length === 0 ? '大小写或前后的空格' : `看不见的字符 ${hidden.join('、')}`}，按同一文件读取；请统一写法`,
  );
}
