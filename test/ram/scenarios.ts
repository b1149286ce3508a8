import type { LocalCloud, PolicyDocument } from '@keyfleet/local-cloud';
import { type AutoAttachReport, autoAttach, readTask } from '../../shared/auto-attach/index.ts';
import { type Action, readCommand } from '../../shared/change/command.ts';
import { dispatch } from '../../shared/change/dispatch.ts';
import type { Report } from '../../shared/change/report.ts';
import type { Clock } from '../../shared/cloud/clock.ts';
import { createSecrets, kmsApi } from '../../shared/cloud/kms/index.ts';
import { KeyfleetError } from '../../shared/errors.ts';
import type { ProductName } from '../../shared/products/product.ts';
import { type Invocation, startInvocation } from '../../shared/runtime/invocation.ts';
import { control } from '../local/cloud/control/control-request.ts';
import { fleetOf } from '../shared/fleet/some-fleet.ts';
import { createKey } from '../shared/login/keys.ts';
import { contextFor, inKms, openLocal, regionOf, rpc, targetOf } from '../stack.ts';
import { type Asked, permissionsOf } from './asked.ts';
import type { Stage } from './stage.ts';

const NAME = 'web-1';
const ops = createKey('RSA as PKCS#1');

/** A request that makes a function do all that it can do on a product in one way. */
export interface Scenario {
  readonly name: string;
  readonly product: ProductName;
  readonly takeEffect: 'online' | 'restart';
  readonly request?: object;
  /** Other instances with the key pair of this one: a list of them is cut off at 50 on SWAS. Default 0. */
  readonly others?: number;
  /** Its key is inside, and the product attaches it no more. */
  readonly isDetached?: boolean;
}

/** Between them they need every permission that attach and detach have. */
export const scenarios: readonly Scenario[] = [
  {
    name: 'ecs online',
    product: 'ecs',
    takeEffect: 'online',
    request: { verify: 'login', secret: 'keyfleet/ops' },
  },
  { name: 'ecs online, attached no more', product: 'ecs', takeEffect: 'online', isDetached: true },
  { name: 'ecs by restart', product: 'ecs', takeEffect: 'restart' },
  { name: 'swas online', product: 'swas', takeEffect: 'online', others: 50 },
  { name: 'swas by restart', product: 'swas', takeEffect: 'restart' },
  { name: 'ens by restart', product: 'ens', takeEffect: 'restart' },
];

/** A function whose policy is judged. */
export type Role = Action | 'auto-attach';

/** What came of a scenario: the outcome, what is left on the instance, and the permissions that were asked for. */
export interface Ending extends Asked {
  readonly status: string | undefined;
  readonly code: string | undefined;
  /** What became of a lifecycle action that waited for the instance, where one did. */
  readonly hook: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
  readonly isRunning: boolean;
}

/** Plays a scenario under a policy, in a cloud that is empty before. */
export async function play(stage: Stage, role: Role, scenario: Scenario, policy: PolicyDocument): Promise<Ending> {
  const { cloud, clock } = stage;
  cloud.reset();
  cloud.settings.tagsInEnsInstances = 'absent';
  const id = await furnish(cloud, role, scenario);
  const event = role === 'auto-attach' ? await announce(cloud, scenario, id) : {};
  cloud.calls.clear();
  const credentials = cloud.principals.assumeRole({ roleName: `keyfleet-${role}`, policy });
  const invocation = startInvocation(
    { ...contextFor(cloud, 300), credentials },
    { KEYFLEET_ENDPOINT: cloud.url },
    role === 'auto-attach' && scenario.takeEffect === 'online' ? aDayLater(clock) : clock,
  );
  const work = role === 'auto-attach' ? reconcile(event, scenario, invocation) : change(role, scenario, id, invocation);
  const result = await outcomeOf(stage.run(work));
  const { tags = {}, status } = cloud.instances.get(id) ?? {};
  return {
    status: result?.status,
    code: result?.code,
    hook: result?.hook,
    tags,
    isRunning: status === 'Running',
    ...permissionsOf(cloud.calls.list()),
  };
}

/** The outcome of the one instance, or the error that the function would answer. */
async function outcomeOf(work: Promise<Report>): Promise<{ status: string; code: string; hook?: string } | undefined> {
  try {
    const report: Report & Partial<Pick<AutoAttachReport, 'lifecycleActions'>> = await work;
    const [result] = report.results;
    const hook = report.lifecycleActions?.[0]?.code;
    return result && { ...result, ...(hook !== undefined && { hook }) };
  } catch (error) {
    if (!(error instanceof KeyfleetError)) throw error;
    return { status: 'error', code: error.code };
  }
}

