import type { PowerResult } from '../products/product.ts';
import type { Verdict } from '../verdict.ts';

/** After so many looks in the same state, what was asked for and not answered is asked for again. */
const PATIENCE = 8;

/**
 * Why an instance is not stopped, or not changed, when another run, which looked at the same moment, is at it already. Its
 * mark is that run's too: without it the instance would stay stopped if that run were cut off.
 */
export const IN_OTHER_HANDS = 'IncorrectInstanceStatus';

/** How far one instance is that is stopped, changed and started. */
export interface Watch {
  /** Stopping to be changed, or starting again afterwards. */
  readonly phase: 'stopping' | 'starting';
  readonly seen: string;
  /** Looks in a row that showed the same. */
  readonly looks: number;
  /** What was asked for last was not answered: it may have to be asked for again. */
  readonly isUnsure: boolean;
  /** What became of the change, where it failed or is not known. */
  readonly failure: Verdict | null;
}

/** What is to be asked for: `check` is to look whether the change is made already, and to stop it where not. */
export type Ask = 'wait' | 'check' | 'stop' | 'change' | 'start' | 'end';

/** What an interrupted run stopped and changed is only started; what runs was started already. */
export function startWatch(status: string, isDue: boolean): Watch {
  const phase = isDue ? 'stopping' : 'starting';
  return { phase, seen: '', looks: 0, isUnsure: status !== 'Running', failure: null };
}

/** The instance is seen in a state. */
export function see(watch: Watch, status: string): Watch {
  return { ...watch, seen: status, looks: watch.seen === status ? watch.looks + 1 : 0 };
}

/** What is due after a look. */
export function askFor({ phase, seen, looks, isUnsure }: Watch): Ask {
  const isPatienceOver = looks > 0 && looks % PATIENCE === 0;
  if (phase === 'stopping' && seen === 'Stopped') return 'change';
  if (phase === 'stopping' && seen === 'Running' && isPatienceOver) return 'check';
  if (phase === 'starting' && seen === 'Running') return 'end';
  if (phase === 'starting' && seen === 'Stopped' && isPatienceOver && isUnsure) return 'start';
  return 'wait';
}

/**
 * What is due when a later run takes an instance up as it was seen. The earlier run's unanswered requests are not known,
 * so what is not on its way is asked for anew.
 */
export function askAnew({ phase }: Watch, status: string): Ask {
  if (status === 'Running') return phase === 'stopping' ? 'stop' : 'end';
  if (status === 'Stopped') return phase === 'stopping' ? 'change' : 'start';
  return 'wait';
}

/** A stop or a start was answered. */
export function noteAnswer(watch: Watch, accepted: PowerResult['accepted']): Watch {
  return { ...watch, isUnsure: accepted !== 'yes' };
}

/**
 * The change was asked for. Whatever that brings, the instance is started again; unless another run was quicker, which
 * is to be waited for.
 * @param failure null: it was made
 */
export function noteChange(watch: Watch, failure: Verdict | null): Watch {
  if (failure && isInOtherHands(failure)) {
    return { ...watch, phase: 'stopping', seen: '', looks: 0, isUnsure: true, failure: null };
  }
  return { phase: 'starting', seen: 'Stopped', looks: 0, isUnsure: true, failure };
}

/** A running instance shows the change: nothing is left to be stopped for. */
export function noteMade(watch: Watch): Watch {
  return { ...watch, phase: 'starting', seen: 'Running', looks: 0, isUnsure: false };
}

/** ENS writes a number for the code of a row, and the name before its message. */
function isInOtherHands({ status, code, message }: Verdict): boolean {
  return status === 'failed' && [code, message].some((text) => text.startsWith(IN_OTHER_HANDS));
}
