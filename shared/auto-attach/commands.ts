import type { Command, Target } from '../change/command.ts';
import type { AttachDecision } from '../fleet/decision.ts';
import { groupBy, type Some } from '../lists.ts';
import { placeOf } from '../products/sighting.ts';
import type { Due } from './readiness.ts';

/** Attach commands for what is due: one for all that are attached in the same way. */
export function toCommands(dues: readonly Due[]): Command[] {
  return groupBy(dues, ({ decision }) => JSON.stringify(wayOf(decision))).map(toCommand);
}

function wayOf({ keyPair, takeEffect, fallback, verify, ifAttached }: AttachDecision) {
  const { user, rolling } = keyPair;
  return { takeEffect, fallback, verify, ifAttached, user, restart: rolling };
}

function toCommand(dues: Some<Due>): Command {
  const groups = groupBy(dues, ({ subject, decision }) => `${placeOf(subject)} ${decision.keyPairName}`);
  const consent = { dryRun: false, clientToken: null, allowLockOut: false, allowUnverified: false } as const;
  const names = { byFleet: true, includeIgnored: false, allowDowngrade: true } as const;
  return { action: 'attach', targets: groups.map(toTarget), ...consent, ...names, ...wayOf(dues[0].decision) };
}

function toTarget(dues: Some<Due>): Target {
  const { product, regionId } = dues[0].subject;
  const keyPair = { product, regionId, keyPairName: dues[0].decision.keyPairName, keyPairId: null };
  return { keyPair, instanceIds: dues.map(({ subject }) => subject.instanceId) };
}
