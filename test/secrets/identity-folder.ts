import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const NAME = 'openssh-identities-';

/** The one folder where private keys may lie while a test runs: OpenSSH's `-i` takes a file. The caller removes it. */
export const createIdentityFolder = () => mkdtempSync(path.join(os.tmpdir(), NAME));

export const isIdentityFile = (file: string) => file.split(path.sep).some((part) => part.startsWith(NAME));
