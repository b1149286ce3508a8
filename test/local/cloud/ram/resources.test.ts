import { type LocalCloud, startLocalCloud } from '@keyfleet/local-cloud';
import { beforeAll, describe, expect, it } from 'vitest';
import { products } from '../../../../local/cloud/services/index.ts';
import { importKeyPair } from '../open-cloud.ts';
import { call, type Parameters } from '../signed-call.ts';
import { touchedBy } from './touched.ts';

describe('what calls touch', () => {
  it.each(products)('what calls touch is specified here for every action of $name', ({ name, actions }) => {
    expect(Object.keys(touchedBy[name]).toSorted()).toEqual(Object.keys(actions).toSorted());
  });
});

describe.each(products)('$name asks permission', ({ name, ramCode, dialect, openActions = [] }) => {
  let cloud: LocalCloud;
  beforeAll(async () => {
    cloud = await startLocalCloud();
    cloud.instances.add([{ product: 'ecs', regionId: 'cn-hangzhou', instanceId: 'ecs-known' }]);
    await importKeyPair(cloud, 'ecs', 'ops');
    return () => cloud.close();
  });

  /** Calls as somebody who may call the action on these resources; whether that was enough for RAM. */
  async function mayCall(action: string, parameters: Parameters, Resource: readonly string[]): Promise<boolean> {
    const policy = {
      Version: '1',
      Statement: [{ Effect: 'Allow', Action: `${ramCode}:${action}`, Resource }],
    } as const;
    const key = cloud.principals.create({ name: 'somebody', policy });
    const { body } = await call(cloud, name, action, parameters, { key });
    return body.Code !== dialect.denied.code;
  }

  const closed = Object.entries(touchedBy[name]).filter(([action]) => !openActions.includes(action));
  const rows = closed.flatMap(([action, calls]) => calls.map((touched) => [action, touched] as const));

  it.each(rows)('permission is asked for all that %s touches: %j', async (action, [parameters, ...arns]) => {
    expect.hasAssertions();
    expect(await mayCall(action, parameters, arns)).toBe(true);
    const others = [`acs:${ramCode}:cn-shanghai:*:*`, 'acs:oss:*:*:*'];
    for (const missing of arns) {
      const rest = arns.filter((one) => one !== missing);
      expect(await mayCall(action, parameters, [...rest, ...others])).toBe(false);
    }
  });
});
