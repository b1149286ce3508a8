import type { Bench } from '../bench.ts';
import { showAttach } from './attach.ts';
import { showRotation } from './rotation.ts';

/** What the platform bills: calls, seconds and GB-seconds at the memory that s.yaml gives. */
export const cost: Bench = async (options) => [...(await showAttach(options)), '', ...(await showRotation(options))];
