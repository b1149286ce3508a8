import { describe, expect, it } from 'vitest';
import { warnOfGuests } from '../../cli/guest-warning.ts';

describe('the word on guests at start', () => {
  it('is none where scripts are isolated', () => {
    expect(warnOfGuests({ runner: 'bwrap', users: 'separate' })).toBeUndefined();
  });

  it('is one line that says why agents are offline', () => {
    const warning = warnOfGuests({ runner: 'none', users: 'shared', reason: 'unshare: not permitted' });
    expect(warning).toMatch(/cannot be isolated here \(unshare: not permitted\).*offline.*--unsafe-guests/);
    expect(warning).not.toContain('\n');
  });

  it('is there when they run without isolation', () => {
    expect(warnOfGuests({ runner: 'unsafe', users: 'shared' })).toContain('without isolation');
  });
});
