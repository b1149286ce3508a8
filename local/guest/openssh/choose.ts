import { existsSync } from 'node:fs';
import path from 'node:path';
import { rangeIdentity } from '../identity.ts';
import type { ChoiceContext } from '../isolation/choose-runner.ts';
import { searchPath } from '../isolation/namespace-runner.ts';
import type { Runner } from '../isolation/runner.ts';
import { openUserNamespace, type UserNamespace } from '../isolation/user-namespace.ts';
import { createOpensshRunner } from './openssh-runner.ts';

/** Where distributions put it, and where a guest's first process looks. */
const server = '/usr/sbin/sshd';
const tools = ['unshare', 'nsenter', 'setpriv', 'perl'];

/** @throws Error that says what is missing */
export async function openOpenssh({
  system,
  folders,
}: ChoiceContext): Promise<{ runner: Runner; userNamespace: UserNamespace }> {
  if (process.platform !== 'linux') throw new Error('guests need Linux namespaces');
  const missing = [...tools.filter((tool) => !isInstalled(tool)), ...(existsSync(server) ? [] : [server])];
  if (missing.length > 0) throw new Error(`${missing.join(', ')}: not installed`);
  const identity = rangeIdentity();
  if (!identity) throw new Error('it takes root, with 65,536 ids of its own from 200000 on');
  const userNamespace = await openUserNamespace(identity);
  const context = { system, folders, users: 'separate', local: 'plain' } as const;
  return { runner: createOpensshRunner({ context, identity, userNamespace }), userNamespace };
}

function isInstalled(tool: string): boolean {
  return searchPath()
    .split(':')
    .some((folder) => existsSync(path.join(folder, tool)));
}
