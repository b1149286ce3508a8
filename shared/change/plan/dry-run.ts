import type { Command } from '../command.ts';
import { skipped, type Verdict } from '../verdict.ts';
import type { Step } from './step.ts';

/** What a dry run says of an instance that would be changed. */
export function describeDryRun(command: Command, step: Step): Verdict {
  const { keyPair, observed } = step.item;
  const parts = [inControlPlane(command, step), inGuest(command, step), restart(step), passwords(command, step)];
  const isReplacing = command.action === 'attach' && step.call && observed.keyPairName;
  const code = command.action === 'detach' ? 'WouldDetach' : isReplacing ? 'WouldReplace' : 'WouldAttach';
  return skipped(code, `would ${parts.filter(Boolean).join(', ') || `leave ${keyPair.keyPairName} as it is`}`);
}

function inControlPlane({ action }: Command, { call, item }: Step): string {
  const { keyPair, observed } = item;
  if (!call) return '';
  if (action === 'detach') return `detach ${keyPair.keyPairName}`;
  if (!observed.keyPairName) return `attach ${keyPair.keyPairName}`;
  return `replace key pair ${observed.keyPairName} with ${keyPair.keyPairName}`;
}

function inGuest({ action, user }: Command, { editGuest }: Step): string {
  if (!editGuest) return '';
  return action === 'attach' ? `add the public key for ${user} inside` : `remove the public key of ${user} inside`;
}

function restart({ restart: isRestarted }: Step): string {
  return isRestarted ? 'restart it' : '';
}

function passwords({ action }: Command, { call, restart: isRestarted }: Step): string {
  if (!call) return '';
  const when = isRestarted ? 'with that restart' : 'after the next start';
  return action === 'attach' ? `switch password login off ${when}` : `have password login as the default again ${when}`;
}
