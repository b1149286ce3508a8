import { describe, expect, it } from 'vitest';
import { type Due, decideByAgent, mayStillBeListed, type Progress } from '../../../shared/auto-attach/readiness.ts';
import type { AttachDecision } from '../../../shared/fleet/decision.ts';
import type { Drivers } from '../../../shared/products/drivers.ts';

/** A new instance that is to get its key pair online, and whose agent answers or not. */
async function decide(fallback: AttachDecision['fallback'], isAlive: boolean, progress: Partial<Progress> = {}) {
  const commands = {
    agents: (_: string, ids: readonly string[]) => Promise.resolve(new Map(ids.map((id) => [id, isAlive]))),
  };
  const decision = { do: 'attach', keyPairName: 'ops', takeEffect: 'online', fallback, isNew: true } as AttachDecision;
  const subject = { product: 'ecs', regionId: 'cn-hangzhou', instanceId: 'i-1' } as Due['subject'];
  const due: Due = { subject, decision, carried: null, isTagged: false };
  const drivers = { ecs: { commands } } as unknown as Drivers;
  const { ready, waiting } = await decideByAgent([due], drivers, { waitedMs: 0, isLast: false, ...progress });
  const [settled] = ready;
  return settled ? `${settled.decision.takeEffect}, else ${settled.decision.fallback}` : `${waiting.length} waiting`;
}

describe('an online change of a new instance', () => {
  it('waits for its agent for less than a minute, then takes the fallback', async () => {
    expect(await decide('onNextStart', false, { waitedMs: 59_999 })).toBe('1 waiting');
    expect(await decide('onNextStart', false, { waitedMs: 60_000 })).toBe('online, else onNextStart');
  });

  it('does not wait at the last look', async () => {
    expect(await decide('onNextStart', false, { isLast: true })).toBe('online, else onNextStart');
  });

  it('is a restart when no agent answers and a restart is the fallback', async () => {
    expect(await decide('restart', false, { isLast: true })).toBe('restart, else none');
  });

  it('never falls back to a restart by itself once its agent answers', async () => {
    expect(await decide('restart', true)).toBe('online, else none');
    expect(await decide('onNextStart', true)).toBe('online, else onNextStart');
  });
});

describe('an instance that is not listed', () => {
  it.each<[string, Progress, boolean]>([
    ['may yet be for five seconds', { waitedMs: 4_999, isLast: false }, true],
    ['is not there after five seconds', { waitedMs: 5_000, isLast: false }, false],
    ['is not there at the last look', { waitedMs: 0, isLast: true }, false],
  ])('%s', (_, progress, expected) => {
    expect(mayStillBeListed(progress)).toBe(expected);
  });
});
