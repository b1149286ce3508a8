#!/usr/bin/env node
import { register } from 'tsx/esm/api';

// Whoever read our output has seen enough, as in `keyfleet … | head`.
process.stdout.on('error', (error) => {
  if (error.code === 'EPIPE') process.exit();
  throw error;
});

register();
const { main } = await import('./main.ts');
process.exitCode = await main(process.argv.slice(2));
