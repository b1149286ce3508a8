import type { Instance } from '@keyfleet/local-cloud';
import { scopeOf } from '../../../../../local/cloud/model/attachments.ts';
import { parsePublicKey } from '../../../../../local/cloud/model/public-key.ts';
import { products } from '../../../../../shared/products/index.ts';
import { firstKey, lineOf, personsKey, rotationKeys } from '../keys.ts';
import { DAY_MS } from '../stage.ts';
import { type Act, type Kind, pick } from './act.ts';
import type { World } from './world.ts';

const outside = (weight: number, tell: Kind['tell'], run: Kind['run']): Kind => ({ weight, tell, run, isMeant: true });

/** The guest of the instance that is meant, where there is one. */
const guestOf = (world: World, { which }: Act) => {
  const instance = world.instance(which);
  return instance && { instance, guest: world.stage.cloud.guestOf(instance.instanceId) };
};

const times = [60_000, 3_600_000, 5 * 3_600_000, DAY_MS, 31 * DAY_MS] as const;
const graces = ['24h', '1h', '72h'] as const;

function setAgent(world: World, act: Act, agent: 'online' | 'offline'): void {
  const instance = world.instance(act.which);
  const guest = instance && world.stage.cloud.state.cloud.guests.of(instance);
  if (guest) guest.agent = agent;
}

/** Starts or stops, and waits until that is done. */
function power(world: World, act: Act, operation: 'start' | 'stop' | 'reboot'): boolean {
  const instance = world.instance(act.which);
  if (!instance?.power.accepts(operation)) return false;
  instance.power.begin(operation);
  world.stage.pass(60_000);
  return true;
}

/** Edge nodes have to be stopped for it. */
const isAttachable = ({ product, status }: Instance) => product !== 'ens' || status === 'Stopped';

/** What happens in the console. */
export const byHand: Readonly<Record<string, Kind>> = {
  launch: outside(
    2,
    ({ how }) => `an instance is launched with ${pick(['nothing', 'ops', 'what the first carries'], how)}`,
    async ({ stage, instance }, { which, how }) => {
      const carried = pick([undefined, 'ops', instance(0)?.keyPairName ?? undefined], how);
      const product = pick(stage.used, which);
      const { instanceId } = await stage.launch(product, carried);
      if (!carried) stage.letIn(instanceId);
    },
  ),
  release: outside(
    1,
    ({ which }) => `instance ${which} is released`,
    async ({ stage, instance }, { which }) => {
      const gone = instance(which);
      if (gone && stage.cloud.instances().length > 1) await stage.cloud.release(gone);
    },
  ),
  attachByHand: outside(
    1,
    ({ which, how }) => `a person attaches key pair ${how} of the product to instance ${which}`,
    async ({ stage, instance }, { which, how }) => {
      const one = instance(which);
      if (!one || !isAttachable(one)) return;
      const { state } = stage.cloud;
      const there = state.cloud.keyPairs.list(scopeOf(one));
      if (there.length > 0) state.cloud.attach(one, pick(there, how));
    },
  ),
  foreign: outside(
    1,
    ({ which }) => `a person attaches a key pair of their own to instance ${which}`,
    async ({ stage, instance }, { which }) => {
      const one = instance(which);
      if (!one || !isAttachable(one)) return;
      const { keyPairs, attach } = stage.cloud.state.cloud;
      const keyPairName = 'theirs';
      const publicKey = parsePublicKey(personsKey.publicKey);
      const theirs = keyPairs.find(scopeOf(one), keyPairName);
      if (publicKey) attach(one, theirs ?? keyPairs.add(scopeOf(one), { keyPairName, publicKey }));
    },
  ),
  detachByHand: outside(
    1,
    ({ which }) => `a person detaches what instance ${which} carries`,
    async ({ stage, instance }, { which }) => {
      const one = instance(which);
      if (one && isAttachable(one)) stage.cloud.state.cloud.attach(one, null);
    },
  ),
  deleteKeyPair: outside(
    1,
    ({ how }) => `a person deletes unused key pair ${how} of ECS`,
    async ({ stage }, { how }) => {
      const there = stage.cloud.state.cloud.keyPairs.list({ product: 'ecs', regionId: 'cn-hangzhou' });
      const unused = there.filter(({ instanceIds }) => instanceIds.size === 0).map(({ keyPairName }) => keyPairName);
      if (unused.length === 0) return;
      const KeyPairNames = JSON.stringify([pick(unused, how)]);
      await stage.cloud.call(products.ecs, 'DeleteKeyPairs', { RegionId: 'cn-hangzhou', KeyPairNames });
    },
  ),
  ignore: outside(
    1,
    ({ which, how }) => `keyfleet:ignore is ${how % 2 ? 'put on' : 'taken off'} instance ${which}`,
    async ({ instance }, { which, how }) => {
      const one = instance(which);
      if (!one) return;
      const { 'keyfleet:ignore': _, ...tags } = one.tags;
      one.tags = how % 2 ? { ...tags, 'keyfleet:ignore': '' } : tags;
    },
  ),
  select: outside(
    1,
    ({ which, how }) => `instance ${which} ${how % 2 ? 'leaves' : 'joins'} what fleet.yaml selects`,
    async ({ instance }, { which, how }) => {
      const one = instance(which);
      if (one) one.tags = { ...one.tags, ssh: how % 2 ? 'theirs' : 'ops' };
    },
  ),
};

