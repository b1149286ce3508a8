import { describe, expect, it } from 'vitest';
import { isHttpEvent, readHttp } from '../../../shared/triggers/http.ts';
import { httpEvent } from '../../functions/http-event.ts';

const json = { 'content-type': 'application/json' };

describe('event of an HTTP trigger', () => {
  it.each([
    ['as it is', { body: '{"a":1}' }],
    ['in base64', { body: Buffer.from('{"a":1}').toString('base64'), isBase64Encoded: true }],
    [
      'under a header in any case, with a charset',
      { body: '{"a":1}', headers: { 'CONTENT-type': 'application/json; charset=utf-8' } },
    ],
  ])('carries the JSON that was posted, %s', (_how, change) => {
    expect(readHttp({ ...httpEvent(''), headers: json, ...change })).toEqual({ a: 1 });
  });

  it.each([
    ['another method', 'MethodNotAllowed', { requestContext: { http: { method: 'GET' } } }],
    ['another media type', 'UnsupportedMediaType', { headers: { 'content-type': 'text/plain' } }],
    ['no headers', 'UnsupportedMediaType', { headers: null }],
    ['a media type that is no text', 'UnsupportedMediaType', { headers: { 'content-type': ['application/json'] } }],
    ['no body', 'InvalidParameter', { body: undefined }],
    ['a body that is no text', 'InvalidParameter', { body: { product: 'ecs' } }],
    ['a body that is no JSON', 'InvalidParameter', { body: '{' }],
  ])('the event of an HTTP trigger is refused with %s: %s', (_what, code, change) => {
    expect(() => readHttp({ ...httpEvent('{}'), ...change })).toThrow(expect.objectContaining({ code }));
  });

  it.each([null, undefined, 1, '', [], {}, { requestContext: null }, { requestContext: { http: { method: 1 } } }])(
    'the event of an HTTP trigger is not %j',
    (event) => {
      expect(isHttpEvent(event)).toBe(false);
    },
  );
});
