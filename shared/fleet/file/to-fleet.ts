import type { Verification } from '../../take-effect.ts';
import type { DirectRules, Fleet, ManagedKeyPair, Rotation } from '../fleet.ts';
import { homeIn } from './rules/home.ts';
import type { FleetFile, KeyPairEntry } from './schema.ts';

/** Turns a checked file into the fleet that functions work with. */
export function toFleet({ name, secrets, keyPairs, limits, direct }: FleetFile): Fleet {
  const { kmsInstance = null, kmsKey = null } = secrets;
  const home = { regionId: homeIn(secrets, keyPairs), kmsInstance, kmsKey };
  const entries = keyPairs.map((entry) => toKeyPair(entry, limits));
  return { name, secrets: home, keyPairs: entries, limits, direct: direct ? toRules(direct) : null };
}

/** The lines of the file are known to its reader. */
function toRules(rules: NonNullable<FleetFile['direct']>): DirectRules {
  return { ...rules, keyPairs: rules.keyPairs ?? null, maxUnavailable: rules.maxUnavailable ?? null, lines: {} };
}

function toKeyPair(entry: KeyPairEntry, limits: FleetFile['limits']): ManagedKeyPair {
  const { name, instances, takeEffect, fallback, user, ifAttached, restart, newWithin } = entry;
  const { maxUnavailable = limits.maxUnavailable, maxFailures = limits.maxFailures } = entry;
  return {
    name,
    instances,
    takeEffect,
    fallback,
    user,
    verify: toVerification(entry),
    ifAttached,
    restart,
    newWithinMs: newWithin,
    rolling: { maxUnavailable, maxFailures, force: false },
    rotation: entry.rotation ? toRotation(entry.rotation, user) : null,
  };
}

/** As in a request, `guest` is the usual way to prove an online change. */
function toVerification({
  verify,
  secret,
  rotation,
  address,
  trustFirstHostKey,
  takeEffect,
}: KeyPairEntry): Verification {
  const loginSecret = secret ?? rotation?.secret;
  if (verify === 'login' && loginSecret) return { by: 'login', secret: loginSecret, address, trustFirstHostKey };
  const usual = takeEffect === 'online' ? 'guest' : 'none';
  return { by: verify === undefined || verify === 'login' ? usual : verify };
}

function toRotation(rotation: NonNullable<KeyPairEntry['rotation']>, keyPairUser: string): Rotation {
  const { every, grace, recheck, user = keyPairUser, ...rest } = rotation;
  return { everyMs: every, graceMs: grace, recheckMs: recheck, user, ...rest };
}
