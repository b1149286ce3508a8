import type { Generation } from '../../../shared/ledger/ledger.ts';
import { openDrivers } from '../../../shared/products/drivers.ts';
import type { Sighting } from '../../../shared/products/sighting.ts';
import { type Journal, openJournal } from '../../../shared/rotation/journal.ts';
import type { Tools } from '../../../shared/rotation/open-tick.ts';
import type { Keys } from '../../../shared/rotation/secret/keys.ts';
import { addBeside } from '../../../shared/rotation/steps/add.ts';
import { removeInGuests } from '../../../shared/rotation/steps/remove-in-guests.ts';
import { type Home, isAny } from './home.ts';
import type { Tried } from './tried.ts';

const generation = (name: string) => ({ name }) as Generation;
const [NEW, OLD] = [generation('new'), generation('old')];

/** Adds the new key and retires the old one as a rotation does. */
export async function rotate(home: Home, tried: Tried): Promise<void> {
  const { toolsWith, sightings, openNotes } = await open(home);
  const adding = openNotes();
  const [shown] = await addBeside(NEW, sightings, toolsWith(adding));
  const [entry] = adding.entries;
  if (!shown) await addByHand(home, tried, entry?.code ?? '');
  const said = shown ? shown.takes : UNTOLD.has(entry?.code ?? '') ? 'unknown' : 'no';
  tried.claim({ what: 'rotation adds', said, code: entry?.code ?? null, truth: await home.isAdded() });

  const before = await home.ways();
  const retiring = openNotes();
  const unwanted = [{ publicKey: home.old, generation: OLD.name }];
  const removal = { target: NEW, unwantedIn: () => unwanted };
  const gone = await removeInGuests(removal, sightings, toolsWith(retiring));
  const after = await home.ways();
  const code = retiring.entries[0]?.code ?? null;
  if (gone.size > 0) {
    tried.claim({ what: 'rotation retires', said: 'yes', code, truth: !after.old });
    if (isAny(before)) tried.claim({ what: 'rotation: a way in', said: 'yes', code, truth: isAny(after) });
  } else {
    tried.claim({ what: 'rotation keeps', said: 'no', code, truth: before.added && !after.old });
    if (before.old && !after.old) tried.fault(`a key that was kept (${code}) is gone`);
  }
}

/** Refusals of what could not be told, or for another reason than what sshd would do. */
const UNTOLD = new Set([
  'SshdUnknown',
  'SharedKeysFile',
  'LinkedFolder',
  'WrongOwner',
  'ReadOnly',
  'HomeMissing',
  'DependsOnAddress',
  'AddressRestricted',
  'SshdNotReloaded',
  'ServedElsewhere',
  'KeyExpires',
]);

/** What was refused is tried all the same: a refusal may be wrong, and the old key is not to go after one. */
async function addByHand(home: Home, tried: Tried, code: string): Promise<void> {
  const isTold = !UNTOLD.has(code);
  if (isTold && (await home.files()) !== home.untouched) tried.fault(`an add that failed (${code}) changed files`);
  await home.must(`new='${home.added}'; home=$(getent passwd ${home.user} | cut -d: -f6)
    grep -qsF "$new" $home/.ssh/authorized_keys || echo "$new" >>$home/.ssh/authorized_keys; :`);
}

async function open(home: Home) {
  const invocation = home.invocation();
  const drivers = openDrivers(invocation);
  const { product, instanceId, user, added, old } = home;
  const observed = (await drivers[product].look('cn-hangzhou', [instanceId], true)).get(instanceId);
  if (!observed) throw new Error(`${instanceId} is not there`);
  const sightings: Sighting[] = [{ product, regionId: 'cn-hangzhou', observed }];
  const keys: Keys = {
    content: async () => null,
    known: async () => ({}),
    publicKey: async ({ name }) => (name === NEW.name ? `${added} new` : `${old} old`),
  };
  const { clock, deadlines } = invocation;
  const rotation = { user, verify: 'guest' };
  const toolsWith = (journal: Journal) => ({ rotation, drivers, clock, deadlines, keys, journal }) as unknown as Tools;
  return { sightings, toolsWith, openNotes: () => openJournal(clock) };
}
