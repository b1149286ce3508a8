import { buildLocalCloud, canCompile } from './local-cloud.ts';

// After an install, so that a project that installs this folder finds the local cloud compiled.
if (canCompile()) await buildLocalCloud();
