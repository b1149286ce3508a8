import { startLocalCloud } from '@keyfleet/local-cloud';

/*
 * A local cloud in a process of its own: starts, fills and listens, tells on standard output what that took, and then
 * answers each line of standard input with the CPU time that it has used so far, in microseconds.
 */
const [instances = 0, listening = 0] = process.argv.slice(2).map(Number);
const residentMb = () => process.memoryUsage().rss / 2 ** 20;

const begun = performance.now();
const cloud = await startLocalCloud();
const spec = { regionId: 'cn-hangzhou', keyPairName: 'bench' } as const;
const share = Math.floor(instances / 3);
const emptyMb = residentMb();
const made = cloud.instances.add([
  { ...spec, product: 'ecs', count: instances - 2 * share },
  { ...spec, product: 'swas', count: share },
  { product: 'ens', count: share },
]);
const filledMs = performance.now() - begun;
const filledMb = residentMb();
const asked = made.slice(0, listening).map(({ instanceId }) => cloud.instances.inspect(instanceId));
const ports = (await Promise.all(asked)).filter((detail) => detail?.sshPort);
const listenMs = performance.now() - begun - filledMs;

const instanceIds = made.slice(0, 50).map(({ instanceId }) => instanceId);
const { url, accessKeyId, accessKeySecret } = cloud;
const figures = { filledMs, listenMs, emptyMb, filledMb, listeningMb: residentMb(), ports: ports.length };
process.stdout.write(`${JSON.stringify({ url, accessKeyId, accessKeySecret, instanceIds, ...figures })}\n`);

process.stdin.on('data', () => {
  const { user, system } = process.cpuUsage();
  process.stdout.write(`${user + system}\n`);
});
process.stdin.on('end', () => {
  void cloud.close().then(() => process.exit(0));
});
