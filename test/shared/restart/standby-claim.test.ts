import { describe, expect, it } from 'vitest';
import { claimStandby, isHeldByOther, readStandbyClaim } from '../../../shared/restart/standby-claim.ts';
import { createFakeFleet } from './fake-fleet.ts';

const claimant = { kind: 'rotate', requestId: '1-a' };
const other = { kind: 'rotate', requestId: '1-b' };

/** What an instance shows after its standby was claimed at `nowMs`. */
async function claim(isLeaving: boolean) {
  const { clock, spotOf, observed, tags } = createFakeFleet('ecs');
  const whereOf = (id: string) => {
    const spot = spotOf(id);
    const tag = async (_region: string | null, _ids: readonly string[], written: object) => {
      Object.assign(tags, written);
    };
    return { ...spot, driver: { ...spot.driver, tag } };
  };
  const wanted = new Map([['a', { groupId: 'asg-1', isLeaving, isContested: false }]]);
  await claimStandby(wanted, { clock, whereOf, claimantOf: () => claimant });
  return { found: readStandbyClaim(observed('a')), nowMs: clock.now() };
}

describe('the claim to a standby', () => {
  it.each([false, true])('the claim to a standby is read as it was written, leaving: %s', async (isLeaving) => {
    const { found, nowMs } = await claim(isLeaving);

    expect(found).toEqual({ groupId: 'asg-1', sinceMs: nowMs, owner: 'rotate.1-a', isLeaving });
  });

  it.each([
    [false, 600_000],
    [true, 90_000],
  ])('the claim to a standby holds for others, leaving: %s, for %i ms', async (isLeaving, holdsMs) => {
    const { found, nowMs } = await claim(isLeaving);
    const isHeld = (by: typeof claimant, ms: number) => found && isHeldByOther(found, by, nowMs + ms);

    expect([isHeld(other, holdsMs - 1), isHeld(other, holdsMs), isHeld(claimant, 0)]).toEqual([true, false, false]);
  });

  it('the claim to a standby that does not say since when is long over', () => {
    const found = readStandbyClaim({ tags: { 'keyfleet:restart-standby': 'asg-1 soon rotate.1-a' } });

    expect(found && isHeldByOther(found, other, Date.UTC(2026, 0, 1))).toBe(false);
  });
});
