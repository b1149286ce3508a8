import { isReport } from '../../guest/run.ts';
import { findKey, inspectScript } from '../../guest/scripts.ts';
import { sightingIn } from '../../instances/place.ts';
import { runScripts, type Said } from '../../instances/scripts.ts';
import type { Generation, Ledger } from '../../ledger/ledger.ts';
import { products } from '../../products/index.ts';
import type { ProductName } from '../../products/product.ts';
import type { Sighting } from '../../products/sighting.ts';
import type { Tools } from '../open-tick.ts';
import { type FirstFingerprint, readFirstFingerprints, type Starter } from '../secret/content.ts';
import { fingerprintOf } from '../secret/fingerprint.ts';
import { type Survey, standing } from '../state/survey.ts';

/** How one instance was proven to accept the new key. */
export interface Proof {
  readonly product: ProductName;
  readonly regionId: string | null;
  readonly instanceId: string;
  /** `guest`: read in its files. `attached`: proven before it was attached, and not looked at again. */
  readonly how: 'guest' | 'attached';
  /** The old key was not there any more; null where nobody looked. */
  readonly isOldGone: boolean | null;
  /** ISO 8601. */
  readonly at: string;
  readonly cloudRequestIds: readonly string[];
}

/** What a rotation came to. It is made by looking, whenever it is asked for, so that nothing has to be kept. */
export interface RotationRecord {
  readonly keyPair: string;
  readonly generation: string;
  readonly startedBy: Starter | null;
  readonly fingerprintAfter: string | null;
  /** Of the generation before; of generation 0 one for each place. */
  readonly fingerprintsBefore: readonly FirstFingerprint[] | readonly string[];
  readonly proofs: readonly Proof[];
}

/** Looks into the instances that carry a generation, and says what there is to be said for it. */
export async function makeRecord(
  generation: Generation,
  { ledger, seen }: { ledger: Ledger; seen: Survey },
  tools: Tools,
): Promise<RotationRecord> {
  const { keys, keyPair } = tools;
  const content = await keys.content(generation);
  const before = ledger.generations[ledger.generations.indexOf(generation) - 1] ?? null;
  return {
    keyPair: keyPair.name,
    generation: generation.name,
    startedBy: content?.startedBy ?? null,
    fingerprintAfter: content ? fingerprintOf(content.publicKey) : null,
    fingerprintsBefore: before ? await fingerprintsOf(before, tools) : [],
    proofs: await prove(generation, before, seen, tools),
  };
}

async function fingerprintsOf(before: Generation, { keys, secrets, rotation }: Tools) {
  const content = await keys.content(before);
  if (content) return [fingerprintOf(content.publicKey)];
  const value = await secrets.get(rotation.secret, { versionId: before.versionId });
  return value ? readFirstFingerprints(value.data) : [];
}

async function prove(generation: Generation, before: Generation | null, seen: Survey, tools: Tools) {
  const carrying = standing(seen, 'verified').filter(({ observed }) => observed.keyPairName === generation.name);
  const looked = carrying.filter(
    ({ product, observed }) => products[product].remoteCommands && observed.status === 'Running',
  );
  const { keys, rotation, drivers, clock, deadlines } = tools;
  const scriptFor = async (here: Sighting) => {
    const publicKey = await keys.publicKey(generation, here);
    return publicKey && inspectScript({ user: rotation.user, publicKey });
  };
  const said = await runScripts(looked, sightingIn(drivers), { scriptFor, clock, deadlines });
  const at = new Date(clock.now()).toISOString();
  return Promise.all(
    carrying.map(async (one): Promise<Proof> => {
      const { product, regionId, observed } = one;
      const [after, old] = [await keys.publicKey(generation, one), before && (await keys.publicKey(before, one))];
      const answer = said.get(one);
      const isRead = after !== null && holds(answer, after);
      return {
        product,
        regionId,
        instanceId: observed.instanceId,
        how: isRead ? 'guest' : 'attached',
        isOldGone: isRead && old ? !holds(answer, old) : null,
        at,
        cloudRequestIds: answer?.invokeId ? [answer.invokeId] : [],
      };
    }),
  );
}

function holds(said: Said | undefined, publicKey: string): boolean {
  return said !== undefined && isReport(said.answer) && findKey(said.answer, publicKey) !== undefined;
}
