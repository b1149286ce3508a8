import { everyPage } from '../every-page.ts';
import type { FindKeyPairUsers } from '../key-pair-users.ts';
import type { RpcCall } from '../rpc.ts';

const PAGE_SIZE = 50;

interface Configuration {
  ScalingConfigurationId?: string;
  ScalingConfigurationName?: string;
  ScalingGroupId?: string;
  KeyPairName?: unknown;
}

interface ConfigurationsBody {
  PageSize?: unknown;
  TotalCount?: unknown;
  ScalingConfigurations?: Configuration[] | { ScalingConfiguration?: Configuration[] };
}

/**
 * The scaling configurations that name a key pair, inactive ones too. Source: Ess 2022-02-22
 * DescribeScalingConfigurations: without a group those of all groups of the region, 50 a page. Its list is flat; that of
 * 2014-08-28 is a level deeper.
 */
export function findScalingConfigurations(call: RpcCall): FindKeyPairUsers {
  return async (RegionId, keyPairName) => {
    const all = await everyPage('DescribeScalingConfigurations', PAGE_SIZE, async (PageNumber) => {
      const page = { RegionId, PageNumber, PageSize: PAGE_SIZE };
      const body = await call<ConfigurationsBody>('DescribeScalingConfigurations', page);
      const { ScalingConfigurations: listed } = body;
      const rows = Array.isArray(listed) ? listed : listed?.ScalingConfiguration;
      return { rows, total: body.TotalCount, size: body.PageSize };
    });
    return all.filter(({ KeyPairName }) => KeyPairName === keyPairName).map(describe);
  };
}

const describe = ({
  ScalingConfigurationName: name,
  ScalingConfigurationId: id,
  ScalingGroupId: group,
}: Configuration) => `scaling configuration ${name} (${id}) of group ${group}`;
