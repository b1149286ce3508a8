import { CloudError } from '../cloud/errors.ts';
import type { InstanceState } from '../products/product.ts';
import { unknown, type Verdict } from '../verdict.ts';
import type { Place } from './places.ts';
import { idsOf, type Track } from './track.ts';

/** What one look at the power states brought. */
export interface PowerSight {
  readonly states: ReadonlyMap<string, InstanceState>;
  /** Those that may not be looked at at all: waiting for them is no use. */
  readonly ended: ReadonlyMap<Track, Verdict>;
}

/** Looks at instances that are under way. A look that is lost shows nothing this time; a refused one never will. */
export async function lookAtPower({ tracks, driver, regionId }: Place): Promise<PowerSight> {
  try {
    return { states: await driver.statuses(regionId, idsOf(tracks)), ended: new Map() };
  } catch (error) {
    if (!(error instanceof CloudError)) throw error;
    if (error.fate !== 'refused') return { states: new Map(), ended: new Map() };
    const message = `it was asked to restart, but may not be looked at: ${error.message}`;
    const verdict = unknown(error.code, message, error.requestId);
    return { states: new Map(), ended: new Map(tracks.map((track) => [track, verdict])) };
  }
}
