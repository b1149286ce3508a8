import type { IncomingHttpHeaders } from 'node:http';
import type { Answer } from '../answer.ts';
import { InvalidInput } from '../invalid-input.ts';
import type { State } from '../state.ts';
import { addFaultRoute } from './add-fault.ts';
import { addInstancesRoute } from './add-instances.ts';
import { addLifecycleActionRoute } from './add-lifecycle-action.ts';
import { addPrincipalRoute } from './add-principal.ts';
import { changeInstanceRoute } from './change-instance.ts';
import { changeSettingsRoute } from './change-settings.ts';
import { clearCallsRoute } from './clear-calls.ts';
import { clearEventsRoute } from './clear-events.ts';
import { clearFaultsRoute } from './clear-faults.ts';
import { fireTimerRoute } from './fire-timer.ts';
import { getInstanceRoute } from './get-instance.ts';
import { getSettingsRoute } from './get-settings.ts';
import { guard } from './guard.ts';
import { injectEventRoute } from './inject-event.ts';
import { listCallsRoute } from './list-calls.ts';
import { listEventsRoute } from './list-events.ts';
import { listFaultsRoute } from './list-faults.ts';
import { listInstancesRoute } from './list-instances.ts';
import { listLifecycleActionsRoute } from './list-lifecycle-actions.ts';
import { listPrincipalsRoute } from './list-principals.ts';
import { listTimersRoute } from './list-timers.ts';
import { resetRoute } from './reset.ts';
import { NotFound, type Route } from './route.ts';

const routes: readonly Route[] = [
  listInstancesRoute,
  getInstanceRoute,
  addInstancesRoute,
  changeInstanceRoute,
  resetRoute,
  listCallsRoute,
  clearCallsRoute,
  listEventsRoute,
  injectEventRoute,
  clearEventsRoute,
  listLifecycleActionsRoute,
  addLifecycleActionRoute,
  listTimersRoute,
  fireTimerRoute,
  addFaultRoute,
  listFaultsRoute,
  clearFaultsRoute,
  addPrincipalRoute,
  listPrincipalsRoute,
  getSettingsRoute,
  changeSettingsRoute,
];

interface ControlRequest {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  /** Undefined when it was larger than the limit. */
  body: Buffer | undefined;
}

/** Answers a request under `/_local/`. Errors are `{code, message, details?}`. */
export async function answerControl(state: State, { method, path, headers, body }: ControlRequest): Promise<Answer> {
  const here = routes.filter((route) => matches(route, path));
  const route = here.find((candidate) => candidate.method === method);
  const isBodyMeant = method === 'POST' && route?.takesNoBody !== true;
  const refused = guard(headers, body === undefined || body.length > 0 || isBodyMeant);
  if (refused)
    return problem(refused.status, refused.status === 403 ? 'Forbidden' : 'UnsupportedMediaType', refused.message);
  if (!body) return problem(413, 'PayloadTooLarge', 'the body is larger than 8 MiB');
  if (here.length === 0) return problem(404, 'NotFound', `no route ${path}`);
  if (!route) return problem(405, 'MethodNotAllowed', `${path} takes ${here.map((other) => other.method).join(', ')}`);
  return run(state, route, path, body);
}

async function run(state: State, route: Route, path: string, body: Buffer): Promise<Answer> {
  try {
    return json(200, await route.run(state, readJson(body), path.slice(path.lastIndexOf('/') + 1)));
  } catch (error) {
    if (error instanceof InvalidInput) return problem(400, 'InvalidParameter', error.message, error.details);
    if (error instanceof NotFound) return problem(404, 'NotFound', error.message);
    console.error(error);
    return problem(500, 'InternalError', 'the local cloud failed; standard error says how');
  }
}

function matches(route: Route, path: string): boolean {
  if (!route.path.endsWith('/:id')) return route.path === path;
  const parent = route.path.slice(0, -':id'.length);
  return path.startsWith(parent) && path.length > parent.length && !path.includes('/', parent.length);
}

function readJson(body: Buffer): unknown {
  if (body.length === 0) return {};
  try {
    return JSON.parse(body.toString());
  } catch {
    throw new InvalidInput([{ path: 'body', expected: 'JSON' }]);
  }
}

function problem(status: number, code: string, message: string, details?: InvalidInput['details']): Answer {
  return json(status, { code, message, ...(details && { details }) });
}

function json(status: number, value: unknown): Answer {
  return { status, headers: { 'content-type': 'application/json;charset=utf-8' }, body: JSON.stringify(value) };
}
