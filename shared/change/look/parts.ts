import { generationTime, isGenerationOf } from '../../fleet/generation.ts';
import { RotationBlockedError } from '../../ledger/errors.ts';
import { groupBy } from '../../lists.ts';
import type { Driver, KeyPair, Observed } from '../../products/product.ts';
import { failed, type Verdict } from '../../verdict.ts';
import type { Command, Target } from '../command.ts';
import { chooseGeneration, unknownGeneration } from '../generations/choose.ts';
import type { Generations } from '../generations/generations.ts';

/** Instances of a target that get or lose the same key pair. */
export interface Part {
  readonly keyPair: KeyPair;
  readonly instanceIds: readonly string[];
  /** Why that key pair is given to none of them; null: it may be. */
  readonly refusal: Verdict | null;
  /** Where they had to be looked at already. */
  readonly instances?: ReadonlyMap<string, Observed>;
}

/** What decides which generation of a key pair is meant. */
export interface PartsContext {
  readonly command: Command;
  readonly driver: Driver;
  /** Null: no key pair is rotated. */
  readonly generations: Generations | null;
}

/**
 * Says which generation of a rotated key pair is meant: to attach, the current one unless another was named; to detach,
 * whichever an instance carries.
 * @throws CloudError
 */
export async function toParts(target: Target, context: PartsContext): Promise<Part[]> {
  const { command, driver, generations } = context;
  const asked = { ...target, refusal: null };
  if (!generations) return [asked];
  if (command.action === 'detach') return toCarried(target, generations, context);
  const { keyPairId } = target.keyPair;
  const keyPair = keyPairId === null ? target.keyPair : ((await driver.resolve(target.keyPair)) ?? target.keyPair);
  const name = generations.rotatedAs(keyPair.keyPairName);
  if (name === null) return [{ ...asked, keyPair }];
  const isExact = command.byFleet || keyPairId !== null;
  return [{ ...asked, ...(await toAttach(keyPair, { ...command, name, isExact }, generations, driver)) }];
}

type AskedFor = Parameters<typeof chooseGeneration>[2];

async function toAttach(keyPair: KeyPair, asked: AskedFor, generations: Generations, driver: Driver) {
  try {
    const ledger = await generations.ledgerOf(asked.name);
    const choice = chooseGeneration(keyPair, ledger, asked);
    if (choice.refusal || ledger.generations.length > 0) return choice;
    return { ...choice, refusal: await findForgotten(keyPair, asked.name, driver) };
  } catch (error) {
    if (error instanceof RotationBlockedError) return { keyPair, refusal: failed(error.code, error.message) };
    throw error;
  }
}

/** A secret that was lost knows nothing, but the product still shows what it made. */
async function findForgotten({ regionId }: KeyPair, name: string, driver: Driver): Promise<Verdict | null> {
  const seen = await driver.keyPairs.list(regionId, `${name}-*`);
  const made = seen.find((one) => isGenerationOf(name, one.keyPairName) && generationTime(one.keyPairName) !== null);
  return made ? unknownGeneration(made.keyPairName) : null;
}

/** What carries none is about the current generation, which may be inside all the same. */
async function toCarried(target: Target, generations: Generations, { command, driver }: PartsContext): Promise<Part[]> {
  const { keyPair, instanceIds } = target;
  const name = generations.rotatedAs(keyPair.keyPairName);
  const isLogical = name !== null && keyPair.keyPairName === name && keyPair.keyPairId === null;
  if (!isLogical || command.byFleet) return [{ ...target, refusal: null }];
  const instances = await driver.look(keyPair.regionId, instanceIds, true);
  const carriedBy = (id: string) => {
    const carried = instances.get(id)?.keyPairName ?? '';
    return isGenerationOf(name, carried) ? carried : null;
  };
  const current = instanceIds.every(carriedBy) ? name : ((await generations.ledgerOf(name)).current?.name ?? name);
  const nameOf = (id: string) => carriedBy(id) ?? current;
  return groupBy(instanceIds, nameOf).map((some) => {
    const part = { keyPair: { ...keyPair, keyPairName: nameOf(some[0]) }, instanceIds: some };
    return { ...part, refusal: null, instances };
  });
}
