import { defineAction } from '../../../action/action.ts';
import { region } from '../parameters.ts';

/** Choice: three zones in every region; instances that were not placed are in the first. */
const letters = ['h', 'i', 'k'];
const creatable = ['Instance', 'VSwitch', 'Disk', 'IoOptimized'];

/** The zones of a region. Source: ECS 2014-05-26 DescribeZones. Choice: what can be made there is left out but for its kinds. */
export const describeZones = defineAction({
  parameters: { RegionId: region },
  run: (_, { RegionId }) => ({ Zones: { Zone: letters.map((letter) => show(`${RegionId}-${letter}`)) } }),
});

function show(zoneId: string) {
  return {
    ZoneId: zoneId,
    LocalName: zoneId,
    ZoneType: 'AvailabilityZone',
    AvailableResourceCreation: { ResourceTypes: creatable },
    AvailableInstanceTypes: { InstanceTypes: ['ecs.t6-c1m1.large'] },
    AvailableDiskCategories: { DiskCategories: ['cloud_essd'] },
  };
}
