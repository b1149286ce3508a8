import { isReport } from '../../guest/run.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { Sighting, Where } from '../../products/sighting.ts';
import { keyOf } from '../../products/sighting.ts';
import type { Tools } from '../open-tick.ts';
import type { Former } from '../secret/content.ts';
import { fingerprintOf } from '../secret/fingerprint.ts';
import { forbiddenKeys, type WantedKeys } from '../state/wanted-keys.ts';
import type { Shown } from './add.ts';
import { isStill } from './read-again.ts';
import { removeInGuests, type Unwanted } from './remove-in-guests.ts';

/**
 * Takes every key out of guests that was ever ours and that they are not to take, as they were just seen: by fingerprint,
 * so that it takes neither KMS nor a product to remember the key. Returns those that have none any more.
 */
export async function clean(
  { ledger, wanted }: { readonly ledger: Ledger; readonly wanted: WantedKeys },
  shown: readonly Shown[],
  tools: Tools,
): Promise<Set<string>> {
  const known = await tools.keys.known(ledger);
  const unwanted = new Map<Sighting, readonly Unwanted[]>();
  for (const one of shown) unwanted.set(one.sighting, await findUnwanted(one, { wanted, known }, tools));
  const sightings = shown.map(({ sighting }) => sighting);
  const due = sightings.filter((one) => unwanted.get(one)?.length);
  if (due.length > 0 && !(await isStill(ledger, tools))) {
    return new Set(sightings.filter((one) => !due.includes(one)).map(keyOf));
  }
  const removal = { target: wanted.must, unwantedIn: (one: Sighting) => unwanted.get(one) ?? [] };
  const gone = await removeInGuests(removal, sightings, tools);
  const isUnknown = noteUnknown(wanted, { known, sightings }, tools);
  return isUnknown ? new Set() : gone;
}

interface Known {
  readonly wanted: WantedKeys;
  readonly known: Former;
}

/** Where more keys are inside than are listed, those that may be among the others go by name. */
async function findUnwanted({ sighting, said }: Shown, { wanted, known }: Known, tools: Tools): Promise<Unwanted[]> {
  const { answer } = said;
  const forbidden = forbiddenKeys(wanted, await withFirst(known, sighting, tools));
  if (!isReport(answer)) return [];
  const found = new Map<string, Unwanted>();
  for (const { fingerprint, body } of answer.keys) {
    const generation = forbidden.get(fingerprint);
    if (generation !== undefined) found.set(body, { publicKey: body, generation });
  }
  for (const generation of answer.hasMoreKeys ? wanted.mustNot : []) {
    const publicKey = await tools.keys.publicKey(generation, sighting).catch(() => null);
    const fingerprint = publicKey && fingerprintOf(publicKey);
    const [, body = ''] = publicKey?.split(' ') ?? [];
    if (fingerprint && forbidden.has(fingerprint)) found.set(body, { publicKey: body, generation: generation.name });
  }
  return [...found.values()];
}

/** Generation 0 may be another key in each region, also in one that came later. */
async function withFirst(known: Former, place: Where, { keys, keyPair }: Tools): Promise<Former> {
  const { name } = keyPair;
  const publicKey = await keys.publicKey({ name, versionId: name }, place);
  return publicKey ? { ...known, [name]: [...(known[name] ?? []), fingerprintOf(publicKey)] } : known;
}

/** What cannot be recognised cannot be said to be gone. */
function noteUnknown(
  { mustNot }: WantedKeys,
  { known, sightings }: { known: Former; sightings: readonly Sighting[] },
  { journal }: Tools,
): boolean {
  const unknown = mustNot.find(({ name, madeMs, labels }) => madeMs !== null && labels.length > 0 && !known[name]);
  for (const sighting of unknown ? sightings : []) {
    const message = `which key ${unknown?.name} was is not known any more, so it may still be inside`;
    const failed = { status: 'failed', code: 'KeyUnknown', message, how: null, cloudRequestIds: [] } as const;
    journal.note(sighting, { step: 'retire', generation: unknown?.name ?? '', ...failed });
  }
  return unknown !== undefined;
}
