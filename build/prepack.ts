import { buildLocalCloud } from './local-cloud.ts';

await buildLocalCloud();
