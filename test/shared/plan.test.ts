import { describe, expect, it } from 'vitest';
import { readCommand } from '../../shared/command.ts';
import { readGuestKey } from '../../shared/guest/public-key.ts';
import type { GuestReport } from '../../shared/guest/report.ts';
import { type Inside, type Item, makePlan } from '../../shared/plan.ts';
import type { Observed, ProductName } from '../../shared/products/product.ts';
import { RESTART_TAG } from '../../shared/restart/tag.ts';

const ours = `ssh-rsa ${blobOf('ours')}`;
const theirs = `ssh-rsa ${blobOf('theirs')}`;

/** A well-formed key blob that holds a name instead of a number. */
function blobOf(name: string): string {
  const field = (text: string) => Buffer.concat([Buffer.from([0, 0, 0, text.length]), Buffer.from(text)]);
  return Buffer.concat([field('ssh-rsa'), field(name)]).toString('base64');
}

function keyOf(line: string, hasOptions = false) {
  const { type, body, fingerprint } = readGuestKey(line);
  return { type, body, fingerprint, hasOptions };
}

function guest(facts: Partial<GuestReport> = {}): Inside {
  const report: GuestReport = {
    ok: true,
    code: null,
    message: '',
    keys: [keyOf(ours), keyOf(theirs)],
    hasMoreKeys: false,
    changed: false,
    sshd: null,
    passwordSet: null,
    hostKeys: [],
    bootId: null,
    ...facts,
  };
  return { agent: true, report };
}

function observe(facts: Partial<Observed> = {}): Observed {
  return {
    instanceId: 'i-1',
    status: 'Running',
    os: 'linux',
    keyPairName: null,
    instanceName: null,
    tags: {},
    startedMs: 0,
    createdMs: 0,
    addresses: { private: null, public: null },
    ...facts,
  };
}

interface Scene {
  product?: ProductName;
  seen?: Partial<Observed> | undefined;
  inside?: Inside | undefined;
  options?: object;
}

/** What is decided about one instance: the parts of its step, or the code that settles it. */
function decide(action: 'attach' | 'detach', { product = 'ecs', seen = {}, inside, options = {} }: Scene): string {
  const region = product === 'ens' ? {} : { regionId: 'cn-hangzhou' };
  const request = { product, ...region, keyPairName: 'ops', instanceIds: ['i-1'], ...options };
  const command = readCommand(action, request, 1);
  const keyPair = { product, regionId: region.regionId ?? null, keyPairName: 'ops', keyPairId: null };
  const item: Item = {
    keyPair,
    publicKey: product === 'ens' ? null : ours,
    instanceId: 'i-1',
    observed: observe(seen),
    inside,
  };
  const { steps, settled } = makePlan(command, [item]);
  const names = (['editGuest', 'call', 'restart'] as const).filter((part) => steps[0]?.[part]);
  return settled[0]?.verdict.code ?? names.join(' ');
}

const ops = { keyPairName: 'ops' };
const tagged = { tags: { [RESTART_TAG]: 'ops' } };
const online = { takeEffect: 'online' };
const restart = { takeEffect: 'restart' };
const alive: Inside = { agent: true, report: null };

describe('a plan to attach', () => {
  it.each<[string, Scene, string]>([
    ['calls', {}, 'call'],
    ['calls from the next start on, running or stopped', { seen: { status: 'Stopped' } }, 'call'],
    ['does nothing when it is attached', { seen: ops }, 'AlreadyAttached'],
    ['replaces another key pair', { seen: { keyPairName: 'dev' } }, 'call'],
    [
      'leaves another key pair when told so',
      { seen: { keyPairName: 'dev' }, options: { ifAttached: 'skip' } },
      'ForeignKeyPair',
    ],
    ['leaves out Windows', { seen: { os: 'windows' } }, 'DependencyViolation.WindowsInstance'],
    ['leaves out what is starting', { seen: { status: 'Starting' } }, 'IncorrectInstanceStatus'],
    ['leaves out a running edge node', { product: 'ens' }, 'IncorrectInstanceStatus'],
    ['calls a stopped edge node', { product: 'ens', seen: { status: 'Stopped' } }, 'call'],

    ['online edits the guest first', { options: online, inside: alive }, 'editGuest call'],
    ['online looks inside even when it is attached', { options: online, inside: alive, seen: ops }, 'editGuest'],
    ['online needs the agent', { options: online, inside: { agent: false, report: null } }, 'AgentOffline'],
    ['online needs it running', { options: online, seen: { status: 'Stopped' } }, 'InstanceNotRunning'],
    ['online is not for edge nodes', { options: online, product: 'ens' }, 'OnlineNotSupported'],
    ['falls back to the next start', { options: { ...online, fallback: 'onNextStart' } }, 'call'],
    ['falls back to a restart', { options: { ...online, fallback: 'restart' } }, 'call restart'],
    [
      'falls back to a restart of an edge node',
      { options: { ...online, fallback: 'restart' }, product: 'ens' },
      'call restart',
    ],
    [
      'falls back to the next start only where that is possible',
      { options: { ...online, fallback: 'onNextStart' }, product: 'ens' },
      'IncorrectInstanceStatus',
    ],

    ['restarts', { options: restart }, 'call restart'],
    ['restarts a running edge node', { options: restart, product: 'ens' }, 'call restart'],
    ['leaves stopped what is stopped', { options: restart, seen: { status: 'Stopped' } }, 'call'],
    ['never restarts what needs no change', { options: restart, seen: ops }, 'AlreadyAttached'],
    ['finishes a restart that was interrupted', { options: restart, seen: { ...ops, ...tagged } }, 'restart'],
    ['finishes it whatever is asked', { seen: { ...ops, ...tagged } }, 'restart'],
    [
      'starts an edge node that we stopped',
      { product: 'ens', seen: { status: 'Stopped', ...ops, ...tagged } },
      'restart',
    ],
    [
      'goes on with an edge node that we stopped',
      { product: 'ens', seen: { status: 'Stopped', ...tagged } },
      'call restart',
    ],
    [
      'goes on with an edge node that is stopping',
      { product: 'ens', seen: { status: 'Stopping', ...tagged } },
      'call restart',
    ],
  ])('%s', (_what, scene, expected) => {
    expect(decide('attach', scene)).toBe(expected);
  });
});

