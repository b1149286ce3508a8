/** The local cloud, and the host that runs functions against it. Start each with its `start…`, end it with `close`. */
export * from './cloud/index.ts';
export * from './host/index.ts';
export { makeTemporaryFolder } from './temporary/folder.ts';
