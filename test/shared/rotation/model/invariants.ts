import { readLabel } from '../../../../shared/ledger/labels.ts';
import { RESTART_TAG } from '../../../../shared/restart/tag.ts';
import type { RotationStatus } from '../../../../shared/rotation/report/report.ts';
import { isExactly, isLookedAfter, isOpen, isSelected, say, takesAny } from './judge.ts';
import type { Memory } from './memory.ts';
import type { Seen, View } from './view.ts';

/** What is wrong, in a sentence; null where nothing is. */
type Invariant = (view: View, memory: Memory) => string | null;

/** Hold after every call. */
export const always: Readonly<Record<string, Invariant>> = {
  someoneCanLogIn: ({ instances, held }, { open }) => {
    const shut = instances.find((one) => open.has(one.id) && !isOpen(one, held));
    return shut ? `${shut.id} takes ${say(shut.takes)}, and nobody has any of them` : null;
  },
  noneIsLeftStopped: ({ instances }, { off }) => {
    const left = instances.find(({ id, status, tags }) => {
      return status.startsWith('Stop') && !off.has(id) && !(RESTART_TAG in tags);
    });
    return left ? `${left.id} is ${left.status}, and nothing says that it is to run again` : null;
  },
};

/** Hold after every call of a function that works alone, and before which nothing else happened. */
export const alone: Readonly<Record<string, Invariant>> = {
  attachedIsTaken: ({ instances, stored }, { last }) => {
    const unproven = instances.find((one) => {
      const key = stored.find(({ name }) => name === one.carries)?.key;
      return (
        one.isReachable && key !== undefined && before(one, last)?.carries !== one.carries && !one.takes.includes(key)
      );
    });
    return unproven ? `${unproven.id} was made to carry ${unproven.carries} and takes ${say(unproven.takes)}` : null;
  },
  graceIsKept: ({ instances, stored, nowMs }, { last }) => {
    const kept = stored
      .filter(({ stages }) => stages.some(isGraceAt(nowMs)) && !stages.some(isEnd))
      .map(({ key }) => key);
    const robbed = instances.find((one) => {
      const lost = (before(one, last)?.takes ?? []).filter((key) => !one.takes.includes(key));
      return one.instance.product !== 'ens' && lost.some((key) => kept.includes(key));
    });
    return robbed ? `${robbed.id} takes ${say(robbed.takes)} alone, before the time of the key before is over` : null;
  },
  othersAreLeftAlone: ({ instances }, { last }) => {
    const touched = instances.find((one) => {
      const was = before(one, last);
      if (!was || (isSelected(was) && isLookedAfter(was))) return false;
      return was.carries !== one.carries || (was.status === one.status && was.takes.join() !== one.takes.join());
    });
    return touched ? `${touched.id} was changed, which is none of ours to change` : null;
  },
};

/** A rotation has begun; what people do before is not for it to mend. */
const isBegun = ({ stored }: View) => stored.length > 0;

/** Generation 0 is wanted, and a person deleted its key pair: nothing can be attached, and it must not be fine. */
const isTargetGone = ({ current, hasFirst, otherStages }: View) =>
  !hasFirst && (current === 'g0' || otherStages.includes('KeyfleetPending'));

const before = ({ id }: Seen, last: View | null) => last?.instances.find((one) => one.id === id);

const isGraceAt = (nowMs: number) => (stage: string) => {
  const label = readLabel(stage);
  return label?.kind === 'KeepUntil' && label.atMs > nowMs;
};
const isEnd = (stage: string) => /^(Revoked|Withdrawn|Lagging)/.test(stage);

