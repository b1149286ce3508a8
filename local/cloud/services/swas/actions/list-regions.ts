import { defineAction } from '../../../action/action.ts';
import { regions } from '../../../model/regions.ts';

/** The regions of SWAS, without a page. Source: SWAS-OPEN 2020-06-01 ListRegions. Choice: names and endpoints as on ECS. */
export const listRegions = defineAction({
  parameters: {},
  run: () => ({
    Regions: regions.map((regionId) => ({
      RegionId: regionId,
      LocalName: regionId,
      RegionEndpoint: `swas.${regionId}.aliyuncs.com`,
    })),
  }),
});
