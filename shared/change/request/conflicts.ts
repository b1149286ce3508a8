import type { Problem } from '../../errors.ts';

/**
 * Finds instances that a request names under two key pairs. Reads the raw request, so that it finds them beside other
 * problems; what is not shaped like a target is left to the schema.
 */
export function findConflicts(payload: unknown): Problem[] {
  const targets = (payload as { targets?: unknown } | null | undefined)?.targets;
  if (!Array.isArray(targets)) return [];
  const seen = new Map<string, string>();
  return targets.flatMap((target: unknown, at) => conflictsIn(target, `targets.${at}`, seen));
}

function conflictsIn(target: unknown, path: string, seen: Map<string, string>): Problem[] {
  const { product, regionId, keyPairName, keyPairId, instanceIds } = (target ?? {}) as Record<string, unknown>;
  if (!Array.isArray(instanceIds)) return [];
  const keyPair = JSON.stringify([regionId, keyPairName, keyPairId]);
  return instanceIds.flatMap((id: unknown, at) => {
    const instance = JSON.stringify([product, id]);
    const first = seen.get(instance) ?? keyPair;
    seen.set(instance, first);
    if (first === keyPair) return [];
    return [{ path: `${path}.instanceIds.${at}`, expected: 'each instance under one key pair and region only' }];
  });
}
