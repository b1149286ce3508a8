import { setTimeout as wait } from 'node:timers/promises';
import type { AnyAuthMethod, KeyboardInteractiveAuthMethod } from 'ssh2';
import { type Action, readCommand } from '../../../shared/change/command.ts';
import { dispatch } from '../../../shared/change/dispatch.ts';
import type { Outcome } from '../../../shared/change/report.ts';
import { startInvocation } from '../../../shared/runtime/invocation.ts';
import { run } from '../../local/cloud/assistant/run-script.ts';
import { runOverSsh } from '../../local/guest/ssh-client.ts';
import { contextFor, regionOf, rpc, targetOf } from '../../stack.ts';
import type { FunctionCase } from './function-case.ts';
import { PASSWORD } from './password.ts';
import { preparation, SNAPSHOT } from './preparation.ts';
import { hasty, type Town } from './town.ts';

/** Which ways in there are, by real logins. */
export interface Ways {
  readonly added: boolean;
  readonly old: boolean;
  readonly password: boolean;
}

/** One instance of a case: its guest, and what the functions do to it. */
export class Home {
  /** ECS takes no ed25519. */
  readonly product: 'ecs' | 'swas';
  readonly user: string;
  readonly added: string;
  readonly old: string;
  readonly keyPairName: string;
  private readonly addedName: string;
  private readonly oldName: string;
  /** As {@link files}, before anything was done to it. */
  untouched = '';
  private port = 0;

  private constructor(
    readonly town: Town,
    readonly one: FunctionCase,
    readonly instanceId: string,
  ) {
    const { user = 'admin', kind = 'ed25519', oldKind = 'ed25519' } = one;
    this.product = productOf(one);
    this.user = user;
    [this.addedName, this.oldName] = [`new-${kind}`, `old-${oldKind}`];
    this.added = town.ring.publicKey(this.addedName, kind);
    this.old = town.ring.publicKey(this.oldName, oldKind);
    this.keyPairName = `new-${kind}`;
  }

  static async build(town: Town, one: FunctionCase): Promise<Home> {
    const product = productOf(one);
    const password = one.hasPassword ? PASSWORD : false;
    const [made] = town.cloud.instances.add([{ product, regionId: 'cn-hangzhou', password }]);
    const home = new Home(town, one, made?.instanceId ?? '');
    await home.importKeyPair();
    home.port = (await town.cloud.instances.inspect(home.instanceId))?.sshPort ?? 0;
    home.untouched = await home.must(preparation(home, one));
    return home;
  }

  async change(action: Action, options: object): Promise<Outcome> {
    const request = { ...targetOf(this.product, this.keyPairName, [this.instanceId]), user: this.user, ...options };
    const { results } = await dispatch(readCommand(action, request, 1), this.invocation());
    if (!results[0]) throw new Error('no outcome');
    return results[0];
  }

  invocation() {
    return startInvocation(contextFor(this.town.cloud, 3_600), { KEYFLEET_ENDPOINT: this.town.cloud.url }, hasty);
  }

  isAdded = () => this.town.letsIn(this.port, this.user, this.addedName);
  isOld = () => this.town.letsIn(this.port, this.user, this.oldName);

  async isPassword(): Promise<boolean> {
    if (!this.one.hasPassword) return false;
    const credentials = { username: this.user, authHandler: byPassword(this.user) };
    for (let tries = 0; ; tries++) {
      const said = await runOverSsh(this.port, credentials, 'echo let in').catch((error: { level?: string }) => error);
      if ('stdout' in said) return said.stdout.includes('let in');
      if (said.level === 'client-authentication' || tries === 3) return false;
      await wait(400);
    }
  }

  async ways(): Promise<Ways> {
    const [added, old, password] = await Promise.all([this.isAdded(), this.isOld(), this.isPassword()]);
    return { added, old, password };
  }

  /** Every file that a script of ours might touch, with its text's hash. */
  files = () => this.must(SNAPSHOT);

  /** Runs a script as root, past everything that is tested. */
  async must(script: string): Promise<string> {
    const { cloud } = this.town;
    const { ExitCode, Output, ErrorInfo } = await run(cloud, this.product, this.instanceId, script);
    if (ExitCode !== 0) throw new Error(`${this.one.name}: ${Output}${ErrorInfo}`);
    return Output;
  }

  async reboot(): Promise<void> {
    const { cloud } = this.town;
    const before = (await cloud.instances.inspect(this.instanceId))?.bootId;
    const region = regionOf(this.product);
    await rpc(cloud, this.product)('RebootInstance', { InstanceId: this.instanceId, RegionId: region });
    for (;;) {
      const { status, bootId } = (await cloud.instances.inspect(this.instanceId)) ?? {};
      if (status === 'Running' && bootId !== before) return;
      await wait(20);
    }
  }

  private async importKeyPair() {
    const parameters = { RegionId: 'cn-hangzhou', KeyPairName: this.keyPairName, PublicKeyBody: this.added };
    await rpc(this.town.cloud, this.product)('ImportKeyPair', parameters).catch((error: { code?: string }) => {
      if (!error.code?.includes('Duplicate') && !error.code?.includes('Exist')) throw error;
    });
  }
}

/** By itself, or as an answer to what PAM asks. */
function byPassword(username: string): AnyAuthMethod[] {
  const answer: KeyboardInteractiveAuthMethod['prompt'] = (_name, _instructions, _language, prompts, finish) =>
    finish(prompts.map(() => PASSWORD));
  return [
    { type: 'password', username, password: PASSWORD },
    { type: 'keyboard-interactive', username, prompt: answer },
  ];
}

const productOf = ({ kind = 'ed25519' }: FunctionCase) => (kind === 'ed25519' ? 'swas' : 'ecs');

export const isAny = ({ added, old, password }: Ways) => added || old || password;
