import { defineAction } from '../../../action/action.ts';
import { CloudError } from '../../../action/refusal.ts';
import type { Cloud } from '../../../model/cloud.ts';
import { imageIds, osOf } from '../../../model/instance.ts';
import { clientToken } from '../command-parameters.ts';
import { ecsDialect } from '../dialect.ts';
import { findKeyPair } from '../key-pair-rules.ts';
import { readNewTags } from '../new-key-pair.ts';
import { newTags, region } from '../parameters.ts';
import { placed, placementOf } from '../placement.ts';
import { flag } from '../power-rules.ts';
import { ecsRefusals } from '../refusals.ts';
import { instances, keyPairs } from '../resources.ts';

/**
 * Makes up to 100 instances and starts them: Pending, Starting, Running. Source: ECS 2014-05-26 RunInstances.
 * Choices: there is always room, so Amount are made and MinAmount is only checked; images, types, networks, groups and
 * launch templates are taken as they come and read back, and an image that begins with `win` is Windows; user data is not run; without a
 * password or a key pair, root has no password.
 */
export const runInstances = defineAction({
  idempotent: true,
  parameters: {
    RegionId: region,
    ImageId: { type: 'string' },
    LaunchTemplateId: { type: 'string' },
    LaunchTemplateName: { type: 'string' },
    Amount: { type: 'integer', min: 1, max: 100, default: 1 },
    MinAmount: { type: 'integer', min: 1, max: 100 },
    InstanceName: { type: 'string', pattern: /^(?!https?:\/\/)[\p{L}][\p{L}\p{N}:_.,[\]-]{1,127}$/u },
    KeyPairName: { type: 'string' },
    Password: { type: 'string', pattern: passwordPattern(), invalid: ecsRefusals.passwordMalformed },
    PasswordInherit: flag,
    UserData: { type: 'string', maxLength: 32 * 1024, invalid: ecsRefusals.userDataSize },
    Tag: newTags,
    ...placed,
    DryRun: flag,
    ClientToken: clientToken,
  },
  resources: ({ RegionId, KeyPairName }) => [
    ...instances(RegionId),
    ...(KeyPairName === undefined ? [] : keyPairs(RegionId, [KeyPairName])),
  ],
  run: (cloud, { RegionId, Amount, Tag, Password, PasswordInherit, DryRun, ...request }) => {
    if (request.LaunchTemplateId === undefined && request.LaunchTemplateName === undefined) mustNameImage(request);
    if (request.MinAmount !== undefined && request.MinAmount > Amount)
      throw new CloudError(ecsDialect.invalid('MinAmount'));
    const { ImageId: imageId = imageIds.linux, KeyPairName: keyPairName } = request;
    if (keyPairName !== undefined) mustTakeKeyPair(cloud, RegionId, keyPairName, imageId);
    const tags = readNewTags(Tag);
    if (DryRun) throw new CloudError(ecsRefusals.dryRunOperation);
    const made = cloud.launch({
      product: 'ecs',
      regionId: RegionId,
      imageId,
      tags,
      status: 'Pending',
      count: Amount,
      placement: placementOf(request),
      ...(keyPairName !== undefined && { keyPairName }),
      ...(request.InstanceName !== undefined && { instanceName: request.InstanceName }),
      ...(request.IoOptimized !== undefined && { ioOptimized: request.IoOptimized !== 'none' }),
      ...(!PasswordInherit && { password: Password ?? (false as const) }),
    });
    return { InstanceIdSets: { InstanceIdSet: made.map(({ instanceId }) => instanceId) } };
  },
});

function mustNameImage(request: { ImageId: string | undefined; InstanceType: string | undefined }): void {
  const missing = (['ImageId', 'InstanceType'] as const).find((name) => request[name] === undefined);
  if (missing) throw new CloudError(ecsDialect.missing(missing));
}

function mustTakeKeyPair(cloud: Cloud, regionId: string, keyPairName: string, imageId: string): void {
  findKeyPair(cloud, regionId, keyPairName);
  if (osOf(imageId) === 'windows') throw new CloudError(ecsRefusals.windows);
}

/** 8 to 30 characters of at least three kinds: capitals, small letters, digits, others. */
function passwordPattern(): RegExp {
  const kinds = ['[A-Z]', '[a-z]', '[0-9]', '[^A-Za-z0-9]'];
  const threeOf = kinds.map((left) =>
    kinds
      .filter((kind) => kind !== left)
      .map((kind) => `(?=.*${kind})`)
      .join(''),
  );
  return new RegExp(`^(?:${threeOf.join('|')})[\\x21-\\x7e]{8,30}$`);
}
