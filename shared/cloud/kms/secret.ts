/** Stages that KMS keeps itself: they can be moved from version to version, never taken off. */
export const CURRENT = 'ACSCurrent';
export const PREVIOUS = 'ACSPrevious';

/** A version of a secret and its content. */
export interface SecretValue {
  /** Text; never to be logged, reported or put into an error. */
  readonly data: string;
  readonly versionId: string;
  /** Labels of the version, `ACSCurrent` among them for the one that counts. */
  readonly stages: readonly string[];
}

/** A version of a secret, without its content. */
export interface SecretVersion {
  readonly versionId: string;
  readonly stages: readonly string[];
  /** Epoch milliseconds; null when KMS did not say. */
  readonly createdMs: number | null;
}

/** A secret, without its content. */
export interface SecretDescription {
  readonly name: string;
  /** `Generic`, or a kind that KMS rotates itself and that takes no new value from us. */
  readonly type: string;
  readonly createdMs: number | null;
  readonly tags: Readonly<Record<string, string>>;
  /** When it will be gone, epoch milliseconds; null unless it waits for its deletion, when its name is still taken. */
  readonly deletedFromMs: number | null;
}
