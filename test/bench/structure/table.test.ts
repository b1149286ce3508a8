import { describe, expect, it } from 'vitest';
import { readOptions } from '../../../bench/structure/options.ts';
import { putBetweenMarks, toColumns } from '../../../bench/structure/table.ts';

describe('the table of the structure', () => {
  it('sets what was measured side by side', () => {
    const columns = [
      { title: 'before', figures: [['rooms', '33']] as const },
      { title: 'now', figures: [['rooms', '16']] as const },
    ];

    expect(toColumns(columns)).toEqual(['|  | before | now |', '| --- | ---: | ---: |', '| rooms | 33 | 16 |']);
  });

  it('replaces what stands between the marks of a document, and nothing else', () => {
    const document = '# House\n\n<!-- structure -->\nold\n<!-- /structure -->\n\nThe end.\n';

    expect(putBetweenMarks(document, ['| a |', '| b |'])).toBe(
      '# House\n\n<!-- structure -->\n| a |\n| b |\n<!-- /structure -->\n\nThe end.\n',
    );
  });

  it('refuses a document without marks', () => {
    expect(() => putBetweenMarks('# House\n', [])).toThrow('<!-- structure -->');
  });

  it('measures shared and local/cloud of this checkout unless told otherwise', () => {
    expect(readOptions([])).toEqual({ at: ['.'], places: ['shared', 'local/cloud'], showUp: false, write: undefined });
    expect(readOptions(['--at', '../before', '--at', '.', '--place', 'cli', '--up'])).toMatchObject({
      at: ['../before', '.'],
      places: ['cli'],
      showUp: true,
    });
  });
});
