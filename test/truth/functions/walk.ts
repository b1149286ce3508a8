import type { Outcome } from '../../../shared/change/report.ts';
import type { FunctionCase } from './function-case.ts';
import { type Home, isAny, type Ways } from './home.ts';
import { rotate } from './rotate.ts';
import type { Town } from './town.ts';
import { Tried } from './tried.ts';

/** Attaches and detaches on one instance of a case and rotates on another; after each claim real logins tell the truth. */
export async function tryFunctions(one: FunctionCase, town: Town): Promise<Tried> {
  const tried = new Tried(one);
  await rotate(await town.build(one), tried);
  const home = await town.build(one);
  await attachOnline(home, tried);
  await detachOnline(home, tried);
  await attachByDefault(home, tried);
  await detachByDefault(home, tried);
  return tried;
}

const effectOf = ({ effective }: Outcome) => (effective === 'afterStart' ? 'unknown' : effective);

async function attachOnline(home: Home, tried: Tried): Promise<void> {
  const before = await home.ways();
  const outcome = await home.change('attach', { takeEffect: 'online' });
  const isIn = await home.isAdded();
  tried.claim({ what: 'attach online', said: effectOf(outcome), code: outcome.code, truth: isIn });
  if (outcome.status === 'failed') {
    if (outcome.attached !== 'no') tried.fault('an attach that failed left the key pair attached');
    if ((await home.files()) !== home.untouched) tried.fault(`an attach that failed (${outcome.code}) changed files`);
  }
  if (outcome.attached === 'yes') await next(home, tried, { what: 'attach online', before });
}

async function detachOnline(home: Home, tried: Tried): Promise<void> {
  const before = await home.ways();
  const outcome = await home.change('detach', { takeEffect: 'online' });
  const after = await home.ways();
  if (isRefused(outcome)) return judgeRefusal(tried, 'detach online', outcome, after.old || after.password);
  tried.claim({ what: 'detach online', said: effectOf(outcome), code: outcome.code, truth: !after.added });
  if (outcome.status === 'failed') return;
  stays(tried, 'detach online', before, otherThanAdded(after));
  if (home.one.hasPassword) await nextWithout(home, tried, { what: 'detach online', before });
}

/** With consent where it is refused: what would have come of it is the truth of the refusal. */
async function attachByDefault(home: Home, tried: Tried): Promise<void> {
  const before = await home.ways();
  const outcome = await home.change('attach', { verify: 'guest' });
  if (outcome.code === 'AlreadyAttached') return;
  if (!isRefused(outcome)) {
    if (outcome.attached !== 'yes') return tried.fault(`an attach by default failed: ${outcome.code}`);
    return next(home, tried, { what: 'attach by default', before });
  }
  await home.change('attach', { allowLockOut: true });
  await home.reboot();
  judgeRefusal(tried, 'attach by default', outcome, isAny(await home.ways()));
}

async function detachByDefault(home: Home, tried: Tried): Promise<void> {
  const before = await home.ways();
  const outcome = await home.change('detach', {});
  if (!isRefused(outcome)) return nextWithout(home, tried, { what: 'detach by default', before });
  await home.change('detach', { allowLockOut: true, allowUnverified: true });
  await home.reboot();
  judgeRefusal(tried, 'detach by default', outcome, isAny(otherThanAdded(await home.ways())));
}

interface Before {
  readonly what: string;
  readonly before: Ways;
}

/** From the next start on passwords are what the product makes of them, and sshd reads its files anew. */
async function next(home: Home, tried: Tried, { what, before }: Before): Promise<void> {
  await home.reboot();
  const isOwnDoing = !home.one.after;
  if (isOwnDoing) stays(tried, `${what}, next start`, before, await home.ways());
}

/** As {@link next}, after a detach. A product takes its key from root alone: what is left in other homes is no way in. */
async function nextWithout(home: Home, tried: Tried, { what, before }: Before): Promise<void> {
  await home.reboot();
  stays(tried, `${what}, next start`, before, otherThanAdded(await home.ways()));
}

const otherThanAdded = (ways: Ways): Ways => ({ ...ways, added: false });

/** It went through, so somebody is to be let in as before. */
function stays(tried: Tried, what: string, before: Ways, after: Ways): void {
  if (isAny(before)) tried.claim({ what: `${what}: a way in`, said: 'yes', code: null, truth: isAny(after) });
}

const isRefused = ({ code }: Outcome) => code === 'WouldLockOut' || code === 'CannotVerify';

function judgeRefusal(tried: Tried, what: string, { code }: Outcome, truth: boolean): void {
  tried.claim({ what: `${what}: a way in`, said: code === 'WouldLockOut' ? 'no' : 'unknown', code, truth });
}
