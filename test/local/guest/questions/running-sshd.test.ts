import { describe, expect, it } from 'vitest';
import { inspectScript, parseGuestReport } from '../../../../shared/guest/scripts.ts';
import { openOpensshGuests } from '../openssh-guests.ts';

const { isThere, start } = await openOpensshGuests();

describe.skipIf(!isThere)('the sshd that runs in a guest', () => {
  it('the sshd that runs in a guest is known not to have read what was written since', async () => {
    const { run, configure, reload } = await start();
    const isStale = async () => parseGuestReport((await run(inspectScript({ user: 'root' }))).output).isStale;

    expect(await isStale()).toBe(false);
    await configure('PrintMotd no');
    expect(await isStale()).toBe(true);
    await reload();
    expect(await isStale()).toBe(false);
  });
});
