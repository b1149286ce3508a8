import { describe, expect, it } from 'vitest';
import { openHouse } from './house.ts';
import { sshdKinds } from './sshd-kinds.ts';

const secret = { password: 'Corr3ct-horse' };
const product = 'ecs';

describe.each(sshdKinds)('the password, with logins served by %s', (_name, options) => {
  it('lets in where no key pair is attached', async () => {
    const house = await openHouse({ product, ...secret }, options);
    expect(await house.letsIn(secret)).toBe(true);
    expect(await house.letsIn({ password: 'wrong' })).toBe(false);
  });

  it('goes off with the start that brings a key pair, and comes back after a detach', async () => {
    const house = await openHouse({ product, ...secret }, options);
    await house.attach('first');
    expect(await house.letsIn(secret)).toBe(true);
    await house.power('Reboot', 'Running');
    expect([await house.letsIn(secret), await house.letsIn('first')]).toEqual([false, true]);
    await house.detach('first');
    expect(await house.letsIn(secret)).toBe(false);
    await house.power('Reboot', 'Running');
    expect([await house.letsIn(secret), await house.letsIn('first')]).toEqual([true, false]);
  });

  it('does not come back where none was set', async () => {
    const house = await openHouse({ product, keyPairName: 'first', password: false }, options);
    await house.detach('first');
    await house.power('Reboot', 'Running');
    expect([await house.letsIn(secret), await house.letsIn('first')]).toEqual([false, false]);
  });

  it('set later, counts from the next start', async () => {
    const house = await openHouse({ product, password: false }, options);
    await house.cloud.instances.change(house.instanceId, secret);
    expect(await house.letsIn(secret)).toBe(false);
    await house.power('Reboot', 'Running');
    expect(await house.letsIn(secret)).toBe(true);
  });

  it('taken away later, is gone', async () => {
    const house = await openHouse({ product, ...secret }, options);
    await house.cloud.instances.change(house.instanceId, { password: false });
    await house.power('Reboot', 'Running');
    expect(await house.letsIn(secret)).toBe(false);
  });
});
