import os from 'node:os';
import path from 'node:path';
import { temporaryFolderOf } from './run-folder.ts';
import { openRecord } from './run-record.ts';
import { watchProcess } from './watch/process.ts';
import { createWitness } from './witness.ts';

// What a child process of the suite loads before anything else, bundled into the folder of the run. It removes its
// traces: functions see no environment but their own.
const folder = path.dirname(__filename);
const program = path.basename(process.argv[1] ?? 'node');
const witness = createWitness(openRecord(folder), () => `${program} (a child process)`);
const own = `--require=${__filename}`;
const left = (process.env['NODE_OPTIONS'] ?? '').split(' ').filter((option) => option !== own);
if (left.length > 0) process.env['NODE_OPTIONS'] = left.join(' ');
else delete process.env['NODE_OPTIONS'];
os.tmpdir = () => temporaryFolderOf(folder);
watchProcess(witness, __filename);
process.on('exit', () => witness.writeTally());
