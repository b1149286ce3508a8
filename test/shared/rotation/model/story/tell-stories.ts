import { whyInStory } from '../not-yet.ts';
import type { Act } from './act.ts';
import { shrink } from './shrink.ts';
import { runStory, tellStory, type Used, writeStory } from './story.ts';

/** A story that does not end well, as short as it gets. */
export interface Sad {
  readonly seed: number;
  readonly invariant: string;
  readonly sentence: string;
  readonly acts: readonly Act[];
}

export interface Told {
  readonly stories: number;
  readonly acts: number;
  readonly calls: number;
  /** What is not known to go wrong yet. */
  readonly faults: readonly Sad[];
  readonly notYet: readonly Sad[];
}

/** Faults after which no further story is told: more of them say no more. */
const ENOUGH = 2;

/** Lets the stories of these seeds happen, and shortens those that end badly. */
export async function tellStories(seeds: readonly number[], used?: Used): Promise<Told> {
  const [faults, notYet]: [Sad[], Sad[]] = [[], []];
  let [stories, acts, calls] = [0, 0, 0];
  for (const seed of seeds) {
    if (faults.length >= ENOUGH) break;
    const story = writeStory(seed);
    const ended = await runStory(story, used);
    stories++;
    acts += story.length;
    calls += ended.calls;
    const sad = ended.broken && (await shorten({ seed, story, used }, ended.broken.invariant));
    if (sad) (isKnown(sad) ? notYet : faults).push(sad);
  }
  return { stories, acts, calls, faults, notYet };
}

function isKnown({ acts, invariant }: Sad): boolean {
  const kinds = acts.map(({ kind }) => kind);
  return whyInStory(kinds, invariant) !== undefined;
}

interface Long {
  readonly seed: number;
  readonly story: readonly Act[];
  readonly used: Used | undefined;
}

async function shorten({ seed, story, used }: Long, invariant: string): Promise<Sad> {
  const fails = async (some: readonly Act[]) => (await runStory(some, used)).broken?.invariant === invariant;
  const acts = await shrink(story, fails, ({ kind, which, how }) => [
    { kind, which: 0, how: 0 },
    { kind, which, how: 0 },
    { kind, which: 0, how },
  ]);
  const { broken } = await runStory(acts, used);
  return { seed, invariant, sentence: broken?.sentence ?? '', acts };
}

/** One line for a failure: what happened, and how it is played again. */
export function saySad({ seed, invariant, sentence, acts }: Sad): string {
  const again = JSON.stringify(acts.map(({ kind, which, how }) => [kind, which, how]));
  return `seed ${seed}, ${invariant}: ${sentence}: ${tellStory(acts)} ${again}`;
}
