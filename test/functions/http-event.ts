/**
 * The event of an HTTP trigger with this body.
 * Source: Function Compute 3.0, "Use an HTTP trigger to invoke a function", request struct; header names may come in
 * either case.
 */
export function httpEvent(body: string) {
  return {
    version: 'v1',
    rawPath: '/attach',
    body,
    isBase64Encoded: false,
    headers: { 'Content-Type': 'application/json', header2: 'value1,value2' },
    queryParameters: { parameter1: 'value1', parameter2: 'value1,value2' },
    requestContext: {
      accountId: '1234567890123456',
      triggerId: '1e875ca5-8fd9-4893-b690-cc81c41e5bdc',
      domainName: 'http-trigger-id.cn-hangzhou.fcapp.run',
      domainPrefix: 'http-trigger-id',
      http: {
        method: 'POST',
        path: '/attach',
        protocol: 'HTTP/1.1',
        sourceIp: '11.11.11.11',
        userAgent: 'PostmanRuntime/7.32.3',
      },
      requestId: '1-64f6cd87-0000000000000',
      time: '2023-09-05T06:41:11Z',
      timeEpoch: '1693896071895',
    },
  };
}