describe('a plan to detach', () => {
  const carried = { seen: ops };
  it.each<[string, Scene, string]>([
    ['calls when another key is there', { ...carried, inside: guest() }, 'call'],
    ['skips what does not carry the key pair', { inside: guest() }, 'NotAttached'],
    ['refuses to lock out', { ...carried, inside: guest({ keys: [keyOf(ours)] }) }, 'WouldLockOut'],
    ['refuses when nobody has a key at all', { ...carried, inside: guest({ keys: [] }) }, 'WouldLockOut'],
    [
      'does not count a key that is limited by options',
      { ...carried, inside: guest({ keys: [keyOf(ours), keyOf(theirs, true)] }) },
      'WouldLockOut',
    ],
    [
      'locks out when allowed',
      { ...carried, inside: guest({ keys: [keyOf(ours)] }), options: { allowLockOut: true } },
      'call',
    ],
    [
      'counts a password, which is a way in after the next start',
      { ...carried, inside: guest({ keys: [keyOf(ours)], passwordSet: true }) },
      'call',
    ],
    ['refuses where it cannot look', { ...carried, inside: { agent: false, report: null } }, 'CannotVerify'],
    ['refuses a stopped instance', { seen: { ...ops, status: 'Stopped' } }, 'CannotVerify'],
    ['refuses an edge node', { product: 'ens', seen: { ...ops, status: 'Stopped' } }, 'CannotVerify'],
    [
      'goes on unverified when allowed',
      { seen: { ...ops, status: 'Stopped' }, options: { allowUnverified: true } },
      'call',
    ],
    ['online removes the key first', { ...carried, options: online, inside: guest() }, 'editGuest call'],
    [
      'online counts a password only while sshd takes it',
      { ...carried, options: online, inside: guest({ keys: [keyOf(ours)], passwordSet: true }) },
      'WouldLockOut',
    ],
    ['online removes a key that is not attached', { options: online, inside: guest() }, 'editGuest'],
    ['online is safe where the key is not', { options: online, inside: guest({ keys: [] }) }, 'editGuest'],
    ['restarts', { ...carried, options: restart, inside: guest() }, 'call restart'],
  ])('%s', (_what, scene, expected) => {
    expect(decide('detach', scene)).toBe(expected);
  });
});

describe('a dry run', () => {
  const tell = (options: object, seen: Partial<Observed> = {}, inside?: Inside) => {
    const request = {
      product: 'ecs',
      regionId: 'cn-hangzhou',
      keyPairName: 'ops',
      instanceIds: ['i-1'],
      dryRun: true,
      ...options,
    };
    const keyPair = { product: 'ecs', regionId: 'cn-hangzhou', keyPairName: 'ops', keyPairId: null } as const;
    const item: Item = { keyPair, publicKey: ours, instanceId: 'i-1', observed: observe(seen), inside };
    return makePlan(readCommand('attach', request, 1), [item]).settled[0]?.verdict.message;
  };
  it('says that password login goes off', () => {
    expect(tell({})).toBe('would attach ops, switch password login off after the next start');
  });
  it('names the key pair that would be replaced', () => {
    expect(tell({}, { keyPairName: 'dev' })).toMatch(/^would replace key pair dev with ops,/);
  });
  it('says that it would restart', () => {
    expect(tell(restart)).toBe('would attach ops, restart it, switch password login off with that restart');
  });
  it('says what would change inside', () => {
    expect(tell(online, {}, alive)).toMatch(/attach ops, add the public key for root inside/);
  });
});
