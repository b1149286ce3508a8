import { describe, expect, it } from 'vitest';
import {
  type Ask,
  askAnew,
  askFor,
  noteAnswer,
  noteChange,
  noteMade,
  see,
  startWatch,
  type Watch,
} from '../../../shared/restart/stop-and-start-watch.ts';
import { failed, unknown } from '../../../shared/verdict.ts';

const watch = (changes: Partial<Watch> = {}): Watch => ({
  phase: 'stopping',
  seen: 'Running',
  looks: 0,
  isUnsure: false,
  failure: null,
  ...changes,
});
const starting = (changes: Partial<Watch> = {}) => watch({ phase: 'starting', seen: 'Stopped', ...changes });

describe('an instance that is stopped, changed and started', () => {
  it.each<[string, status: string, isDue: boolean, Partial<Watch>]>([
    ['is stopping when its change is due', 'Running', true, { phase: 'stopping', isUnsure: false }],
    ['is only started when it was changed already', 'Stopped', false, { phase: 'starting', isUnsure: true }],
    ['is not known to have been asked when it does not run', 'Stopping', true, { phase: 'stopping', isUnsure: true }],
  ])('an instance that is stopped, changed and started %s', (_, status, isDue, begun) => {
    expect(startWatch(status, isDue)).toEqual({ ...watch({ seen: '' }), ...begun });
  });

  it('an instance that is stopped, changed and started counts looks that show the same, and begins anew with another state', () => {
    const looks = ['Running', 'Running', 'Running', 'Stopping', 'Stopping'].reduce<Watch[]>(
      (seen, status) => [...seen, see(seen.at(-1) ?? startWatch('Running', true), status)],
      [],
    );
    expect(looks.map((one) => one.looks)).toEqual([0, 1, 2, 0, 1]);
    expect(looks.at(-1)?.seen).toBe('Stopping');
  });

  it.each<[string, Watch, Ask]>([
    ['waits while it is on its way down', watch({ seen: 'Stopping', looks: 8, isUnsure: true }), 'wait'],
    ['is changed as soon as it is stopped', watch({ seen: 'Stopped' }), 'change'],
    ['waits while it still runs', watch({ looks: 7, isUnsure: true }), 'wait'],
    ['waits when it is seen for the first time', watch({ isUnsure: true }), 'wait'],
    ['is checked when it still runs after eight looks', watch({ looks: 8 }), 'check'],
    ['is not checked at every look from then on', watch({ looks: 9 }), 'wait'],
    ['is checked again after eight more', watch({ looks: 16 }), 'check'],
    ['ends when it runs again', starting({ seen: 'Running' }), 'end'],
    ['waits while it is on its way up', starting({ seen: 'Starting', looks: 8, isUnsure: true }), 'wait'],
    ['is started again when that was not answered', starting({ looks: 8, isUnsure: true }), 'start'],
    ['is not started again when that was answered', starting({ looks: 8 }), 'wait'],
    ['is not started again too soon', starting({ looks: 7, isUnsure: true }), 'wait'],
  ])('an instance that is stopped, changed and started %s', (_, seen, ask) => {
    expect(askFor(seen)).toBe(ask);
  });

  it.each<[string, Watch['phase'], status: string, Ask]>([
    ['is stopped anew when it still runs', 'stopping', 'Running', 'stop'],
    ['is changed when it is stopped', 'stopping', 'Stopped', 'change'],
    ['is started when it was changed', 'starting', 'Stopped', 'start'],
    ['ends when it runs and was changed', 'starting', 'Running', 'end'],
    ['waits when it is on its way', 'starting', 'Starting', 'wait'],
    ['waits when it is on its way down', 'stopping', 'Stopping', 'wait'],
  ])('an instance that is stopped, changed and started %s when a later run takes it up', (_, phase, status, ask) => {
    expect(askAnew(watch({ phase }), status)).toBe(ask);
  });

  it.each([
    ['yes', false],
    ['no', true],
    ['unknown', true],
  ] as const)(
    'an instance that is stopped, changed and started whose stop was answered %s may have to be asked again: %s',
    (accepted, isUnsure) => {
      expect(noteAnswer(watch({ isUnsure: !isUnsure }), accepted).isUnsure).toBe(isUnsure);
    },
  );

  it.each([
    ['was made', null, null],
    ['failed', failed('Forbidden', 'no'), failed('Forbidden', 'no')],
    ['is not known of', unknown('IncorrectInstanceStatus', 'lost'), unknown('IncorrectInstanceStatus', 'lost')],
  ])('an instance that is stopped, changed and started is started when its change %s', (_, failure, kept) => {
    expect(noteChange(watch({ seen: 'Stopped', looks: 3 }), failure)).toEqual(
      starting({ isUnsure: true, failure: kept }),
    );
  });

  it.each([
    failed('IncorrectInstanceStatus', 'the instance is Starting'),
    failed('400', 'IncorrectInstanceStatus: the instance is Starting'),
  ])('an instance that is stopped, changed and started is waited for when another run is at it: %o', (failure) => {
    const before = watch({ seen: 'Stopped', looks: 3 });
    expect(noteChange(before, failure)).toEqual(watch({ seen: '', isUnsure: true }));
  });

  it('an instance that is stopped, changed and started is only to be seen running when another run has changed it', () => {
    expect(noteMade(watch({ looks: 8, isUnsure: true }))).toEqual(starting({ seen: 'Running' }));
  });
});
