import { describe, expect, it } from 'vitest';
import { openCloud } from '../../open-cloud.ts';
import { call } from '../../signed-call.ts';
import { inInstance } from './keeper.ts';

async function openSecrets() {
  const cloud = await openCloud();
  const make = (SecretName: string, more: Record<string, string>) =>
    call(cloud, 'kms', 'CreateSecret', { SecretName, VersionId: 'v1', SecretData: 'x', ...inInstance, ...more });
  await make('keyfleet/ops', { Description: 'of the fleet', Tags: '[{"TagKey":"team","TagValue":"ops"}]' });
  await make('keyfleet/web', { Tags: '[{"TagKey":"team","TagValue":"web"}]' });
  await make('other', {});
  return cloud;
}

const found: [filters: string, names: string[]][] = [
  ['[{"Key":"SecretName","Values":["keyfleet/"]}]', ['keyfleet/ops', 'keyfleet/web']],
  ['[{"Key":"SecretName","Values":["ops","other"]}]', ['keyfleet/ops', 'other']],
  ['[{"Key":"Description","Values":["fleet"]}]', ['keyfleet/ops']],
  ['[{"Key":"TagKey","Values":["team"]},{"Key":"TagValue","Values":["web"]}]', ['keyfleet/web']],
  ['[{"Key":"SecretType","Values":["Rds"]}]', []],
  ['[]', ['keyfleet/ops', 'keyfleet/web', 'other']],
  ['null', ['keyfleet/ops', 'keyfleet/web', 'other']],
];

const wrong = [
  '{}',
  '[{"Key":"Colour","Values":["red"]}]',
  '[{"Key":"SecretName"}]',
  '[{"Key":"SecretName","Values":[]}]',
  'x',
];

describe('kms ListSecrets', () => {
  it.each(found)('kms ListSecrets by %s finds %j', async (Filters, names) => {
    const { body } = await call(await openSecrets(), 'kms', 'ListSecrets', { Filters });
    const { Secret } = body.SecretList as { Secret: { SecretName: string }[] };
    expect([body.TotalCount, Secret.map(({ SecretName }) => SecretName)]).toEqual([names.length, names]);
  });

  it.each(wrong)('kms ListSecrets refuses the filters %s', async (Filters) => {
    const answer = await call(await openCloud(), 'kms', 'ListSecrets', { Filters });
    expect(answer).toMatchObject({ status: 400, body: { Code: 'InvalidParameter' } });
  });
});
