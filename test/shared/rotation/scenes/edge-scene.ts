import { afterAll, onTestFinished } from 'vitest';
import { powerAtRest } from './power-at-rest.ts';
import { BY_LOGIN, openRotation, type SceneOptions } from './scene.ts';
import { closeClouds } from './scene-cloud.ts';

/** To be called by every file that opens one. */
export const closeEdges = () => afterAll(closeClouds);

export const now = { action: 'now', keyPair: 'ops' };
export const MINUTE_MS = 60_000;
/** The rotation of a key pair of which so many nodes may be away at once. */
export const atOnce = (share: string) => ({ lines: `maxUnavailable: ${share}\n    ${BY_LOGIN}` });

/** A rotation of edge nodes that the platform calls again, unless said otherwise. */
export async function openEdge(nodes: number, options: SceneOptions = {}) {
  const scene = await openRotation({ lines: BY_LOGIN, again: 'taken', ...options });
  onTestFinished(() => scene.close());
  const ids = Array.from({ length: nodes }, () => scene.make('ens'));
  for (const id of ids) await scene.tagPort('ens', id);
  const of = <T>(read: (one: NonNullable<ReturnType<typeof scene.cloud.instances.get>>) => T) =>
    ids.map((id) => {
      const one = scene.cloud.instances.get(id);
      if (!one) throw new Error(`${id} is gone`);
      return read(one);
    });
  return {
    ...scene,
    ids,
    /** Until what was asked to stop or start has done so. */
    rest: () => powerAtRest(scene.cloud),
    statuses: () => of(({ status }) => status),
    carried: () => of(({ keyPairName }) => keyPairName),
    stops: () => of(({ history }) => history.stops),
    marks: () => of(({ tags }) => 'keyfleet:restart' in tags),
  };
}
