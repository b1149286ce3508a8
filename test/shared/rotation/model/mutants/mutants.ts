/** A fault that is put in on purpose: in a file of `shared/rotation`, this text becomes that. */
export interface SeededMutant {
  readonly fault: string;
  readonly file: string;
  readonly changes: readonly (readonly [from: string, to: string])[];
}

const mutant = (fault: string, file: string, ...changes: SeededMutant['changes']): SeededMutant => ({
  fault,
  file,
  changes,
});

/** What a rotation must not do, one fault each. */
export const seededMutants: readonly SeededMutant[] = [
  mutant('the secret is not read again before an attach', 'routes/by-guest.ts', [
    'await mustStill(ledger, shown, tools);',
    '',
  ]),
  mutant('attached counts as proven', 'state/standing.ts', [
    'if (!products[product].remoteCommands || !proof) return onTarget(target);',
    'return onTarget(target);',
  ]),
  mutant('every old key may stay', 'state/wanted-keys.ts', ['may: others.filter(isKept)', 'may: others']),
  mutant('a revoked key has its grace', 'state/wanted-keys.ts', ['kept.has(one) && !one.isRevoked', 'kept.has(one)']),
  mutant('a grace is over before it begins', 'state/wanted-keys.ts', ['untilMs > nowMs', 'untilMs <= nowMs']),
  mutant('the current generation stays the target', '../ledger/ledger.ts', [
    '=> pending ?? current;',
    '=> current ?? pending;',
  ]),
  mutant('key pairs of released generations stay', 'steps/release.ts', [
    'await tools.drivers[place.product].keyPairs.delete(place.regionId, name);',
    'return true;',
  ]),
  mutant('old keys are looked for by nothing', 'steps/clean.ts', [
    'if (generation !== undefined) found.set',
    'if (generation === "") found.set',
  ]),
  mutant('the key of generation 0 is not looked for', 'steps/clean.ts', [
    'return publicKey ? { ...known, [name]: [...(known[name] ?? []), fingerprintOf(publicKey)] } : known;',
    'return { ...known, [name]: [] };',
  ]),
  mutant('a promoted generation leaves nothing to retire', 'steps/promote.ts', [
    "if (!current.isRevoked) await relabel(current, 'KeepUntil', clock.now() + rotation.graceMs, means);",
    '',
  ]),
  mutant('ids do not decide between two that begin', 'steps/create.ts', [
    'const versionId = ledger.announcementId;',
    'const versionId = ledger.announcementId.replace(/.$/, String(Math.floor(means.clock.now() / 50) % 10));',
  ]),
  mutant('a key pair of others is replaced', 'state/standing.ts', [
    "if (isForeign(keyPair, observed)) return stand('foreign', 'ForeignKeyPair', `it carries ${keyPairName}`);",
    '',
  ]),
  mutant('what is to be ignored is not', 'state/standing.ts', [
    "if (isIgnored(observed)) return stand('ignored', 'Ignored', 'it carries the tag keyfleet:ignore');",
    '',
  ]),
  mutant('what was withdrawn is labelled as kept', 'requests/turn-back.ts', [
    "'Withdrawn', means.clock.now()",
    "'KeepUntil', means.clock.now() + 9e12",
  ]),
  mutant('what is proven is not attached', 'routes/by-guest.ts', [
    'await attach(target, proven, tools)',
    'await attach(target, [], tools)',
  ]),
  mutant('a new key is added nowhere', 'routes/by-guest.ts', [
    'const shown = await addBeside(target, part, tools);',
    'const shown = await addBeside(target, [], tools);',
  ]),
  mutant('what was announced is not stored', 'steps/create.ts', ['await store(versionId, ledger, means);', '']),
  mutant('nothing is ever promoted', 'tick-steps.ts', [
    'return isPromotable(ledger, [first, seen], tools);',
    'return false;',
  ]),
  mutant('a promotion leaves ACSCurrent where it is', 'steps/promote.ts', [
    'await moveCurrent(current, pending, means);',
    '',
  ]),
  mutant(
    'a promotion takes a revoke that ended meanwhile for a rollback',
    'steps/promote.ts',
    ['{ from: from.versionId, to: to.versionId }', '{ to: to.versionId }'],
    ['return isDeleted(promoted, means);', 'return true;'],
  ),
  mutant('nothing ever counts as taken away', 'steps/retire.ts', [
    'if (!(await isStill(ledger, tools))) return false;',
    'return false;',
  ]),
  mutant('a generation that is over keeps its labels', 'steps/release.ts', [
    'await unlabel(generation, () => true, tools);',
    '',
  ]),
  mutant('an instance that carries another generation is left with it', 'steps/attach.ts', [
    'return observed.keyPairName !== undefined && observed.keyPairName !== name;',
    'return observed.keyPairName === null;',
  ]),
  mutant('the secret is not read again before a promotion', 'steps/promote.ts', [
    "if (!(await isStill(ledger, means))) throw new LedgerChangedError('the secret was changed before the promotion');",
    '',
  ]),
];
