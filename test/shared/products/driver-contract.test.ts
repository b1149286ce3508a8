import { describe, expect, it } from 'vitest';
import { judgeRow } from '../../../shared/change/verdict.ts';
import { productNames, products } from '../../../shared/products/index.ts';
import type { Driver } from '../../../shared/products/product.ts';
import { publicKey, type Setting, startSetting } from './setting.ts';

const batch = ({ keyPair }: Setting, instanceIds: string[], clientToken = 't-1') => ({
  keyPair,
  instanceIds,
  clientToken,
});
const verdictsOf = async (answer: ReturnType<Driver['attach']>) => {
  const { rows, requestId } = await answer;
  return rows.map((row) => [row.instanceId, judgeRow(row, requestId)?.status]);
};

describe.each(productNames)('the %s driver', (product) => {
  const { maxInstancesPerCall: limit, showsPublicKey } = products[product];

  it('attaches as many instances in one call as the product takes', async () => {
    const setting = await startSetting(product);
    const ids = setting.make(limit);
    expect(await verdictsOf(setting.driver.attach(batch(setting, ids)))).toEqual(ids.map((id) => [id, 'succeeded']));
    expect(ids.map((id) => setting.cloud.instances.get(id)?.keyPairName)).toEqual(ids.map(() => 'ops'));
  });

  it('the product refuses one instance more than the driver sends in a call', async () => {
    const setting = await startSetting(product);
    const ids = setting.make(limit + 1);
    await expect(setting.driver.attach(batch(setting, ids))).rejects.toMatchObject({ fate: 'refused' });
  });

  it('attaches the rest when one instance is refused', async () => {
    const setting = await startSetting(product);
    const [linux, windows] = [...setting.make(1), ...setting.make(1, { os: 'windows' })] as [string, string];
    expect(await verdictsOf(setting.driver.attach(batch(setting, [linux, windows])))).toEqual([
      [linux, 'succeeded'],
      [windows, 'failed'],
    ]);
  });

  it('detaches the key pair from every instance named', async () => {
    const setting = await startSetting(product);
    const ids = setting.make(2);
    await setting.driver.attach(batch(setting, ids));
    expect(await verdictsOf(setting.driver.detach(batch(setting, ids, 't-2')))).toEqual(
      ids.map((id) => [id, 'succeeded']),
    );
    expect(ids.map((id) => setting.cloud.instances.get(id)?.keyPairName ?? null)).toEqual([null, null]);
  });

  it('attaches running instances exactly when the product says so', async () => {
    const setting = await startSetting(product);
    const [id] = setting.make(1, { status: 'Running' });
    const { attachWhileRunning, states } = products[product];
    const [[, status] = []] = await verdictsOf(setting.driver.attach(batch(setting, [id ?? ''])));
    expect(status === 'succeeded').toBe(attachWhileRunning);
    expect(states.includes('Running')).toBe(attachWhileRunning);
  });

  it('reads the public half of a key pair where the product shows it', async () => {
    const setting = await startSetting(product);
    expect(await setting.driver.publicKeyOf(setting.keyPair)).toBe(showsPublicKey ? publicKey : null);
  });

  it('reads no public key of a key pair that is not there', async () => {
    const { driver, keyPair } = await startSetting(product);
    expect(await driver.publicKeyOf({ ...keyPair, keyPairName: 'op' })).toBeNull();
  });

  it('passes on the code, message and request id of a refusal', async () => {
    const setting = await startSetting(product);
    const unknown = { ...setting.keyPair, keyPairName: 'nope', keyPairId: setting.keyPair.keyPairId && 'ssh-nope' };
    const refused = setting.driver.attach({ ...batch(setting, setting.make(1)), keyPair: unknown });
    await expect(refused).rejects.toMatchObject({
      fate: 'refused',
      requestId: expect.stringMatching(/^[0-9A-F-]{36}$/),
    });
  });
});

describe('the ens driver', () => {
  it('completes a key pair by its name or its id', async () => {
    const { driver, keyPair } = await startSetting('ens');
    expect(keyPair.keyPairId).toMatch(/^ssh-/);
    expect(await driver.resolve({ ...keyPair, keyPairName: null })).toEqual(keyPair);
    expect(await driver.resolve({ ...keyPair, keyPairName: 'nope', keyPairId: null })).toBeNull();
  });
});
