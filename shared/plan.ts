import type { Command, TakeEffect } from './command.ts';
import { foretell } from './foretell.ts';
import type { GuestReport } from './guest/report.ts';
import { wouldLockOut } from './lock-out.ts';
import { whyNotOnline } from './online.ts';
import { products } from './products/index.ts';
import type { KeyPair, Observed } from './products/product.ts';
import { isTagged } from './restart/tag.ts';
import type { Verdict } from './verdict.ts';
import * as judge from './verdict.ts';

/** What was seen inside an instance. */
export interface Inside {
  /** Cloud Assistant answers. */
  readonly agent: boolean;
  /** What the guest said; null when it was not asked or did not answer. */
  readonly report: GuestReport | null;
}

/** One instance, the key pair it is to get or lose, and what was seen of it. */
export interface Item {
  readonly keyPair: KeyPair;
  /** OpenSSH line; null when the product does not show it or it was not needed. */
  readonly publicKey: string | null;
  readonly instanceId: string;
  readonly observed: Observed | undefined;
  readonly inside: Inside | undefined;
}

/** What is to be done to one instance, in this order. */
export interface Step {
  readonly item: Item & { readonly observed: Observed };
  /** Add or remove the public key inside, through Cloud Assistant. */
  readonly editGuest: boolean;
  /** Attach or detach in the control plane. */
  readonly call: boolean;
  /** Restart it, or finish a restart that was interrupted. */
  readonly restart: boolean;
}

/** An item that needs nothing done, and why. */
export interface Settled {
  readonly item: Item;
  readonly verdict: Verdict;
}

export interface Plan {
  readonly steps: readonly Step[];
  readonly settled: readonly Settled[];
}

/** Decides what to do from what was seen. Nothing to do is a plan without steps. Does no I/O. */
export function makePlan(command: Command, items: readonly Item[]): Plan {
  const decided = items.map((item) => ({ item, decision: decide(command, item) }));
  return {
    steps: decided.flatMap(({ decision }) => ('item' in decision ? [decision] : [])),
    settled: decided.flatMap(({ item, decision }) => ('item' in decision ? [] : [{ item, verdict: decision }])),
  };
}

function decide(command: Command, item: Item): Step | Verdict {
  const { observed } = item;
  if (!observed) return judge.notFound;
  if (command.action === 'attach' && observed.os === 'windows') return judge.windows;
  const course = setCourse(command, { ...item, observed });
  if ('code' in course) return course;
  const lockedOut = command.action === 'detach' ? wouldLockOut(command, course) : null;
  return lockedOut ?? (command.dryRun ? foretell(command, course) : course);
}

function setCourse(command: Command, item: Step['item']): Step | Verdict {
  const { action, ifAttached } = command;
  const { observed, keyPair } = item;
  const done = judge.alreadyDone(action, keyPair, observed);
  const isForeign = !done && action === 'attach' && Boolean(observed.keyPairName);
  if (isForeign && ifAttached === 'skip') return judge.foreign(observed);
  const way = chooseWay(command, item);
  if (typeof way === 'object') return done && !isTagged(observed) ? done : way;
  const restart = isTagged(observed) || (way === 'restart' && !done && observed.status !== 'Stopped');
  if (done && way !== 'online' && !restart) return done;
  const canStop = restart && ['Running', 'Stopping', 'Starting'].includes(observed.status);
  const misfit = done || canStop ? null : judge.disqualify(action, products[keyPair.product], observed);
  return misfit ?? { item, call: !done, editGuest: way === 'online', restart };
}

/** How the change is to come into force: as asked, or as the fallback says; or why not at all. */
function chooseWay({ takeEffect, fallback }: Command, item: Step['item']): TakeEffect | Verdict {
  const obstacle = takeEffect === 'online' ? whyNotOnline(item) : null;
  if (!obstacle) return takeEffect;
  return fallback === 'none' ? obstacle : fallback;
}
