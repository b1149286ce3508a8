import { setTimeout as wait } from 'node:timers/promises';
import ssh2 from 'ssh2';

/** Where and with what to log in as root, and the command to run there. */
export type Login = { readonly port: number; readonly privateKey: string; readonly command: string };

/** Logs in over SSH; answers the command's output, `refused` when the key is not taken, `closed` when the port does not answer. */
export function logIn({ port, privateKey, command }: Login): Promise<{ output: string } | 'refused' | 'closed'> {
  return new Promise((resolve, reject) => {
    const client = new ssh2.Client();
    client.on('close', () => resolve('closed'));
    client.on('error', (error: Error & { level?: string; code?: string }) => {
      // One that stays would hear the server's end in a cipher it does not know any more.
      client.destroy();
      if (error.level === 'client-authentication') resolve('refused');
      else if (error.level === 'client-socket' || error.level === 'client-timeout') resolve('closed');
      else reject(error);
    });
    client.on('ready', () => {
      client.exec(command, (error, channel) => {
        if (error) return reject(error);
        let output = '';
        channel.on('data', (chunk: Buffer) => (output += chunk.toString()));
        channel.on('close', () => {
          client.end();
          resolve({ output: output.trim() });
        });
      });
    });
    client.connect({ host: '127.0.0.1', port, username: 'root', privateKey });
  });
}

/** Tries to log in until the instance lets one in, half a minute at most. */
export async function waitForLogin(login: Login): Promise<{ output: string } | undefined> {
  for (let attempt = 0; attempt < 150; attempt++) {
    const answer = await logIn(login);
    if (typeof answer === 'object') return answer;
    await wait(200);
  }
  return undefined;
}
