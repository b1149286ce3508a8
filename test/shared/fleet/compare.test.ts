import { describe, expect, it } from 'vitest';
import { decide, type Moment } from '../../../shared/fleet/compare.ts';
import type { Fleet } from '../../../shared/fleet/fleet.ts';
import type { Sighting } from '../../../shared/products/sighting.ts';
import { nowMs, opsFleet, seen } from './some-fleet.ts';

/** A decision in short: what is attached in which way, or why nothing is. */
function inShort(fleet: Fleet, sighting: Sighting, moment: Partial<Moment> = {}): string {
  const decision = decide(fleet, sighting, { nowMs, ...moment });
  if (decision.do === 'nothing') return decision.code;
  const { keyPairName, takeEffect, fallback, replaces } = decision;
  return [keyPairName, takeEffect, fallback === 'none' ? '' : `else ${fallback}`, replaces ? `over ${replaces}` : '']
    .filter(Boolean)
    .join(' ');
}

const online = opsFleet('takeEffect: online\nfallback: onNextStart');
const onlineOnly = opsFleet('takeEffect: online\nfallback: restart\nrestart: new');
const restartNew = opsFleet('takeEffect: restart\nrestart: new');
const restartAlways = opsFleet('takeEffect: restart\nrestart: always');
const restartOrNextStart = opsFleet('takeEffect: restart\nfallback: onNextStart\nrestart: new');
const nextStart = opsFleet();
const nextStartNew = opsFleet('restart: new\nnewWithin: 10m');
const replacing = opsFleet('ifAttached: replace');

const young = { createdMs: nowMs - 60_000 };
const stopped = { status: 'Stopped' };

describe('what an instance without a key pair gets', () => {
  it.each([
    ['running, online', online, seen('ecs'), 'ops online else onNextStart'],
    ['running, online, swas', online, seen('swas'), 'ops online else onNextStart'],
    ['running, online, where nothing can be run inside', online, seen('ens'), 'NeedsRestart'],
    ['running, online, restart as fallback, old', onlineOnly, seen('ecs'), 'ops online'],
    ['running, online, restart as fallback, new', onlineOnly, seen('ecs', young), 'ops online else restart'],
    ['running, online, restart as fallback, ens, new', onlineOnly, seen('ens', young), 'ops restart'],
    ['running, restart, new', restartNew, seen('ecs', young), 'ops restart'],
    ['running, restart, not new any more', restartNew, seen('ecs'), 'NeedsRestart'],
    ['running, restart, age unknown', restartNew, seen('ecs', { createdMs: null }), 'NeedsRestart'],
    [
      'running, restart, created by a clock ahead of ours',
      restartNew,
      seen('ecs', { createdMs: nowMs + 5_000 }),
      'ops restart',
    ],
    ['running, restart always, old', restartAlways, seen('ens'), 'ops restart'],
    ['running, restart or next start, old', restartOrNextStart, seen('ecs'), 'ops onNextStart'],
    ['running, restart or next start, old, ens', restartOrNextStart, seen('ens'), 'NeedsRestart'],
    ['running, next start', nextStart, seen('ecs'), 'ops onNextStart'],
    ['running, next start, ens', nextStart, seen('ens'), 'NeedsRestart'],
    ['running, next start, ens, new, restart allowed', nextStartNew, seen('ens', young), 'ops restart'],
    [
      'running, next start, ecs, new, restart allowed but not needed',
      nextStartNew,
      seen('ecs', young),
      'ops onNextStart',
    ],
    ['stopped, online', online, seen('ecs', stopped), 'ops onNextStart'],
    ['stopped, online, ens', online, seen('ens', stopped), 'ops onNextStart'],
    ['stopped, restart', restartAlways, seen('ens', stopped), 'ops onNextStart'],
  ])('what an instance without a key pair gets: %s', (_, fleet, sighting, expected) =>
    expect(inShort(fleet, sighting)).toBe(expected),
  );
});

