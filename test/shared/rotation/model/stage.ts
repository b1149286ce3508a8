import type { Instance } from '@keyfleet/local-cloud';
import { autoAttach, readTask } from '../../../../shared/auto-attach/index.ts';
import { readCommand } from '../../../../shared/change/command.ts';
import { dispatch } from '../../../../shared/change/dispatch.ts';
import { kmsApi } from '../../../../shared/cloud/kms/index.ts';
import type { Fleet } from '../../../../shared/fleet/fleet.ts';
import { products } from '../../../../shared/products/index.ts';
import type { ProductName } from '../../../../shared/products/product.ts';
import type { RotationReport, RotationStatus } from '../../../../shared/rotation/report/report.ts';
import { readRotation } from '../../../../shared/rotation/requests/command.ts';
import { runRotation } from '../../../../shared/rotation/requests/run.ts';
import type { Invocation } from '../../../../shared/runtime/invocation.ts';
import { regionOf } from '../../../stack.ts';
import { fleetOf, SECRETS } from '../../fleet/some-fleet.ts';
import { createModelCloud, type ModelCloud } from './cloud.ts';
import { firstKey, lineOf, personsKey, rotationKeys } from './keys.ts';
import { createTimeline } from './timeline.ts';
import { startWorker, type Worker } from './worker.ts';

export const DAY_MS = 86_400_000;
export const SECRET = 'keyfleet/ops';
export const KMS = kmsApi('cn-hangzhou');

const linesWith = (times: string, more: string) => `takeEffect: online
fallback: onNextStart
rotation: { ${times}, algorithm: rsa-2048, secret: ${SECRET}${more} }`;

/** Edge nodes take part only where logins prove keys. */
const BY_LOGIN = ', verify: login, address: public, trustFirstHostKey: true';

const REGIONAL = 'regions: [cn-hangzhou], ';

const fleets = new Map<string, Fleet>();

/** The fleet of a model: `ops` on what is tagged `ssh: ops` of these products. */
export function fleetOn(used: readonly ProductName[], { grace = '24h', every = '30d' } = {}): Fleet {
  const lines = linesWith(`every: ${every}, grace: ${grace}`, used.includes('ens') ? BY_LOGIN : '');
  const name = [...used, lines].join(' ');
  const fleet = fleets.get(name) ?? readFleetOn(used, lines);
  fleets.set(name, fleet);
  return fleet;
}

function readFleetOn(used: readonly ProductName[], lines: string): Fleet {
  const selectors = used.map(
    (product) => `      - { product: ${product}, ${product === 'ens' ? '' : REGIONAL}tags: { ssh: ops } }`,
  );
  const indented = lines.replaceAll(/^(?=\S)/gm, '    ');
  return fleetOf(`${SECRETS}\nkeyPairs:\n  - name: ops\n    instances:\n${selectors.join('\n')}\n${indented}\n`);
}

/** A cloud, a fleet in it, and what can be asked of the functions. */
export interface Stage {
  readonly cloud: ModelCloud;
  /** Products that fleet.yaml names. */
  readonly used: readonly ProductName[];
  /** As fleet.yaml says it now. */
  readonly fleet: Fleet;
  /** What fleet.yaml says of its times. */
  times: { readonly grace?: string; readonly every?: string };
  /** Restarts are left to follow-ups. They never come, so the timer's ticks go on with them. */
  isCalledAgain: boolean;
  /** Keys of rotations so far. */
  readonly made: readonly string[];
  /** One more was made, by somebody before. */
  note(key: { readonly publicKey: string }): void;
  /** A new instance, as fleet.yaml selects it, with a key pair or none. */
  launch(product: ProductName, keyPairName?: string): Promise<Instance>;
  /** Begins a request of the rotation, as a function does. */
  rotate(name: string, request: object): Promise<Worker>;
  reconcile(name: string): Promise<Worker>;
  change(name: string, action: 'attach' | 'detach', request: object): Promise<Worker>;
  /** A person puts a key of theirs into a guest. */
  letIn(instanceId: string): void;
  /** A tick from its beginning to its end, and its status. */
  tick(): Promise<RotationStatus>;
  ask(request: object): Promise<RotationStatus>;
  pass(ms: number): void;
}

const again = { invoke: async () => {}, everySeconds: 20 };

/** Opens a cloud with the key pair `ops` of generation 0 in the products named. */
export async function openStage(used: readonly ProductName[] = ['ecs', 'swas']): Promise<Stage> {
  const cloud = createModelCloud(createTimeline(Date.UTC(2026, 10, 21, 12)));
  for (const product of used) await importOps(cloud, product);
  const { made, makeKey } = dealKeys();
  const rotating = (request: object) => (invocation: Invocation) =>
    runRotation(readRotation(request, stage.fleet), invocation, stage.fleet, {
      makeKey,
      again: stage.isCalledAgain ? again : null,
    });
  const stage: Stage = {
    cloud,
    used,
    times: {},
    get fleet() {
      return fleetOn(used, stage.times);
    },
    isCalledAgain: false,
    made,
    note: ({ publicKey }) => void made.push(publicKey),
    launch: (product, keyPairName) => {
      const region = regionOf(product);
      const place = { product, ...(region && { regionId: region }) };
      return cloud.launch({ ...place, tags: { ssh: 'ops' }, ...(keyPairName !== undefined && { keyPairName }) });
    },
    rotate: (name, request) => startWorker(name, cloud, rotating(request)),
    reconcile: (name) => {
      const task = readTask({ action: 'reconcile' }, null);
      return startWorker(name, cloud, (invocation) => autoAttach(task, invocation, stage.fleet));
    },
    change: (name, action, request) => {
      const begin = (invocation: Invocation) => dispatch(readCommand(action, request, 500), invocation, stage.fleet);
      return startWorker(name, cloud, begin);
    },
    letIn: (instanceId) => void cloud.guestOf(instanceId).lines.push(lineOf(personsKey.publicKey)),
    tick: () => stage.ask({ action: 'tick' }),
    ask: async (request) => statusOf(await stage.rotate('alone', request)),
    pass: (ms) => cloud.timeline.advance(cloud.timeline.now() + ms),
  };
  return stage;
}

async function importOps(cloud: ModelCloud, product: ProductName): Promise<void> {
  const region = regionOf(product);
  const keyPair = { KeyPairName: 'ops', PublicKeyBody: firstKey.publicKey };
  await cloud.call(products[product], 'ImportKeyPair', { ...keyPair, ...(region && { RegionId: region }) });
}

/** Hands out the keys of rotations in their order; the public halves of those that were. */
function dealKeys() {
  const made: string[] = [];
  const makeKey = async () => {
    const key = rotationKeys[made.length];
    if (!key) throw new Error('the model has no more keys');
    made.push(key.publicKey);
    return key;
  };
  return { made, makeKey };
}

/** Has a worker that nothing disturbs finish, and gives the status that it reports. */
async function statusOf(worker: Worker): Promise<RotationStatus> {
  await worker.finish();
  const report = worker.report();
  if (report instanceof Error) throw report;
  const [status] = (report as RotationReport).keyPairs;
  if (!status) throw new Error('no key pair is rotated');
  return status;
}
