/** Stages that KMS keeps itself: they move from version to version and are never taken off. */
export const CURRENT = 'ACSCurrent';
export const PREVIOUS = 'ACSPrevious';

export type SecretDataType = 'text' | 'binary';

/** One value of a secret; written once. Its data is out of reach of anything that prints or serialises objects. */
export class SecretVersion {
  readonly #data: string;
  constructor(
    readonly versionId: string,
    data: string,
    readonly dataType: SecretDataType,
    /** Epoch milliseconds. */
    readonly createdMs: number,
  ) {
    this.#data = data;
  }

  reveal(): string {
    return this.#data;
  }

  holds(data: string, dataType: SecretDataType): boolean {
    return this.#data === data && this.dataType === dataType;
  }
}

/** A secret of type Generic. Times are epoch milliseconds. */
export interface Secret {
  readonly regionId: string;
  readonly name: string;
  readonly description: string;
  readonly encryptionKeyId: string | undefined;
  /** The KMS instance that it is in. */
  readonly instanceId: string | undefined;
  tags: Readonly<Record<string, string>>;
  readonly createdMs: number;
  updatedMs: number;
  /** Null unless it waits for its deletion. */
  plannedDeleteMs: number | null;
  /** Oldest first. */
  readonly versions: SecretVersion[];
  /** The version that each stage points to. */
  stages: ReadonlyMap<string, string>;
}

/** The version of an id. */
export function versionOf({ versions }: Secret, versionId: string): SecretVersion | undefined {
  return versions.find((version) => version.versionId === versionId);
}

/** The stages of a version; none means that it may be dropped. */
export function stagesOf({ stages }: Secret, versionId: string): string[] {
  return [...stages].filter(([, id]) => id === versionId).map(([stage]) => stage);
}
