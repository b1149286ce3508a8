import { inTurns } from '../../gateway/turns.ts';
import type { Cloud } from '../../model/cloud.ts';
import type { Instance } from '../../model/instance.ts';
import { changeInstance } from '../instance/change-instance.ts';
import { inspectInstance } from '../instance/inspect-instance.ts';
import { addInstancesInTurns } from '../instance/instance-specs.ts';
import { instanceView } from '../instance/view.ts';
import { NotFound, type Route } from '../route.ts';

async function viewAll(cloud: Cloud, instances: readonly Instance[]) {
  return (await inTurns(instances, (some) => some.map((instance) => instanceView(cloud, instance)))).flat();
}

/** All instances, in order of creation. */
const listInstances: Route = {
  method: 'GET',
  path: '/_local/instances',
  run: ({ cloud }) => viewAll(cloud, cloud.instances.all()),
};

/** One instance, with its guest: `sshPort` (the same for life), `bootId`, `agent`, and the record of its power. */
const getInstance: Route = {
  method: 'GET',
  path: '/_local/instances/:id',
  run: async (state, _body, id) => {
    const detail = await inspectInstance(state.cloud, id);
    if (!detail) throw new NotFound(`no instance ${id}`);
    return detail;
  },
};

/** Makes instances; answers with a flat array of those made. */
const makeInstances: Route = {
  method: 'POST',
  path: '/_local/instances',
  run: async ({ cloud }, body) => viewAll(cloud, await addInstancesInTurns(cloud, body)),
};

/** Changes what no API changes: `{password?, agent?, runCloudInit?, powerDurations?}`; answers with the instance. */
const alterInstance: Route = {
  method: 'POST',
  path: '/_local/instances/:id',
  run: async ({ cloud }, body, id) => {
    if (!cloud.instances.get(id)) throw new NotFound(`no instance ${id}`);
    await changeInstance(cloud, id, body);
    return inspectInstance(cloud, id);
  },
};

/** Instances, as the control plane and their guests have them. */
export const instancesRoutes: readonly Route[] = [listInstances, getInstance, makeInstances, alterInstance];
