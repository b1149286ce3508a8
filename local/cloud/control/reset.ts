import * as v from 'valibot';
import { InvalidInput } from '../invalid-input.ts';
import type { Route } from './route.ts';

const bodySchema = v.strictObject({ fleet: v.optional(v.picklist(['demo', 'empty']), 'empty') });

/** Begins anew: instances, key pairs, calls, events, faults, quotas and settings. Port and credentials are kept. */
export const resetRoute: Route = {
  method: 'POST',
  path: '/_local/reset',
  run: (state, body) => {
    const parsed = v.safeParse(bodySchema, body);
    if (!parsed.success) throw InvalidInput.from(parsed.issues);
    state.reset(parsed.output.fleet);
    return parsed.output;
  },
};
