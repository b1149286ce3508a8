import { unescape } from 'node:querystring';
import { NotFound, type Route } from '../route.ts';

/** The names of the timers that can be fired. */
const listTimers: Route = {
  method: 'GET',
  path: '/_local/timers',
  run: (state) => state.timers.names(),
};

/** Fires the timers of that name now, whatever their schedule; answers with what that started. */
const fireTimer: Route = {
  method: 'POST',
  path: '/_local/timers/:id',
  takesNoBody: true,
  run: (state, _body, triggerName) => {
    // Unlike decodeURIComponent, unescape never throws: what is malformed stays as it is.
    const fired = state.timers.fire(unescape(triggerName));
    if (fired.length > 0) return fired;
    throw new NotFound(`no timer ${triggerName}, only ${state.timers.names().join(', ') || 'none'}`);
  },
};

/** Timers of the functions. */
export const timersRoutes: readonly Route[] = [listTimers, fireTimer];
