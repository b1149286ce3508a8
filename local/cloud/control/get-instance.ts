import { instanceView } from './instance-view.ts';
import { NotFound, type Route } from './route.ts';

/** One instance. */
export const getInstanceRoute: Route = {
  method: 'GET',
  path: '/_local/instances/:id',
  run: (state, _body, id) => {
    const instance = state.cloud.instances.get(id);
    if (!instance) throw new NotFound(`no instance ${id}`);
    return instanceView(instance);
  },
};
