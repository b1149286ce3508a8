import { describe, expect, it } from 'vitest';
import { openCloud } from '../open-cloud.ts';
import { control } from './control-request.ts';

describe('/_local/settings', () => {
  it('merges changes and shows all', async () => {
    const cloud = await openCloud();
    const { body } = await control(cloud, 'POST', '/settings', { windows: { ecs: 'request' }, latencyMs: 3 });
    expect(body).toMatchObject({ windows: { ecs: 'request', ens: 'row' }, latencyMs: 3, keyPairNotFoundStatus: 400 });
    expect((await control(cloud, 'GET', '/settings')).body).toEqual(body);
    expect(cloud.settings).toEqual(body);
  });

  const refused: [changes: unknown, path: string][] = [
    [{ gravity: 1 }, 'gravity'],
    [{ windows: { gcp: 'row' } }, 'windows.gcp'],
    [{ windows: { ecs: 'maybe' } }, 'windows.ecs'],
    [{ windows: 'row' }, 'windows'],
    [{ latencyMs: -1 }, 'latencyMs'],
    [{ keyPairNotFoundStatus: 500 }, 'keyPairNotFoundStatus'],
    [[], 'body'],
    [null, 'body'],
  ];
  it.each(refused)('refuses %j and changes nothing', async (changes, path) => {
    const cloud = await openCloud();
    const before = structuredClone(cloud.settings);
    const { status, body } = await control(cloud, 'POST', '/settings', changes);
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: 'InvalidParameter', details: [{ path }] });
    expect(cloud.settings).toEqual(before);
  });
});