describe('what is left alone', () => {
  const tagged = (tags: Record<string, string>) => ({ tags: { ssh: 'ops', ...tags } });
  it.each([
    ['what nothing selects', seen('ecs', { tags: {} }), 'NotManaged'],
    ['what is to be ignored', seen('ecs', tagged({ 'keyfleet:ignore': 'yes' })), 'Ignored'],
    ['what carries the key pair', seen('ecs', { keyPairName: 'ops' }), 'AlreadyAttached'],
    ['what carries a generation of it', seen('ecs', { keyPairName: 'ops-20261121T183000Z' }), 'AlreadyAttached'],
    ['what carries another key pair', seen('ecs', { keyPairName: 'legacy' }), 'ForeignKeyPair'],
    ['Windows', seen('ecs', { os: 'windows' }), 'WindowsInstance'],
    ['what is pending', seen('ecs', { status: 'Pending' }), 'NotYet'],
    ['what is starting', seen('ecs', { status: 'Starting' }), 'NotYet'],
    ['what is stopping', seen('ecs', { status: 'Stopping' }), 'NotYet'],
    ['what is being reset', seen('swas', { status: 'Resetting' }), 'NotYet'],
    ['what has expired', seen('ens', { status: 'Expired' }), 'IncorrectInstanceStatus'],
    ['what did not show its tags', seen('ens', { tags: undefined }), 'Unseen'],
    ['what did not show its key pair', seen('swas', { keyPairName: undefined }), 'Unseen'],
    [
      'what carries it already, though on its way',
      seen('ecs', { keyPairName: 'ops', status: 'Starting' }),
      'AlreadyAttached',
    ],
  ])('what is left alone: %s', (_, sighting, code) => expect(inShort(online, sighting)).toBe(code));

  it('a reason to leave an instance alone says whether another look may change it', () => {
    const look = (observed: Parameters<typeof seen>[1]) => decide(online, seen('ecs', observed), { nowMs });

    expect(look({ status: 'Pending' })).toMatchObject({ isPassing: true });
    expect(look({ keyPairName: 'legacy' })).toMatchObject({ isPassing: false });
  });
});

describe('another key pair', () => {
  it('another key pair is replaced where the fleet says so, and named', () => {
    expect(inShort(replacing, seen('ecs', { keyPairName: 'legacy' }))).toBe('ops onNextStart over legacy');
  });

  it('another key pair is not one of ours with a longer name', () => {
    expect(inShort(online, seen('ecs', { keyPairName: 'ops-20261121T183000Z-old' }))).toBe('ForeignKeyPair');
  });
});

describe('the generation that is attached', () => {
  it('the generation that is attached is the current one', () => {
    const currentOf = (name: string) => `${name}-20261121T183000Z`;

    expect(inShort(nextStart, seen('ecs'), { currentOf })).toBe('ops-20261121T183000Z onNextStart');
  });
});

describe('a generation that was revoked', () => {
  const revoked = { isRevoked: () => true };

  it('a generation that was revoked is attached to no instance', () => {
    expect(inShort(online, seen('ecs'), revoked)).toBe('RevokedGeneration');
    expect(inShort(replacing, seen('ecs', { keyPairName: 'theirs' }), revoked)).toBe('RevokedGeneration');
  });

  it('a generation that was revoked keeps no instance away that carries it and was stopped for a restart', () => {
    const away = seen('ens', { keyPairName: 'ops', tags: { ssh: 'ops', 'keyfleet:restart': 'ops' } });
    expect(inShort(online, away, revoked)).toBe('ops restart');
  });
});

describe('restart that somebody began', () => {
  const since = (ageMs: number) => ({ 'keyfleet:restart-since': new Date(nowMs - ageMs).toISOString() });
  const tagged = (keyPair: string, ageMs: number, observed = {}) =>
    seen('ens', { tags: { ssh: 'ops', 'keyfleet:restart': keyPair, ...since(ageMs) }, ...observed });

  it('a restart that somebody began is theirs to finish while it is young', () => {
    expect(inShort(online, tagged('ops', 60_000, stopped))).toBe('RestartUnderWay');
    expect(inShort(online, tagged('ops', 60_000, { keyPairName: 'ops' }))).toBe('RestartUnderWay');
  });

  it('a restart that somebody began is finished once it is old, whatever is allowed for new instances', () => {
    expect(inShort(online, tagged('ops', 700_000, stopped))).toBe('ops restart');
    expect(inShort(online, tagged('ops', 60_000, stopped), { restartPatienceMs: 0 })).toBe('ops restart');
  });

  it('a restart that somebody began is finished with the generation that is there already', () => {
    const sighting = tagged('ops-20261121T183000Z', 700_000, { keyPairName: 'ops-20261121T183000Z' });

    expect(inShort(online, sighting)).toBe('ops-20261121T183000Z restart');
  });

  it('a restart that somebody began is finished even where it was to replace another key pair', () => {
    const decision = decide(online, tagged('ops', 700_000, { ...stopped, keyPairName: 'legacy' }), { nowMs });

    expect(decision).toMatchObject({ takeEffect: 'restart', ifAttached: 'replace', replaces: 'legacy' });
  });

  it('a restart that somebody began is left alone when it was for a key pair of another name', () => {
    expect(inShort(online, tagged('legacy', 700_000))).toBe('RestartUnderWay');
  });
});

describe('what proves an attachment', () => {
  it('what proves an attachment is what the fleet says, but nothing while it is not in force', () => {
    expect(decide(online, seen('ecs'), { nowMs })).toMatchObject({ verify: { by: 'guest' } });
    expect(decide(online, seen('ecs', stopped), { nowMs })).toMatchObject({ verify: { by: 'none' } });
  });
});
