import type { LocalCloud } from '@keyfleet/local-cloud';
import { rotatedFleet } from './rotated-fleet.ts';
import { importKeys, readNewKey } from './rotated-keys.ts';
import { findSurprise, renderLogins, type Seen, tryLogins } from './rotated-logins.ts';
import { type Act, acts } from './rotation-acts.ts';

/** What the story needs of the demo. */
export type Teller = Parameters<Act>[0];

/**
 * Rotates the key pair of a mixed fleet, and at each step tries by real logins which of the old and the new key still
 * opens which instance. Resolves to what was not as the story says; null when everything was.
 */
export async function tellRotation(teller: Teller): Promise<string | null> {
  const { cloud, say } = teller;
  const keys = await importKeys(cloud);
  addRotatedFleet(cloud);
  let seen: Seen = new Map();
  for (const act of acts) {
    if (!(await act(teller))) return 'a step of the rotation that ends so';
    const newKey = await readNewKey(cloud);
    if (newKey) keys.set('new', newKey);
    seen = await tryLogins(cloud, keys, seen);
    if (findSurprise(seen)) break;
  }
  say(`\n── Which key let somebody in, by a real SSH login for every cell ("-": no sshd listens).\n`);
  say(renderLogins(seen).trimEnd());
  return findSurprise(seen);
}

/** Unannounced, so that nothing but the story happens to the instances. */
function addRotatedFleet({ settings, instances }: LocalCloud): void {
  const { drop } = settings.events;
  settings.events.drop = 1;
  instances.add(rotatedFleet.map(({ spec }) => spec));
  settings.events.drop = drop;
}
