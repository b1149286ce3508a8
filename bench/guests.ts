import { createGuests, type Guest } from '../local/guest/index.ts';
import { type Bench, median, toTable } from './bench.ts';

const created = 5000;
const listening = 100;
const scripts = 20;
const keyPair = { name: 'bench', publicKey: `ssh-rsa ${'A'.repeat(372)}` };

/**
 * What guests cost: 5,000 created and booted, 100 of them listening for SSH (each with a host key of its own), and a
 * script in one of them.
 */
export const guests: Bench = async () => {
  const host = await createGuests();
  const { runner, users, reason } = host.isolation;
  const all: Guest[] = [];
  const rows = [
    await measure(`${created} guests, created and booted`, async () => {
      for (let number = 1; number <= created; number++) all.push(host.create({ instanceId: `i-bench${number}` }));
      await Promise.all(all.map((guest) => guest.boot({ keyPair })));
    }),
    await measure(`${listening} of them listening`, async () => {
      await Promise.all(all.slice(0, listening).map((guest) => guest.sshPort()));
    }),
  ];
  if (runner !== 'none') rows.push(['a script, median', (await timeScripts(all)).toFixed(1), '']);
  rows.push(await measure('closing them all', () => host.close()));
  return [
    `Isolation: ${runner}, users ${users}${reason ? ` (${reason})` : ''}.`,
    '',
    ...toTable(['', 'ms', 'MB'], rows),
  ];
};

async function measure(name: string, work: () => Promise<void>): Promise<string[]> {
  const before = residentMb();
  const started = performance.now();
  await work();
  return [name, (performance.now() - started).toFixed(0), (residentMb() - before).toFixed(1)];
}

async function timeScripts(all: readonly Guest[]): Promise<number> {
  const times: number[] = [];
  for (const guest of all.slice(0, scripts)) {
    await guest.run('true', { timeoutMs: 10_000 });
    const started = performance.now();
    await guest.run('true', { timeoutMs: 10_000 });
    times.push(performance.now() - started);
  }
  return median(times);
}

function residentMb(): number {
  return process.memoryUsage().rss / 2 ** 20;
}
