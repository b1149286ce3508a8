import * as v from 'valibot';
import { othersTurn } from '../../gateway/turns.ts';
import type { Cloud } from '../../model/cloud.ts';
import { type Instance, type InstanceSpec, statuses } from '../../model/instance.ts';
import { productNames } from '../../model/product-names.ts';
import { edgeRegionPattern, regions } from '../../model/regions.ts';
import { lifecycleStates } from '../../model/scaling-groups.ts';
import { InvalidInput } from '../../settings/invalid-input.ts';
import { instanceTraits } from './instance-traits.ts';

const text = v.pipe(v.string(), v.minLength(1), v.maxLength(128));

const specSchema = v.strictObject({
  product: v.picklist(productNames),
  regionId: v.exactOptional(v.string()),
  instanceId: v.exactOptional(text),
  instanceName: v.exactOptional(text),
  count: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000))),
  os: v.exactOptional(v.picklist(['linux', 'windows'])),
  status: v.exactOptional(v.picklist([...new Set(Object.values(statuses).flat())])),
  ...instanceTraits,
  tags: v.exactOptional(v.record(text, v.pipe(v.string(), v.maxLength(128)))),
  keyPairName: v.exactOptional(text),
  ioOptimized: v.exactOptional(v.boolean()),
  scalingGroupId: v.exactOptional(text),
  lifecycleState: v.exactOptional(v.picklist(lifecycleStates)),
});

/**
 * Makes the instances that the specs describe, in their order: all of them, or none when a spec is wrong.
 * A key pair that a spec names and that does not exist yet is made, its private key thrown away (choice: a
 * fleet is described in one step; import a key pair first to hold its private key).
 * @throws InvalidInput naming every wrong field.
 */
export function addInstances(cloud: Cloud, specs: unknown): Instance[] {
  return checked(cloud, specs).flatMap((spec) => cloud.launch(spec));
}

/**
 * The same, some in each turn of the event loop: 50,000 at once would hold up every call for a second. Others may see some
 * of them before all are there.
 */
export async function addInstancesInTurns(cloud: Cloud, specs: unknown): Promise<Instance[]> {
  const parts = checked(cloud, specs).flatMap(inParts);
  const made: Instance[] = [];
  for (const part of parts) {
    if (made.length > 0) await othersTurn();
    made.push(...cloud.launch(part));
  }
  return made;
}

const AT_ONCE = 500;

function inParts(spec: InstanceSpec): InstanceSpec[] {
  const { count = 1 } = spec;
  if (count <= AT_ONCE) return [spec];
  const sizes = Array.from({ length: Math.ceil(count / AT_ONCE) }, (_, at) => Math.min(AT_ONCE, count - at * AT_ONCE));
  return sizes.map((size) => ({ ...spec, count: size }));
}

function checked(cloud: Cloud, specs: unknown): InstanceSpec[] {
  const parsed = v.safeParse(v.array(specSchema), specs);
  if (!parsed.success) throw InvalidInput.from(parsed.issues);
  const problems = [...parsed.output.flatMap(problemsOf), ...takenIds(cloud, parsed.output)];
  if (problems.length > 0) throw new InvalidInput(problems);
  return parsed.output;
}

function problemsOf(spec: InstanceSpec, index: number) {
  const { product, regionId, status, os, instanceId, keyPairName, scalingGroupId, count = 1 } = spec;
  const knownRegion =
    product === 'ens' ? edgeRegionPattern.test(regionId ?? 'cn-any') : regions.includes(regionId ?? '');
  const known: readonly string[] = statuses[product];
  const checks = [
    { wrong: !knownRegion, path: 'regionId', expected: 'a region of the product' },
    { wrong: status !== undefined && !known.includes(status), path: 'status', expected: known.join(', ') },
    { wrong: instanceId !== undefined && count > 1, path: 'count', expected: '1 when an instanceId is given' },
    { wrong: product !== 'ecs' && scalingGroupId !== undefined, path: 'scalingGroupId', expected: 'none but on ECS' },
    { wrong: os === 'windows' && keyPairName !== undefined, path: 'keyPairName', expected: 'none on Windows' },
  ];
  return checks.filter(({ wrong }) => wrong).map(({ path, expected }) => ({ path: `[${index}].${path}`, expected }));
}

function takenIds(cloud: Cloud, specs: readonly InstanceSpec[]) {
  const seen = new Set<string>();
  return specs.flatMap(({ instanceId }, index) => {
    if (instanceId === undefined) return [];
    const taken = seen.has(instanceId) || cloud.instances.get(instanceId) !== undefined;
    seen.add(instanceId);
    return taken
      ? [{ path: `[${index}].instanceId`, expected: `an id that is not in use, received ${instanceId}` }]
      : [];
  });
}
