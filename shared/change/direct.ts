import { NotAllowedError } from '../errors.ts';
import type { DirectRules, Fleet } from '../fleet/fleet.ts';
import { logicalNameOf } from '../fleet/generation.ts';
import { findKeyPair, IGNORE_TAG, isIgnored, isSelectedBy } from '../fleet/match.ts';
import { selects } from '../products/selector.ts';
import type { Sighting } from '../products/sighting.ts';
import { windowSize } from '../restart/window.ts';
import { failed, skipped, type Verdict } from '../verdict.ts';
import type { Command } from './command.ts';
import type { Item } from './plan/step.ts';

/**
 * Holds what a request asks for against `direct` in fleet.yaml, before anything is looked at.
 * @throws NotAllowedError with every rule that is against it
 */
export function checkRequest(command: Command, fleet: Fleet | undefined): void {
  const { direct } = fleet ?? {};
  if (!direct || command.byFleet) return;
  const against = optionRules.flatMap(({ rule, allows }) => {
    const what = allows(command, direct);
    return what === null ? [] : [`${say(direct, rule)} ${what}`];
  });
  if (against.length > 0) throw new NotAllowedError(against);
}

/** Each says what is not allowed, or null. */
const optionRules: readonly {
  readonly rule: keyof DirectRules;
  readonly allows: (command: Command, direct: DirectRules) => string | null;
}[] = [
  { rule: 'force', allows: ({ restart }, { force }) => (restart.force && !force ? 'allows no force' : null) },
  {
    rule: 'restart',
    allows: (command, { restart }) => (mayRestart(command) && !restart ? 'allows no restart' : null),
  },
  {
    rule: 'maxUnavailable',
    allows: (command, { maxUnavailable }) =>
      mayRestart(command) && maxUnavailable !== null && isMore(command, maxUnavailable)
        ? `allows ${maxUnavailable} at once, and the request asks for ${command.restart.maxUnavailable}`
        : null,
  },
  {
    rule: 'includeIgnored',
    allows: (command, direct) =>
      command.includeIgnored && !direct.includeIgnored ? `allows no change of what is tagged ${IGNORE_TAG}` : null,
  },
];

const mayRestart = ({ takeEffect, fallback }: Command) => takeEffect === 'restart' || fallback === 'restart';

function isMore({ targets, restart }: Command, maxUnavailable: NonNullable<DirectRules['maxUnavailable']>): boolean {
  const count = targets.reduce((sum, { instanceIds }) => sum + instanceIds.length, 0);
  return windowSize(restart.maxUnavailable, count) > windowSize(maxUnavailable, count);
}

/** Why a request may not touch an instance that was seen; null where it may. */
export function refuseInstance(command: Command, item: Item, fleet: Fleet | undefined): Verdict | null {
  const { keyPair, observed } = item;
  if (!observed || command.byFleet) return null;
  const against = fleet?.direct && findRule({ ...keyPair, observed }, keyPair.keyPairName, fleet, fleet.direct);
  if (against) return failed('NotAllowed', `${say(fleet.direct, against)} does not allow it: ${WHY[against]}`);
  if (!isIgnored(observed) || command.includeIgnored) return null;
  return skipped('Ignored', `it carries the tag ${IGNORE_TAG}; includeIgnored ${command.action}es it all the same`);
}

const WHY = {
  keyPairs: 'no pattern there is its key pair',
  instances: 'the instance is none of those there',
} as const;

function findRule(sighting: Sighting, keyPairName: string | null, fleet: Fleet, direct: DirectRules) {
  const { keyPairs, instances } = direct;
  if (keyPairs && !keyPairs.some((pattern) => isNamed(pattern, keyPairName))) return 'keyPairs';
  if (instances === 'any') return null;
  const isMeant = instances === 'selected' ? findKeyPair(fleet, sighting) !== null : isSelectedBy(instances, sighting);
  return isMeant ? null : 'instances';
}

/** A generation is meant where the key pair is that it is one of. */
function isNamed(namePattern: string, keyPairName: string | null): boolean {
  if (keyPairName === null) return false;
  return [keyPairName, logicalNameOf(keyPairName)].some((instanceName) =>
    selects({ namePattern })({ instanceName } as Sighting['observed']),
  );
}

const say = ({ lines }: DirectRules, rule: string) => `direct.${rule} of fleet.yaml (line ${lines[rule] ?? '?'})`;
