import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { rulesFrom } from './disturbance.ts';
import { rotateUnder } from './disturbed.ts';
import { pool } from './key-pool.ts';
import { DAY_MS, openRotation } from './scene.ts';

/** Parts of private keys that would show in any form of text: lines of the PEM, as they are and as URLs have them. */
const material = pool.flatMap(({ privateKey }) =>
  privateKey
    .split('\n')
    .filter((line) => line.length > 40 && !line.startsWith('-----'))
    .flatMap((line) => [line, encodeURIComponent(line), Buffer.from(line).toString('base64').slice(0, 40)]),
);
const findIn = (text: string) => material.filter((part) => text.includes(part));

async function textsIn(folder: string): Promise<string[]> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  const readable = files.filter((file) => file.isFile());
  return Promise.all(readable.map((file) => readFile(path.join(file.parentPath, file.name), 'latin1')));
}

describe('a private key', () => {
  it('is in no report, no error, no call record, no event, no log line and no file of a rotation', async () => {
    const said: string[] = [];
    const spies = (['log', 'error', 'warn', 'info'] as const).map((name) =>
      vi.spyOn(console, name).mockImplementation((...words) => void said.push(words.map(String).join(' '))),
    );
    const folder = await mkdtemp(path.join(os.tmpdir(), 'keyfleet-scan-'));
    vi.stubEnv('TMPDIR', folder);
    onTestFinished(async () => {
      for (const spy of spies) spy.mockRestore();
      vi.unstubAllEnvs();
      await rm(folder, { recursive: true, force: true });
    });
    const scene = await openRotation();
    const ids = [scene.make('ecs'), scene.make('swas')];
    const fault = scene.cloud.faults;
    fault.add({ fault: 'truncated', product: 'kms', action: 'PutSecretValue', times: 1 });
    fault.add({ fault: 'resetAfter', product: 'kms', action: 'GetSecretValue', times: 4 });
    for (let ticks = 0; ticks < 3; ticks++) {
      const answer = await scene.ask({ action: ticks === 0 ? 'now' : 'tick', keyPair: 'ops' }).catch((error) => error);
      said.push(JSON.stringify(answer), String(answer), String((answer as Error).stack));
    }
    scene.pass(DAY_MS + 60_000);
    said.push(
      JSON.stringify(await scene.tick()),
      JSON.stringify(await scene.ask({ action: 'record', keyPair: 'ops' })),
    );
    said.push(JSON.stringify(scene.cloud.calls.list()), JSON.stringify(scene.cloud.events.list()));
    said.push(...(await textsIn(folder)));
    const key = await scene.currentKey();
    expect(await Promise.all(ids.map(scene.letsIn))).toEqual(ids.map(() => [key]));
    await scene.close();
    said.push(JSON.stringify(await rotateUnder(rulesFrom(5))));
    expect(said.flatMap(findIn)).toEqual([]);
    expect(said.join('').length).toBeGreaterThan(10_000);
  }, 90_000);

  it('would be found as JSON has it', () => {
    const [key] = pool;
    expect(findIn(`{"data":"${key?.privateKey.replaceAll('\n', String.raw`\n`)}"}`).length).toBeGreaterThan(5);
  });
});
