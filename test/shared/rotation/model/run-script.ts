import type { ScriptSubject } from './script-reader.ts';

/** One line of `authorized_keys`. */
export interface Line {
  readonly type: string;
  readonly body: string;
  /** `from` or `command`, as a person may have put before it; empty: none. What they allow is of no use to anybody. */
  readonly options: '' | 'from' | 'command';
}

/** What a script meets inside. */
export interface Inside {
  readonly lines: readonly Line[];
  readonly sshd: 'usual' | 'large' | 'mute';
  readonly isReadOnly: boolean;
  readonly bootId: string | null;
}

export interface ModelRun {
  readonly output: string;
  readonly exitCode: number;
  readonly lines: Line[];
}

type Verdict = 'yes' | 'no' | 'unknown';

/** What is inside, and the keys that the script has asked sshd for so far. */
interface Looked extends Inside {
  readonly asked: readonly string[];
}

/** RequiredRSASize 2048, which the keys of generation 0 and of people meet. */
const LONG = 300;

export const takesSize = (sshd: Inside['sshd'], body: string): boolean => sshd !== 'large' || body.length > LONG;

/** What one of our scripts does and prints, as its own text says. Changes nothing itself. */
export function runInModel(subject: ScriptSubject, inside: Inside): ModelRun {
  if (subject.kind === 'inspect') {
    const looked = { ...inside, asked: [subject.key, ...inside.lines.map(nameOf)] };
    return { ...report(subject, looked, { ok: true }), lines: [...inside.lines] };
  }
  return subject.kind === 'add' ? add(subject, inside) : remove(subject, inside);
}

/** What was written is taken back where sshd then says no. */
function add(subject: ScriptSubject, inside: Inside): ModelRun {
  const [type = '', body = ''] = subject.key.split(' ');
  const lines = [...inside.lines];
  const isThere = lines.some((line) => line.body === body);
  if (!isThere && inside.isReadOnly) {
    return { ...report(subject, { ...inside, asked: [] }, { ok: false, code: 'ReadOnly' }), lines };
  }
  const asked = [subject.key];
  const after = isThere ? lines : [...lines, { type, body, options: '' } as const];
  const now = { ...inside, lines: after, asked };
  const [takes, code] = judge(subject.key, now, subject);
  if (takes === 'no') return { ...report(subject, { ...inside, asked }, { ok: false, code }), lines };
  return { ...report(subject, now, { ok: true, changed: !isThere, message: 'there' }), lines: after };
}

function remove(subject: ScriptSubject, inside: Inside): ModelRun {
  const body = subject.key.split(' ')[1] ?? '';
  const lines = [...inside.lines];
  const looked = { ...inside, asked: [subject.keep] };
  const fails = (code: string) => ({ ...report(subject, looked, { ok: false, code }), lines });
  if (subject.keep !== '') {
    if (!lines.some((line) => line.body === subject.keep.split(' ')[1])) return fails('KeyMissing');
    const [takes] = judge(subject.keep, looked, subject);
    if (takes !== 'yes' && (takes === 'no' || subject.proof !== 'login')) return fails('KeptKeyNotTaken');
  }
  const after = lines.filter((line) => line.body !== body);
  const changed = after.length < lines.length;
  if (changed && inside.isReadOnly) return fails('ReadOnly');
  const now = { ...inside, lines: after, asked: [subject.key, subject.keep] };
  return { ...report(subject, now, { ok: true, changed, message: 'gone' }), lines: after };
}

/** Whether a login with a key succeeds, as the judge inside says it: verdict, cause, and what sshd answered. */
function judge(key: string, inside: Looked, { proof, kind }: ScriptSubject): [Verdict, string, Verdict] {
  const body = key.split(' ')[1] ?? '';
  const { sshd, lines } = inside;
  const first = lines.find((line) => line.body === body);
  const isAsked = sshd !== 'mute' && proof !== 'files' && inside.asked.includes(key);
  const isFit = takesSize(sshd, body);
  // The address of `from` is another than loopback, from which sshd is asked.
  const isTaken = first !== undefined && first.options !== 'from' && isFit;
  const accepted = isAsked ? (isTaken ? 'yes' : 'no') : 'unknown';
  // A removal has no room for the reasons of a refusal.
  const knowsReasons = kind !== 'remove' || proof === 'files';
  if (first?.options === 'command') return ['no', 'ForcedCommand', accepted];
  if (!first) return ['no', 'KeyAbsent', accepted];
  if (first.options === 'from') return ['unknown', 'AddressRestricted', accepted];
  if (!isFit && knowsReasons) return ['no', 'KeyTooSmall', accepted];
  if (accepted === 'no') return ['no', 'Refused', accepted];
  if (accepted === 'yes' || proof === 'files') return ['yes', '-', accepted];
  return ['unknown', 'SshdNotAsked', accepted];
}

interface Said {
  readonly ok: boolean;
  readonly code?: string;
  readonly changed?: boolean;
  readonly message?: string;
}

function report(subject: ScriptSubject, inside: Looked, { ok, code = '-', changed = false, message }: Said) {
  const said = (word: string, options: string, key: string) =>
    `${word} ${options} ${key} ${judge(key, inside, subject).join(' ')}`;
  const isOwn = (key: string) => key === subject.key || key === subject.keep;
  const keys = inside.lines.map(nameOf);
  const seen = subject.kind === 'remove' ? keys.filter(isOwn) : [...new Set(keys)];
  const absent = [subject.key, subject.keep].filter((key) => key !== '' && !keys.includes(key));
  const rest = subject.kind === 'remove' ? [] : ['uid 0', 'sshd port 22', `boot ${inside.bootId}`];
  const lines = [
    'report',
    `ok ${ok ? 'yes' : 'no'}`,
    `code ${code}`,
    `changed ${changed ? 'yes' : 'no'}`,
    `message ${message ?? code}`,
    ...seen.map((key) => said('key', optionsOf(key, inside), key)),
    ...absent.map((key) => said('absent', '-', key)),
    ...rest,
    'end',
  ];
  return { output: lines.map((line) => `keyfleet ${line}\n`).join(''), exitCode: ok ? 0 : 1 };
}

const nameOf = ({ type, body }: Line) => `${type} ${body}`;

function optionsOf(key: string, { lines }: Inside): string {
  return lines.find(({ body }) => body === key.split(' ')[1])?.options || 'plain';
}
