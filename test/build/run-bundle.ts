import { spawn } from 'node:child_process';
import type { Report } from '../../shared/change/report.ts';

const script = `const [dir, event, context] = process.argv.slice(1);
  Math.random = () => 0;
  require(dir).handler(Buffer.from(event), JSON.parse(context)).then((r) => process.send(r, () => process.exit()));`;

/** Runs a function's bundle for instance i-1 in a process of its own, as the platform does. */
export async function runBundle(dir: string, url: string, more: object = {}) {
  const event = { product: 'ecs', regionId: 'cn-hangzhou', keyPairName: 'ops', instanceIds: ['i-1'], ...more };
  const context = {
    requestId: '1-bundle',
    region: 'cn-hangzhou',
    credentials: { accessKeyId: 'STS.ak', accessKeySecret: 'sk', securityToken: 'token-not-to-be-shown' },
    function: { name: 'attach', timeout: 60 },
  };
  const args = ['-e', script, dir, JSON.stringify(event), JSON.stringify(context)];
  const child = spawn(process.execPath, args, {
    env: { KEYFLEET_ENDPOINT: url, DEBUG: '*' },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let output = '';
  child.stdout?.on('data', (data) => (output += data));
  child.stderr?.on('data', (data) => (output += data));
  const report = await new Promise<Report>((resolve, reject) => {
    child.on('message', (message) => resolve(message as Report));
    child.on('exit', () => reject(new Error(output)));
  });
  return { report, output };
}
