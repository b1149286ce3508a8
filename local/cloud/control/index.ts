import type { IncomingHttpHeaders } from 'node:http';
import type { Answer } from '../gateway/answer.ts';
import { toJson } from '../gateway/turns.ts';
import { InvalidInput } from '../settings/invalid-input.ts';
import type { State } from '../state.ts';
import { guard } from './guard.ts';
import { NotFound, type Route } from './route.ts';
import { callsRoutes } from './routes/calls.ts';
import { eventsRoutes } from './routes/events.ts';
import { faultsRoutes } from './routes/faults.ts';
import { instancesRoutes } from './routes/instances.ts';
import { lifecycleActionsRoutes } from './routes/lifecycle-actions.ts';
import { principalsRoutes } from './routes/principals.ts';
import { settingsRoutes } from './routes/settings.ts';
import { timersRoutes } from './routes/timers.ts';

export const routes: readonly Route[] = [
  ...instancesRoutes,
  ...callsRoutes,
  ...eventsRoutes,
  ...faultsRoutes,
  ...principalsRoutes,
  ...settingsRoutes,
  ...timersRoutes,
  ...lifecycleActionsRoutes,
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
    return await json(200, await route.run(state, readJson(body), path.slice(path.lastIndexOf('/') + 1)));
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

function problem(status: number, code: string, message: string, details?: InvalidInput['details']): Promise<Answer> {
  return json(status, { code, message, ...(details && { details }) });
}

async function json(status: number, value: unknown): Promise<Answer> {
  return { status, headers: { 'content-type': 'application/json;charset=utf-8' }, body: await toJson(value) };
}
