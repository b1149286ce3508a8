import { isOpen } from './judge.ts';
import type { View } from './view.ts';

/** What is remembered along a run, because a look at the end does not show it. */
export interface Memory {
  /** Instances that let somebody in, and that nobody meant to close. */
  readonly open: ReadonlySet<string>;
  /** Keys that were revoked or withdrawn. */
  readonly voided: ReadonlySet<string>;
  /** Those of them that leaked. */
  readonly revoked: ReadonlySet<string>;
  /** Instances that a person stopped. */
  readonly off: ReadonlySet<string>;
  /** What was seen before the last call. */
  readonly last: View | null;
}

/** What memory becomes with what is seen now. @param isMeant a person did what was done, so what is closed was meant to be */
export function remember(before: Memory, now: View, isMeant: boolean): Memory {
  const { instances, held, stored } = now;
  const openNow = instances.filter((one) => isOpen(one, held)).map(({ id }) => id);
  const labelled = (label: RegExp) =>
    stored.filter(({ stages }) => stages.some((stage) => label.test(stage))).map(({ key }) => key);
  return {
    ...before,
    last: now,
    open: new Set(isMeant ? openNow : [...before.open, ...openNow]),
    voided: new Set([...before.voided, ...labelled(/^(Revoked|Withdrawn)/)]),
    revoked: new Set([...before.revoked, ...labelled(/^Revoked/)]),
  };
}

export const nothing: Memory = { open: new Set(), voided: new Set(), revoked: new Set(), off: new Set(), last: null };
