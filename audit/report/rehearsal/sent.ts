import { html } from 'hono/html';
import { z } from 'zod';
import type { Html } from '../document.ts';

const Form = z.array(z.tuple([z.string(), z.union([z.string(), z.object({ name: z.string(), content: z.string() })])]));

/** What was sent, as a list of its fields where it was a form; files by name and digest. */
export function sentFields(sent: string): Html {
  const form = sent.startsWith('[[') ? Form.safeParse(JSON.parse(sent)) : undefined;
  if (!form?.success) return html`<pre>${sent}</pre>`;
  return html`<dl class="fields">${form.data.map(([name, value]) => html`<dt>${name}</dt><dd>${typeof value === 'string' ? value : html`文件「${value.name}」，校验值 <span class="digest">${value.content}</span>`}</dd>`)}</dl>`;
}
