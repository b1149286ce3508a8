import { defineAction } from '../../../action/action.ts';
import { regions } from '../../../model/regions.ts';

/**
 * The regions in which ECS answers. Source: ECS 2014-05-26 DescribeRegions. Choices: a region's name is its id; endpoints
 * are those of the real service, although every region is served here at one address.
 */
export const describeRegions = defineAction({
  parameters: {},
  run: () => ({ Regions: { Region: regions.map(show) } }),
});

function show(regionId: string) {
  return {
    RegionId: regionId,
    LocalName: regionId,
    RegionEndpoint: `ecs.${regionId}.aliyuncs.com`,
    Status: 'available',
  };
}
