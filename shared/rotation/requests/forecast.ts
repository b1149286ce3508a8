import type { Generation, Ledger } from '../../ledger/ledger.ts';
import { products } from '../../products/index.ts';
import { keyOf, type Sighting } from '../../products/sighting.ts';
import { windowSize } from '../../restart/window.ts';
import type { Forecast, Foreseen } from '../report/forecast.ts';
import { isBackwards } from '../state/phase.ts';
import type { StandingName } from '../state/standing.ts';
import type { Survey } from '../state/survey.ts';
import type { Means } from '../tick-context.ts';

/** What a request is to bring about. */
export interface Aim {
  readonly action: 'now' | 'rollback' | 'revoke';
  /** The generation to revoke, or to go back to; null: none was made yet. */
  readonly generation: Generation | null;
}

/** Says per instance what a request would bring about, and how long it takes at the least. Does no I/O. */
export function foresee(aim: Aim, { ledger, seen }: { ledger: Ledger; seen: Survey }, means: Means): Forecast {
  const instances = seen.sightings.map((one) => foreseeOne(one, aim, { ledger, seen }));
  const graceMs = hasGrace(aim, ledger) ? means.rotation.graceMs : 0;
  return {
    instances,
    ...estimate(
      instances.filter(({ isLater }) => !isLater),
      graceMs,
      means,
    ),
    graceSeconds: graceMs / 1000,
    note: noteOn(aim, graceMs),
  };
}

/** What was never promoted goes without one, and so does what leaked. */
function hasGrace({ action }: Aim, ledger: Ledger): boolean {
  return action === 'now' || (action === 'rollback' && !isWithdrawal(ledger) && !ledger.isAnnounced);
}

/** Before its promotion the generation on its way is withdrawn. */
const isWithdrawal = (ledger: Ledger) => ledger.pending !== null && !isBackwards(ledger);

function noteOn({ action }: Aim, graceMs: number): string {
  if (action === 'revoke') return 'a revoke has no grace: the key is taken away as soon as another one is proven';
  return graceMs > 0 ? '' : 'what was not promoted has no grace';
}

const MOVED: readonly StandingName[] = ['verified', 'pending', 'lagging', 'unattached'];

function foreseeOne(sighting: Sighting, aim: Aim, { ledger, seen }: { ledger: Ledger; seen: Survey }): Foreseen {
  const { product, regionId, observed } = sighting;
  const where = seen.standings.get(keyOf(sighting));
  const isMoved = where !== undefined && MOVED.includes(where.name);
  const steps = isMoved ? stepsFor(sighting, aim, ledger) : [];
  const isLater = steps.length > 0 && where?.name === 'lagging';
  const why = steps.length === 0 || isLater ? (where?.message ?? '') : '';
  const { instanceId, keyPairName = null } = observed;
  return { product, regionId, instanceId, keyPairName, steps, isLater, why };
}

/** Where nobody can look inside, a restart brings the new key and takes the old one away at once. */
function stepsFor({ product, observed }: Sighting, aim: Aim, ledger: Ledger): Foreseen['steps'] {
  const isBrought = bringsOther(aim, ledger, observed.keyPairName ?? null);
  if (!products[product].remoteCommands) return isBrought ? ['restart'] : [];
  const retire = observed.keyPairName || ledger.pending ? (['retire'] as const) : [];
  if (aim.action === 'rollback' && ledger.isAnnounced && !ledger.pending) return [];
  return isBrought ? ['add', ...retire] : retire;
}

/** Whether an instance gets another generation than the one that it carries. */
function bringsOther({ action, generation }: Aim, ledger: Ledger, carried: string | null): boolean {
  if (action === 'now') return true;
  if (action === 'rollback') return isWithdrawal(ledger) ? carried === ledger.pending?.name : !ledger.isAnnounced;
  const isInUse = generation === null || generation === ledger.current;
  return isInUse || carried === generation.name;
}

/** Measured in virtual time with 10,000 instances: a part of 100 takes about 3 s to bring over or to clean. */
const PART = { instances: 100, seconds: 3 };
/** To stop, attach, start and log in, as edge nodes of the tests' assumption take; products document none. */
const RESTART_SECONDS = 60;

function estimate(changed: readonly Foreseen[], graceMs: number, { maxInstances, keyPair }: Means) {
  const count = (step: Foreseen['steps'][number]) => changed.filter(({ steps }) => steps.includes(step)).length;
  const [added, restarted, retired] = [count('add'), count('restart'), count('retire')];
  const ticksFor = (instances: number) => Math.ceil(instances / maxInstances);
  const bringing = added + restarted > 0 ? ticksFor(added + restarted) : 0;
  const cleaning = graceMs > 0 || bringing === 0 ? ticksFor(retired) : 0;
  const rounds =
    restarted > 0 ? 1 + Math.ceil((restarted - 1) / windowSize(keyPair.rolling.maxUnavailable, restarted)) : 0;
  const parts = Math.ceil(added / PART.instances) + Math.ceil(retired / PART.instances);
  return {
    added,
    restarted,
    retired,
    ticks: bringing + cleaning,
    seconds: parts * PART.seconds + rounds * RESTART_SECONDS,
  };
}
