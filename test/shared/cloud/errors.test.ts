import { describe, expect, it } from 'vitest';
import { CloudError, isPassing, onCloudError, toCloudError } from '../../../shared/cloud/errors.ts';

describe('a failed call', () => {
  it('onCloudError answers an error of the cloud', async () => {
    const error = new CloudError({ fate: 'refused', code: 'Forbidden', message: 'm' });
    await expect(Promise.reject(error).catch(onCloudError(({ code }) => code))).resolves.toBe('Forbidden');
  });

  it('onCloudError lets any other error travel on', async () => {
    const error = new TypeError('ours');
    await expect(Promise.reject(error).catch(onCloudError(() => 'none'))).rejects.toBe(error);
  });

  it.each([
    [1_500, 1_500],
    [0, null],
    [undefined, null],
  ])('a failed call says how long the cloud asks to wait: %s means %s', (retryAfter, expected) => {
    const thrown = { statusCode: 503, code: 'Throttling', retryAfter };
    expect(toCloudError('AttachKeyPair', thrown).retryAfterMs).toBe(expected);
  });

  it.each([
    'Throttling.User',
    'Throttling',
    'RequestThrottling',
    'ServiceUnavailable',
    'InternalError',
    'InternalFailure',
    'CloudUnreachable',
    'NoAnswer',
    'HTTP503',
  ])('isPassing says that %s passes', (code) => {
    expect(isPassing(code)).toBe(true);
  });

  it.each(['Forbidden.RAM', 'IncorrectInstanceStatus', 'HTTP404', 'NoAnswerYet', '', '200', 'InvalidInternal'])(
    'isPassing says that %j lasts',
    (code) => {
      expect(isPassing(code)).toBe(false);
    },
  );
});
