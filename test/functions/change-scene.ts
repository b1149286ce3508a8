import { startLocalCloud } from '@keyfleet/local-cloud';
import { onTestFinished } from 'vitest';
import { readCommand } from '../../shared/change/command.ts';
import { dispatch } from '../../shared/change/dispatch.ts';
import { type Report, summarize } from '../../shared/change/report.ts';
import { products } from '../../shared/products/index.ts';
import type { ProductName } from '../../shared/products/product.ts';
import { defineHandler } from '../../shared/runtime/request-handler.ts';
import { contextFor, regionOf } from '../stack.ts';
import { httpEvent } from './http-event.ts';

export type ChangeScene = Awaited<ReturnType<typeof openChange>>;

/** An empty cloud until the test is over, and the functions that change key pairs against it. */
export async function openChange() {
  const cloud = await startLocalCloud();
  onTestFinished(() => cloud.close());
  const logged: string[] = [];

  /** The function as it is exported, but with this test's surroundings. */
  function handlerOf(action: 'attach' | 'detach', environment: Record<string, string> = {}) {
    return defineHandler(
      { read: (payload, { maxInstances }) => readCommand(action, payload, maxInstances), run: dispatch, summarize },
      { environment: { KEYFLEET_ENDPOINT: cloud.url, ...environment }, log: (line) => logged.push(line) },
    );
  }

  async function post(action: 'attach' | 'detach', body: unknown, change: object = {}, environment = {}) {
    const event = Buffer.from(JSON.stringify({ ...httpEvent(JSON.stringify(body)), ...change }));
    const answer = (await handlerOf(action, environment)(event, contextFor(cloud))) as {
      statusCode: number;
      body: string;
    };
    return { statusCode: answer.statusCode, answer, report: JSON.parse(answer.body) as Report };
  }

  function make(product: ProductName, count: number, more: object = {}): string[] {
    if (count === 0) return [];
    const region = regionOf(product);
    const status = products[product].states.at(-1) as 'Stopped';
    return cloud.instances
      .add([{ product, count, status, ...(region && { regionId: region }), ...more }])
      .map((i) => i.instanceId);
  }

  const callsOf = (action: string) => cloud.calls.list().filter((call) => call.action === action);

  return { cloud, logged, handlerOf, post, make, callsOf };
}
