import { systemClock } from '../../shared/cloud/clock.ts';
import { REVOKE_UNFINISHED } from '../../shared/rotation/report/causes.ts';
import type { RotationStatus } from '../../shared/rotation/report/report.ts';
import { callFunction } from '../call/function.ts';
import { type Answer, NoAnswerError } from '../call/post.ts';
import { parseJson } from '../call/request.ts';
import { printable } from '../report/columns.ts';
import { parseRotation } from '../report/parse-rotation.ts';
import { renderReason, renderRefusal } from '../report/refusal.ts';
import { renderRotation } from '../report/rotation-table.ts';
import { type Command, readOptions, UsageError } from '../usage.ts';
import { callUntilSettled, isUnsettled, type SettleOptions } from '../wait/until-settled.ts';

const help = `See and steer the rotation of key pairs.

  keyfleet rotation status [--key-pair NAME]       where it stands; changes nothing
  keyfleet rotation now --key-pair NAME            begin one, and run its first tick at once
  keyfleet rotation rollback --key-pair NAME       turn the last one back, until the old key is taken away
  keyfleet rotation record --key-pair NAME         what a rotation came to, with proof, instance by instance

  --revoke             with now: the key leaked; there is no grace, and nothing goes back to it
  --generation NAME    the one that is meant; default the current one (revoke, record) or the one before (rollback)
  --dry-run            with now, rollback and now --revoke: say per instance what would be added, restarted and retired, in
                       how many ticks and about how long; change nothing
  --wait               with now or rollback: run tick after tick instead of leaving them to the timer, until nothing
                       is left to do for now (grace, idle, lagging or blocked), it is stuck, or three ticks in a row
                       got nothing further. While the function goes on with restarts by itself, it looks on.
                       Begins nothing else, and does not wait for the grace to end.
  --url ADDRESS        base address of the functions; default KEYFLEET_URL, else http://127.0.0.1:4500
  --json               print the function's answer instead of a table

Credentials: as of keyfleet attach.

Exit code: 0 fine; 1 overdue, lagging, stopped at something that passes, or not settled after --wait; 2 wrong usage or a
refused request; 3 blocked or stuck, a revoked key that an instance may still take, or no answer.
With --wait, the changes in --json are those of the ticks that it ran; record shows the whole rotation.

Examples:
  keyfleet rotation status
  keyfleet rotation now --key-pair ops
  keyfleet rotation now --key-pair ops --wait
  keyfleet rotation now --key-pair ops --revoke --wait --json
`;

export const rotation: Command = { help, run };

const ACTIONS = ['status', 'now', 'rollback', 'record'];
const CHANGING = ['now', 'rollback'];

const options = {
  'key-pair': { type: 'string' },
  generation: { type: 'string' },
  revoke: { type: 'boolean' },
  'dry-run': { type: 'boolean' },
  wait: { type: 'boolean' },
  url: { type: 'string' },
  json: { type: 'boolean' },
} as const;

async function run([action = '', ...args]: string[], env: Parameters<Command['run']>[1]): Promise<number> {
  if (!ACTIONS.includes(action)) {
    const given = action === '' ? 'nothing' : JSON.stringify(action);
    throw new UsageError(`expected one of ${ACTIONS.join(', ')}, not ${given}`);
  }
  const { url, json = false, wait = false, ...given } = readOptions(args, options);
  const request = toRequest(action, given);
  if (wait && (given['dry-run'] || !CHANGING.includes(action))) {
    throw new UsageError('--wait goes with now and rollback only');
  }
  const ask = (what: Record<string, unknown>) => () => callFunction({ name: 'rotate', request: what, url, env });
  const keyPair = given['key-pair'];
  const asks = { tick: ask({ action: 'tick', keyPair }), look: ask({ action: 'status', keyPair }) };
  try {
    const answer = await (wait ? callUntilSettled(ask(request), asks, surroundings) : ask(request)());
    return Math.max(show(answer, json), wait && isUnsettled(answer) ? 1 : 0);
  } catch (error) {
    if (!(error instanceof NoAnswerError)) throw error;
    return complain(`keyfleet: ${error.message}\n`, 3);
  }
}

type Given = Omit<ReturnType<typeof readOptions<typeof options>>, 'url' | 'json' | 'wait'>;

function toRequest(action: string, { 'key-pair': keyPair, 'dry-run': dryRun, generation, revoke }: Given) {
  if (keyPair === undefined && action !== 'status') throw new UsageError('which key pair? Give --key-pair');
  const fields = Object.entries({ action, keyPair, generation, revoke, dryRun });
  return Object.fromEntries(fields.filter(([, value]) => value !== undefined));
}

const surroundings: SettleOptions = {
  tell: (text) => void process.stderr.write(`${printable(text)}\n`),
  sleep: systemClock.sleep,
  now: systemClock.now,
};

const EXIT = { fine: 0, attention: 1, stuck: 3 } as const;

/** Nothing is worse than a key that leaked and still lets in. */
function exitCodeOf({ health, causes }: RotationStatus): number {
  return causes.some(({ code }) => code === REVOKE_UNFINISHED) ? EXIT.stuck : EXIT[health];
}

function show({ status, body }: Answer, json: boolean): number {
  const value = parseJson(body);
  if (json && value !== undefined) process.stdout.write(`${body}\n`);
  if (status >= 400 && status < 500) return complain(renderRefusal(status, value), 2);
  const report = status < 400 ? parseRotation(value) : null;
  if (!report) return complain(`keyfleet: HTTP ${status}, not a rotation report${renderReason(value)}\n`, 3);
  if (!json) process.stdout.write(renderRotation(report));
  return Math.max(0, ...report.keyPairs.map(exitCodeOf));
}

function complain(text: string, exitCode: number): number {
  process.stderr.write(text);
  return exitCode;
}
