import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { root, runKeyfleet } from './cli/run-keyfleet.ts';
import { startRunningStack } from './cli/running-stack.ts';

/** A fenced block; `isNext` when nothing stands between it and the block before. */
type Block = { language: string; text: string; isNext: boolean };

/** Besides `npx keyfleet …`, which is run below as it stands, the README shows these; other tests run what is in them. */
const RUN_ELSEWHERE = ['npm ci && npm run demo', 'npm ci && npm test', 'npm start'];

async function readBlocks(): Promise<Block[]> {
  const readme = await readFile(path.join(root, 'README.md'), 'utf8');
  const fences = readme.matchAll(/^```(\w+)\n(.*?)^```$/gms);
  let endOfLast = 0;
  return [...fences].map(({ index, 0: whole, 1: language = '', 2: text = '' }) => {
    const isNext = readme.slice(endOfLast, index).trim() === '';
    endOfLast = index + whole.length;
    return { language, text, isNext };
  });
}

/** Runs a block in the shell, as a newcomer would from the checkout. */
function runInShell(script: string, env: Record<string, string>): Promise<{ code: number; stdout: string }> {
  const options = { cwd: root, env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...env } };
  return new Promise((resolve) => {
    execFile('sh', ['-e', '-c', script], options, (error, stdout) => {
      resolve({ code: error ? Number(error.code ?? 1) : 0, stdout });
    });
  });
}

const withoutComment = (command: string) => command.trim().replace(/\s+#.*$/, '');

/** Every command, with the output that the README shows under it, if it does. */
async function readCommands(): Promise<{ command: string; output: string | undefined }[]> {
  const blocks = await readBlocks();
  const commands = blocks.map(({ language, text }, index) => {
    const next = blocks[index + 1];
    return {
      language,
      command: withoutComment(text),
      output: next?.isNext && next.language === 'text' ? next.text : undefined,
    };
  });
  return commands.filter(({ language }) => language === 'sh');
}

describe('the README', () => {
  it('shows commands that work one after another, with the output that they have', async () => {
    const commands = (await readCommands()).filter(({ command }) => command.startsWith('npx keyfleet '));
    const { env } = await startRunningStack();

    expect(commands.length).toBeGreaterThanOrEqual(3);
    for (const { command, output } of commands) {
      const { code, stdout } = await runInShell(command, env);
      expect({ command, code, stdout }).toEqual({ command, code: 0, stdout: output ?? stdout });
    }
  });

  it('shows a request and the answer to it', async () => {
    const [request, answer] = (await readBlocks()).filter(({ language }) => language === 'json');
    const { env } = await startRunningStack();

    const run = await runKeyfleet(['attach', '--file', '-', '--json'], { env, input: request?.text ?? '' });

    expect(JSON.parse(run.stdout)).toMatchObject(JSON.parse(answer?.text ?? '') as object);
  });

  it('shows nothing else but commands that other tests cover', async () => {
    const others = (await readCommands()).filter(({ command }) => !command.startsWith('npx keyfleet '));
    const { scripts } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as { scripts: object };

    expect(others.map(({ command }) => command)).toEqual(RUN_ELSEWHERE);
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(['demo', 'test', 'start', 'build']));
  });
});
