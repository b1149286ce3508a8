import type { ParameterTable, ParameterValues } from '../../action/parameters/specification.ts';
import type { Placement } from '../../model/instance.ts';

/** What RunInstances says of where its instances are and how they are charged. Source: ECS 2014-05-26 RunInstances. */
export const placed = {
  InstanceType: { type: 'string' },
  ZoneId: { type: 'string' },
  VSwitchId: { type: 'string' },
  SecurityGroupId: { type: 'string' },
  SecurityGroupIds: { type: 'repeat-list', maxItems: 16 },
  ResourceGroupId: { type: 'string' },
  InstanceChargeType: { type: 'string', enum: ['PostPaid', 'PrePaid'] },
  InternetChargeType: { type: 'string', enum: ['PayByBandwidth', 'PayByTraffic'] },
  IoOptimized: { type: 'string', enum: ['none', 'optimized'] },
} as const satisfies ParameterTable;

export function placementOf(asked: ParameterValues<typeof placed>): Placement {
  const one = asked.SecurityGroupId === undefined ? undefined : [asked.SecurityGroupId];
  const said = {
    instanceType: asked.InstanceType,
    zoneId: asked.ZoneId,
    vSwitchId: asked.VSwitchId,
    securityGroupIds: asked.SecurityGroupIds ?? one,
    resourceGroupId: asked.ResourceGroupId,
    chargeType: asked.InstanceChargeType,
    internetChargeType: asked.InternetChargeType,
  };
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
}
