/** What `keyfleet/local-cloud` gives: the package that comes with Keyfleet, by a name within it. */
export * from '@keyfleet/local-cloud';
