import { afterAll, describe, expect, it } from 'vitest';
import { createGuests } from '../../../../local/guest/index.ts';
import {
  addKeyScript,
  type GuestReport,
  inspectScript,
  judgementOf,
  parseGuestReport,
  removeKeyScript,
} from '../../../../shared/guest/scripts.ts';
import { type RunningGuest, startGuest } from '../../../local/guest/running-guest.ts';
import { bodyOf, firstKey, personsKey, rotationKeys } from './keys.ts';
import { type Inside, type Line, runInModel } from './run-script.ts';
import { readScript } from './script-reader.ts';

const guests = await createGuests({ sshd: 'stand-in' });
afterAll(() => guests.close());

const [newKey] = rotationKeys as [(typeof rotationKeys)[number]];
const user = 'root';
const line = ({ publicKey }: { publicKey: string }, options: Line['options'] = ''): Line => ({
  type: 'ssh-rsa',
  body: bodyOf(publicKey),
  options,
});

const add = addKeyScript({ user, publicKey: newKey.publicKey });
const remove = removeKeyScript({ user, remove: firstKey.publicKey, keep: newKey.publicKey });
const inspect = inspectScript({ user, publicKey: newKey.publicKey });

/** What is inside before, and what runs there. */
const cases: Readonly<Record<string, readonly [string, readonly Line[], Inside['sshd']?]>> = {
  'adds a key beside another': [add, [line(firstKey)]],
  'adds a key that is there': [add, [line(newKey), line(firstKey)]],
  'adds a key that is there behind from=': [add, [line(newKey, 'from'), line(firstKey)]],
  'adds a key that is there with a forced command': [add, [line(newKey, 'command')]],
  'adds a key where sshd takes none of its kind': [add, [line(firstKey)], 'large'],
  'adds a key by files': [addKeyScript({ user, publicKey: newKey.publicKey, proof: 'files' }), []],
  'removes a key beside the one to keep': [remove, [line(firstKey), line(newKey), line(personsKey)]],
  'removes a key that is there twice': [remove, [line(firstKey), line(newKey), line(firstKey, 'from')]],
  'removes a key that is not there': [remove, [line(newKey)]],
  'removes a key without the one to keep': [remove, [line(firstKey)]],
  'removes a key beside one that is only for an address': [remove, [line(firstKey), line(newKey, 'from')]],
  'removes a key beside one that sshd does not take': [remove, [line(firstKey), line(newKey)], 'large'],
  'looks at a key that is there': [inspect, [line(firstKey), line(newKey)]],
  'looks for a key that is not there': [inspect, [line(firstKey)]],
};

describe('the model of a guest', () => {
  it.each(Object.entries(cases))('ends as the real script does that %s', async (_, [script, lines, sshd = 'usual']) => {
    const running = await startGuest(guests, firstKey);
    await prepare(running, lines, sshd);

    const real = await running.run(script);

    const model = runInModel(readScript(script), { lines, sshd, isReadOnly: false, bootId: 'x' });
    const after = await running.run('cat /root/.ssh/authorized_keys');
    expect(model.exitCode).toBe(real.exitCode);
    expect(essenceOf(model.output)).toEqual(essenceOf(real.output));
    expect(model.lines.map(({ body }) => body)).toEqual(bodiesIn(after.output));
  });
});

const OPTIONS = { '': '', from: 'from="10.0.0.1" ', command: 'command="/bin/true" ' };

async function prepare({ run }: RunningGuest, lines: readonly Line[], sshd: Inside['sshd']): Promise<void> {
  const text = lines.map(({ options, type, body }) => `${OPTIONS[options]}${type} ${body} x`).join('\n');
  const settings = sshd === 'large' ? 'RequiredRSASize 2048' : '';
  await run(
    `cat > /root/.ssh/authorized_keys <<'END'\n${text}\nEND\n${settings && `echo ${settings} >>/etc/ssh/sshd_config`}`,
  );
}

/** What the rotation decides by. */
function essenceOf(output: string) {
  const report = parseGuestReport(output);
  const { ok, changed, code } = report;
  return { ok, changed, code, key: judged(report, newKey.publicKey), first: judged(report, firstKey.publicKey) };
}

function judged(report: GuestReport, publicKey: string): string {
  const { takes, code, accepted } = judgementOf(report, publicKey);
  return `${takes} ${code ?? '-'} ${accepted}`;
}

const bodiesIn = (text: string) => [...text.matchAll(/ssh-rsa (\S+)/g)].map(([, body]) => body);
