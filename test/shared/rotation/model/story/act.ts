import type { World } from './world.ts';

/** Something that happens. Its numbers say to what, modulo what there is, so that an act makes sense in any story. */
export interface Act {
  readonly kind: string;
  readonly which: number;
  readonly how: number;
}

/** A kind of act. */
export interface Kind {
  /** How often it happens, against the others. */
  readonly weight: number;
  /** In a few words, for a story. */
  tell(act: Act): string;
  /** A person or the outside does it; else a function, whose calls are checked one by one. */
  readonly isMeant?: boolean;
  run(world: World, act: Act): Promise<void>;
}

export const pick = <T>(items: readonly T[], number: number): T => items[number % items.length] as T;
