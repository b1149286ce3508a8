import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addKeyScript, removeKeyScript } from '../../../shared/guest/scripts.ts';
import { Guest } from './guest.ts';
import { inEachShell } from './in-each-shell.ts';
import { newKey } from './keys.ts';

const key = newKey('ssh-rsa');
const add = addKeyScript({ user: 'admin', publicKey: `${key} ops` });
const remove = removeKeyScript({ user: 'admin', remove: key });

/** Bytes that may be anywhere in a line. NUL and newline have tests of their own. */
const noise = fc
  .array(fc.oneof(fc.integer({ min: 1, max: 255 }), fc.constantFrom(...Buffer.from(' \t"\\#=,'))), { maxLength: 12 })
  .map((bytes) => Buffer.from(bytes.filter((byte) => byte !== 10)).toString('latin1'));
const blanks = fc.constantFrom('', ' ', '\t', ' \t ');
const gap = fc.constantFrom(' ', '\t', '  ');
const ending = fc.constantFrom('\n', '\r\n');
const options = fc
  .array(
    fc.constantFrom(
      'no-pty',
      'from="10.0.0.0/8,!10.1.1.1"',
      'command="a b # \\" c"',
      'environment="A=,\\ \\""',
      'X11-forwarding',
    ),
    {
      minLength: 1,
      maxLength: 3,
    },
  )
  .map((list) => list.join(','));
const comment = noise.map((text) => (text ? ` ${text}` : ''));

const lineOf = (value: string) =>
  fc
    .tuple(blanks, fc.option(options), gap, gap, comment, ending)
    .map(
      ([start, option, a, b, end, newline]) =>
        `${start}${option ? option + a : ''}${value.replace(' ', b)}${end}${newline}`,
    );

const otherLine = fc.oneof(
  fc.tuple(noise, ending).map(([text, newline]) => text + newline),
  fc
    .tuple(fc.constantFrom('#', ' # ', 'command="'), noise, ending)
    .map(([start, text, newline]) => `${start}${key} ${text}${newline}`),
  lineOf(newKey()),
  lineOf(newKey('ecdsa-sha2-nistp256')).map((line) => line.replace(/\r?\n$/, ` ${key}$&`)),
);

const marked = (isKey: boolean) => (text: string) => ({ text, isKey });
const anyFile = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: otherLine.map(marked(false)) },
    { weight: 1, arbitrary: lineOf(key).map(marked(true)) },
  ),
  {
    maxLength: 15,
  },
);
const textOf = (lines: readonly { text: string }[]) => lines.map(({ text }) => text).join('');

describe('any file', () => {
  inEachShell((shell) => {
    it('loses exactly the lines of the key', async () => {
      const guest = new Guest(shell);
      await fc.assert(
        fc.asyncProperty(anyFile, async (lines) => {
          guest.write(Buffer.from(textOf(lines), 'latin1'));
          const { report } = await guest.run(remove);
          expect([report.code, guest.read()]).toEqual([null, textOf(lines.filter(({ isKey }) => !isKey))]);
        }),
        { numRuns: 10 },
      );
    });

    it('has the same bytes again after adding and removing, and a newline at the end', async () => {
      const guest = new Guest(shell);
      await fc.assert(
        fc.asyncProperty(fc.array(otherLine, { maxLength: 10 }), fc.boolean(), async (lines, isOpen) => {
          const before = lines.join('').slice(0, isOpen ? -1 : undefined);
          guest.write(Buffer.from(before, 'latin1'));
          expect((await guest.run(add)).report).toMatchObject({ ok: true, changed: true });
          expect((await guest.run(remove)).report).toMatchObject({ ok: true, changed: true });
          expect(guest.read()).toBe(before === '' || before.endsWith('\n') ? before : `${before}\n`);
        }),
        { numRuns: 8 },
      );
    });
  });
});
