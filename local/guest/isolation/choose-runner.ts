import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { makeFolder } from '../files/make.ts';
import type { SharedSystem } from '../files/shared-system.ts';
import { hostIdentity, isHostRoot } from '../identity.ts';
import { openOpenssh } from '../openssh/choose.ts';
import { whyNotIsolated } from './canary.ts';
import type { RunnerChoice, SshdChoice } from './isolation.ts';
import { createNamespaceRunner, searchPath } from './namespace-runner.ts';
import type { Runner } from './runner.ts';
import type { SystemFolders } from './system-folders.ts';
import { createUnsafeRunner } from './unsafe.ts';
import { openUserNamespace, type UserNamespace } from './user-namespace.ts';

const launcher = readFileSync(path.join(import.meta.dirname, 'launcher.sh'), 'utf8');

/** A runner, or why there is none. */
export interface ChosenRunner {
  readonly runner: Runner | null;
  readonly reason?: string;
  /** Why guests are not served by OpenSSH, where that was looked into. */
  readonly standInReason?: string;
  close(): void;
}

/** What choosing needs: a folder of its own for what the trials leave behind. */
export interface ChoiceContext {
  readonly folder: string;
  readonly system: SharedSystem;
  readonly folders: SystemFolders;
}

/** What is asked for: how scripts are isolated, and what serves logins. */
export interface Choice {
  readonly runner: RunnerChoice;
  readonly sshd: SshdChoice;
}

/**
 * Takes guests with an OpenSSH server where a canary run proves that they work, else the first runner that one proves.
 * @throws Error where OpenSSH is asked for and does not work
 */
export async function chooseRunner(choice: Choice, context: ChoiceContext): Promise<ChosenRunner> {
  if (choice.sshd === 'stand-in' || (choice.sshd === 'auto' && choice.runner !== 'auto'))
    return chooseAmong(choice.runner, context);
  const openssh = await proven(() => openOpenssh(context), path.join(context.folder, 'openssh'), context.folders);
  if (openssh.runner) return openssh;
  if (choice.sshd === 'openssh') throw new Error(`guests cannot be served by OpenSSH: ${openssh.reason}`);
  return { ...(await chooseAmong(choice.runner, context)), standInReason: openssh.reason ?? '' };
}

/** Takes the first runner that a canary run proves to isolate: bubblewrap before unshare, two uids before one. */
async function chooseAmong(choice: RunnerChoice, context: ChoiceContext): Promise<ChosenRunner> {
  const nothing = { runner: null, close: () => {} };
  if (choice === 'none') return { ...nothing, reason: 'turned off' };
  if (choice === 'unsafe') return { ...nothing, runner: createUnsafeRunner(launcher, context.system) };
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
  const open = async () => {
    const userNamespace = users === 'separate' ? await openUserNamespace(hostIdentity(users)) : undefined;
    return { runner: createNamespaceRunner(name, { system, folders, users, launcher }, userNamespace), userNamespace };
  };
  return proven(open, path.join(folder, `${name}-${users}`), folders);
}

/** Opens a runner and lets a canary run prove it. */
async function proven(
  open: () => Promise<{ runner: Runner; userNamespace?: UserNamespace | undefined }>,
  trial: string,
  folders: SystemFolders,
): Promise<ChosenRunner> {
  let userNamespace: UserNamespace | undefined;
  try {
    const opened = await open();
    userNamespace = opened.userNamespace;
    makeFolder(trial);
    const reason = await whyNotIsolated(opened.runner, trial, folders);
    if (reason === undefined) return { runner: opened.runner, close: () => userNamespace?.close() };
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
