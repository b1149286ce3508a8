import type { ChildProcess } from 'node:child_process';
import ssh2, { type Connection } from 'ssh2';
import { type Accounts, authenticate } from './authenticate.ts';
import type { Service } from './guest-port.ts';
import type { HostKey } from './host-key.ts';
import { Login } from './login.ts';
import { serveSessions } from './session.ts';

/** Runs what a logged-in user asks for: a command line, or (undefined) a shell that reads its commands. */
export type Execute = (user: string, commandLine: string | undefined) => ChildProcess | number;

/** Stands in for a guest's sshd where OpenSSH's cannot run: the ssh2 package, which speaks the real protocol. */
export function createStandIn(hostKey: HostKey, accounts: Accounts, execute: Execute): Service {
  const clients = new Set<Connection>();
  const protocol = new ssh2.Server({ hostKeys: [hostKey.privateKey], ident: 'keyfleet-guest' }, (client) => {
    clients.add(client);
    client.on('close', () => clients.delete(client));
    serveClient(client, accounts, execute);
  });
  return {
    serve: (socket) => protocol.injectSocket(socket),
    dismiss: () => {
      for (const client of clients) client.end();
    },
  };
}

function serveClient(client: Connection, accounts: Accounts, execute: Execute): void {
  let user = '';
  const login = new Login();
  // A client that goes away or speaks nonsense is its own affair.
  client.on('error', () => {});
  client.on('authentication', (context) => {
    user = context.username;
    authenticate(context, accounts, login);
  });
  client.on('ready', () => serveSessions(client, (asked) => execute(user, forced(login.command, asked))));
}

/** A forced command runs in place of what was asked, which it finds in its environment. */
function forced(command: string | undefined, asked: string | undefined): string | undefined {
  if (command === undefined) return asked;
  const original = asked === undefined ? '' : `export SSH_ORIGINAL_COMMAND='${asked.replaceAll("'", "'\\''")}'\n`;
  return `${original}${command}`;
}
