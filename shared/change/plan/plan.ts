import { products } from '../../products/index.ts';
import { restartUnderWay } from '../../restart/claim.ts';
import { isTagged } from '../../restart/tag.ts';
import type { TakeEffect } from '../../take-effect.ts';
import type { Command } from '../command.ts';
import type { Verdict } from '../verdict.ts';
import * as judge from '../verdict.ts';
import { describeDryRun } from './dry-run.ts';
import { wouldLockOut } from './lock-out.ts';
import { whyNotOnline } from './online.ts';
import type { Item, Plan, Step } from './step.ts';

/** Decides what to do from what was seen. Nothing to do is a plan without steps. Does no I/O. */
export function makePlan(command: Command, items: readonly Item[]): Plan {
  const decided = items.map((item) => ({ item, decision: decide(command, item) }));
  return {
    steps: decided.flatMap(({ decision }) => ('item' in decision ? [decision] : [])),
    untouched: decided.flatMap(({ item, decision }) => ('item' in decision ? [] : [{ item, verdict: decision }])),
  };
}

function decide(command: Command, item: Item): Step | Verdict {
  const { observed } = item;
  if (!observed) return judge.notFound;
  if (item.offLimits) return item.offLimits;
  if (command.action === 'attach' && observed.os === 'windows') return judge.windows;
  const course = setCourse(command, { ...item, observed });
  if (item.refusal && !isMereRestart(course)) return item.refusal;
  if ('code' in course) return course;
  if (item.isTaken) return restartUnderWay;
  return wouldLockOut(command, course) ?? (command.dryRun ? describeDryRun(command, course) : course);
}

/** It gets what it carries already, and runs again. */
const isMereRestart = (course: Step | Verdict) => 'item' in course && !course.call && !course.editGuest;

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
  const obstacle = done || canStop ? null : judge.disqualify(action, products[keyPair.product], observed);
  return obstacle ?? { item, call: !done, editGuest: way === 'online', restart };
}

/** How the change is to come into force: as asked, or as the fallback says; or why not at all. */
function chooseWay({ takeEffect, fallback }: Command, item: Step['item']): TakeEffect | Verdict {
  const obstacle = takeEffect === 'online' ? whyNotOnline(item) : null;
  if (!obstacle) return takeEffect;
  return fallback === 'none' ? obstacle : fallback;
}
