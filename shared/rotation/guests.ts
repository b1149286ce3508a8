import type { Sighting } from '../fleet/match.ts';
import { groupBy } from '../group.ts';
import { type GuestAnswer, isReport, runInGuests } from '../guest/run.ts';
import type { Commands } from '../products/product.ts';
import type { Means } from './means.ts';
import { idsOf, keyOf, placeOf } from './sight.ts';

/** What a guest said, and the invocation of Cloud Assistant that asked it. */
export interface Said {
  readonly answer: GuestAnswer;
  readonly invokeId: string | null;
}

/** Answers after which a script has changed nothing and may find things better a moment later. */
const WORTH_ANOTHER_TRY = new Set(['Locked', 'ChangedMeanwhile']);

/**
 * Runs a script in many guests, as few calls as the products allow.
 * @param scriptFor made for one product and region, whose generation 0 may differ; null: nothing to run there
 */
export async function runEverywhere(
  sightings: readonly Sighting[],
  scriptFor: (here: Sighting) => Promise<string | null>,
  means: Means,
): Promise<Map<string, Said>> {
  const said = groupBy(sightings, placeOf).map(async (here) => {
    const [first] = here;
    const commands = first && means.drivers[first.product].commands;
    const script = first && commands ? await scriptFor(first) : null;
    if (!first || !commands || script === null) return [];
    const answers = await runTwice(commands, first.regionId, idsOf(here), script, means);
    return here.map((one): [string, Said] => [keyOf(one), answers.get(one.observed.instanceId) ?? NOTHING]);
  });
  return new Map((await Promise.all(said)).flat());
}

const NOTHING: Said = { answer: { ok: false, code: 'NoAnswer', message: 'no answer' }, invokeId: null };

async function runTwice(
  commands: Commands,
  regionId: string | null,
  ids: readonly string[],
  script: string,
  means: Means,
): Promise<Map<string, Said>> {
  const run = async (some: readonly string[]) => {
    const invokeIds = new Map<string, string>();
    const within = { clock: means.clock, endMs: means.deadlines.readsMs };
    const answers = await runInGuests(noting(commands, invokeIds), regionId, some, script, within);
    return new Map(
      [...answers].map(([id, answer]): [string, Said] => [id, { answer, invokeId: invokeIds.get(id) ?? null }]),
    );
  };
  const first = await run(ids);
  const again = ids.filter((id) => WORTH_ANOTHER_TRY.has(first.get(id)?.answer.code ?? ''));
  return again.length > 0 ? new Map([...first, ...(await run(again))]) : first;
}

/** Notes the invocation of each instance, for the record of the rotation. */
function noting(commands: Commands, invokeIds: Map<string, string>): Commands {
  return {
    ...commands,
    start: async (regionId, ids, script, timeoutSeconds) => {
      const invokeId = await commands.start(regionId, ids, script, timeoutSeconds);
      for (const id of ids) invokeIds.set(id, invokeId);
      return invokeId;
    },
  };
}

/** What is wrong with an answer; null when the script did what it was to do. */
export function flawOf({ answer }: Said): { code: string; message: string } | null {
  if (isReport(answer) && answer.ok) return null;
  return { code: answer.code ?? 'ScriptFailed', message: answer.message };
}
