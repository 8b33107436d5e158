import { html } from 'hono/html';
import { z } from 'zod';
import type { Html } from '../document.ts';

const File = z.object({ name: z.string(), content: z.string() });
const Form = z.array(z.tuple([z.string(), z.union([z.string(), File])]));
const [SHOWN_FIELDS, SHOWN_LETTERS] = [3, 24];

/** What was sent, as a list of its fields; files by name and digest. */
export function sentFields(sent: string): Html {
  const fields = fieldsOf(sent);
  if (fields === undefined) return html`<pre>${sent}</pre>`;
  return html`<dl class="fields">${fields.map(([name, value]) => html`<dt>${name}</dt><dd>${typeof value === 'string' ? value : html`文件「${value.name}」，校验值 <span class="digest">${value.content}</span>`}</dd>`)}</dl>`;
}

/** The first fields that hold something, in a line. */
export function sentBrief(sent: string): string {
  const fields = fieldsOf(sent)?.filter(([, value]) => value !== '') ?? [];
  const shown = fields.slice(0, SHOWN_FIELDS).map(([name, value]) => {
    const text = typeof value === 'string' ? value : `「${value.name}」`;
    return `${name}=${text.length > SHOWN_LETTERS ? `${text.slice(0, SHOWN_LETTERS)}…` : text}`;
  });
  return fields.length === 0 ? '交出的内容' : `${shown.join('，')}${fields.length > SHOWN_FIELDS ? '……' : ''}`;
}

/** Of a form (pairs) or a flat JSON object; undefined for anything else. */
function fieldsOf(sent: string): z.infer<typeof Form> | undefined {
  const content: unknown = /^[[{]/.test(sent) ? JSON.parse(sent) : undefined;
  const form = Form.safeParse(content);
  if (form.success) return form.data;
  const flat = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).safeParse(content);
  return flat.success ? Object.entries(flat.data).map(([name, value]) => [name, String(value)]) : undefined;
}
