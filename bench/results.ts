import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';

const file = new URL('./RESULTS.md', import.meta.url);
const PACKAGES = ['@alicloud/openapi-core', '@alicloud/ecs20140526', 'p-limit', 'esbuild', 'vitest'];
const TITLE = `# Measured

Written by \`npm run bench\`. The machine was shared while it measured, so ratios say more than times do. Everything runs
against the local cloud in a process of its own, on this machine; nothing here was measured in the real cloud.`;

/** Replaces the section of that name in RESULTS.md, with machine, versions and command; others stay. */
export async function writeSection(name: string, lines: readonly string[], order: readonly string[]): Promise<void> {
  const sections = await readSections();
  sections.set(name, [`\`npm run bench -- ${name}\`, ${stamp()}`, '', ...lines].join('\n').trim());
  const known = order.flatMap((one) => (sections.has(one) ? [`## ${one}\n\n${sections.get(one)}`] : []));
  await writeFile(fileURLToPath(file), `${[TITLE, ...known].join('\n\n')}\n`);
}

async function readSections(): Promise<Map<string, string>> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const parts = text.split(/^## /m).slice(1);
  return new Map(
    parts.map((part) => {
      const end = part.indexOf('\n');
      return [part.slice(0, end), part.slice(end).trim()];
    }),
  );
}

/** When, on what, and with which versions. */
function stamp(): string {
  const [cpu] = cpus();
  const machine = `${cpus().length} × ${cpu?.model.trim() ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB`;
  const versions = PACKAGES.map((name) => `${name} ${versionOf(name)}`).join(', ');
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  const day = new Date().toISOString().slice(0, 10);
  return `${day}, commit ${commit}; ${process.platform} ${process.arch}, ${machine}; Node ${process.version}, ${versions}.`;
}

function versionOf(name: string): string {
  const manifest = new URL(`../node_modules/${name}/package.json`, import.meta.url);
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version;
}
