/** Something that a call touches, as RAM names it. */
export interface Resource {
  /** `*` where the product's ARNs name no region. */
  readonly regionId: string;
  /** Such as `instance/i-bp1…`; `instance/*` is the collection, which listing asks for. */
  readonly path: string;
  /** The action that RAM is asked for in place of the call's own, such as `kms:Decrypt`. */
  readonly action?: string;
  /** The service in its ARN, where that is not the product's own. */
  readonly service?: string;
}

/** `acs:<service>:<region>:<account>:<path>`. Source: RAM "Policy elements", Resource. */
export function arnOf(ramCode: string, accountId: string, { regionId, path }: Resource): string {
  return `acs:${ramCode}:${regionId}:${accountId}:${path}`;
}

/** The resources of one type by their names, or the collection of that type when none is named. */
export function resourcesOf(type: string, regionId: string, names: readonly string[] = []): Resource[] {
  return (names.length > 0 ? names : ['*']).map((name) => ({ regionId, path: `${type}/${name}` }));
}
