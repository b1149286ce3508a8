import type { Clock } from '../cloud/clock.ts';
import type { Deadlines } from '../cloud/rpc.ts';
import { type GuestAnswer, isReport, runInGuests } from '../guest/run.ts';
import { groupBy } from '../lists.ts';
import type { Commands } from '../products/product.ts';
import { atEachPlace, type Spot } from './place.ts';

/** What a guest said, and the invocation of Cloud Assistant that asked it. */
export interface Said {
  readonly answer: GuestAnswer;
  readonly invokeId: string | null;
}

/** Until when guests are waited for. */
export interface Time {
  readonly clock: Clock;
  readonly deadlines: Pick<Deadlines, 'readsMs'>;
}

/** Which script runs where. */
export interface Scripts<T> extends Time {
  /** Instances of one place that get the same script share this; absent: all of a place do. */
  alike?(item: T): string;
  /** Made for the first of those that are alike; null: nothing is to be run there. */
  scriptFor(item: T): string | null | Promise<string | null>;
}

/** Answers after which a script has changed nothing and may find things better a moment later. */
const WORTH_ANOTHER_TRY = new Set(['Locked', 'ChangedMeanwhile']);

const NOTHING: Said = { answer: { ok: false, code: 'NoAnswer', message: 'no answer' }, invokeId: null };

/** Runs scripts in many guests, in as few calls as the products allow. Absent are those in which none was to be run. */
export async function runScripts<T>(
  items: readonly T[],
  whereOf: (item: T) => Spot,
  { alike = () => '', scriptFor, ...time }: Scripts<T>,
): Promise<Map<T, Said>> {
  const idOf = (item: T) => whereOf(item).instanceId;
  const said = await atEachPlace(items, whereOf, async ({ driver: { commands }, regionId }, here) => {
    if (!commands) return [];
    const runs = groupBy(here, alike).map(async (some): Promise<[T, Said][]> => {
      const script = await scriptFor(some[0]);
      if (script === null) return [];
      const run = (ids: readonly string[]) => runNoted(commands, { regionId, ids, script }, time);
      const answers = await runTwice(some.map(idOf), run);
      return some.map((item) => [item, answers.get(idOf(item)) ?? NOTHING]);
    });
    return (await Promise.all(runs)).flat();
  });
  return new Map(said.flat());
}

type Answers = Map<string, Said>;

async function runTwice(ids: readonly string[], run: (ids: readonly string[]) => Promise<Answers>): Promise<Answers> {
  const first = await run(ids);
  const again = ids.filter((id) => WORTH_ANOTHER_TRY.has(first.get(id)?.answer.code ?? ''));
  return again.length > 0 ? new Map([...first, ...(await run(again))]) : first;
}

interface Run {
  readonly regionId: string | null;
  readonly ids: readonly string[];
  readonly script: string;
}

/** Notes the invocation of each instance beside its answer. */
async function runNoted(commands: Commands, { regionId, ids, script }: Run, time: Time): Promise<Answers> {
  const invokeIds = new Map<string, string>();
  const noting: Commands = {
    ...commands,
    start: async (region, some, ...rest) => {
      const invokeId = await commands.start(region, some, ...rest);
      for (const id of some) invokeIds.set(id, invokeId);
      return invokeId;
    },
  };
  const within = { clock: time.clock, endMs: time.deadlines.readsMs };
  const answers = await runInGuests(noting, regionId, ids, script, within);
  return new Map([...answers].map(([id, answer]) => [id, { answer, invokeId: invokeIds.get(id) ?? null }]));
}

/** What is wrong with an answer; null when the script did what it was to do. */
export function flawOf({ answer }: Said): { code: string; message: string } | null {
  if (isReport(answer) && answer.ok) return null;
  return { code: answer.code ?? 'ScriptFailed', message: answer.message };
}
