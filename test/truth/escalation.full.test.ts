import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addKeyScript, type GuestReport, removeKeyScript } from '../../shared/guest/scripts.ts';
import { newKey } from '../shared/guest/keys.ts';
import { House, KeyRing, whyNoOpenSsh } from './house.ts';

const why = whyNoOpenSsh();
const ROUNDS = 20;

/** A user who exchanges two names as fast as the kernel can: renameat2(2) with RENAME_EXCHANGE. */
const exchange = (a: string, b: string) =>
  `perl -e '$n = (qx(uname -m) =~ /x86_64/) ? 316 : 276; ($a, $b) = @ARGV; syscall($n, -100, $a, -100, $b, 2) while 1' ${a} ${b}`;

/** What root has that the user wants, and how it is to stay. */
const PRECIOUS = `cat /etc/shadow; stat -c '%n %U %a' /etc/shadow /etc/victim /etc/victim/* /etc/bash_completion.d;
  ls -A /etc/bash_completion.d; find /home/admin -user root -exec stat -c '%n %U %a' {} +; cat /etc/victim/*`;

interface Attack {
  readonly name: string;
  /** As root, before: what an administrator may have left there. */
  readonly before?: string;
  /** As the user, once. */
  readonly plant: string;
  /** As the user, all the time. */
  readonly loop?: string;
  /** What runs may end with: null where they succeed, which the user may bring about. */
  readonly codes: readonly (string | null)[];
}

const H = '/home/admin';
const attacks: readonly Attack[] = [
  {
    name: 'exchanges the lock for a folder with links of its own',
    plant: `mkdir -m 700 -p ${H}/.ssh ${H}/evil; cd ${H}/evil; for name in old new gone; do ln -s /etc/shadow $name; done`,
    loop: exchange(`${H}/.ssh/.keyfleet.lock`, `${H}/evil`),
    codes: [
      null,
      'ReadOnly',
      'WriteFailed',
      'Locked',
      'ChangedMeanwhile',
      'UnsafeFile',
      'WrongOwner',
      'CannotBecomeUser',
    ],
  },
  {
    name: 'links .ssh to a folder as its own namespace shows it',
    plant: `mkdir -p ${H}/real; cd ${H}; setsid unshare -Urm sh -c 'mount --bind /etc/victim ${H}/real; echo $$ >${H}/pid; exec sleep 60' >/dev/null 2>&1 &
      for i in 1 2 3 4 5 6 7 8 9; do [ -s ${H}/pid ] && break; sleep 0.1; done
      ln -sfn /proc/$(cat ${H}/pid)/root${H}/real ${H}/.ssh`,
    codes: ['LinkedFolder'],
  },
  {
    name: 'exchanges the file for a link to a folder of root’s',
    plant: `mkdir -m 700 -p ${H}/.ssh; : >${H}/.ssh/authorized_keys; ln -s /etc/bash_completion.d ${H}/.ssh/link`,
    loop: exchange(`${H}/.ssh/authorized_keys`, `${H}/.ssh/link`),
    codes: [
      null,
      'ReadOnly',
      'WriteFailed',
      'Locked',
      'ChangedMeanwhile',
      'UnsafeFile',
      'WrongOwner',
      'Refused',
      'UnsafeFile',
    ],
  },
  {
    name: 'links .ssh to a folder of root’s in the home',
    before: `mkdir -m 700 ${H}/backup; echo secret >${H}/backup/authorized_keys`,
    plant: `ln -s backup ${H}/.ssh`,
    codes: ['LinkedFolder'],
  },
  {
    name: 'has a file of keys that root manages',
    before: `mkdir -m 755 ${H}/.ssh; echo "${newKey()}" >${H}/.ssh/authorized_keys; chmod 644 ${H}/.ssh/authorized_keys; chown admin ${H}/.ssh`,
    plant: 'true',
    codes: ['WrongOwner'],
  },
];

describe.skipIf(why !== null)(`a user who wants to be root${why ? ` (${why})` : ''}`, () => {
  let ring: KeyRing;
  beforeAll(() => {
    ring = new KeyRing();
  });
  afterAll(() => ring.close());

  it.each(attacks)('gets nothing of it: $name', async ({ before, plant, loop, codes }) => {
    const house = await House.open(ring);
    try {
      await house.must(
        'mkdir -m 700 /etc/victim; mkdir -m 755 /etc/bash_completion.d; echo secret >/etc/victim/authorized_keys',
      );
      await house.startSshd([]);
      if (before) await house.must(before);
      await house.must(asUser(plant));
      const precious = (await house.run(PRECIOUS)).stdout;
      if (loop) await house.must(asUser(`${loop} >/dev/null 2>&1 & echo $! >/tmp/loop`));

      const reports: GuestReport[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        const key = newKey();
        reports.push(await house.runScript(addKeyScript({ user: 'admin', publicKey: key })));
        await house.runScript(removeKeyScript({ user: 'admin', remove: key }));
      }
      if (loop) await house.must('kill $(cat /tmp/loop)');

      expect((await house.run(PRECIOUS)).stdout).toBe(precious);
      const seen = [...new Set(reports.map(({ code }) => code))];
      console.log(`${ROUNDS} rounds ended with ${seen.map((code) => code ?? 'success').join(', ')}`);
      expect(codes).toEqual(expect.arrayContaining(seen));
    } finally {
      house.close();
    }
  });

  it('only loses its own turn when it blocks the lock', async () => {
    const house = await House.open(ring);
    try {
      await house.startSshd([]);
      await house.must(asUser(`mkdir -m 700 -p ${H}/.ssh/.keyfleet.lock`));

      const report = await house.runScript(addKeyScript({ user: 'admin', publicKey: newKey() }));

      expect([report.code, report.changed]).toEqual(['Locked', false]);
    } finally {
      house.close();
    }
  });
});

const asUser = (script: string) =>
  `setpriv --reuid=1000 --regid=1000 --init-groups sh -c '${script.replaceAll("'", String.raw`'\''`)}'`;
