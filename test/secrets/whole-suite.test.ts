import path from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { describeFind } from './finds.ts';
import { recordedKeys } from './key/known-keys.ts';
import { searchFolder } from './left-files.ts';
import { temporaryFolderOf } from './run-folder.ts';
import { openRecord } from './run-record.ts';

const folder = inject('runFolder');
const record = openRecord(folder);

describe('after all other tests', () => {
  it('no private key got out of any process', () => {
    expect(record.finds().map(describeFind)).toEqual([]);
  });

  it.each([
    ['the checkout', path.resolve(import.meta.dirname, '../..'), 500],
    ['the temporary folder', temporaryFolderOf(folder), 0],
  ])('none is in a file of %s', (name, root, least) => {
    const { files, finds } = searchFolder(root, recordedKeys(record.keys()));

    console.log(`searched ${files} files of ${name}`);
    expect(finds.map(describeFind)).toEqual([]);
    expect(files).toBeGreaterThanOrEqual(least);
  });

  /** Far less than any suite lets out, so that seeing nothing is not taken for there being nothing. */
  it.runIf(inject('isWholeSuite'))('the watch searched more than 20,000 texts of the whole suite', () => {
    const { texts, characters, keys } = record.tally();

    console.log(`searched ${texts} texts with ${characters} characters for ${keys} private keys`);
    expect(texts).toBeGreaterThan(20_000);
    expect(characters).toBeGreaterThan(50_000_000);
    expect(keys).toBeGreaterThan(200);
  });
});
