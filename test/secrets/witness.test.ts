import { spawn, spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import fs from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { startLocalCloud } from '@keyfleet/local-cloud';
import { describe, expect, inject, it, vi } from 'vitest';
import { call } from '../local/cloud/signed-call.ts';
import { createIdentityFolder } from './identity-folder.ts';
import { preloadOf, temporaryFolderOf } from './run-folder.ts';
import { openRecord } from './run-record.ts';
import { witnessOfWorker } from './worker.ts';

const witness = witnessOfWorker();
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
/** A line of the middle: no form tells what it is. */
const line = pem.split('\n')[12] ?? '';

/** Where a leak is seen, and as what. */
async function leak(task: () => unknown): Promise<string[]> {
  const finds = await witness.whileLeaking(task);
  return finds.map(({ trace, place }) => `${trace} in ${place}`);
}

async function printByChild(): Promise<void> {
  const child = spawn(process.execPath, ['-e', 'process.stdin.pipe(process.stdout)']);
  child.stdin.end(`it was ${line}`);
  child.stdout.resume();
  await once(child, 'close');
}

async function answerOverHttp(): Promise<void> {
  const server = createServer((_request, response) => response.end(`Message=${encodeURIComponent(pem)}`));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  await (await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/a`)).text();
  server.close();
}

async function askForCommand(): Promise<void> {
  const cloud = await startLocalCloud();
  await call(cloud, 'ecs', 'RunCommand', { Name: pem, RegionId: 'cn-hangzhou' });
  cloud.calls.clear();
  await cloud.close();
}

async function storeInQuery(): Promise<void> {
  const cloud = await startLocalCloud();
  await call(cloud, 'kms', 'CreateSecret', { SecretName: 'ops', VersionId: 'v1', SecretData: pem });
  await cloud.close();
}

function writeAndRemove(folder: string): void {
  fs.writeFileSync(path.join(folder, 'key'), pem);
  fs.rmSync(folder, { recursive: true });
}

describe('private key on its way out of a test', () => {
  it.each<[string, () => unknown, string]>([
    ['a log line that a spy keeps', () => console.log('made', pem), 'a PEM in log'],
    ['an error that is logged', () => console.error(new Error(`cannot use ${line}`)), 'a piece in log'],
    ['an argument of a program', () => void spawn('true', [line]), 'a piece in arguments of true'],
    ['what a program prints', printByChild, 'a piece in stdout of node'],
    ['a request for something else', askForCommand, 'a PEM in request of POST / RunCommand'],
    [
      'a request line, though of a call that may carry it',
      storeInQuery,
      'a PEM in request line of POST / CreateSecret',
    ],
    ['an answer of a server', answerOverHttp, 'a PEM in answer of GET /a'],
  ])('a private key on its way out of a test is seen in %s', async (_what, task, found) => {
    for (const name of ['log', 'error'] as const) vi.spyOn(console, name).mockReturnValue();

    expect(await leak(task)).toEqual([found]);
  });

  it('a private key on its way out of a test is seen in a file that is removed at once, except in a folder for identities', async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyfleet-leak-'));

    expect(await leak(() => writeAndRemove(folder))).toEqual([`a PEM in file ${folder}/key`]);
    expect(await leak(() => writeAndRemove(createIdentityFolder()))).toEqual([]);
  });

  it('a private key on its way out of a test is seen in the records of a local cloud, but not in the calls that may carry it', async () => {
    const store = async (parameters: Record<string, string>) => {
      const cloud = await startLocalCloud({ settings: { secretWithoutInstance: 'allow' } });
      const secret = { SecretName: 'ops', VersionId: 'v1', SecretData: pem, ...parameters };
      expect((await call(cloud, 'kms', 'CreateSecret', secret, { inBody: true })).status).toBe(200);
      const { body } = await call(cloud, 'kms', 'GetSecretValue', { SecretName: 'ops' });
      expect(body['SecretData']).toBe(pem);
      await cloud.close();
      await setImmediate();
    };

    expect(await leak(() => store({}))).toEqual([]);
    expect(await leak(() => store({ Description: line }))).toContain('a piece in answer of GET /_local/calls');
  });
});

const childScript = `
  const { privateKey } = require('crypto').generateKeyPairSync('rsa', { modulusLength: 2048 });
  const line = privateKey.export({ type: 'pkcs8', format: 'pem' }).split('\\n')[12];
  console.log(JSON.stringify({ environment: process.env, folder: require('os').tmpdir() }));
  console.error(line);
  require('fs').writeFileSync('/dev/null', line);
`;

describe('a child process', () => {
  it('sees what itself lets out, of keys that nobody else knows', () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyfleet-child-'));
    fs.copyFileSync(preloadOf(inject('runFolder')), preloadOf(folder));

    const env = { NODE_OPTIONS: `--require=${preloadOf(folder)}` };
    spawnSync(process.execPath, ['-e', childScript], { env, stdio: 'ignore' });

    const during = 'node (a child process)';
    expect(openRecord(folder).finds()).toEqual([
      { trace: 'a piece', place: 'stderr', during },
      { trace: 'a piece', place: 'file /dev/null', during },
    ]);
    expect(openRecord(folder).tally()).toMatchObject({ texts: 3, keys: 1 });
    fs.rmSync(folder, { recursive: true });
  });

  it('watches itself without being told to, and has the environment that it would have', async () => {
    const print = 'console.log(JSON.stringify([{ ...process.env }, require("os").tmpdir()]))';
    const child = spawn(process.execPath, ['-e', print], { env: { A: 'b' } });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    await once(child, 'close');

    expect(JSON.parse(output)).toEqual([{ A: 'b' }, temporaryFolderOf(inject('runFolder'))]);
  });
});
