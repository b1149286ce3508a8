import { NotFound, type Route } from './route.ts';

/** Fires the timers of that name now, whatever their schedule; answers with what that started. */
export const fireTimerRoute: Route = {
  method: 'POST',
  path: '/_local/timers/:id',
  takesNoBody: true,
  run: (state, _body, triggerName) => {
    const fired = state.timers.fire(decodeURIComponent(triggerName));
    if (fired.length > 0) return fired;
    throw new NotFound(`no timer ${triggerName}, only ${state.timers.names().join(', ') || 'none'}`);
  },
};
