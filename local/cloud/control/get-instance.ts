import { inspectInstance } from '../inspect-instance.ts';
import { NotFound, type Route } from './route.ts';

/** One instance, with its guest: `sshPort` (the same for life), `bootId`, `agent`, and the record of its power. */
export const getInstanceRoute: Route = {
  method: 'GET',
  path: '/_local/instances/:id',
  run: async (state, _body, id) => {
    const detail = await inspectInstance(state.cloud, id);
    if (!detail) throw new NotFound(`no instance ${id}`);
    return detail;
  },
};
