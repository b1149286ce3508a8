import { type Case, plain } from './case.ts';

const kinds: Case[] = (['ed25519', 'rsa-2048', 'rsa-3072', 'ecdsa-256', 'rsa-1024'] as const).flatMap((kind) =>
  (['root', 'admin'] as const).map((user) => ({ name: `a key of ${kind} for ${user}`, kind, user, ...plain })),
);

const options: Case[] = [
  {
    name: 'the new key with a command',
    before: 'echo "command=\\"/bin/true\\" $new" >>$home/.ssh/authorized_keys',
    ...plain,
  },
  {
    name: 'the new key with a command, and without',
    before: 'printf "%s\\n" "command=\\"/bin/true\\" $new" "$new" >>$home/.ssh/authorized_keys',
    ...plain,
  },
  {
    name: 'the new key without, and with a command',
    before: 'printf "%s\\n" "$new" "command=\\"/bin/true\\" $new" >>$home/.ssh/authorized_keys',
    ...plain,
  },
  { name: 'the new key from elsewhere', before: 'echo "from=\\"192.168.0.1\\" $new" >>$home/.ssh/authorized_keys' },
  { name: 'the new key from loopback', before: 'echo "from=\\"127.0.0.1\\" $new" >>$home/.ssh/authorized_keys' },
  { name: 'the new key from people', before: 'echo "from=\\"10.77.0.0/16\\" $new" >>$home/.ssh/authorized_keys' },
  {
    name: 'the new key, expired',
    before: 'echo "expiry-time=\\"20200101\\" $new" >>$home/.ssh/authorized_keys',
    ...plain,
  },
  { name: 'the new key, to expire', before: 'echo "expiry-time=\\"20990101\\" $new" >>$home/.ssh/authorized_keys' },
  { name: 'the new key without a pty', before: 'echo "no-pty $new" >>$home/.ssh/authorized_keys', ...plain },
  { name: 'the new key, restricted', before: 'echo "restrict $new" >>$home/.ssh/authorized_keys', ...plain },
  {
    name: 'the new key with an option that sshd does not know',
    before: 'echo "no-such-thing $new" >>$home/.ssh/authorized_keys',
    ...plain,
  },
  {
    name: 'the old key with a command',
    before: 'echo "command=\\"/bin/true\\" $old" >$home/.ssh/authorized_keys',
    ...plain,
  },
  { name: 'the old key of DSA', oldKind: 'dsa-1024', ...plain },
  { name: 'the old key of RSA-1024', oldKind: 'rsa-1024', lines: ['RequiredRSASize 2048'], ...plain },
  {
    name: 'the new key revoked',
    lines: ['RevokedKeys /etc/ssh/revoked'],
    before: 'echo "$new" >/etc/ssh/revoked',
    ...plain,
  },
  {
    name: 'the old key revoked',
    lines: ['RevokedKeys /etc/ssh/revoked'],
    before: 'echo "$old" >/etc/ssh/revoked',
    ...plain,
  },
  { name: 'no file of revoked keys', lines: ['RevokedKeys /etc/ssh/revoked'], ...plain },
  { name: 'a certificate authority', before: 'echo "cert-authority $new" >>$home/.ssh/authorized_keys', ...plain },
];

/** Keys by type and size, and what their lines say. */
export const keys: readonly Case[] = [...kinds, ...options];
