import type { Change } from '../mutant.ts';
import type { Script } from './find.ts';

/** Words that open or close a compound command, and ends of lines that go on with the next. */
const COMPOUND = /^(if|then|else|elif|fi|case|esac|for|while|until|do|done|[{}()!]|\S*\))|\b(do|then)$/;
const DEFINITION = /^[a-z_]+\(\)/;
const GOES_ON = /(&&|\|\||\||\\|\{|\()$/;
const BRANCH = /;;$/;

/** A line that is a command of its own becomes `:`, which does nothing and succeeds. */
export function removeLines({ text, kinds }: Script): Change[] {
  let start = 0;
  let before = '';
  return text.split('\n').flatMap((line) => {
    const [from, end] = [start, start + line.length];
    start = end + 1;
    const command = withoutComment(line, kinds.slice(from, end)).trim();
    const isWhole = isCode(kinds, from - 1) && isCode(kinds, end);
    const isAlone = isWhole && isCommand(command) && !GOES_ON.test(before);
    before = command;
    const first = from + line.indexOf(command);
    return isAlone ? [{ start: first, end: first + command.length, text: ':', what: 'command removed' }] : [];
  });
}

function isCommand(command: string): boolean {
  if (command === '' || command === ':' || GOES_ON.test(command) || BRANCH.test(command)) return false;
  return !COMPOUND.test(command) && !DEFINITION.test(command);
}

function withoutComment(line: string, kinds: string): string {
  const at = kinds.indexOf('#');
  return at === -1 ? line : line.slice(0, at);
}

/** Before the first character and after the last, a script is in no quotes. */
function isCode(kinds: string, at: number): boolean {
  return at < 0 || at >= kinds.length || kinds.charAt(at) === 'c';
}
