import { describe, expect, it } from 'vitest';
import { baseUrl } from '../../../cli/call/address.ts';

describe('the address of the functions', () => {
  it.each([
    'https://1.cn-hangzhou.fc.aliyuncs.com',
    'http://127.0.0.1:4500',
    'http://localhost:4500',
    'http://[::1]:4500',
  ])('may be %s', (url) => {
    expect(baseUrl(url, {}).href).toBe(`${url}/`);
  });

  it.each(['http://1.cn-hangzhou.fcapp.run', 'http://10.0.0.1', 'http://127.0.0.1.example.com'])(
    'is refused where it would show credentials to everybody on the way: %s',
    (url) => {
      expect(() => baseUrl(url, {})).toThrow(/is not on this machine.*use https/);
      expect(() => baseUrl(undefined, { KEYFLEET_URL: url })).toThrow(/use https/);
    },
  );

  it.each([
    'https://user:secret-word@example.com',
    'http://user:secret-word@127.0.0.1',
    'user:secret-word@example.com',
    'https://user:secret-word@:x',
  ])('is refused with credentials in it, which are not repeated: %s', (url) => {
    expect(() => baseUrl(url, {})).toThrow(/address/);
    expect(() => baseUrl(url, {})).not.toThrow(/secret-word/);
  });
});
