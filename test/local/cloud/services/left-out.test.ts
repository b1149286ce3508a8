import { describe, expect, it } from 'vitest';
import { ownerParameters, wordsOf } from '../../../../local/cloud/action/left-out.ts';
import { products } from '../../../../local/cloud/services/index.ts';
import { ask } from '../ask.ts';
import { openCloud } from '../open-cloud.ts';
import { documentedParameters } from './documented-parameters.ts';

const newest = products.filter(({ name, version }) => name in documentedParameters && version !== '2014-08-28');

/** Where a documented parameter stands: in the action's own table, or among those left out. */
function placesOf(parameter: string, product: (typeof products)[number], action: string): string[] {
  const { harmless, refused } = product.leftOut[action] ?? {};
  const places = {
    implemented: product.actions[action]?.parameters ?? [],
    harmless: [...wordsOf(harmless), ...wordsOf(ownerParameters)],
    refused: wordsOf(refused),
  };
  return Object.entries(places)
    .filter(([, names]) => names.includes(parameter))
    .map(([place]) => place);
}

describe('documented parameters', () => {
  for (const product of newest) {
    for (const action of Object.keys(product.actions)) {
      it(`every documented parameter of ${product.name} ${action} is implemented, harmless or refused, and one of them only`, () => {
        const documented = documentedParameters[product.name]?.(action);

        expect(documented).toBeDefined();
        const places = documented?.map((parameter) => [parameter, placesOf(parameter, product, action)] as const);
        expect(places?.filter(([, where]) => where.length !== 1)).toEqual([]);
      });
    }

    it(`no parameter is left out of ${product.name} that its newest client does not have`, () => {
      const unknown = Object.entries(product.leftOut).flatMap(([action, { harmless, refused }]) => {
        const documented = documentedParameters[product.name]?.(action) ?? [];
        return [...wordsOf(harmless), ...wordsOf(refused)].filter((name) => !documented.includes(name));
      });

      expect(unknown).toEqual([]);
    });
  }

  it('a call with a parameter that is not emulated is refused by its name, and one that does not set it is not', async () => {
    const cloud = await openCloud();
    const list = (more: Record<string, string>) => ask(cloud, 'ecs', 'DescribeInstances', { ...more });
    const refused = await list({ HttpTokens: 'required' });

    expect([refused.status, refused.body.Code]).toEqual([400, 'NotEmulated']);
    expect(refused.body.Message).toContain('"HttpTokens"');
    expect((await list({ DeviceAvailable: 'false', HttpTokens: '' })).status).toBe(200);
  });
});
