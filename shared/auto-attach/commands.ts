import type { Command, Target } from '../command.ts';
import type { AttachDecision } from '../fleet/decision.ts';
import { groupBy } from '../group.ts';
import type { Due } from './readiness.ts';
import { placeOf } from './subject.ts';

/** Attach commands for what is due: one for all that are attached in the same way. */
export function toCommands(dues: readonly Due[]): Command[] {
  return groupBy(dues, ({ decision }) => JSON.stringify(wayOf(decision))).flatMap(toCommand);
}

function wayOf({ keyPair, takeEffect, fallback, verify, ifAttached }: AttachDecision) {
  const { user, rolling } = keyPair;
  return { takeEffect, fallback, verify, ifAttached, user, restart: rolling };
}

function toCommand(dues: readonly Due[]): Command[] {
  const [first] = dues;
  if (!first) return [];
  const groups = groupBy(dues, ({ subject, decision }) => `${placeOf(subject)} ${decision.keyPairName}`);
  const consent = { dryRun: false, clientToken: null, allowLockOut: false, allowUnverified: false } as const;
  return [{ action: 'attach', targets: groups.flatMap(toTarget), ...consent, ...wayOf(first.decision) }];
}

function toTarget(dues: readonly Due[]): Target[] {
  const [first] = dues;
  if (!first) return [];
  const { product, regionId } = first.subject;
  const keyPair = { product, regionId, keyPairName: first.decision.keyPairName, keyPairId: null };
  return [{ keyPair, instanceIds: dues.map(({ subject }) => subject.instanceId) }];
}
