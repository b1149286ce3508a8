/**
 * What each character of a POSIX shell script is: `c` code, `'` in single quotes, `"` in double quotes, `#` a comment.
 * Command substitutions are code again, also in double quotes. Source: POSIX.1-2017, XCU 2.2 and 2.3. Here-documents and
 * backquotes are not known.
 */
export function lex(script: string): string {
  const kinds: string[] = [];
  const open: string[] = [];
  let at = 0;
  const take = (kind: string, length = 1) => {
    for (let taken = 0; taken < length; taken++) kinds.push(kind);
    at += length;
  };
  while (at < script.length) {
    const [char, inQuotes] = [script.charAt(at), open.at(-1) === '"'];
    if (char === '\\') take(inQuotes ? '"' : 'c', 2);
    else if (char === '"') {
      if (inQuotes) open.pop();
      else open.push('"');
      take('"');
    } else if (script.startsWith('$(', at) && script.charAt(at + 2) !== '(') {
      open.push(')');
      take('c', 2);
    } else if (inQuotes) take('"');
    else if (char === ')' && open.at(-1) === ')') {
      open.pop();
      take('c');
    } else if (char === "'") take("'", lengthTo("'", script, at));
    else if (char === '#' && /(^|[\s;])$/.test(script.slice(Math.max(0, at - 1), at)))
      take('#', commentLength(script, at));
    else take('c');
  }
  return kinds.join('').slice(0, script.length);
}

/** From an opening quote to the closing one, both counted. */
function lengthTo(quote: string, script: string, at: number): number {
  const end = script.indexOf(quote, at + 1);
  return (end === -1 ? script.length : end + 1) - at;
}

function commentLength(script: string, at: number): number {
  const end = script.indexOf('\n', at);
  return (end === -1 ? script.length : end) - at;
}
