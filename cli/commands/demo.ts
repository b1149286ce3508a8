import type { Command } from '../usage.ts';
export const demo: Command = { summary: 'Show it all on a local cloud (npm run demo)', help: '', run: async () => 0 };
