import type { Client } from 'ssh2';

/** Runs `true` on a client that is logged in; null when that ends well, else what happened instead. */
export function runTrue(client: Client): Promise<string | null> {
  return new Promise((resolve) => {
    client.exec('true', (error, channel) => {
      if (error) return resolve('no command can be run');
      let exit: number | null | undefined;
      channel.on('exit', (code: number | null) => {
        exit = code;
      });
      channel.on('close', () => resolve(exit === 0 ? null : `"true" ended with ${exit ?? 'no exit code'}`));
      channel.resume();
      channel.stderr.resume();
      channel.end();
    });
  });
}
