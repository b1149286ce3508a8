import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Answers everything at once, and knows when it did so first. */
export interface StubCloud {
  readonly url: string;
  /** The next call's answer, `performance.now()`. */
  nextAnswer(): Promise<number>;
  close(): Promise<void>;
}

/** One answer for all actions: an instance that runs, a key pair, a result. */
const BODY = JSON.stringify({
  RequestId: 'r-1',
  Instances: { Instance: [{ InstanceId: 'i-1', Status: 'Running', OSType: 'linux', KeyPairName: '' }] },
  KeyPairs: { KeyPair: [{ KeyPairName: 'ops' }] },
  Results: { Result: [{ InstanceId: 'i-1', Success: 'true', Code: '200', Message: 'successful' }] },
});

export async function startStubCloud(): Promise<StubCloud> {
  let answered = (_atMs: number) => {};
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(200, { 'content-type': 'application/json' }).end(BODY, () => answered(performance.now()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    nextAnswer: () => new Promise((resolve) => (answered = resolve)),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
