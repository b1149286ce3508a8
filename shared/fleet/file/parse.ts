import * as v from 'valibot';
import type { Fleet } from '../fleet.ts';
import { type Finding, toFinding } from './finding.ts';
import { checkRules } from './rules/index.ts';
import type { Placed } from './rules/rule.ts';
import { type FleetFile, fleetFile } from './schema.ts';
import { toFleet } from './to-fleet.ts';

/** A fleet, or every problem that was found. */
export type ParsedFleet =
  | { readonly fleet: Fleet; readonly findings: readonly [] }
  | { readonly fleet: null; readonly findings: readonly Finding[] };

/** Checks the content of a `fleet.yaml`. */
export function parseFleet(value: unknown): ParsedFleet {
  const result = v.safeParse(fleetFile, value);
  const shape = (result.issues ?? []).map(toFinding);
  const findings = [...shape, ...checkRules(soundEntries(result.output, shape), soundSecrets(result.output, shape))];
  if (findings.length > 0 || !result.success) return { fleet: null, findings };
  return { fleet: toFleet(result.output), findings: [] };
}

function soundSecrets(output: unknown, shape: readonly Finding[]): FleetFile['secrets'] | null {
  const { secrets } = (output ?? {}) as Partial<FleetFile>;
  return secrets === undefined || shape.some(({ path }) => path[0] === 'secrets') ? null : secrets;
}

/** The key pairs whose own fields are right, so that what is wrong elsewhere hides nothing about them. */
function soundEntries(output: unknown, shape: readonly Finding[]): Placed[] {
  const { keyPairs } = (output ?? {}) as Partial<FleetFile>;
  if (!Array.isArray(keyPairs)) return [];
  const broken = new Set(shape.map(({ path }) => (path[0] === 'keyPairs' ? path[1] : undefined)));
  return keyPairs.map((entry, at) => ({ at, entry })).filter(({ at }) => !broken.has(at));
}
