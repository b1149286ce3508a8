import { makeTemporaryFolder } from '../../../local/temporary/folder.ts';

// Makes a folder, says which, and stays until it is ended.
const [dir] = process.argv.slice(2);
process.stdout.write(`${await makeTemporaryFolder('keyfleet-test', dir)}\n`);
setInterval(() => {}, 60_000);
