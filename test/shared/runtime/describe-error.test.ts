import { describe, expect, it } from 'vitest';
import { describeError } from '../../../shared/runtime/describe-error.ts';

describe('describeError', () => {
  it('names the kind of an error and three places at most, and quotes no message', () => {
    const error = new RangeError('-----BEGIN PRIVATE KEY-----');
    error.stack = 'RangeError: -----BEGIN PRIVATE KEY-----\n    at a (x.js:1)\n    at b\n    at c\n    at d';
    expect(describeError(error)).toBe('RangeError at a (x.js:1) at b at c');
  });

  it('names the type of what is thrown and is no error', () => {
    expect(describeError('a secret')).toBe('string');
    expect(describeError(Object.assign(new Error('m'), { stack: undefined }))).toBe('Error');
  });
});
