import { describe, expect, it } from 'vitest';
import { read } from './files.ts';
import type { Judged } from './judge.ts';
import { report } from './report.ts';
import { loadKnown } from './survivors.ts';

const source = 'export function wait() {\n  const tries = 5;\n  return tries;\n}\n';
const at = source.indexOf('5');
const change = { file: 'shared/a.ts', line: 2, start: at, end: at + 1, text: '(6)', what: 'number changed' };

describe('the report of a run', () => {
  it('shows what lived as a small difference, and how many of all were killed', () => {
    expect(report([judged({ kind: 'survived', tests: 3 }), killed, hung], () => source, [])).toEqual([
      'shared/a.ts:2 number changed',
      '  - const tries = 5;',
      '  + const tries = (6);',
      '  3 tests passed',
      '',
      '2 of 3 mutants killed (67 %); 1 lived, and 0 with a reason',
    ]);
  });

  it('says where no test reaches', () => {
    expect(report([judged({ kind: 'unreached' })], () => source, [])).toContain('  no test reaches it');
  });

  it('does not count what lives for a reason that is known', () => {
    const known = [
      { file: 'shared/a.ts', was: 'const tries = 5;', now: 'const tries = (6);', reason: 'the count is never read' },
    ];
    const lines = report([judged({ kind: 'survived', tests: 3 }), killed], () => source, known);

    expect(lines).toContain('  known: the count is never read');
    expect(lines.at(-1)).toBe('1 of 1 mutants killed (100 %); 0 lived, and 1 with a reason');
  });
});

describe('the list of mutants that may live', () => {
  it('names lines that are in the sources, each with a reason', () => {
    const known = loadKnown();
    const gone = known.filter(({ file, was }) => !squeeze(read(file)).includes(squeeze(was)));

    expect(gone).toEqual([]);
    expect(known.filter(({ reason }) => reason.length < 20)).toEqual([]);
  });
});

const killed = judged({ kind: 'killed', by: 'a test' });
const hung = judged({ kind: 'hung' });

function judged(verdict: Judged['verdict']): Judged {
  return { mutant: change, verdict, seconds: 1 };
}

/** Lines are reported without their indentation. */
function squeeze(text: string): string {
  return text.replaceAll(/\s+/g, ' ');
}
