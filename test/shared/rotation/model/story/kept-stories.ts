import type { Act } from './act.ts';

const act = (kind: string, which = 0, how = 0): Act => ({ kind, which, how });
const [now, tick, day, month] = [act('now'), act('tick'), act('pass', 0, 3), act('pass', 0, 4)];

/** Stories that did not end well once, as short as they got, by what went wrong. */
export const keptStories: Readonly<Record<string, readonly Act[]>> = {
  'a key that a person took out stayed out': [now, day, tick, act('removeLine')],
  'a key that a person took out in the grace stayed out': [now, act('removeLine', 0, 1)],
  'an old key was forgotten where nothing was carried': [now, act('detachByHand'), month],
  'the key of generation 0 was not known without its key pair': [now, act('deleteKeyPair')],
  'an old key stayed where an agent was away when a revoke began': [now, day, act('agentOff'), act('revoke')],
  'an old key stayed where an agent was away in a rollback and a revoke': [
    now,
    act('agentOff'),
    act('rollback'),
    act('revoke'),
    tick,
  ],
  'what a person attached was taken for proven': [now, act('launch'), act('attachByHand', 3)],
  'a revoked key stayed where a person attached it': [
    now,
    act('revoke', 851, 53),
    act('attachByHand', 367),
    act('agentOff', 307),
    now,
  ],
  'a new disk kept what its start brought': [now, act('newDisk')],
  'an old key stayed where an instance was ignored meanwhile': [now, act('ignore', 0, 1), day, tick, act('ignore')],
  'an old key stayed where an instance was not selected meanwhile': [
    now,
    act('select', 0, 1),
    day,
    tick,
    act('select'),
  ],
  'an old key that a person put back stayed': [now, day, tick, act('oldKey')],
  'an instance whose sshd cannot be asked, and one that cannot be written': [
    act('mute'),
    act('readOnly', 1),
    now,
    day,
    tick,
  ],
  'a key pair of others, and an instance to be ignored': [act('foreign'), act('ignore', 1, 1), now, tick],
  'a rollback in the grace, and a new rotation after it': [now, act('rollback'), tick, now, day, tick],
};
