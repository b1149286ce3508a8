import { createGuests, type Guest } from '../local/guest/index.ts';

const created = 5000;
const listening = 100;
const scripts = 20;
const keyPair = { name: 'bench', publicKey: `ssh-rsa ${'A'.repeat(372)}` };

/**
 * What guests cost: 5,000 created and booted, 100 of them listening for SSH (each with a host key of its own), and a
 * script in one of them.
 */
export async function guests(): Promise<void> {
  const host = await createGuests();
  const { runner, users, reason } = host.isolation;
  console.log(`isolation: ${runner}, users ${users}${reason ? ` (${reason})` : ''}`);
  const all: Guest[] = [];
  await measure(`${created} guests, created and booted`, async () => {
    for (let number = 1; number <= created; number++) all.push(host.create({ instanceId: `i-bench${number}` }));
    await Promise.all(all.map((guest) => guest.boot({ keyPair })));
  });
  await measure(`${listening} of them listening`, async () => {
    await Promise.all(all.slice(0, listening).map((guest) => guest.sshPort()));
  });
  if (runner !== 'none') await timeScripts(all);
  await measure('closing them all', () => host.close());
}

async function measure(name: string, work: () => Promise<void>): Promise<void> {
  const before = residentMb();
  const started = performance.now();
  await work();
  const ms = performance.now() - started;
  console.log(
    `${name.padEnd(36)} ${ms.toFixed(0).padStart(6)} ms  ${(residentMb() - before).toFixed(1).padStart(6)} MB`,
  );
}

async function timeScripts(all: readonly Guest[]): Promise<void> {
  const times: number[] = [];
  for (const guest of all.slice(0, scripts)) {
    await guest.run('true', { timeoutMs: 10_000 });
    const started = performance.now();
    await guest.run('true', { timeoutMs: 10_000 });
    times.push(performance.now() - started);
  }
  const median = times.toSorted((a, b) => a - b)[Math.floor(scripts / 2)] ?? Number.NaN;
  console.log(`${'a script, median'.padEnd(36)} ${median.toFixed(1).padStart(6)} ms`);
}

function residentMb(): number {
  return process.memoryUsage().rss / 2 ** 20;
}
