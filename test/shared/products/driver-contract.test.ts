import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type LocalCloud, startLocalCloud } from '../../../local/cloud/index.ts';
import { productNames, products } from '../../../shared/products/index.ts';
import type { Driver, KeyPair } from '../../../shared/products/product.ts';
import { judgeRow } from '../../../shared/verdict.ts';
import { createDriver, createKeyPair, regionOf } from '../../stack.ts';

for (const product of productNames) {
  describe(`the ${product} driver`, () => {
    let cloud: LocalCloud;
    let driver: Driver;
    let keyPair: KeyPair;
    const regionId = regionOf(product);

    beforeEach(async () => {
      cloud = await startLocalCloud();
      driver = createDriver(cloud, product);
      await createKeyPair(cloud, product, 'ops');
      const named = { product, regionId, keyPairName: 'ops', keyPairId: null };
      keyPair = (await driver.resolve(named)) ?? named;
    });
    afterEach(() => cloud.close());

    function make(count: number, more: { os?: 'windows'; status?: string } = {}): string[] {
      const status = products[product].states.at(-1) ?? 'Stopped';
      const spec = { product, count, status, ...more, ...(regionId && { regionId }) };
      return cloud.instances.add([spec as Parameters<typeof cloud.instances.add>[0][number]]).map((i) => i.instanceId);
    }
    const batch = (instanceIds: string[]) => ({ keyPair, instanceIds, clientToken: `t-${instanceIds.length}` });
    const verdictsOf = async (answer: ReturnType<Driver['attach']>) => {
      const { rows, requestId } = await answer;
      return rows.map((row) => [row.instanceId, judgeRow(row, requestId)?.status]);
    };

    it('attaches as many instances in one call as the product takes', async () => {
      const ids = make(products[product].maxInstancesPerCall);
      expect(await verdictsOf(driver.attach(batch(ids)))).toEqual(ids.map((id) => [id, 'succeeded']));
      expect(ids.map((id) => cloud.instances.get(id)?.keyPairName)).toEqual(ids.map(() => 'ops'));
    });

    it('is refused one more', async () => {
      const ids = make(products[product].maxInstancesPerCall + 1);
      await expect(driver.attach(batch(ids))).rejects.toMatchObject({ fate: 'refused' });
    });

    it('attaches the rest when one instance is refused', async () => {
      const [linux, windows] = [...make(1), ...make(1, { os: 'windows' })] as [string, string];
      expect(await verdictsOf(driver.attach(batch([linux, windows])))).toEqual([
        [linux, 'succeeded'],
        [windows, 'failed'],
      ]);
    });

    it('detaches', async () => {
      const ids = make(2);
      await driver.attach(batch(ids));
      expect(await verdictsOf(driver.detach({ ...batch(ids), clientToken: 'other' }))).toEqual(
        ids.map((id) => [id, 'succeeded']),
      );
      expect(ids.map((id) => cloud.instances.get(id)?.keyPairName ?? null)).toEqual([null, null]);
    });

    it('sees state, system and key pair of more instances than one call describes', async () => {
      const ids = make(120);
      const windows = make(1, { os: 'windows' });
      await driver.attach(batch(ids.slice(0, 3)));
      const seen = await driver.look(regionId, [...ids, ...windows, 'i-unknown0000000001'], true);
      expect(seen.size).toBe(121);
      expect(seen.get(ids[0] ?? '')).toMatchObject({ status: 'Stopped', os: 'linux', keyPairName: 'ops' });
      expect(seen.get(ids[119] ?? '')).toMatchObject({ keyPairName: null });
      expect(seen.get(windows[0] ?? '')?.os).toBe('windows');
    });

    it('sees the key pair of every instance when more carry it than a listing names', async () => {
      const ids = make(60);
      const limit = products[product].maxInstancesPerCall;
      await driver.attach(batch(ids.slice(0, limit)));
      await driver.attach({ ...batch(ids.slice(limit)), clientToken: 'rest' });
      const seen = await driver.look(regionId, ids, true);
      expect([...seen.values()].filter(({ keyPairName }) => keyPairName === 'ops')).toHaveLength(60);
    });

    it('passes on the code, message and request id of a refusal', async () => {
      const unknown = { ...keyPair, keyPairName: 'nope', keyPairId: keyPair.keyPairId && 'ssh-nope' };
      const refused = driver.attach({ ...batch(make(1)), keyPair: unknown });
      await expect(refused).rejects.toMatchObject({
        fate: 'refused',
        requestId: expect.stringMatching(/^[0-9A-F-]{36}$/),
      });
    });
  });
}

describe('the ens driver', () => {
  it('completes a key pair by its name or its id', async () => {
    const cloud = await startLocalCloud();
    const driver = createDriver(cloud, 'ens');
    await createKeyPair(cloud, 'ens', 'ops');
    const wanted = { product: 'ens', regionId: null, keyPairName: 'ops', keyPairId: null } as const;
    const byName = await driver.resolve(wanted);
    expect(byName?.keyPairId).toMatch(/^ssh-/);
    const byId = await driver.resolve({ ...wanted, keyPairName: null, keyPairId: byName?.keyPairId ?? null });
    expect(byId).toEqual(byName);
    expect(await driver.resolve({ ...wanted, keyPairName: 'nope' })).toBeNull();
    await cloud.close();
  });
});
