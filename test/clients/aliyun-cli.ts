import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { LocalCloud } from '@keyfleet/local-cloud';
import { onTestFinished } from 'vitest';

/** A call by the command, such as `aliyun ecs DescribeInstances --RegionId cn-hangzhou`; a flag is a parameter without a value. */
export type Call = <Answer = unknown>(
  product: string,
  action: string,
  parameters?: Readonly<Record<string, string>>,
) => Promise<Answer>;

/** What the command printed instead of an answer. */
export class CommandFailed extends Error {
  constructor(readonly printed: string) {
    super(printed);
  }

  get code(): string | null {
    return /^ErrorCode: (\S+)$/m.exec(this.printed)?.[1] ?? null;
  }

  /** The error of the vendor's SDK that the command prints. */
  get class(): string | null {
    return /ERROR: (\S+)/.exec(this.printed)?.[1] ?? null;
  }
}

/** The command with a key and an address, and a home of its own that it keeps nothing in for others. */
export async function openCli({ url, accessKeyId }: LocalCloud, accessKeySecret: string): Promise<Call> {
  const home = await mkdtemp(path.join(tmpdir(), 'keyfleet-aliyun-'));
  onTestFinished(() => rm(home, { recursive: true, force: true }));
  const key = { ALIBABA_CLOUD_ACCESS_KEY_ID: accessKeyId, ALIBABA_CLOUD_ACCESS_KEY_SECRET: accessKeySecret };
  const env = { PATH: process.env['PATH'], HOME: home, ...key };
  const always = ['--endpoint', new URL(url).host, '--insecure', '--region', 'cn-hangzhou', '--read-timeout', '60'];
  return async (product, action, parameters = {}) => {
    const given = Object.entries(parameters).flatMap(([name, value]) =>
      value === '' ? [`--${name}`] : [`--${name}`, value],
    );
    try {
      const { stdout } = await promisify(execFile)('aliyun', [product, action, ...given, ...always], { env });
      return JSON.parse(stdout);
    } catch (error) {
      const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
      throw new CommandFailed(`${stdout}${stderr}`);
    }
  };
}
