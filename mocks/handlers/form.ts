import { z } from 'zod';
import { Refusal } from '../base/refusal.ts';

/** A form's text fields by a schema of strings; a form that lacks one was not sent by this portal's pages. */
export async function formOf<S extends z.ZodRawShape>(request: Request, shape: S): Promise<z.infer<z.ZodObject<S>>> {
  const data = await request.formData().catch(() => {
    throw new Refusal('提交的内容不完整，请刷新页面后重试。');
  });
  return checked(
    z.object(shape),
    Object.fromEntries(
      [...data.keys()].map((key) => [key, data.getAll(key).length > 1 ? data.getAll(key) : data.get(key)]),
    ),
  );
}

export async function jsonOf<S extends z.ZodRawShape>(request: Request, shape: S): Promise<z.infer<z.ZodObject<S>>> {
  return checked(z.object(shape), await request.json().catch(() => undefined));
}

/** Query parameters, absent ones as empty strings. */
export function queryOf<N extends string>(request: Request, ...names: N[]): Record<N, string> {
  const parameters = new URL(request.url).searchParams;
  return Object.fromEntries(names.map((name) => [name, parameters.get(name) ?? ''])) as Record<N, string>;
}

export function pageOf(request: Request): number {
  return Number(new URL(request.url).searchParams.get('page') ?? 1);
}

/** One value or several of a repeated field, always a list. */
export const several = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((value) => (value === undefined ? [] : [value].flat()));

function checked<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new Refusal('提交的内容不完整，请刷新页面后重试。');
  return parsed.data;
}
