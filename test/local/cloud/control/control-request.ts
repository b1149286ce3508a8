import type { LocalCloud } from '@keyfleet/local-cloud';

/** Sends a control request, `path` without `/_local`; a body goes as JSON. */
export async function control(cloud: LocalCloud, method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown) {
  const response = await fetch(`${cloud.url}/_local${path}`, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  return { status: response.status, body: (await response.json()) as never };
}
