import { describe, expect, it } from 'vitest';
import { answerWith } from './answer-with.ts';
import { anyone, runKeyfleet } from './run-keyfleet.ts';
import { startRunningStack } from './running-stack.ts';

const hangzhou = ['--product', 'ecs', '--region', 'cn-hangzhou', '--key-pair', 'ops'];
const web3 = ['--instances', 'i-bp1demo0000000000003'];

describe('refused request', () => {
  it('exits 2 with the code and every problem found', async () => {
    const { env } = await startRunningStack();

    const run = await runKeyfleet(['attach', '--product', 'ecs', '--instances', 'i-1'], { env });

    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(
      /keyfleet: refused, InvalidParameter\n {2}regionId: expected .*\n {2}keyPairName: expected/,
    );
    expect(run.stdout).toBe('');
  });

  it('exits 2 when the signature is refused, and shows no secret', async () => {
    const { env } = await startRunningStack();

    const run = await runKeyfleet(['attach', ...hangzhou, ...web3], { env: { ...env, ...anyone } });

    expect(run.code).toBe(2);
    expect(run.stderr).toContain('keyfleet: refused, InvalidAccessKeyID');
    expect(run.stdout + run.stderr).not.toContain('secret-of-anyone');
  });

  it('a refused request is printed as it came with --json', async () => {
    const { env } = await startRunningStack();

    const run = await runKeyfleet(['attach', '--product', 'ecs', '--instances', 'i-1', '--json'], { env });

    expect(run.code).toBe(2);
    expect(JSON.parse(run.stdout)).toMatchObject({ code: 'InvalidParameter' });
  });
});

describe('no answer exits 3', () => {
  const attach = (url: string) => runKeyfleet(['attach', ...hangzhou, ...web3, '--url', url], { env: anyone });

  it('no answer exits 3 when nothing listens', async () => {
    const run = await attach('http://127.0.0.1:1');

    expect(run.code).toBe(3);
    expect(run.stderr).toContain('no answer from http://127.0.0.1:1: nothing listens there.');
  });

  it('no answer exits 3 when the connection breaks, and says that asking again is safe', async () => {
    const run = await attach(await answerWith((_, response) => response.destroy()));

    expect(run.code).toBe(3);
    expect(run.stderr).toContain('The request may have been carried out; the same command again is safe.');
  });

  it('no answer exits 3 when the function failed', async () => {
    const run = await attach(await answerWith((_, response) => response.writeHead(502).end('{"errorMessage":"oops"}')));

    expect(run.code).toBe(3);
    expect(run.stderr).toContain('keyfleet: HTTP 502, the function failed: oops\n');
  });

  it('no answer exits 3 when something else answers', async () => {
    const run = await attach(await answerWith((_, response) => response.end('<html>hello</html>')));

    expect(run.code).toBe(3);
    expect(run.stderr).toContain('this is not an answer of a Keyfleet function');
  });
});
