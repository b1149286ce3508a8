import type { LocalCloud } from '@keyfleet/local-cloud';
import { alignColumns } from '../report/columns.ts';
import { logIn } from './log-in.ts';
import { type Actor, moments, rotatedFleet } from './rotated-fleet.ts';
import type { Keys } from './rotated-keys.ts';

/** What was seen of each instance, moment by moment. */
export type Seen = ReadonlyMap<Actor, readonly string[]>;

/** Tries every key on every instance, by a real login each. */
export async function tryLogins(cloud: LocalCloud, keys: Keys, before: Seen): Promise<Seen> {
  const tried = rotatedFleet.map(async (actor): Promise<[Actor, string[]]> => {
    const { sshPort } = (await cloud.instances.inspect(actor.spec.instanceId)) ?? {};
    const cell = sshPort ? await tryKeys(sshPort, keys) : '-';
    return [actor, [...(before.get(actor) ?? []), cell]];
  });
  return new Map(await Promise.all(tried));
}

async function tryKeys(port: number, keys: Keys): Promise<string> {
  const tried = [...keys].map(async ([name, privateKey]) => ({
    name,
    answer: await logIn({ port, privateKey, command: 'true' }),
  }));
  const answers = await Promise.all(tried);
  if (answers.every(({ answer }) => answer === 'closed')) return '-';
  const letIn = answers.filter(({ answer }) => typeof answer === 'object');
  return letIn.map(({ name }) => name).join('+') || 'none';
}

/** What is not as the story says; null when everything is. */
export function findSurprise(seen: Seen): string | null {
  for (const [{ spec, logins }, cells] of seen) {
    const at = cells.findIndex((cell, moment) => cell !== logins[moment]);
    if (at >= 0) return `${spec.instanceName} at ${moments[at]} to let in ${cells[at]}, but ${logins[at]}`;
  }
  return null;
}

export function renderLogins(seen: Seen): string {
  const columns = Math.max(...[...seen.values()].map(({ length }) => length));
  const rows = [...seen].map(([{ what, spec }, cells]) => [spec.product, spec.instanceName, what, ...cells]);
  return alignColumns([['PRODUCT', 'NAME', 'WHAT', ...moments.slice(0, columns)], ...rows])
    .map((line) => `  ${line}\n`)
    .join('');
}
