import type { FunctionCase } from './function-case.ts';

/** What was said, and what real logins showed right after. */
export interface Claim {
  readonly what: string;
  readonly said: 'yes' | 'no' | 'unknown';
  readonly code: string | null;
  readonly truth: boolean;
}

/** All that was claimed of one case. */
export class Tried {
  readonly claims: Claim[] = [];
  readonly faults: string[] = [];

  constructor(private readonly one: FunctionCase) {}

  claim(claim: Claim): void {
    this.claims.push(claim);
    const { what, said, code, truth } = claim;
    const isTrue = said === (truth ? 'yes' : 'no');
    const isStronger = said === 'yes' && !truth;
    if (isStronger || (this.one.isPlain && !isTrue)) this.fault(`${what}: ${said} (${code ?? ''}), in truth ${truth}`);
  }

  fault(what: string): void {
    this.faults.push(`${this.one.name}: ${what}`);
  }
}
