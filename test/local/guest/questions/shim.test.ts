import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { answerQuestion } from '../../../../local/guest/questions/answer.ts';
import { QuestionFolder } from '../../../../local/guest/questions/question-folder.ts';
import { missingShells, shells } from '../../../shared/guest/shells.ts';
import { createKey } from '../ssh-client.ts';

const shim = path.resolve(import.meta.dirname, '../../../../local/guest/files/shims/ssh.sh');
if (missingShells.length > 0) console.warn(`The shim cannot be tested here with: ${missingShells.join(', ')}`);

/** A guest's folder with a key in 1.pub, and a way to run the shim there. */
function openFolder() {
  const folder = mkdtempSync(path.join(tmpdir(), 'keyfleet-shim-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const [questions, commands] = [path.join(folder, 'questions'), path.join(folder, 'commands')];
  for (const each of [questions, commands]) mkdirSync(each);
  const { publicKey } = createKey();
  // As some tools write it: without an end of the line.
  writeFileSync(path.join(folder, '1.pub'), publicKey);
  const ask = ({ command, path: tools }: (typeof shells)[number], ...options: string[]) => {
    const [file = 'sh', ...words] = command;
    const env = { PATH: `${commands}:${tools}`, KEYFLEET_GUEST: folder };
    const asked = [...words, shim, '-vn', '-i', '1.pub', ...options, 'root@127.0.0.1', 'true'];
    return new Promise<{ code: unknown; stderr: string }>((resolve) =>
      execFile(file, asked, { cwd: folder, env }, (error, _, stderr) => resolve({ code: error?.code ?? 0, stderr })),
    );
  };
  const command = (name: string, text: string) => {
    writeFileSync(path.join(commands, name), `#!/bin/sh\n${text}\n`);
    chmodSync(path.join(commands, name), 0o755);
  };
  return { questions, publicKey, ask, command };
}

for (const shell of shells) {
  describe(`the shim ssh in ${shell.name}`, () => {
    it(`hands its question over whole and prints the answer alone, in ${shell.name}`, async () => {
      const { questions, publicKey, ask } = openFolder();
      let asked = '';
      const folder = new QuestionFolder(questions, (question) => {
        asked = question;
        return 'an answer\nof two lines\n';
      });
      folder.open();
      onTestFinished(() => folder.close());

      const told = await ask(shell, '-p', '2222', '-o', 'BatchMode yes');

      expect(told).toEqual({ code: 255, stderr: 'an answer\nof two lines\n' });
      expect(asked.split('\n')).toEqual([
        'user root',
        'address 127.0.0.1',
        'port 2222',
        'option BatchMode yes',
        `key ${publicKey.split(' ')[1]} 1.pub`,
        '?',
        '',
      ]);
      expect(readdirSync(questions)).toEqual([]);
    });

    it(`gives up after five seconds without an answer and takes its question away, in ${shell.name}`, async () => {
      const { questions, ask, command } = openFolder();
      command('date', 'echo . >>../ticks; grep -c . ../ticks'.replaceAll('..', path.dirname(questions)));
      command('sleep', '');

      const told = await ask(shell);

      expect(told).toEqual({ code: 255, stderr: 'ssh: connect to host 127.0.0.1 port 22: Connection timed out\n' });
      expect(readdirSync(questions)).toEqual([]);
    });

    it(`refuses a private key, and goes on without a file that is not there, in ${shell.name}`, async () => {
      const { questions, ask } = openFolder();
      const folder = new QuestionFolder(questions, () => 'answered\n');
      folder.open();
      onTestFinished(() => folder.close());
      writeFileSync(path.join(path.dirname(questions), 'key'), '-----BEGIN OPENSSH PRIVATE KEY-----\n');

      expect((await ask(shell, '-i', 'key')).stderr).toMatch(/^ssh: this guest .*\(key is not a public key\)\n$/);
      expect((await ask(shell, '-i', 'gone.pub')).stderr).toBe(
        'Warning: Identity file gone.pub not accessible: No such file or directory.\nanswered\n',
      );
    });
  });
}

it('a question in a guest that is not up is answered like a connection that is refused', () => {
  const question = 'user root\naddress 127.0.0.1\nport 22\n?\n';
  expect(answerQuestion(question, undefined)).toBe('ssh: connect to host 127.0.0.1 port 22: Connection refused\n');
});
