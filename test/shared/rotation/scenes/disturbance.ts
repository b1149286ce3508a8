import type { FaultName, FaultRule } from '@keyfleet/local-cloud';
import { createRandom } from '../../../random.ts';

/** Every kind of fault that there is, with what goes with it: one that is missing here does not compile. */
const KINDS: Readonly<Record<FaultName, object>> = {
  throttle: { delayMs: 20 },
  error: {},
  resetBefore: {},
  resetAfter: {},
  noAnswer: {},
  slow: { delayMs: 20 },
  truncated: {},
  html502: {},
  wrongTypes: {},
  missingRows: {},
};
export const faultNames = Object.keys(KINDS) as FaultName[];

/** What befalls a rotation. */
export interface Disturbance {
  readonly rules: readonly FaultRule[];
  /** The clock jumps by up to an hour, either way, between ticks and in the middle of them. */
  readonly jumps: boolean;
  /** Every tick overlaps with another. */
  readonly overlaps: boolean;
  /** An ENS instance takes part, and so everything is proven by logins. */
  readonly hasEdge: boolean;
  /** Its restarts are left to follow-ups. */
  readonly isCalledAgain: boolean;
  readonly seed: number;
}

/** Half a dozen rules of any kind on any call, with every combination of the rest among any 30 seeds in a row. */
export function disturbanceOf(seed: number): Disturbance {
  const hasEdge = seed % 5 < 2;
  const shape = {
    jumps: seed % 2 === 0,
    overlaps: seed % 3 === 0,
    hasEdge,
    isCalledAgain: hasEdge && seed % 7 < 4,
    seed,
  };
  return { ...shape, rules: rulesFrom(seed, shape.hasEdge) };
}

/** Rules for the calls of functions; whoever looks on is not disturbed. */
export function rulesFrom(seed: number, hasEdge = false): FaultRule[] {
  const random = createRandom(seed);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const disturbed = [...(['ecs', 'swas', 'kms'] as const), ...(hasEdge ? (['ens'] as const) : [])];
  return Array.from({ length: 6 }, () => {
    const fault = pick(faultNames);
    const product = pick(disturbed);
    const after = Math.floor(random() * 25);
    const times = 1 + Math.floor(random() * 2);
    return { fault, product, principal: 'operator', after, times, ...KINDS[fault] } as FaultRule;
  });
}
