import type { ChildProcess } from 'node:child_process';
import type { Place } from '../isolation/runner.ts';
import { createLimiter } from '../process/limiter.ts';
import { World } from './world.ts';

/** Choice: as many guests that start at once as scripts that run at once. */
const startsAtOnce = 8;

/** The guests that are up, by their place. */
export class Worlds {
  private readonly begun = new Map<string, Promise<World>>();
  private readonly up = new Map<string, World>();
  private readonly limit = createLimiter(startsAtOnce);

  /** @param start the process that makes a guest's namespaces, and waits for the host key */
  constructor(private readonly start: (place: Place) => ChildProcess) {}

  /** One that did not start may be tried again. */
  async bringUp(place: Place, hostKey: string): Promise<void> {
    const world = this.begun.get(place.root) ?? this.limit(() => this.begin(place, hostKey));
    this.begun.set(place.root, world);
    try {
      await world;
    } catch (error) {
      this.begun.delete(place.root);
      throw error;
    }
  }

  /** @throws Error where the guest is not up */
  at({ root, hostname }: Place): World {
    const world = this.up.get(root);
    if (!world) throw new Error(`${hostname} is not up`);
    return world;
  }

  async bringDown({ root }: Place): Promise<void> {
    const world = await this.begun.get(root)?.catch(() => undefined);
    this.begun.delete(root);
    this.up.delete(root);
    await world?.end();
  }

  private async begin(place: Place, hostKey: string): Promise<World> {
    const world = new World(this.start(place));
    try {
      await world.ready(hostKey);
    } catch (error) {
      await world.end();
      throw error;
    }
    this.up.set(place.root, world);
    return world;
  }
}
