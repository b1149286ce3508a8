import { principalView } from './principal-view.ts';
import type { Route } from './route.ts';

/** Who can sign: users and roles, without their secrets. */
export const listPrincipalsRoute: Route = {
  method: 'GET',
  path: '/_local/principals',
  run: (state) => state.principals.list().map(principalView),
};
