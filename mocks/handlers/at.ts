type Matched = { matches: boolean; params: Record<string, string> };

/**
 * A request predicate for one whole path of this portal, whatever port it
 * listens on. MSW's own `*` prefix matches inside paths too: a pattern for notices takes `/desk/notices`.
 */
export function at(pattern: string): (args: { request: Request }) => Matched {
  const names: string[] = [];
  const source = pattern.replace(/:(\w+)|[.*+?^${}()|[\]\\]/g, (found, name: string | undefined) => {
    if (name === undefined) return `\\${found}`;
    names.push(name);
    return '([^/]+)';
  });
  const path = new RegExp(`^${source}$`);
  return ({ request }) => {
    const match = path.exec(new URL(request.url).pathname);
    return {
      matches: match !== null,
      params: Object.fromEntries(names.map((name, index) => [name, decodeURIComponent(match?.[index + 1] ?? '')])),
    };
  };
}
