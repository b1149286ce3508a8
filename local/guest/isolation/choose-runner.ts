import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { SharedSystem } from '../files/shared-system.ts';
import { hostIdentity, isHostRoot } from '../identity.ts';
import { whyNotIsolated } from './canary.ts';
import { createNamespaceRunner, searchPath } from './namespace-runner.ts';
import type { Runner } from './runner.ts';
import type { SystemFolders } from './system-folders.ts';
import { createUnsafeRunner } from './unsafe.ts';
import { openUserNamespace, type UserNamespace } from './user-namespace.ts';

const launcher = readFileSync(path.join(import.meta.dirname, 'launcher.sh'), 'utf8');

/** `auto`: the best that was proven here; `unsafe`: none, on request; `none`: run nothing. The others are for tests. */
export type RunnerChoice = 'auto' | 'unsafe' | 'none' | `${'bwrap' | 'unshare'}-${'separate' | 'shared'}`;

/** A runner, or why there is none. */
export interface ChosenRunner {
  readonly runner: Runner | null;
  readonly reason?: string;
  close(): void;
}

/** What choosing needs: a folder of its own for what the trials leave behind. */
export interface ChoiceContext {
  readonly folder: string;
  readonly system: SharedSystem;
  readonly folders: SystemFolders;
}

/** Takes the first runner that a canary run proves to isolate: bubblewrap before unshare, two uids before one. */
export async function chooseRunner(choice: RunnerChoice, context: ChoiceContext): Promise<ChosenRunner> {
  const nothing = { runner: null, close: () => {} };
  if (choice === 'none') return { ...nothing, reason: 'turned off' };
  if (choice === 'unsafe') return { ...nothing, runner: createUnsafeRunner(launcher) };
  if (process.platform !== 'linux') return { ...nothing, reason: 'guests need Linux namespaces' };
  const reasons: string[] = [];
  for (const [name, users] of candidates(choice)) {
    const tried = await tryRunner(name, users, context);
    if (tried.runner) return tried;
    reasons.push(`${name}: ${tried.reason}`);
  }
  return { ...nothing, reason: [...new Set(reasons)].join('; ') || 'two users on this host take root' };
}

function candidates(choice: RunnerChoice): ['bwrap' | 'unshare', 'separate' | 'shared'][] {
  const all: ['bwrap' | 'unshare', 'separate' | 'shared'][] = [];
  for (const users of isHostRoot() ? (['separate', 'shared'] as const) : (['shared'] as const)) {
    for (const name of ['bwrap', 'unshare'] as const) all.push([name, users]);
  }
  return all.filter(([name, users]) => choice === 'auto' || choice === `${name}-${users}`);
}

async function tryRunner(
  name: 'bwrap' | 'unshare',
  users: 'separate' | 'shared',
  { folder, system, folders }: ChoiceContext,
): Promise<ChosenRunner> {
  if (!isInstalled(name)) return { runner: null, reason: 'not installed', close: () => {} };
  let userNamespace: UserNamespace | undefined;
  try {
    if (users === 'separate') userNamespace = await openUserNamespace(hostIdentity(users));
    const runner = createNamespaceRunner(name, { system, folders, users, launcher }, userNamespace);
    const trial = path.join(folder, `${name}-${users}`);
    mkdirSync(trial);
    const reason = await whyNotIsolated(runner, trial, folders);
    if (reason === undefined) return { runner, close: () => userNamespace?.close() };
    userNamespace?.close();
    return { runner: null, reason, close: () => {} };
  } catch (error) {
    userNamespace?.close();
    return { runner: null, reason: (error as Error).message, close: () => {} };
  }
}

function isInstalled(name: string): boolean {
  return searchPath()
    .split(':')
    .some((folder) => existsSync(path.join(folder, name)));
}
