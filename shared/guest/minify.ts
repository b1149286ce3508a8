/** Names with an underscore that are not ours. */
const FOREIGN = new Set(['authorized_keys', 'sshd_config', 'boot_id', 'pam_shells']);
const NAME = /\b[a-z]+(?:_[a-z]+)+\b/g;

/**
 * Makes a shell script small, for products bound what they run: without indentation, empty lines and comments, and with
 * a short name for each of ours, which are of two words or more. Text in which any of this means something is not written in
 * our scripts: comments stand alone, or after a blank and without quotes, and a blank before a closing brace ends a word of
 * awk's unless a quote follows. A line that ends with a colon goes on in the next, which not every awk takes; `@{` begins a
 * parameter expansion, where a template of TypeScript has its own.
 */
export function minify(source: string): string {
  const short = trimLines(source)
    .replaceAll('@{', '${')
    .replaceAll(/ :\n/g, ':')
    .replaceAll(') {', '){')
    .replaceAll(/ \}(?!")|\{ (?=(?:print|next)\b)| &&(?=\n)| \|\|(?=\n)/g, (found) => found.trim())
    .replaceAll(/ (&&|\|\|?|==|\+=?|!~|[~?:<>]) |([,;]) /g, '$1$2');
  return `${shorten(short)}\n`;
}

/** The script without indentation, empty lines and comments. */
export function trimLines(source: string): string {
  const lines = source.split('\n').map((line) => line.trim().replace(/^#.*| # [^'"]*$/, ''));
  return lines.filter(Boolean).join('\n');
}

/** Capital letters for the names used most, which a shell and awk use for nothing of their own. */
function shorten(text: string): string {
  const uses = new Map<string, number>();
  for (const [name] of text.matchAll(NAME)) if (!FOREIGN.has(name)) uses.set(name, (uses.get(name) ?? 0) + 1);
  const names = [...uses].toSorted(([, a], [, b]) => b - a).map(([name]) => name);
  const short = new Map(
    names.map((name, i) => [name, i < 26 ? String.fromCharCode(65 + i) : `_${(i - 26).toString(36)}`]),
  );
  return text.replaceAll(NAME, (name) => short.get(name) ?? name);
}
