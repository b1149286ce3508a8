import type { ProductName } from '../../../../shared/products/product.ts';
import type { Stage } from './stage.ts';
import type { Start } from './starts.ts';
import type { Worker } from './worker.ts';

/** Two who begin at the same moment. */
export interface Duel {
  readonly name: string;
  readonly start: Start;
  /** Default ECS. */
  readonly product?: ProductName;
  /** Restarts are left to follow-ups, of which none ever comes; else ticks wait for them. */
  readonly isCalledAgain?: boolean;
  /** What is done to the stage before. */
  prepare?(stage: Stage): Promise<void>;
  begin(stage: Stage): Promise<[Worker, Worker]>;
}

const tick = (stage: Stage, name = 'tick') => stage.rotate(name, { action: 'tick' });
const rollback = (stage: Stage) => stage.rotate('rollback', { action: 'rollback', keyPair: 'ops' });
const revoke = (stage: Stage) => stage.rotate('revoke', { action: 'now', keyPair: 'ops', revoke: true });

/** A person's detach, in the guest as well, of whatever the first instance carries. */
function detach(stage: Stage): Promise<Worker> {
  const [instance] = stage.cloud.instances();
  if (!instance?.keyPairName) throw new Error('the first instance carries nothing');
  const { keyPairName, instanceId } = instance;
  const target = { product: 'ecs', regionId: 'cn-hangzhou', keyPairName, instanceIds: [instanceId] };
  return stage.change('detach', 'detach', { ...target, takeEffect: 'online' });
}

/** An instance that was just launched, without a key pair. */
const launchBare = async (stage: Stage) => {
  const { instanceId } = await stage.launch('ecs');
  stage.letIn(instanceId);
};

const letInEverywhere = async (stage: Stage) => {
  for (const { instanceId } of stage.cloud.instances()) stage.letIn(instanceId);
};

export const duels: readonly Duel[] = [
  ...(['due', 'over'] as const).map(
    (start): Duel => ({
      name: `two ticks, ${start}`,
      start,
      begin: async (stage) => [await tick(stage, 'tick A'), await tick(stage, 'tick B')],
    }),
  ),
  ...(['due', 'grace', 'over'] as const).flatMap((start): Duel[] => [
    { name: `tick and rollback, ${start}`, start, begin: async (stage) => [await tick(stage), await rollback(stage)] },
    { name: `tick and revoke, ${start}`, start, begin: async (stage) => [await tick(stage), await revoke(stage)] },
  ]),
  ...(['due', 'over'] as const).flatMap((start): Duel[] => [
    {
      name: `tick and reconcile, ${start}`,
      start,
      prepare: launchBare,
      begin: async (stage) => [await tick(stage), await stage.reconcile('reconcile')],
    },
    {
      name: `tick and a person's detach, ${start}`,
      start,
      prepare: letInEverywhere,
      begin: async (stage) => [await tick(stage), await detach(stage)],
    },
  ]),
];

const onEdge = (name: string, begin: Duel['begin'], isCalledAgain = true): Duel => ({
  name: `${name}, edge nodes${isCalledAgain ? '' : ' waited for'}`,
  start: 'due',
  product: 'ens',
  isCalledAgain,
  begin,
});

/** Edge nodes are stopped for a new key, and everything is proven by logins. */
export const edgeDuels: readonly Duel[] = [
  onEdge('two ticks', async (stage) => [await tick(stage, 'tick A'), await tick(stage, 'tick B')]),
  onEdge('two ticks', async (stage) => [await tick(stage, 'tick A'), await tick(stage, 'tick B')], false),
  onEdge('tick and rollback', async (stage) => [await tick(stage), await rollback(stage)]),
  onEdge('tick and revoke', async (stage) => [await tick(stage), await revoke(stage)]),
  onEdge('tick and reconcile', async (stage) => [await tick(stage), await stage.reconcile('reconcile')]),
];
