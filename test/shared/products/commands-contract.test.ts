import { startLocalCloud } from '@keyfleet/local-cloud';
import { describe, expect, it } from 'vitest';
import { productNames, products } from '../../../shared/products/index.ts';
import type { CommandResult, Commands } from '../../../shared/products/product.ts';
import { type Setting, startSetting } from './setting.ts';

const probe = await startLocalCloud();
const { runner, reason } = await probe.isolation();
await probe.close();
if (runner === 'none') console.warn(`Scripts cannot be tested here: ${reason}`);

const remote = productNames.filter((name) => products[name].remoteCommands);

function commandsOf({ driver }: Setting): Commands {
  if (!driver.commands) throw new Error('expected a product with remote commands');
  return driver.commands;
}

/** Starts a script in each instance, in as few calls as the product takes, and waits for every result. */
async function run(setting: Setting, ids: string[], script: string, timeoutSeconds = 60) {
  const commands = commandsOf(setting);
  const results = new Map<string, CommandResult>();
  for (let at = 0; at < ids.length; at += commands.maxInstancesPerCall) {
    const some = ids.slice(at, at + commands.maxInstancesPerCall);
    const invokeId = await commands.start(setting.regionId, some, script, timeoutSeconds);
    for (let left = some; left.length > 0; left = some.filter((id) => !results.has(id))) {
      for (const [id, result] of await commands.results(setting.regionId, invokeId, left)) results.set(id, result);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
  return results;
}

describe.each(productNames)('the %s driver', (product) => {
  it('a driver has commands exactly when the product runs scripts', async () => {
    const { driver } = await startSetting(product);
    expect(driver.commands !== null).toBe(products[product].remoteCommands);
  });
});

describe.skipIf(runner === 'none').each(remote)('the %s driver, running scripts,', (product) => {
  it('reads what a script wrote and how it ended', async () => {
    const setting = await startSetting(product);
    const [id = ''] = setting.make(1, { status: 'Running' });
    const results = await run(setting, [id], 'id -un; pwd; echo "é $((6 * 7))"; echo oops >&2; exit 3');
    expect(results.get(id)).toMatchObject({ status: 'finished', exitCode: 3 });
    expect(results.get(id)?.output.split('\n')).toEqual(expect.arrayContaining(['root', '/root', 'é 42', 'oops']));
  });

  it('runs a script in many instances', async () => {
    const setting = await startSetting(product);
    const ids = setting.make(3, { status: 'Running' });
    const results = await run(setting, ids, 'echo done');
    expect([...results.keys()].toSorted()).toEqual(ids.toSorted());
    expect([...results.values()].map(({ output }) => output)).toEqual(ids.map(() => 'done\n'));
  });

  it('carries a script of 12 KB unharmed', async () => {
    const setting = await startSetting(product);
    const [id = ''] = setting.make(1, { status: 'Running' });
    const text = '%+&=#?{{x}} "\'\\ é'.repeat(500).slice(0, 4_500);
    const quoted = text.replaceAll("'", String.raw`'\''`);
    const results = await run(setting, [id], `printf %s '${quoted}' | cksum; printf %s '${quoted}' | wc -c`);
    const bytes = Buffer.byteLength(text);
    expect(results.get(id)?.output).toMatch(new RegExp(`^\\d+ ${bytes}\\s+${bytes}\\s*$`));
  });

  it('says which agents answer', async () => {
    const setting = await startSetting(product);
    const running = setting.make(60, { status: 'Running' });
    const silent = [
      ...setting.make(1, { status: 'Stopped' }),
      ...setting.make(1, { status: 'Running', agent: 'offline' }),
    ];
    const agents = await commandsOf(setting).agents(setting.regionId, [...running, ...silent]);
    expect(running.every((id) => agents.get(id) === true)).toBe(true);
    expect(silent.map((id) => agents.get(id))).toEqual([false, false]);
  });

  it('says why a script did not run, instance by instance', async () => {
    const setting = await startSetting(product);
    const [online = ''] = setting.make(1, { status: 'Running' });
    const [offline = ''] = setting.make(1, { status: 'Running', agent: 'offline' });
    const results = await run(setting, [online, offline], 'echo done');
    expect(results.get(online)).toMatchObject({ status: 'finished', exitCode: 0, output: 'done\n' });
    expect(results.get(offline)).toMatchObject({ status: 'failed', exitCode: null, code: 'ClientNotRunning' });
  });

  it('reads results whatever their types are', async () => {
    const setting = await startSetting(product);
    const [id = ''] = setting.make(1, { status: 'Running' });
    setting.cloud.faults.add({ fault: 'wrongTypes' });
    expect([...(await commandsOf(setting).agents(setting.regionId, [id]))]).toEqual([[id, true]]);
    const results = await run(setting, [id], 'exit 3');
    expect(results.get(id)).toMatchObject({ status: 'finished', exitCode: 3 });
  });
});
