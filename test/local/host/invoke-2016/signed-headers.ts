import { createHash, createHmac } from 'node:crypto';

/** A signer of the FC scheme, written from its documentation and apart from the code under test. */
export function signFc(
  path: string,
  headers: Record<string, string>,
  [accessKeyId, accessKeySecret]: readonly [string, string] = ['ak', 'sk'],
): Record<string, string> {
  const fc = Object.keys(headers)
    .filter((name) => name.startsWith('x-fc-'))
    .toSorted()
    .map((name) => `${name}:${headers[name]}\n`)
    .join('');
  const { 'content-md5': md5 = '', 'content-type': type = '', date = '' } = headers;
  const signature = createHmac('sha256', accessKeySecret)
    .update(`POST\n${md5}\n${type}\n${date}\n${fc}${path}`)
    .digest('base64');
  return { ...headers, authorization: `FC ${accessKeyId}:${signature}` };
}

/** The Content-MD5 of a body as documented: the base64 of the hash. */
export const md5Of = (body: string) => createHash('md5').update(body).digest('base64');
