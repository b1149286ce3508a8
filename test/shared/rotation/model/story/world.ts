import type { Instance } from '@keyfleet/local-cloud';
import type { ProductName } from '../../../../../shared/products/product.ts';
import { checkAlways } from '../invariants.ts';
import { type Memory, nothing, remember } from '../memory.ts';
import { openStage, type Stage } from '../stage.ts';
import { lookAt } from '../view.ts';
import type { Fate, Worker } from '../worker.ts';

/** A fleet to which things happen, and what is remembered of it. */
export interface World {
  readonly stage: Stage;
  memory: Memory;
  /** Cloud calls of functions so far. */
  calls: number;
  /** The instance of a number, whatever it is; undefined where there is none. */
  instance(number: number): Instance | undefined;
  /** Has a worker go to its end, with something that befalls one of its calls. */
  drive(worker: Worker, how?: Driving): Promise<void>;
  /** Checks what has to be so always. @throws Broken */
  check(by?: By): void;
}

/** What was just at work: a person, one function of its own accord, or several and what operators ask for by name. */
export type By = 'person' | 'function' | 'several';

/** How a worker goes to its end. */
export interface Driving {
  readonly mishap?: Mishap | undefined;
  /** Default `function`. */
  readonly by?: By;
}

/** What befalls a worker at its n-th call, if it gets there. */
export interface Mishap {
  readonly call: number;
  readonly fate: Fate;
  readonly dies: boolean;
}

/** Two instances of the first product and one of each other, with generation 0 attached and inside. */
export async function openWorld(used: readonly [ProductName, ...ProductName[]]): Promise<World> {
  const stage = await openStage(used);
  for (const product of [used[0], ...used]) await stage.launch(product, 'ops');
  const world: World = {
    stage,
    memory: nothing,
    calls: 0,
    instance: (number) => {
      const all = stage.cloud.instances();
      return all[number % Math.max(1, all.length)];
    },
    drive: async (worker, { mishap, by = 'function' } = {}) => {
      while (!worker.isOver()) {
        const isIt = mishap !== undefined && worker.calls.length + 1 === mishap.call;
        await worker.step(isIt ? mishap.fate : 'answered');
        world.calls++;
        if (isIt && mishap.dies) worker.kill();
        world.check(by);
      }
      worker.report();
    },
    check: (by = 'several') => {
      const view = lookAt(stage);
      if (by !== 'person') checkAlways(view, world.memory, by === 'function');
      world.memory = remember(world.memory, view, by === 'person');
    },
  };
  world.check('person');
  return world;
}
