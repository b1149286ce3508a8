/** A request before it is written, as a client would have it. */
export interface HttpRequest {
  method: string;
  target: string;
  /** In the order in which they are written; a name may come twice. */
  headers: readonly (readonly [name: string, value: string])[];
  body: string;
}

/** The request's bytes, each character one byte: whatever is in it is written as it stands. */
export function serialize({ method, target, headers, body }: HttpRequest): Buffer {
  const hasLength = headers.some(([name]) => /^(content-length|transfer-encoding)$/i.test(name));
  const framing: HttpRequest['headers'] = hasLength || body === '' ? [] : [['content-length', String(body.length)]];
  const lines = [...headers, ...framing].map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`${method} ${target} HTTP/1.1\r\n${lines.join('')}\r\n${body}`, 'latin1');
}

/** Changes the value of each header of a name. */
export function mapHeader(request: HttpRequest, name: string, change: (value: string) => string): HttpRequest {
  const headers = request.headers.map(([at, value]) => [at, at === name ? change(value) : value] as const);
  return { ...request, headers };
}
