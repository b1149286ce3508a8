import { randomBytes } from 'node:crypto';
import type { Client } from 'ssh2';

/** What became of a command on a client that is logged in. */
export type Session =
  | { readonly is: 'ours' }
  /** The server ran something, and it was not what it was asked to. */
  | { readonly is: 'another' }
  | { readonly is: 'none'; readonly because: string };

/** More than any greeting; a server that talks on is not listened to. */
const MAX_OUTPUT = 64 * 1024;

/** Asks for a word that nobody could know, so that a fixed command is not taken for a session. */
export function tryCommand(client: Client): Promise<Session> {
  const nonce = randomBytes(12).toString('hex');
  return new Promise((resolve) => {
    client.exec(`echo ${nonce}`, (error, channel) => {
      if (error) return resolve({ is: 'none', because: 'no command can be run' });
      let output = '';
      let exit: number | null | undefined;
      channel.on('data', (data: Buffer) => {
        if (output.length < MAX_OUTPUT) output += data.toString('latin1');
      });
      channel.on('exit', (code: number | null) => {
        exit = code;
      });
      channel.on('close', () => resolve(judgeSession(output.split(/\r?\n/).includes(nonce), exit)));
      channel.stderr.resume();
      channel.end();
    });
  });
}

function judgeSession(isSaid: boolean, exit: number | null | undefined): Session {
  if (isSaid) return { is: 'ours' };
  if (exit === 0) return { is: 'another' };
  return { is: 'none', because: `a command ended with ${exit ?? 'no exit code'}` };
}
