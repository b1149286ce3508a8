import { afterEach, describe, expect, it, vi } from 'vitest';
import { main } from '../../cli/main.ts';
import { anyone, runKeyfleet } from './run-keyfleet.ts';

const hangzhou = ['--product', 'ecs', '--region', 'cn-hangzhou', '--key-pair', 'ops'];
const web3 = ['--instances', 'i-bp1demo0000000000003'];

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

/** Runs the command in this process, which is quick. */
async function runHere(args: readonly string[], env: Record<string, string> = {}) {
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const code = await main(args);
  return { code, stderr: stderr.mock.calls.map(([text]) => String(text)).join('') };
}

describe('wrong usage exits 2 and names what is wrong', () => {
  it.each([
    [['attach', ...hangzhou, ...web3, '--bogus'], "Unknown option '--bogus'"],
    [['attach'], 'Give --product and --instances, or --file'],
    [['attach', ...hangzhou], 'Give --instances'],
    [['attach', ...hangzhou, ...web3, 'more'], 'Unexpected argument'],
    [['attach', '--file', 'examples/mixed-fleet.json', '--product', 'ecs'], '--file goes without'],
    [['attach', '--file', 'no-such-file.json'], '--file: ENOENT'],
    [['attach', '--file', 'README.md'], '--file: README.md is not JSON: '],
    [['attach', ...hangzhou, ...web3, '--url', 'ftp://x'], 'expected an http or https address'],
    [['attach', ...hangzhou, ...web3, '--url', 'http://127.0.0.1:1/?x=1'], 'expected an http or https address'],
    [['bind'], 'there is no command "bind"'],
    [['toString'], 'there is no command "toString"'],
    [['local', '--port', '70000'], '--port: expected a port from 0 to 65535'],
    [['local', '--fleet', 'huge'], '--fleet: expected demo or empty'],
    [['demo', '--guest-sshd', 'dropbear'], '--guest-sshd: expected auto or stand-in, got "dropbear"'],
  ])('wrong usage exits 2 and names what is wrong: %j', async (args, problem) => {
    const { code, stderr } = await runHere(args, anyone);

    expect(code).toBe(2);
    expect(stderr).toContain(problem);
  });

  it('wrong usage exits 2 without credentials, naming the variables', async () => {
    const run = await runKeyfleet(['attach', ...hangzhou, ...web3]);

    expect(run.code).toBe(2);
    expect(run.stderr).toContain('set ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET');
    expect(run.stderr).toContain('See keyfleet attach --help');
  });
});
