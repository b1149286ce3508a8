import * as v from 'valibot';
import { InvalidParameterError, TooManyInstancesError } from '../errors.ts';
import type { KeyPair } from '../products/product.ts';
import type { Fallback, RestartOptions, TakeEffect, Verification } from '../take-effect.ts';
import { findConflicts } from './request/conflicts.ts';
import { checkCombination, type RequestOptions } from './request/options.ts';
import { toProblem } from './request/problems.ts';
import { type RequestTarget, schemas } from './request/schema.ts';

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
  readonly takeEffect: TakeEffect;
  readonly fallback: Fallback;
  /** The Linux user whose `authorized_keys` are meant. */
  readonly user: string;
  readonly restart: RestartOptions;
  readonly verify: Verification;
  /** Attach only: give an older generation of a rotated key pair that was named; one that was revoked is refused always. */
  readonly allowDowngrade: boolean;
  /**
   * Asked for by fleet.yaml, not by a request: names mean the very key pairs of those names (else that of a rotated key pair
   * means its current generation), and what limits requests does not hold.
   */
  readonly byFleet: boolean;
  /** Change also what is tagged `keyfleet:ignore`. */
  readonly includeIgnored: boolean;
  /** Attach only: what to do with an instance that carries another key pair. */
  readonly ifAttached: 'replace' | 'skip';
  /** Go on where no way to log in is known to be left. */
  readonly allowLockOut: boolean;
  /** Detach only: go on where that could not be looked at. */
  readonly allowUnverified: boolean;
}

/**
 * Reads an attach or detach request: one target's fields at the top, or several under `targets`.
 * @param maxInstances how many distinct instances one request may name
 * @throws InvalidParameterError with every problem found
 * @throws TooManyInstancesError
 */
export function readCommand(action: Action, payload: unknown, maxInstances: number): Command {
  const named = countNamed(payload);
  if (named > maxInstances) throw new TooManyInstancesError(named, maxInstances);
  const request = parse(action, payload);
  const targets = toTargets(request.targets);
  const { dryRun, takeEffect, fallback, user, maxUnavailable, maxFailures, force } = request;
  return {
    action,
    targets,
    dryRun,
    clientToken: request.clientToken ?? null,
    takeEffect,
    fallback,
    user,
    restart: { maxUnavailable, maxFailures, force },
    verify: toVerification(request),
    allowDowngrade: request.allowDowngrade ?? false,
    byFleet: false,
    includeIgnored: request.includeIgnored,
    ifAttached: request.ifAttached ?? 'replace',
    allowLockOut: request.allowLockOut,
    allowUnverified: request.allowUnverified ?? false,
  };
}

function parse(action: Action, payload: unknown): RequestOptions & { targets: RequestTarget[] } {
  const isMany = typeof payload === 'object' && payload !== null && 'targets' in payload;
  const result = isMany ? v.safeParse(schemas[action].many, payload) : v.safeParse(schemas[action].one, payload);
  const together = checkCombination(payload ?? {});
  const problems = [...(result.issues ?? []).map(toProblem), ...together, ...findConflicts(payload)];
  if (!result.success || problems.length > 0) throw new InvalidParameterError(problems);
  const request = result.output;
  return 'targets' in request ? request : { ...request, targets: [request] };
}

function toVerification({ verify, secret, address, trustFirstHostKey, takeEffect }: RequestOptions): Verification {
  if (verify === 'login' && secret !== undefined) return { by: 'login', secret, address, trustFirstHostKey };
  const usual = takeEffect === 'online' ? 'guest' : 'none';
  return { by: verify === undefined || verify === 'login' ? usual : verify };
}

/** How many distinct instances a request names, before any of it is checked. A malformed target counts as one instance. */
function countNamed(payload: unknown): number {
  const { targets } = (payload ?? {}) as { targets?: unknown };
  const named = new Set<string>();
  let others = 0;
  for (const target of Array.isArray(targets) ? (targets as unknown[]) : [payload]) {
    const { product, instanceIds } = (target ?? {}) as { product?: unknown; instanceIds?: unknown };
    if (!Array.isArray(instanceIds)) others++;
    else for (const id of instanceIds as unknown[]) named.add(`${textOf(product)} ${textOf(id) || named.size}`);
  }
  return named.size + others;
}

/** What comes from a caller may be an object whose own `toString` is none. */
const textOf = (value: unknown) => (typeof value === 'string' ? value : '');

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
