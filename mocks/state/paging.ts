export interface Page<T> {
  rows: T[];
  page: number;
  pages: number;
  size: number;
  total: number;
}

/** One page of a list; a page beyond the end is the last one. */
export function paged<T>(rows: T[], wanted: number, size: number): Page<T> {
  const pages = Math.ceil(rows.length / size);
  const page = Math.min(Math.max(1, Math.trunc(wanted) || 1), Math.max(1, pages));
  return {
    rows: rows.slice((page - 1) * size, page * size),
    page: pages === 0 ? 0 : page,
    pages,
    size,
    total: rows.length,
  };
}
