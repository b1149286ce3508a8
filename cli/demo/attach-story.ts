import path from 'node:path';

/** One thing that an operator does in the demo. */
export type Step = {
  readonly why: string;
  /** What follows `keyfleet`. */
  readonly args: readonly string[];
  /** The exit code that the step must have. */
  readonly exitCode: number;
};

const example = path.join(import.meta.dirname, '../../examples/mixed-fleet.json');
const fleet = ['--file', path.relative('', example)];
const hangzhou = ['--product', 'ecs', '--region', 'cn-hangzhou', '--key-pair', 'ops', '--instances'];

/** The story of attach and detach, told on the local cloud's demo fleet. */
export const steps: readonly Step[] = [
  {
    why: 'First ask what would happen. Nothing changes.',
    args: ['attach', ...fleet, '--dry-run'],
    exitCode: 0,
  },
  {
    why: 'Attach the key pair "ops" to instances of three products in one request.',
    args: ['attach', ...fleet],
    exitCode: 0,
  },
  {
    why: 'The same again is safe: what is attached already is left alone.',
    args: ['attach', ...fleet],
    exitCode: 0,
  },
  {
    why: 'A Windows instance and one that does not exist are refused, each with its reason, and spoil nothing.',
    args: ['attach', ...hangzhou, 'i-bp1demo0000000000001,i-bp1demo0000000000006,i-bp1nosuch00000000001'],
    exitCode: 1,
  },
  {
    why: 'A running edge node has to be stopped first; the cloud says so and Keyfleet passes it on.',
    args: ['attach', '--product', 'ens', '--key-pair', 'ops', '--instances', 'i-5demo00000000000000000003'],
    exitCode: 1,
  },
  {
    why: 'And off again. Detaching asks for consent where it would leave no way in, or where that cannot be seen.',
    args: ['detach', ...fleet, '--allow-unverified', '--allow-lock-out'],
    exitCode: 0,
  },
];
