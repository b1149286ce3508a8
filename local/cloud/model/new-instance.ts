import { type Instance, type InstanceSpec, imageIds, osOf, type Placement } from './instance.ts';
import { Power, type PowerWorld, type StatusChange } from './power.ts';
import type { PowerDurations } from './power-steps.ts';
import { defaultEdgeRegion } from './regions.ts';

/** What an instance needs of the cloud around it. */
export interface InstanceWorld extends PowerWorld {
  /** Told of every state that an instance enters after its first. */
  onChange(instance: Instance, change: StatusChange): void;
}

/** Makes one instance; `ordinal` counts up. */
export function newInstance(spec: InstanceSpec, instanceId: string, ordinal: number, world: InstanceWorld): Instance {
  return new EmulatedInstance(spec, instanceId, ordinal, world);
}

/** One for all, since most instances have nothing to say. */
const unplaced: Placement = {};

class EmulatedInstance implements Instance {
  readonly product;
  readonly regionId;
  readonly power;
  readonly imageId;
  readonly os;
  readonly ioOptimized;
  placement;
  readonly creationTime;
  readonly keyPairName: string | null = null;
  publicIpAddress;
  privateIpAddress;
  instanceName;
  powerDurations: Partial<PowerDurations>;
  tags: Record<string, string>;

  constructor(
    spec: InstanceSpec,
    readonly instanceId: string,
    readonly ordinal: number,
    world: InstanceWorld,
  ) {
    this.product = spec.product;
    this.regionId = spec.regionId ?? defaultEdgeRegion;
    this.instanceName = spec.instanceName ?? instanceId;
    this.imageId = spec.imageId ?? imageIds[spec.os ?? 'linux'];
    this.os = osOf(this.imageId);
    this.placement = spec.placement ?? unplaced;
    this.tags = { ...spec.tags };
    this.ioOptimized = spec.ioOptimized ?? true;
    this.creationTime = world.now();
    // 198.18.0.0/15 is set aside for tests: no address of the internet or of this network.
    const host = `${(ordinal >> 8) & 255}.${ordinal & 255}`;
    this.publicIpAddress = `198.18.${host}`;
    this.privateIpAddress = `198.19.${host}`;
    this.powerDurations = { ...spec.powerDurations };
    const own: PowerWorld = { ...world, durations: () => ({ ...world.durations(), ...this.powerDurations }) };
    this.power = new Power(spec.status ?? 'Running', own, (change) => world.onChange(this, change));
  }

  get status() {
    return this.power.status;
  }

  get startTime() {
    return this.power.startTime;
  }

  get bootId() {
    return this.power.bootId;
  }

  get history() {
    return this.power.history;
  }
}
