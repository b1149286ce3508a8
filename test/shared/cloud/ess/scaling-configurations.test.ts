import { describe, expect, it } from 'vitest';
import { findScalingConfigurations } from '../../../../shared/cloud/ess/scaling-configurations.ts';
import type { RpcCall } from '../../../../shared/cloud/rpc.ts';

const rows = [
  { ScalingConfigurationId: 'asc-1', ScalingConfigurationName: 'web', ScalingGroupId: 'asg-1', KeyPairName: 'ops' },
  { ScalingConfigurationId: 'asc-2', ScalingConfigurationName: 'bare', ScalingGroupId: 'asg-1' },
];
const find = (answer: object) => {
  const behind = { ScalingConfigurations: [] };
  const call: RpcCall = async <Body>(_action: string, { PageNumber }: Readonly<Record<string, unknown>>) =>
    (PageNumber === 1 ? answer : behind) as Body;
  return findScalingConfigurations(call)('cn-hangzhou', 'ops');
};

describe('scaling configurations that name a key pair', () => {
  it.each<[string, object]>([
    ['a flat list, as in 2022-02-22', rows],
    ['a list one level deeper, as in 2014-08-28', { ScalingConfiguration: rows }],
  ])('scaling configurations that name a key pair are found in %s', async (_, ScalingConfigurations) => {
    const found = await find({ TotalCount: 2, ScalingConfigurations });
    expect(found).toEqual(['scaling configuration web (asc-1) of group asg-1']);
  });

  it.each([{}, { TotalCount: 3, ScalingConfigurations: rows }])(
    'scaling configurations that name a key pair are not known from %j',
    async (answer) => {
      const message = expect.stringContaining('DescribeScalingConfigurations: ') as string;
      await expect(find(answer)).rejects.toMatchObject({ code: 'IncompleteAnswer', message });
    },
  );
});
