/** The SSH client: bundled into a file of its own, `login.js`, which a function loads when it first has to log in. */
export { login } from './login.ts';
export { readPrivateKey } from './private-key.ts';
export type { LoginKind, LoginRequest, LoginResult } from './request.ts';
