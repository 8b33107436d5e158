import { posix } from 'node:path';
import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { PackageParts } from '../xlsx/package-parts.ts';
import { readRelations, relationsPath } from '../xlsx/relations.ts';
import { readXml } from '../xlsx/xml.ts';
import { atEndOfRoot, editXml, escaped } from './xml-edit.ts';

const CONTENT_TYPES = '[Content_Types].xml';
const RELATIONS_NAMESPACE = 'http://schemas.openxmlformats.org/package/2006/relationships';
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
/** In local time, as yazl writes it: the same bytes in every time zone. */
const FIXED_TIME = new Date(2022, 0, 1);

type Content = () => AsyncIterable<Buffer>;

/** A package as it shall be: the person's own parts, byte for byte but for those that are edited or added. */
export class PackageDraft {
  private readonly parts: PackageParts;
  private readonly changed = new Map<string, Content>();
  private readonly relations = new Map<string, { id: string; type: string; target: string }[]>();
  private readonly types = new Map<string, string>();

  constructor(parts: PackageParts) {
    this.parts = parts;
  }

  /** A path like `xl/comments3.xml` that no part has. */
  unusedPath(before: string, after: string): string {
    for (let number = 1; ; number += 1) {
      const path = `${before}${number}${after}`;
      if (this.parts.find(path) === undefined && !this.changed.has(path)) return path;
    }
  }

  edit(path: string, content: Content): void {
    this.changed.set(path, content);
  }

  add(path: string, text: () => string, type: string): void {
    this.changed.set(path, async function* () {
      yield Buffer.from(text());
    });
    this.types.set(path, type);
  }

  /** Ties a part to another; the relation's id. */
  async relate(from: string, type: string, to: string): Promise<string> {
    const added = this.relations.get(from) ?? [];
    this.relations.set(from, added);
    const known = await readRelations(this.parts, from);
    const taken = new Set([...known.map(({ id }) => id), ...added.map(({ id }) => id)]);
    let number = known.length + added.length + 1;
    while (taken.has(`rId${number}`)) number += 1;
    const id = `rId${number}`;
    added.push({ id, type, target: posix.relative(posix.dirname(from), to) });
    return id;
  }

  /** The package's bytes: they follow from the parts alone. */
  async bytes(): Promise<Uint8Array> {
    for (const [from, added] of this.relations) this.writeRelations(from, added);
    if (this.types.size > 0) await this.writeTypes();
    const zip = new ZipFile();
    const options = { mtime: FIXED_TIME, mode: 0o100644, compress: true, forceDosTimestamp: true };
    const write = (path: string, content: Content) =>
      zip.addReadStreamLazy(path, options, (done: (error: unknown, stream: Readable) => void) => {
        const stream = Readable.from(content(), { objectMode: false });
        // yazl pipes without listening: a part that nobody had read before may be damaged.
        stream.once('error', (error) => zip.emit('error', error));
        done(null, stream);
      });
    for (const path of this.parts.paths) write(path, this.changed.get(path) ?? (() => this.parts.chunks(path)));
    for (const [path, content] of this.changed) if (!this.parts.paths.includes(path)) write(path, content);
    const failed = new Promise<never>((_resolve, reject) => zip.once('error', reject));
    zip.end();
    return Promise.race([collected(zip.outputStream as Readable), failed]);
  }

  private writeRelations(from: string, added: readonly { id: string; type: string; target: string }[]): void {
    const content = (prefix: string) =>
      added
        .map(
          ({ id, type, target }) =>
            `<${prefix}Relationship Id="${id}" Type="${escaped(type)}" Target="${escaped(target)}"/>`,
        )
        .join('');
    const path = this.parts.find(relationsPath(from));
    if (path !== undefined) this.edit(path, () => editXml(this.parts.chunks(path), atEndOfRoot(content)));
    else
      this.edit(relationsPath(from), async function* () {
        yield Buffer.from(`${XML}<Relationships xmlns="${RELATIONS_NAMESPACE}">${content('')}</Relationships>`);
      });
  }

  private async writeTypes(): Promise<void> {
    const path = this.parts.find(CONTENT_TYPES);
    // Without it no program opens the package, and nothing that is added changes that.
    if (path === undefined) return;
    const defaults = new Set<string>();
    await readXml(this.parts.chunks(path), {
      open(name, { Extension = '' }) {
        if (name === 'Default') defaults.add(Extension.toLowerCase());
      },
    });
    const content = (prefix: string) =>
      [...this.types]
        .map(([part, type]) => `<${prefix}Override PartName="/${escaped(part)}" ContentType="${type}"/>`)
        .join('') +
      // Parts of relations that the package did not have before.
      (defaults.has('rels')
        ? ''
        : `<${prefix}Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>`);
    this.edit(path, () => editXml(this.parts.chunks(path), atEndOfRoot(content)));
  }
}

async function collected(stream: Readable): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return new Uint8Array(Buffer.concat(chunks));
}