/** Hold after quiet ticks. */
export const atRest: Readonly<Record<string, (view: View, memory: Memory, status: RotationStatus) => string | null>> = {
  exactlyTheTarget: (view) => {
    const { instances, current } = view;
    if (!isBegun(view) || isTargetGone(view)) return null;
    const other = instances.find((one) => isLookedAfter(one) && one.isReachable && !isExactly(one, current));
    return other ? `${other.id} takes ${say(other.takes)}, and is to take ${current}` : null;
  },
  targetIsAttached: ({ instances, currentName }) => {
    const other = instances.find((one) => isLookedAfter(one) && one.isReachable && one.carries !== currentName);
    return other && currentName ? `${other.id} carries ${other.carries}, and is to carry ${currentName}` : null;
  },
  noVoidKey: (view, { voided }) => {
    if (isTargetGone(view)) return null;
    const { instances } = view;
    const one = instances.find((seen) => isLookedAfter(seen) && seen.isReachable && takesAny(seen, voided));
    return one ? `${one.id} takes ${say(one.takes)}, of which one was revoked or withdrawn` : null;
  },
  voidIsNotCurrent: ({ current }, { voided }) => (voided.has(current) ? `${current} is ACSCurrent, and void` : null),
  noOrphanKeyPair: ({ keyPairs, stored, currentName, instances }) => {
    const needed = new Set([
      currentName,
      ...stored.filter(({ stages }) => stages.some((stage) => !stage.startsWith('ACS'))).map(({ name }) => name),
      ...instances.map(({ carries }) => carries),
    ]);
    const orphan = keyPairs.find((name) => !needed.has(name));
    return orphan ? `key pair ${orphan} is left over` : null;
  },
  allRun: ({ instances }, { off }) => {
    const still = instances.find(({ id, status }) => status !== 'Running' && !off.has(id));
    return still ? `${still.id} is ${still.status}` : null;
  },
  fineIsFine: (view, _memory, { health }) => {
    const { instances, current } = view;
    if (!isBegun(view)) return null;
    const other = instances.find((one) => isLookedAfter(one) && !isExactly(one, current));
    return health === 'fine' && other ? `fine, but ${other.id} takes ${say(other.takes)}, not ${current} alone` : null;
  },
  revokedIsNotFine: ({ instances }, { revoked }, { health }) => {
    const one = instances.find((seen) => isSelected(seen) && takesAny(seen, revoked));
    return health === 'fine' && one ? `fine, but ${one.id} takes a key that was revoked` : null;
  },
  comesToRest: (view, _memory, { health, phase, reason }) => {
    const isWhole = !isTargetGone(view) && view.instances.every((one) => one.isReachable && isLookedAfter(one));
    return isWhole && (health !== 'fine' || phase !== 'idle') ? `${phase}, ${health}: ${reason}` : null;
  },
  noMarkIsLeft: (view) => {
    const { instances, stored, otherStages } = view;
    if (isTargetGone(view)) return null;
    const marks = instances
      .filter((one) => one.isReachable && isLookedAfter(one))
      .flatMap(({ tags }) => Object.keys(tags));
    const left = marks.find((tag) => OVER.has(tag));
    const all = [...stored.flatMap(({ stages }) => stages), ...otherStages];
    const pending = instances.some(isLookedAfter) && all.includes('KeyfleetPending');
    return left ? `the tag ${left} is left over` : pending ? 'a version is still pending' : null;
  },
};

/** Marks that mean that something is under way. */
const OVER = new Set<string>([RESTART_TAG, 'keyfleet:restart-since', 'keyfleet:restart-claim', 'keyfleet:keeps']);

/** What of a run does not hold. */
export class Broken extends Error {
  constructor(
    readonly invariant: string,
    readonly sentence: string,
  ) {
    super(`${invariant}: ${sentence}`);
  }
}

/** @param isAlone nothing but one function is at work @throws Broken */
export function checkAlways(view: View, memory: Memory, isAlone = false): void {
  for (const [name, invariant] of Object.entries({ ...always, ...(isAlone && alone) })) {
    const sentence = invariant(view, memory);
    if (sentence !== null) throw new Broken(name, sentence);
  }
}

/** The first of what is to be so at rest and is not. */
export function whatIsOpen(view: View, memory: Memory, status: RotationStatus): Broken | null {
  for (const [name, invariant] of Object.entries(atRest)) {
    const sentence = invariant(view, memory, status);
    if (sentence !== null) return new Broken(name, sentence);
  }
  return null;
}

/** @throws Broken */
export function checkAtRest(view: View, memory: Memory, status: RotationStatus): void {
  const broken = whatIsOpen(view, memory, status);
  if (broken) throw broken;
}
