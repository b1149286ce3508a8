import { readQuotas } from '../cloud/quotas.ts';
import { ConfigurationError } from '../errors.ts';

/** The environment variables that functions read. */
export type Environment = Readonly<Record<string, string | undefined>>;

const DEFAULT_MAX_INSTANCES = 500;
const DEFAULT_FOLLOW_UP_SECONDS = 20;
/** They come after half as much again at most, and events are kept for ten minutes by s.yaml. */
const MAX_FOLLOW_UP_SECONDS = 300;

/** What the environment says. @throws ConfigurationError naming the variable that cannot be used, and what was expected */
export function readSettings(environment: Environment) {
  for (const name of ['KEYFLEET_ENDPOINT', 'KEYFLEET_FC_ENDPOINT'] as const) requireAddress(name, environment[name]);
  return {
    quotas: readQuotas(environment.KEYFLEET_QUOTAS, environment.KEYFLEET_QUOTA_SHARE),
    everySeconds: readFollowUpSeconds(environment),
    maxInstances: readMaxInstances(environment),
  };
}

function requireAddress(name: string, text: string | undefined): void {
  if (text === undefined || /^https?:$/.test(URL.canParse(text) ? new URL(text).protocol : '')) return;
  throw new ConfigurationError(`${name}: expected an address, e.g. "http://127.0.0.1:4510"`);
}

function readMaxInstances({ KEYFLEET_MAX_INSTANCES: text = String(DEFAULT_MAX_INSTANCES) }: Environment): number {
  if (/^[1-9]\d{0,6}$/.test(text)) return Number(text);
  throw new ConfigurationError('KEYFLEET_MAX_INSTANCES: expected a whole number of at least 1');
}

/** 0: the function stays with what it has begun. */
function readFollowUpSeconds({ KEYFLEET_FOLLOW_UP_SECONDS: text = String(DEFAULT_FOLLOW_UP_SECONDS) }: Environment) {
  if (/^\d{1,3}$/.test(text) && Number(text) <= MAX_FOLLOW_UP_SECONDS) return Number(text);
  throw new ConfigurationError(
    `KEYFLEET_FOLLOW_UP_SECONDS: expected a whole number from 0 to ${MAX_FOLLOW_UP_SECONDS}`,
  );
}