/** What happens inside, and to machines. */
export const machines: Readonly<Record<string, Kind>> = {
  agentOff: outside(
    3,
    ({ which }) => `the agent of instance ${which} goes away`,
    async (world, act) => setAgent(world, act, 'offline'),
  ),
  agentOn: outside(
    3,
    ({ which }) => `the agent of instance ${which} comes back`,
    async (world, act) => setAgent(world, act, 'online'),
  ),
  stop: outside(
    1,
    ({ which }) => `a person stops instance ${which}`,
    async (world, act) => {
      const { off } = world.memory;
      const one = world.instance(act.which);
      if (one && power(world, act, 'stop')) world.memory = { ...world.memory, off: new Set([...off, one.instanceId]) };
    },
  ),
  start: outside(
    2,
    ({ which }) => `a person starts instance ${which}`,
    async (world, act) => void power(world, act, 'start'),
  ),
  reboot: outside(
    1,
    ({ which }) => `a person reboots instance ${which}`,
    async (world, act) => void power(world, act, 'reboot'),
  ),
  newDisk: outside(
    1,
    ({ which }) => `instance ${which} gets a new system disk`,
    async (world, act) => {
      const found = guestOf(world, act);
      if (!found) return;
      found.guest.replaceDisk();
      power(world, act, 'reboot');
    },
  ),
  removeLine: outside(
    1,
    ({ which, how }) => `a person removes line ${how} of the keys in instance ${which}`,
    async (world, act) => {
      const guest = guestOf(world, act)?.guest;
      if (guest && guest.lines.length > 0)
        guest.lines = guest.lines.filter((_, at) => at !== act.how % guest.lines.length);
    },
  ),
  restrict: outside(
    1,
    ({ which, how }) => `a person puts ${pick(['from=', 'command='], how)} before the last key in instance ${which}`,
    async (world, act) => {
      const guest = guestOf(world, act)?.guest;
      const last = guest?.lines.at(-1);
      if (!guest || !last) return;
      const options = pick(['from', 'command'] as const, act.how);
      guest.lines = [...guest.lines.slice(0, -1), { ...last, options }];
    },
  ),
  mute: outside(
    1,
    ({ which }) => `sshd of instance ${which} cannot be asked any more`,
    async (world, act) => void Object.assign(guestOf(world, act)?.guest ?? {}, { sshd: 'mute' }),
  ),
  readOnly: outside(
    1,
    ({ which }) => `files of instance ${which} cannot be written any more`,
    async (world, act) => void Object.assign(guestOf(world, act)?.guest ?? {}, { isReadOnly: true }),
  ),
  ownKey: outside(
    2,
    ({ which }) => `a person puts a key of their own into instance ${which}`,
    async (world, act) => {
      const guest = guestOf(world, act)?.guest;
      if (guest) guest.lines = [...guest.lines, lineOf(personsKey.publicKey)];
    },
  ),
  oldKey: outside(
    1,
    ({ which, how }) => `a person puts key g${how % 3} back into instance ${which}`,
    async (world, act) => {
      const guest = guestOf(world, act)?.guest;
      const key = pick([firstKey, ...rotationKeys], act.how % 3);
      const isOurs = key === firstKey || world.stage.made.includes(key.publicKey);
      if (guest && isOurs) guest.lines = [...guest.lines, lineOf(key.publicKey)];
    },
  ),
};

/** Time, and what fleet.yaml says. */
export const surroundings: Readonly<Record<string, Kind>> = {
  pass: outside(
    8,
    ({ how }) => `${pick(times, how) / 60_000} minutes pass`,
    async ({ stage }, { how }) => stage.pass(pick(times, how)),
  ),
  grace: outside(
    1,
    ({ how }) => `fleet.yaml says grace: ${pick(graces, how)}`,
    async ({ stage }, { how }) => {
      stage.times = { grace: pick(graces, how) };
    },
  ),
};
