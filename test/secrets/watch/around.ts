/** Calls the method that was there, with its own arguments unless given others. */
type Call = (args?: readonly unknown[]) => unknown;

/**
 * Has every call of a method go through `act`. What else the method carries, such as a spy's record of calls or how
 * `promisify` treats it, stays.
 */
export function around(
  owner: object,
  name: string,
  act: (call: Call, args: readonly unknown[], self: unknown) => unknown,
): void {
  const original = Reflect.get(owner, name) as (...args: readonly unknown[]) => unknown;
  const apply = (target: typeof original, self: unknown, args: readonly unknown[]) =>
    act((changed = args) => Reflect.apply(target, self, changed), args, self);
  Reflect.set(owner, name, new Proxy(original, { apply }));
}
