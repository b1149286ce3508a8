import { describe, expect, it } from 'vitest';
import { reportedKey } from '../../guest/reports.ts';
import { alive, guest, passwords, refused, theirs, untold, would } from './inside.ts';
import { decide, online, ops, restart, type Situation, tagged } from './situation.ts';

describe('plan to attach', () => {
  it.each<[string, Situation, string]>([
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

    [
      'calls where another key lets in after passwords are off',
      { inside: guest({ keys: [reportedKey(theirs)] }) },
      'call',
    ],
    ['calls where sshd would take the new key', { inside: guest({ keys: [], would: would('yes', null) }) }, 'call'],
    [
      'refuses where sshd would not take the new key and no other lets in',
      { inside: guest({ keys: [reportedKey(theirs, refused)], would: would('no', 'KeyTypeNotAccepted') }) },
      'WouldLockOut',
    ],
    [
      'refuses where no key is known to let in, whatever password is set',
      {
        inside: guest({
          keys: [reportedKey(theirs, untold)],
          would: would('unknown', 'DependsOnAddress'),
          ...passwords,
        }),
      },
      'WouldLockOut',
    ],
    [
      'locks out when allowed',
      { inside: guest({ keys: [], would: would('no', 'RootLoginDisabled') }), options: { allowLockOut: true } },
      'call',
    ],
    [
      'of a dry run online refuses a key that sshd would not take',
      { inside: guest({ keys: [], would: would('no', 'KeyTooSmall') }), options: { ...online, dryRun: true } },
      'KeyTooSmall',
    ],
  ])('%s', (_what, situation, expected) => {
    expect(decide('attach', situation)).toBe(expected);
  });
});
