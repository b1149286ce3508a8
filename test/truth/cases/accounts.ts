import { type Case, plain } from './case.ts';

const command = 'AuthorizedKeysCommand /etc/ssh/serve',
  serveAs = 'AuthorizedKeysCommandUser root';

const commands: Case[] = [
  {
    name: 'a command that serves nothing',
    lines: [command, serveAs],
    before: 'printf "#!/bin/sh\\n" >/etc/ssh/serve; chmod 755 /etc/ssh/serve',
  },
  {
    name: 'a command that serves the old key',
    lines: [command, serveAs],
    before: 'printf "#!/bin/sh\\necho %s\\n" "\'$old\'" >/etc/ssh/serve; chmod 755 /etc/ssh/serve',
  },
  {
    name: 'a command that serves the new key',
    lines: [command, serveAs],
    before: 'printf "#!/bin/sh\\necho %s\\n" "\'$new\'" >/etc/ssh/serve; chmod 755 /etc/ssh/serve',
  },
  {
    name: 'a command that serves the new key for a command',
    lines: [command, serveAs],
    before:
      'printf "#!/bin/sh\\ncat /etc/ssh/served\\n" >/etc/ssh/serve; echo "command=\\"/bin/true\\" $new" >/etc/ssh/served; chmod 755 /etc/ssh/serve',
  },
];

const own: Case[] = [
  {
    name: 'a locked account, with PAM',
    before: 'usermod -L $user 2>/dev/null || sed -i "s/^$user:[*]/$user:!/" /etc/shadow',
    ...plain,
  },
  {
    name: 'a locked account, without PAM',
    lines: ['UsePAM no'],
    before: 'sed -i "s/^$user:[*]/$user:!/" /etc/shadow',
    ...plain,
  },
  {
    name: 'an expired account, with PAM',
    before: 'sed -i "s/^$user:.*/$user:*:19000:0:99999:7::18000:/" /etc/shadow',
    ...plain,
  },
  {
    name: 'an expired account, without PAM',
    lines: ['UsePAM no'],
    before: 'sed -i "s/^$user:.*/$user:*:19000:0:99999:7::18000:/" /etc/shadow',
    ...plain,
  },
  { name: 'an expired password, with PAM', before: 'sed -i "s/^$user:.*/$user:*:18000:0:90:7:::/" /etc/shadow' },
  { name: 'a password to be changed, with PAM', before: 'sed -i "s/^$user:.*/$user:*:0:0:99999:7:::/" /etc/shadow' },
  {
    name: 'an expired password, without PAM',
    lines: ['UsePAM no'],
    before: 'sed -i "s/^$user:.*/$user:*:18000:0:90:7:::/" /etc/shadow',
    ...plain,
  },
  { name: 'nologin for a shell', before: 'usermod -s /usr/sbin/nologin $user', ...plain },
  { name: 'false for a shell', before: 'usermod -s /bin/false $user', ...plain },
  { name: 'a shell that is missing', before: 'sed -i "s|^\\($user:.*:\\)[^:]*$|\\1/bin/none|" /etc/passwd', ...plain },
  { name: 'a shell that is not listed', before: 'sed -i "/dash/d" /etc/shells; usermod -s /bin/dash $user', ...plain },
  {
    name: 'a shell that is not listed, and pam_shells',
    before:
      'sed -i "/dash/d" /etc/shells; usermod -s /bin/dash $user; sed -i "1i account required pam_shells.so" /etc/pam.d/sshd',
  },
  { name: '/etc/nologin', before: ': >/etc/nologin', ...plain },
  { name: '/etc/nologin, and root', user: 'root', before: ': >/etc/nologin', ...plain },
  { name: 'no line in /etc/shadow', before: 'sed -i "/^$user:/d" /etc/shadow' },
];

/** Accounts, and keys that a command serves. */
export const accounts: readonly Case[] = [...commands, ...own];
