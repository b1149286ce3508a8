import * as v from 'valibot';
import { InvalidParameterError, TooManyInstancesError } from './errors.ts';
import type { KeyPair } from './products/product.ts';
import { findConflicts } from './request/conflicts.ts';
import { toProblem } from './request/problems.ts';
import { manySchema, oneSchema, type RequestOptions, type RequestTarget } from './request/schema.ts';

export type Action = 'attach' | 'detach';

/** One key pair and the instances it is for; ids are distinct and in the order asked. */
export interface Target {
  readonly keyPair: KeyPair;
  readonly instanceIds: readonly string[];
}

/** A checked attach or detach request. Nothing downstream checks input again. */
export interface Command {
  readonly action: Action;
  /** In the order asked; no instance is in two of them. */
  readonly targets: readonly Target[];
  /** Say per instance what would happen and change nothing. */
  readonly dryRun: boolean;
  /** The caller's own token, for products that take one. */
  readonly clientToken: string | null;
}

/**
 * Reads an attach or detach request: one target's fields at the top, or several under `targets`.
 * @param maxInstances how many distinct instances one request may name
 * @throws InvalidParameterError with every problem found
 * @throws TooManyInstancesError
 */
export function readCommand(action: Action, payload: unknown, maxInstances: number): Command {
  const { targets, dryRun, clientToken } = parse(payload);
  const distinct = toTargets(targets);
  const count = distinct.reduce((sum, target) => sum + target.instanceIds.length, 0);
  if (count > maxInstances) throw new TooManyInstancesError(count, maxInstances);
  return { action, targets: distinct, dryRun, clientToken: clientToken ?? null };
}

function parse(payload: unknown): RequestOptions & { targets: RequestTarget[] } {
  const many = typeof payload === 'object' && payload !== null && 'targets' in payload;
  const result = many ? v.safeParse(manySchema, payload) : v.safeParse(oneSchema, payload);
  const problems = [...(result.issues ?? []).map(toProblem), ...findConflicts(payload)];
  if (!result.success || problems.length > 0) throw new InvalidParameterError(problems);
  const request = result.output;
  return 'targets' in request ? request : { ...request, targets: [request] };
}

/** An instance named twice stays where it was named first. */
function toTargets(targets: readonly RequestTarget[]): Target[] {
  const seen = new Set<string>();
  const isNew = (instance: string) => !seen.has(instance) && seen.add(instance);
  return targets.map((target) => ({
    keyPair: toKeyPair(target),
    instanceIds: target.instanceIds.filter((id) => isNew(`${target.product} ${id}`)),
  }));
}

function toKeyPair(target: RequestTarget): KeyPair {
  return {
    product: target.product,
    regionId: target.regionId ?? null,
    keyPairName: target.keyPairName ?? null,
    keyPairId: target.keyPairId ?? null,
  };
}
