/** The fleet of this repository, checked: `build/fleet.ts` makes it a module, for the bundles and for tests. */
declare module '*/fleet.yaml' {
  const fleet: import('./fleet.ts').Fleet;
  export default fleet;
}
