import { createSecrets, kmsApi } from '../../cloud/kms/index.ts';
import type { Fleet } from '../../fleet/fleet.ts';
import { isGenerationOf } from '../../fleet/generation.ts';
import { homeOf } from '../../fleet/home.ts';
import { readOwnLedger } from '../../ledger/current.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { Invocation } from '../../runtime/invocation.ts';

/** What fleet.yaml and the ledgers at home say of key pairs that are rotated. */
export interface Generations {
  /** The rotated key pair of fleet.yaml of which this is the name, or that of a generation; null: there is none. */
  rotatedAs(keyPairName: string | null): string | null;
  /**
   * What the labels of its secret say, read once; no key is read.
   * @throws CloudError
   * @throws RotationBlockedError where the secret belongs to another fleet
   * @throws ConfigurationError where it is not known in which region secrets are
   */
  ledgerOf(name: string): Promise<Ledger>;
}

/** Nothing is read until a ledger is asked for. */
export function openGenerations(fleet: Fleet, { cloud, regionId, accountId }: Invocation): Generations {
  const rotated = fleet.keyPairs.filter(({ rotation }) => rotation !== null);
  const ledgers = new Map<string, Promise<Ledger>>();
  const read = async (name: string) => {
    const keyPair = rotated.find((one) => one.name === name);
    if (!keyPair) throw new Error(`${name} is not rotated`);
    const secrets = createSecrets(cloud(kmsApi(homeOf(fleet, regionId))));
    return readOwnLedger(keyPair, { accountId, fleet: fleet.name }, secrets);
  };
  return {
    rotatedAs: (keyPairName) => rotated.find(({ name }) => isGenerationOf(name, keyPairName ?? ''))?.name ?? null,
    ledgerOf: (name) => {
      const ledger = ledgers.get(name) ?? read(name);
      ledgers.set(name, ledger);
      return ledger;
    },
  };
}
