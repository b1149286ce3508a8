import { Readable } from 'node:stream';
import Client, { InvokeFunctionHeaders, InvokeFunctionRequest } from '@alicloud/fc20230330';
import { $OpenApiUtil } from '@alicloud/openapi-core';
import { RuntimeOptions } from '@darabonba/typescript';
import { PATIENCE_MS } from '../../time-limits.ts';

export type Keys = { accessKeyId: string; accessKeySecret: string; securityToken?: string };
export type Invocation = {
  body?: string;
  headers?: Record<string, string | Record<string, string>>;
  qualifier?: string;
  /** How long the client waits for the answer. By its own default of three seconds, it would give up on a busy machine. */
  readTimeoutMs?: number;
};

/** Invokes a function with the vendor's unmodified client. */
export async function invoke(
  url: string,
  name: string,
  { body = '', headers = {}, qualifier, readTimeoutMs: readTimeout = PATIENCE_MS }: Invocation,
  keys: Keys,
) {
  const config = new $OpenApiUtil.Config({ ...keys, endpoint: new URL(url).host, protocol: 'HTTP' });
  const request = new InvokeFunctionRequest({ body: Readable.from(Buffer.from(body)), qualifier });
  const answer = await new Client(config).invokeFunctionWithOptions(
    name,
    request,
    new InvokeFunctionHeaders(headers),
    // Its connect timeout is in truth one for an idle socket.
    new RuntimeOptions({ readTimeout, connectTimeout: readTimeout }),
  );
  const chunks: Buffer[] = [];
  for await (const chunk of answer.body as AsyncIterable<Buffer>) chunks.push(chunk);
  return { status: answer.statusCode, headers: answer.headers ?? {}, body: Buffer.concat(chunks) };
}
