import { randomUUID } from 'node:crypto';
import { readlinkSync } from 'node:fs';
import path from 'node:path';
import { createGuestFiles } from '../files/create-guest-files.ts';
import { makeFile } from '../files/make.ts';
import type { UserKind } from '../identity.ts';
import { collect } from '../process/collect.ts';
import { commandLine } from '../process/command-line.ts';
import { generateHostKey } from '../ssh/host-key.ts';
import type { Place, Runner } from './runner.ts';
import type { SystemFolders } from './system-folders.ts';

const namespaces = ['mnt', 'pid', 'net', 'ipc', 'uts', 'user'];
const userNames = { root: 'root', other: 'canary' };
const timeoutMs = 10_000;

/** A runner that starts is not yet one that isolates: what a guest must and must not be able to do. */
const script = `
[ ! -e "$SECRET" ] || echo sees files of the host
( : >/usr/.keyfleet-canary ) 2>/dev/null && echo writes to /usr
touch ~/mine && chown "$USER" ~/mine && chmod 600 ~/mine && [ "$(stat -c %a:%U ~/mine)" = "600:$USER" ] || echo does not own its files
[ "$(cat /proc/sys/kernel/random/boot_id)" = "$BOOT_ID" ] || echo does not have a boot id of its own
for kind in ${namespaces.join(' ')}; do readlink "/proc/self/ns/$kind"; done`;

/**
 * Runs a guest's two users against the host. Undefined when they got nowhere; otherwise one line that says why the
 * runner is not to be used. Leaves files in `folder`, which must exist.
 */
export async function whyNotIsolated(
  runner: Runner,
  folder: string,
  folders: SystemFolders,
): Promise<string | undefined> {
  const place = {
    hostname: 'canary',
    root: path.join(folder, 'guest/root'),
    bootIdFile: path.join(folder, 'boot_id'),
    questions: path.join(folder, 'guest/questions'),
  };
  const secrets = { BOOT_ID: randomUUID(), SECRET: path.join(folder, 'secret') };
  makeFile(secrets.SECRET, 'of the host');
  makeFile(place.bootIdFile, `${secrets.BOOT_ID}\n`);
  const hostKey = generateHostKey(place.hostname);
  const facts = { otherUser: userNames.other, hostPublicKey: hostKey.publicKey };
  createGuestFiles(place, facts, { identity: runner.identity, folders, hasSshd: runner.openssh !== undefined });
  const answers = [];
  await runner.openssh?.bringUp(place, hostKey.privateKey);
  for (const user of ['root', 'other'] as const) answers.push(await probe(runner, place, user, secrets));
  await runner.openssh?.bringDown(place);
  return answers.find((answer) => answer !== undefined);
}

async function probe(runner: Runner, place: Place, user: UserKind, environment: Record<string, string>) {
  const userName = userNames[user];
  const argv = commandLine({ user, userName, script, environment, merged: true }, runner, place);
  try {
    const { exitCode, output } = await collect(
      runner.start(place, { user, argv }, ['ignore', 'pipe', 'pipe']),
      timeoutMs,
    );
    const lines = output.toString().trim().split('\n');
    if (exitCode !== 0) return lines[0] || 'cannot run a script';
    return complaint(lines);
  } catch (error) {
    return (error as Error).message;
  }
}

/** The lines are complaints and the namespaces that the script saw, which must not be ours. */
function complaint(lines: readonly string[]): string | undefined {
  const seen = lines.slice(-namespaces.length);
  const shared = namespaces.find((kind, index) => seen[index] === readlinkSync(`/proc/self/ns/${kind}`));
  if (shared) return `shares the ${shared} namespace of the host`;
  return lines.length > namespaces.length ? lines[0] : undefined;
}
