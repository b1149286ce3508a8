import { changeInstance } from '../change-instance.ts';
import { inspectInstance } from '../inspect-instance.ts';
import { NotFound, type Route } from './route.ts';

/** Changes what no API changes: `{password?, agent?, runCloudInit?, powerDurations?}`; answers with the instance. */
export const changeInstanceRoute: Route = {
  method: 'POST',
  path: '/_local/instances/:id',
  run: async ({ cloud }, body, id) => {
    if (!cloud.instances.get(id)) throw new NotFound(`no instance ${id}`);
    await changeInstance(cloud, id, body);
    return inspectInstance(cloud, id);
  },
};
