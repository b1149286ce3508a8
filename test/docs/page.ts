import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '../..');

/** A page of the project, by its path from the root. */
export const readPage = (file: string) => readFileSync(path.join(root, file), 'utf8');

/** A fenced block; `isNext` when nothing stands between it and the block before. */
export interface Block {
  readonly language: string;
  readonly text: string;
  readonly isNext: boolean;
}

export function readBlocks(page: string): Block[] {
  let endOfLast = 0;
  return [...page.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(({ index, 0: whole, 1: language = '', 2: text = '' }) => {
    const isNext = page.slice(endOfLast, index).trim() === '';
    endOfLast = index + whole.length;
    return { language, text, isNext };
  });
}

/** Every shell block without its comment, and the output that the page shows under it, if it does. */
export function readCommands(page: string): { command: string; output: string | undefined }[] {
  const blocks = readBlocks(page);
  return blocks.flatMap(({ language, text }, index) => {
    const next = blocks[index + 1];
    const output = next?.isNext && next.language === 'text' ? next.text : undefined;
    return language === 'sh' ? [{ command: text.trim().replace(/\s+#.*$/, ''), output }] : [];
  });
}

/** Runs a block in the shell, as a newcomer would from the checkout. */
export function runInShell(script: string, env: Record<string, string>): Promise<{ code: number; stdout: string }> {
  const options = { cwd: root, env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...env } };
  return new Promise((resolve) => {
    execFile('sh', ['-e', '-c', script], options, (error, stdout) => {
      resolve({ code: error ? Number(error.code ?? 1) : 0, stdout });
    });
  });
}
