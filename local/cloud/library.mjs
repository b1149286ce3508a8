import { tsImport } from 'tsx/esm/api';

/**
 * The local cloud for other projects: `import { startLocalCloud } from 'keyfleet/local-cloud'`. It is TypeScript, which
 * Node.js does not load by itself; what the importing project does with its own files stays as it is.
 */
export const { InvalidInput, isCloudEvent, startLocalCloud } = await tsImport('./index.ts', import.meta.url);
