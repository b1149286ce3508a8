import { describe, expect, it } from 'vitest';
import { tryLogins } from '../../../../../shared/change/act/login/try-logins.ts';
import type { LoginTarget } from '../../../../../shared/login/index.ts';
import { HOST_KEY, resultOf, toolsFor, trackOf } from './login-scene.ts';

const INSIDE = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIn';

describe('the host keys that a login is held against', () => {
  it('are those read inside, until a login has proven one: then that one', async () => {
    const asked: Array<LoginTarget['hostKeys']> = [];
    const tools = toolsFor('attach', ({ hostKeys }) => {
      asked.push(hostKeys);
      return Promise.resolve(resultOf('refused'));
    });
    const track = trackOf('attach', { hostKeys: [INSIDE] });

    await tryLogins([track], tools);
    await tryLogins([track], tools);

    expect(asked).toEqual([[INSIDE], [HOST_KEY]]);
  });

  it('stay those read inside when the server proves none', async () => {
    const asked: Array<LoginTarget['hostKeys']> = [];
    const tools = toolsFor('attach', ({ hostKeys }) => {
      asked.push(hostKeys);
      return Promise.resolve(resultOf('hostKeyMismatch'));
    });
    const track = trackOf('attach', { hostKeys: [INSIDE] });

    await tryLogins([track], tools);
    await tryLogins([track], tools);

    expect(asked).toEqual([[INSIDE], [INSIDE]]);
  });
});
