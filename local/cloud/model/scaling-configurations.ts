import type { Ids } from './ids.ts';

/** What a scaling group makes its instances of, as far as it is kept here. */
export interface ScalingConfiguration {
  readonly scalingConfigurationId: string;
  readonly scalingConfigurationName: string;
  readonly scalingGroupId: string;
  readonly regionId: string;
  readonly keyPairName: string | undefined;
  readonly imageId: string | undefined;
  readonly instanceType: string | undefined;
  /** Epoch milliseconds. */
  readonly createdMs: number;
}

type NewScalingConfiguration = Omit<ScalingConfiguration, 'scalingConfigurationId' | 'createdMs'>;

/** The scaling configurations of all regions. Groups are not kept: one that is named counts as being there. */
export interface ScalingConfigurations {
  /** In the order of their making. */
  list(): readonly ScalingConfiguration[];
  add(configuration: NewScalingConfiguration): ScalingConfiguration;
  remove(configuration: ScalingConfiguration): void;
}

export function createScalingConfigurations(
  ids: Pick<Ids, 'scalingConfigurationId'>,
  now: () => number,
): ScalingConfigurations {
  const made = new Set<ScalingConfiguration>();
  return {
    list: () => [...made],
    add: (configuration) => {
      const next = { ...configuration, scalingConfigurationId: ids.scalingConfigurationId(), createdMs: now() };
      made.add(next);
      return next;
    },
    remove: (configuration) => void made.delete(configuration),
  };
}
