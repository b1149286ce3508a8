import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { PATIENCE_MS } from '../time-limits.ts';
import { type Consumer, type Installed, openFolder } from './consumer.ts';

const vitest = `vitest@${manifest.devDependencies.vitest}`;
const client = ['@alicloud/openapi-core@1.0.8', '@darabonba/typescript@1.0.5'];

/** Opens a folder for the tests of a suite, which leave it to the next with more in it. */
function useFolder(installed: Installed): () => Consumer {
  let consumer: Consumer | undefined;
  beforeAll(async () => {
    consumer = await openFolder(installed);
  });
  afterAll(() => consumer?.close());
  return () => consumer as Consumer;
}

describe('an empty folder that installed keyfleet', () => {
  const folder = useFolder({ packed: '.' });

  it('npx keyfleet demo shows the whole demo', async () => {
    expect(await folder().npx(['keyfleet', 'demo'])).toMatch(/That was \d+ signed calls to the cloud/);
  });

  it('npx keyfleet local answers a signed call, and ends when npx is told to', async () => {
    const { npx, ready } = await startLocal(folder());
    const instance = { product: 'ecs', regionId: 'cn-hangzhou', instanceId: 'i-1', keyPairName: 'ops' };
    const headers = { 'content-type': 'application/json' };
    await fetch(`${ready.cloud}/_local/instances`, { method: 'POST', headers, body: JSON.stringify([instance]) });

    const found = await describeInstances(folder(), ready);
    const ended = once(npx, 'exit');
    npx.kill('SIGTERM');

    expect(found).toEqual([{ InstanceId: 'i-1', KeyPairName: 'ops' }]);
    await ended;
    for (const url of [ready.cloud, ready.functions]) await closes(url);
  });

  it("the page's example of a test passes with keyfleet/local-cloud, once vitest is installed", async () => {
    await folder().install([vitest]);
    expect(await runExample(folder(), 'keyfleet/local-cloud')).toMatch(/Tests\s+1 passed/);
  });
});

describe('an empty folder that installed @keyfleet/local-cloud', () => {
  const folder = useFolder({ packed: 'local' });

  it("the page's example of a test passes with @keyfleet/local-cloud, once vitest and a client are installed", async () => {
    await folder().install([vitest, ...client]);
    expect(await runExample(folder(), '@keyfleet/local-cloud')).toMatch(/Tests\s+1 passed/);
  });
});

/** Runs the test that the page on the local cloud shows. @returns what vitest printed */
async function runExample({ folder, npx }: Consumer, name: string): Promise<string> {
  const example = (await readExample()).replace("'keyfleet/local-cloud'", `'${name}'`);
  expect(example).toContain(`from '${name}'`);
  await writeFile(path.join(folder, 'cloud.test.ts'), example);
  return npx(['vitest', 'run', '--no-color']);
}

async function readExample(): Promise<string> {
  const page = await readFile(path.resolve(import.meta.dirname, '../../docs/local-cloud.md'), 'utf8');
  return /^```ts cloud\.test\.ts\n([^]*?)^```$/m.exec(page)?.[1] ?? '';
}

interface Ready {
  functions: string;
  cloud: string;
  accessKeyId: string;
  accessKeySecret: string;
}

/** Runs `npx keyfleet local` without instances, on free ports, until it says that it is ready. */
async function startLocal({ folder, env }: Consumer) {
  const args = ['--no', 'keyfleet', 'local', '--port', '0', '--cloud-port', '0', '--fleet', 'empty'];
  const npx = spawn('npx', args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'ignore'] });
  onTestFinished(() => void npx.kill('SIGKILL'));
  for await (const line of createInterface({ input: npx.stdout })) {
    if (line.startsWith('ready ')) return { npx, ready: JSON.parse(line.slice('ready '.length)) as Ready };
  }
  throw new Error('npx keyfleet local ended before it was ready');
}

/** Asks for the instances of a region by the vendor's client, as installed with Keyfleet. */
async function describeInstances({ folder, node }: Consumer, { cloud, ...key }: Ready): Promise<unknown> {
  await cp(path.join(import.meta.dirname, 'consumer/client.mjs'), path.join(folder, 'client.mjs'));
  const program = `import { describeInstances } from './client.mjs';
    console.log(JSON.stringify(await describeInstances(${JSON.stringify({ ...key, url: cloud })})));`;
  return JSON.parse(await node(['--input-type=module', '--eval', program]));
}

/** Waits until nothing answers there. */
async function closes(url: string): Promise<void> {
  await vi.waitFor(() => expect(fetch(url)).rejects.toThrow('fetch failed'), { timeout: PATIENCE_MS, interval: 200 });
}
