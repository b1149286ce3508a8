import { afterAll, describe, expect, it } from 'vitest';
import { createGuests } from '../../../../local/guest/index.ts';
import { addKeyScript, parseGuestReport } from '../../../../shared/guest/scripts.ts';
import { type RunningGuest, startGuest } from '../running-guest.ts';
import { canLogIn, createKey } from '../ssh-client.ts';

const guests = await createGuests({ sshd: 'stand-in' });
afterAll(() => guests.close());
const isIsolated = guests.isolation.runner !== 'none';
// Where every test is skipped, the hook is too.
if (!isIsolated) await guests.close();
const key = createKey('rsa');

async function addKey({ run }: RunningGuest) {
  const { output } = await run(addKeyScript({ user: 'root', publicKey: key.publicKey }));
  const report = parseGuestReport(output);
  return { ...report, added: report.keys.find(({ body }) => key.publicKey.includes(body)) };
}

async function startWith(line: string) {
  const running = await startGuest(guests);
  // The first value counts.
  await running.run(`sed -i '1i ${line}' /etc/ssh/sshd_config`);
  return running;
}

describe.skipIf(!isIsolated)('the script that adds a key, in a guest of the stand-in', () => {
  it('the added key is said to let in by the answer of the stand-in, and does', async () => {
    const running = await startGuest(guests);

    const { ok, changed, added } = await addKey(running);

    expect({ ok, changed }).toEqual({ ok: true, changed: true });
    expect(added).toMatchObject({ judgement: { takes: 'yes', code: null, accepted: 'yes', by: 'question' } });
    expect(await canLogIn(await running.guest.sshPort(), key)).toBe(true);
  });

  const refusals: [line: string, code: string][] = [
    ['PubkeyAcceptedAlgorithms ssh-ed25519', 'KeyTypeNotAccepted'],
    ['RequiredRSASize 4096', 'KeyTooSmall'],
    ['AllowUsers admin', 'UserNotAllowed'],
    ['AuthenticationMethods publickey,password', 'MoreThanKeyNeeded'],
    ['PubkeyAuthentication no', 'KeysDisabled'],
  ];
  for (const [line, code] of refusals) {
    it(`the added key is refused with ${code}, and not left behind, where the guest has ${line}`, async () => {
      const running = await startWith(line);

      expect(await addKey(running)).toMatchObject({ ok: false, code, changed: false, added: undefined });
      expect(running.guest.authorizedKeys('root')).not.toContain(key.publicKey.split(' ')[1]);
      expect(await canLogIn(await running.guest.sshPort(), key)).toBe(false);
    });
  }
});
