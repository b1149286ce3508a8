import type { Handler } from '../../../shared/runtime/request-handler.ts';

/** Every function there is, as it is exported. */
export const functions: Record<string, () => Promise<{ handler: Handler }>> = {
  attach: () => import('../../../functions/attach.ts'),
  detach: () => import('../../../functions/detach.ts'),
  'auto-attach': () => import('../../../functions/auto-attach.ts'),
  fleet: () => import('../../../functions/fleet.ts'),
  rotate: () => import('../../../functions/rotate.ts'),
};
