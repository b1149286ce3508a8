/** What does not hold yet, and why: printed by every run that meets it, so that it is neither hidden nor forgotten. */
export interface NotYet {
  readonly invariant: string;
  readonly reason: string;
}

const STALE = 'a run between two reads of the secret may still be overtaken where a worker dies as well';

const DELETED =
  'a key whose key pair a person deleted stays in an instance that carried a key pair of others meanwhile';

/** Of two who begin at the same moment, by the name of the duel. */
const duels: readonly (NotYet & { readonly where: RegExp })[] = [
  {
    where: /edge nodes/,
    invariant: 'noneIsLeftStopped',
    reason: 'no claim keeps one run from taking the mark off a node that another is about to stop',
  },
  { where: /edge nodes/, invariant: 'noOrphanKeyPair', reason: STALE },
];

/** Of stories that are as short as they get, by kinds of act that all happen in them. */
const stories: readonly (NotYet & { readonly acts: readonly string[] })[] = [
  { acts: ['twoAtOnce'], invariant: 'noOrphanKeyPair', reason: STALE },
  { acts: ['twoAtOnce'], invariant: 'exactlyTheTarget', reason: STALE },
  { acts: ['twoAtOnce'], invariant: 'noVoidKey', reason: STALE },
  {
    acts: ['revoke', 'rollback'],
    invariant: 'noOrphanKeyPair',
    reason: 'a generation that is called back twice leaves its key pair behind',
  },
  {
    acts: ['restrict'],
    invariant: 'fineIsFine',
    reason: 'an instance that carries nothing, and cannot be given its key pair, is not named',
  },
  {
    acts: ['foreign', 'reconcile'],
    invariant: 'othersAreLeftAlone',
    reason:
      'a reconcile ends the restart of an edge node with its own key pair, where a person attached another meanwhile',
  },
  {
    acts: ['foreign', 'twoAtOnce'],
    invariant: 'revokedIsNotFine',
    reason:
      'an instance that carries a key pair of others, and was never marked, may take a revoked generation 0 unnamed',
  },
  {
    acts: ['foreign', 'deleteKeyPair'],
    invariant: 'exactlyTheTarget',
    reason: DELETED,
  },
  { acts: ['foreign', 'deleteKeyPair'], invariant: 'fineIsFine', reason: DELETED },
  {
    acts: ['foreign', 'revoke'],
    invariant: 'revokedIsNotFine',
    reason: 'an instance that carries a key pair of others, and takes a revoked key of ours as before, is not named',
  },
];

export const whyInDuel = (duel: string, invariant: string): NotYet | undefined =>
  duels.find((one) => one.where.test(duel) && one.invariant === invariant);

export const whyInStory = (kinds: readonly string[], invariant: string): NotYet | undefined =>
  stories.find((one) => one.acts.every((act) => kinds.includes(act)) && one.invariant === invariant);
