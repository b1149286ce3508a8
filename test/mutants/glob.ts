/** Whether a path is meant by a pattern with `*`, `**` and `{one,another}`. */
export function matches(path: string, pattern: string): boolean {
  return toRegExp(pattern).test(path);
}

export function matchesAny(path: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => matches(path, pattern));
}

const MEANINGS: Readonly<Record<string, string>> = {
  '**/': '(?:.*/)?',
  '**': '.*',
  '*': '[^/]*',
  '{': '(?:',
  '}': ')',
  ',': '|',
};

function toRegExp(pattern: string): RegExp {
  const source = pattern.replaceAll(
    /\*\*\/|\*\*|\*|[{},]|[.+?^$()|[\]\\]/g,
    (found) => MEANINGS[found] ?? `\\${found}`,
  );
  return new RegExp(`^${source}$`);
}
