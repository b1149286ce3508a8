import type { Instance } from '@keyfleet/local-cloud';
import { scopeOf } from '../../../../local/cloud/model/attachments.ts';
import { type SecretVersion, stagesOf } from '../../../../local/cloud/model/secret.ts';
import { isGenerationOf } from '../../../../shared/fleet/generation.ts';
import type { ModelGuest } from './guest.ts';
import { bodyOf, firstKey, personsKey } from './keys.ts';
import { SECRET, type Stage } from './stage.ts';

/** An instance from outside: keys by their short names. */
export interface Seen {
  readonly instance: Instance;
  readonly id: string;
  readonly carries: string | null;
  readonly tags: Readonly<Record<string, string>>;
  readonly status: string;
  /** Keys with which a login succeeds: now, or after the next start while it does not run. */
  readonly takes: readonly string[];
  /** Whether a rotation can look into it, and change what it finds: what people restricted it leaves as it is. */
  readonly isReachable: boolean;
}

/** A version of the secret that holds a key. */
export interface StoredKey {
  readonly name: string;
  readonly key: string;
  readonly stages: readonly string[];
}

/** What there is, as nobody in the model sees it whole. Keys are `g0`, `g1`, … as they were made, and `person`. */
export interface View {
  /** Epoch milliseconds. */
  readonly nowMs: number;
  readonly instances: readonly Seen[];
  readonly stored: readonly StoredKey[];
  /** Stages of the versions that hold no key. */
  readonly otherStages: readonly string[];
  /** Keys whose private half somebody has: KMS, or the people who had them before. */
  readonly held: ReadonlySet<string>;
  /** That of `ACSCurrent`; `g0` before the first promotion. */
  readonly current: string;
  readonly currentName: string | null;
  /** The key pair of generation 0 is in every product that has instances. */
  readonly hasFirst: boolean;
  /** Key pairs of ours in products that are no generation 0. */
  readonly keyPairs: readonly string[];
}

export function lookAt({ cloud: { state, timeline, guestOf, instances }, made }: Stage): View {
  const short = new Map([
    [bodyOf(firstKey.publicKey), 'g0'],
    [bodyOf(personsKey.publicKey), 'person'],
    ...made.map((publicKey, at): [string, string] => [bodyOf(publicKey), `g${at + 1}`]),
  ]);
  const shortOf = (body: string) => short.get(body) ?? 'unknown';
  const secret = state.cloud.secrets.in('cn-hangzhou').find(SECRET);
  const versions = (secret?.versions ?? []).map((version) => {
    const { versionId: name } = version;
    return { name, stages: secret ? stagesOf(secret, name) : [], key: bodyIn(version) };
  });
  const stored = versions.flatMap(({ key, ...rest }) => (key ? [{ ...rest, key: shortOf(key) }] : []));
  const current = stored.find(({ stages }) => stages.includes('ACSCurrent'));
  const keyPairs = state.cloud.keyPairs;
  return {
    nowMs: timeline.now(),
    instances: instances().map((instance) => {
      const guest = guestOf(instance.instanceId);
      const carried = instance.keyPairName && keyPairs.find(scopeOf(instance), instance.keyPairName);
      const attached = carried ? { name: carried.keyPairName, publicKey: carried.publicKey.line } : null;
      const isRunning = instance.status === 'Running';
      return {
        instance,
        id: instance.instanceId,
        carries: instance.keyPairName,
        tags: { ...instance.tags },
        status: instance.status,
        takes: (isRunning ? guest.takes() : guest.wouldTake(attached)).map(shortOf),
        isReachable: isRunning && state.cloud.guests.of(instance)?.agent === 'online' && isOpenToChange(guest),
      };
    }),
    stored,
    otherStages: versions.filter(({ key }) => !key).flatMap(({ stages }) => stages),
    held: new Set(['g0', 'person', ...stored.map(({ key }) => key)]),
    current: current?.key ?? 'g0',
    currentName: current?.name ?? null,
    hasFirst: instances().every((instance) => keyPairs.find(scopeOf(instance), 'ops')),
    keyPairs: (['ecs', 'ens', 'swas'] as const).flatMap((product) => {
      const all = keyPairs.list({ product, regionId: product === 'ens' ? undefined : 'cn-hangzhou' });
      return all.map(({ keyPairName }) => keyPairName).filter((name) => name !== 'ops' && isGenerationOf('ops', name));
    }),
  };
}

const bodies = new WeakMap<SecretVersion, string | null>();

/** The body of the key that a version holds; null where it holds none. */
function bodyIn(version: SecretVersion): string | null {
  const known = bodies.get(version);
  if (known !== undefined) return known;
  const body = /"publicKey":"([^"]*)"/.exec(version.reveal())?.[1];
  bodies.set(version, body ? bodyOf(body) : null);
  return body ? bodyOf(body) : null;
}

const isOpenToChange = ({ sshd, isReadOnly, lines }: ModelGuest) =>
  sshd === 'usual' && !isReadOnly && lines.every(({ options }) => options === '');
