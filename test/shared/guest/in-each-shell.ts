import { describe, expect, it } from 'vitest';
import { missingShells, type Shell, shells, which } from './shells.ts';

/** The same specification for every shell that this machine has; one it lacks shows as skipped. */
export function inEachShell(specify: (shell: Shell) => void): void {
  for (const shell of shells) {
    describe(`in ${shell.name}`, () => {
      specify(shell);
    });
  }
  for (const name of missingShells) {
    it(`in ${name}`, ({ skip }) => {
      skip(`${name} is not installed`);
      expect(which(name)).toBeDefined();
    });
  }
}