/** One running instance, the key pair `ops` in its product, carried already when it is to be detached, and its secret. */
async function furnish(cloud: LocalCloud, role: Role, { product, takeEffect, others = 0, isDetached }: Scenario) {
  const region = regionOf(product);
  const where = region && { RegionId: region };
  await rpc(cloud, product)('ImportKeyPair', { KeyPairName: 'ops', PublicKeyBody: ops.publicKey, ...where });
  const place = { product, ...(region && { regionId: region }) };
  const carried = { keyPairName: role === 'detach' ? 'ops' : 'old' };
  if (others > 0) cloud.instances.add([{ ...place, ...carried, count: others }]);
  const isOnline = takeEffect === 'online';
  const inGroup = product === 'ecs' && takeEffect === 'restart' && { scalingGroupId: 'asg-1' };
  const [made] = cloud.instances.add([
    { ...place, ...carried, instanceName: NAME, agent: isOnline ? 'online' : 'offline', ...inGroup },
  ]);
  const id = made?.instanceId ?? '';
  if (isOnline) await cloud.instances.inspect(id);
  if (isDetached)
    await rpc(cloud, product)('DetachKeyPair', {
      RegionId: region,
      KeyPairName: carried.keyPairName,
      InstanceIds: JSON.stringify([id]),
    });
  const secrets = createSecrets(openLocal(cloud)(kmsApi('cn-hangzhou')));
  await secrets.create({ ...inKms, name: 'keyfleet/ops', versionId: 'v1', data: ops.privateKey });
  return id;
}

function change(action: Action, { product, takeEffect, request }: Scenario, id: string, invocation: Invocation) {
  const payload = { ...targetOf(product, 'ops', [id]), ...consent(action), takeEffect, ...request };
  return dispatch(readCommand(action, payload, 1), invocation, rotatedFleet(product));
}

/** In which `ops` is rotated: its ledger says which generation is meant. */
function rotatedFleet(product: ProductName) {
  const region = regionOf(product);
  const instances = [{ product, ...(region && { regions: [region] }), namePattern: NAME }];
  const rotation = { every: '30d', secret: 'keyfleet/ops', verify: 'login', trustFirstHostKey: true };
  const keyPairs = [{ name: 'ops', instances, rotation }];
  return fleetOf(JSON.stringify({ secrets: { region: 'cn-hangzhou' }, keyPairs }));
}

/** The same as a change by request, but that the fleet says so. */
function reconcile(event: object, { product, takeEffect, request = {} }: Scenario, invocation: Invocation) {
  const region = regionOf(product);
  const place = { product, ...(region && { regions: [region] }) };
  const instances = [{ ...place, namePattern: NAME }];
  const restart = takeEffect === 'restart' ? { restart: 'always' } : {};
  const rotation = takeEffect === 'online' && product === 'ecs' ? { every: '30d', secret: 'keyfleet/ops' } : undefined;
  const entry = { name: 'ops', instances, takeEffect, ifAttached: 'replace', rotation, ...restart, ...request };
  return autoAttach(
    readTask(event, invocation.accountId),
    invocation,
    fleetOf(JSON.stringify({ secrets: { region: 'cn-hangzhou' }, keyPairs: [entry] })),
  );
}

/** A tick of the timer; on ECS a scale-out that waits for the instance where it is restarted. */
async function announce(cloud: LocalCloud, { product, takeEffect }: Scenario, id: string): Promise<object> {
  if (product !== 'ecs' || takeEffect !== 'restart') return { triggerTime: 'now', triggerName: 'reconcile' };
  await control(cloud, 'POST', '/lifecycle-actions', { instanceIds: [id] });
  return cloud.events.list().findLast((event) => 'type' in event && event.type === 'ess:LifecycleHook:ScaleOut') ?? {};
}

/** So that no instance is new, whose agent would be waited for. */
function aDayLater(clock: Clock): Clock {
  return { ...clock, now: () => clock.now() + 86_400_000 };
}

/** Detaching the only key is what is asked for. */
function consent(action: Action) {
  return action === 'detach' ? { allowLockOut: true, allowUnverified: true } : {};
}
