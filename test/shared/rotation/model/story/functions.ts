import type { Worker } from '../worker.ts';
import { type Act, type Kind, pick } from './act.ts';
import type { Mishap, World } from './world.ts';

const fates = ['lost', 'applied'] as const;

/** At which call, and what; of three acts one goes without. */
function mishapOf({ which, how }: Act): Mishap | undefined {
  if (how % 3 === 0) return undefined;
  return { call: 1 + (which % 60), fate: pick(fates, how), dies: how % 2 === 0 };
}

function tellMishap(act: Act): string {
  const mishap = mishapOf(act);
  if (!mishap) return '';
  const what = mishap.fate === 'lost' ? 'is not sent' : 'is applied and its answer lost';
  return `, whose call ${mishap.call} ${what}${mishap.dies ? ', and which dies there' : ''}`;
}

function request(name: string, weight: number, asked: object): Kind {
  return {
    weight,
    tell: (act) => `${name}${tellMishap(act)}`,
    run: async ({ stage, drive }, act) => drive(await stage.rotate(name, asked), { mishap: mishapOf(act) }),
  };
}

/** Two workers at once, which take turns as the numbers say. */
async function together(world: World, [one, other]: readonly [Worker, Worker], { which }: Act): Promise<void> {
  const [first, second] = [1 + (which % 40), 1 + (Math.floor(which / 40) % 40)];
  const step = async (worker: Worker, times: number) => {
    for (let calls = 0; calls < times && !worker.isOver(); calls++) {
      await worker.step();
      world.calls++;
      world.check();
    }
  };
  await step(one, first);
  await step(other, second);
  await world.drive(one, { by: 'several' });
  await world.drive(other, { by: 'several' });
}

const asks = {
  tick: { action: 'tick' },
  now: { action: 'now', keyPair: 'ops' },
  rollback: { action: 'rollback', keyPair: 'ops' },
  revoke: { action: 'now', keyPair: 'ops', revoke: true },
} as const;
const others = ['tick', 'rollback', 'revoke', 'now', 'reconcile'] as const;

/** What functions do: on their timers, or because an operator asks. */
export const functions: Readonly<Record<string, Kind>> = {
  tick: request('a tick', 10, asks.tick),
  now: request('now', 3, asks.now),
  rollback: request('a rollback', 2, asks.rollback),
  revoke: request('a revoke', 1, asks.revoke),
  reconcile: {
    weight: 3,
    tell: (act) => `a reconcile${tellMishap(act)}`,
    run: async ({ stage, drive }, act) => drive(await stage.reconcile('reconcile'), { mishap: mishapOf(act) }),
  },
  twoAtOnce: {
    weight: 2,
    tell: ({ how, which }) => `a tick and a ${pick(others, how)} at once (${which})`,
    run: async (world, act) => {
      const { stage } = world;
      const name = pick(others, act.how);
      const other = name === 'reconcile' ? stage.reconcile(name) : stage.rotate(name, asks[name]);
      await together(world, [await stage.rotate('tick', asks.tick), await other], act);
    },
  },
  detach: {
    weight: 1,
    tell: ({ which }) => `a detach of instance ${which}, in the guest too`,
    run: async (world, { which }) => {
      const instance = world.instance(which);
      if (!instance?.keyPairName) return;
      const { product, regionId, keyPairName, instanceId } = instance;
      const where = product === 'ens' ? { takeEffect: 'restart' } : { regionId, takeEffect: 'online' };
      const target = { product, keyPairName, instanceIds: [instanceId], ...where };
      await world.drive(await world.stage.change('detach', 'detach', target), { by: 'several' });
    },
  },
};
