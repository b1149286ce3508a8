import {
  addKeyScript,
  type GuestReport,
  inspectScript,
  isGone,
  type Judgement,
  judgementOf,
  removeKeyScript,
} from '../../shared/guest/scripts.ts';
import type { Case } from './cases/index.ts';
import { House, type KeyRing } from './house.ts';

/** What was said of a key, and what a real login showed right after. */
export interface Claim {
  readonly what: 'add' | 'look at new' | 'look at old' | 'retire' | 'detach' | 'password';
  /** That the key lets in (`add`, `look`), or that it does not any more (`retire`, `detach`). */
  readonly said: Judgement['takes'];
  readonly code: string | null;
  readonly truth: boolean;
}

export interface Tried {
  readonly claims: readonly Claim[];
  /** Whether the old or the new key let in before the old one was to go, and after that. */
  readonly before: boolean;
  readonly after: boolean;
  /** A script that refused to add left every file as it was. */
  readonly isUntouched: boolean;
}

/** Adds, looks, retires the old key and detaches the new one, as a rotation and a detach do, on one machine. */
export async function tryCase(one: Case, ring: KeyRing): Promise<Tried> {
  const { user = 'admin', kind = 'ed25519', oldKind = 'ed25519' } = one;
  const [newName, oldName] = [`new-${kind}`, `old-${oldKind}`];
  const [added, old] = [ring.publicKey(newName, kind), ring.publicKey(oldName, oldKind)];
  const house = await House.open(ring);
  const port = one.lines?.[0] === 'Port 2222' ? 2222 : 22;
  const letsIn = (name: string) =>
    house.letsIn(user, name, { port, more: '-o PubkeyAcceptedAlgorithms=+ssh-dss,ssh-rsa' });
  try {
    const names = `user=${user} home=$(getent passwd ${user} | cut -d: -f6) new='${added}' old='${old}'`;
    await moveIn(house, one, names);
    const claims: Claim[] = [];
    const note = async (what: Claim['what'], said: Claim['said'], report: GuestReport, name: string) => {
      const isIn = await letsIn(name);
      const code = report.code ?? judged(report, name === newName ? added : old).code;
      claims.push({ what, said, code, truth: what === 'retire' || what === 'detach' ? !isIn : isIn });
    };

    const files = 'find /root /home /srv /etc/ssh -type f -exec md5sum {} + 2>/dev/null | sort';
    const untouched = await house.run(files);
    const add = await house.runScript(addKeyScript({ user, publicKey: `${added} new` }));
    const isUntouched = add.ok || (await house.run(files)).stdout === untouched.stdout;
    await note('add', add.ok ? judgementOf(add, added).takes : refused(add), add, newName);

    const look = await house.runScript(inspectScript({ user, publicKey: added }));
    await note('look at new', judgementOf(look, added).takes, look, newName);
    await note('look at old', judged(look, old).takes, look, oldName);

    // Where nothing was added, a rotation that went on all the same must be stopped by the script.
    if (!add.ok)
      await house.run(
        `${names}; grep -qsF "$new" $home/.ssh/authorized_keys || echo "$new" >>$home/.ssh/authorized_keys`,
      );
    const before = (await letsIn(newName)) || (await letsIn(oldName));
    if (oldKind !== 'dsa-1024') {
      const retire = await house.runScript(removeKeyScript({ user, remove: old, keep: added }));
      await note('retire', retire.ok ? isGone(retire, old) : whyNotRetired(retire, added), retire, oldName);
    }
    const after = (await letsIn(newName)) || (await letsIn(oldName));

    const detach = await house.runScript(removeKeyScript({ user, remove: added }));
    await note('detach', isGone(detach, added), detach, newName);
    return { claims, before, after, isUntouched };
  } finally {
    house.close();
  }
}

/** Lets the old key in, and starts sshd as the case has it. */
async function moveIn(house: House, { before, lines = [], flags, after }: Case, names: string): Promise<void> {
  await house.must(`${names}; mkdir -m 700 -p $home/.ssh; echo "$old" >$home/.ssh/authorized_keys;
    chmod 600 $home/.ssh/authorized_keys; chown -R $user $home/.ssh`);
  if (before) await house.must(`${names}; ${before}`);
  await house.startSshd(lines, flags);
  if (after) await house.must(`${names}; ${after}`);
}

/** That the old key stays is no doubt where it is clear that the one to keep lets nobody in. */
function whyNotRetired(report: GuestReport, keep: string): Judgement['takes'] {
  return report.code === 'KeyMissing' || judgementOf(report, keep).takes === 'no' ? 'no' : 'unknown';
}

/** What was said of a key, of a type that Keyfleet hands out or not. */
function judged(report: GuestReport, line: string): Judgement {
  const [type, body] = line.split(' ');
  const other = report.keys.find((key) => key.body === body);
  return type === 'ssh-dss' && other ? other.judgement : judgementOf(report, line);
}

/** A refusal to add says that the key lets nobody in only where the cause is sshd's. */
function refused({ code }: GuestReport): Judgement['takes'] {
  const own = new Set([
    'SshdUnknown',
    'SharedKeysFile',
    'LinkedFolder',
    'WrongOwner',
    'ReadOnly',
    'CannotBecomeUser',
    'HomeMissing',
  ]);
  return own.has(code ?? '') ? 'unknown' : 'no';
}
