import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { type LocalCloud, startLocalCloud } from '@keyfleet/local-cloud';
import { type Clock, systemClock } from '../../../shared/cloud/clock.ts';
import { KeyRing } from '../house.ts';
import type { FunctionCase } from './function-case.ts';
import { Home } from './home.ts';

const POWER = { pendingMs: 5, startMs: 20, stopMs: 20, rebootMs: 30, lingerMs: 5 };
const FLAGS = ['StrictHostKeyChecking=no', 'UserKnownHostsFile=/dev/null', 'BatchMode=yes', 'IdentitiesOnly=yes'];
const LENIENT = 'PubkeyAcceptedAlgorithms=+ssh-dss,ssh-rsa';

/** An sshd that has just started, or will not, says nothing of a key. */
const CUT_OFF = /Connection (refused|reset|closed)|kex_exchange_identification|timed out/;
const RETRIES = 3;

const exec = promisify(execFile);
type Said = { stdout: string; stderr: string };

/** Waiting is real, but there is no reason to wait as politely as in the cloud. */
export const hasty: Clock = { ...systemClock, sleep: (ms) => systemClock.sleep(Math.min(ms, 120)) };

/** A local cloud whose guests have OpenSSH, and keys of every kind. */
export class Town {
  readonly ring = new KeyRing();

  private constructor(readonly cloud: LocalCloud) {}

  static async open(): Promise<Town> {
    return new Town(await startLocalCloud({ guestSshd: 'openssh', settings: { power: POWER } }));
  }

  /** A running instance, set up as the case has it. */
  build(one: FunctionCase): Promise<Home> {
    return Home.build(this, one);
  }

  /** Whether the real client runs a command with this private key. */
  async letsIn(port: number, user: string, key: string): Promise<boolean> {
    const nonce = randomUUID();
    const flags = [...FLAGS, LENIENT].flatMap((flag) => ['-o', flag]);
    const target = ['-p', String(port), '-i', path.join(this.ring.folder, key), `${user}@127.0.0.1`, `echo ${nonce}`];
    for (let tries = 0; ; tries++) {
      const { stdout, stderr } = await exec('ssh', ['-F', 'none', ...flags, ...target]).catch((error: Said) => error);
      if (stdout.includes(nonce)) return true;
      if (!CUT_OFF.test(stderr) || tries === RETRIES) return false;
      await wait(400);
    }
  }

  async close(): Promise<void> {
    this.ring.close();
    await this.cloud.close();
  }
}
