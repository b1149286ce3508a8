import { parseArgs } from 'node:util';

export interface Options {
  /** Checkouts to measure, one beside the other; this one unless named. */
  readonly at: readonly string[];
  /** Folders of a checkout of which each top-level file or folder is a room. */
  readonly places: readonly string[];
  /** Says of each place which rooms import one another against the order. */
  readonly showUp: boolean;
  /** A document whose table, between the two marks, is replaced; printed when there is none. */
  readonly write: string | undefined;
}

const PLACES = ['shared', 'local/cloud'];

export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      at: { type: 'string', multiple: true, default: ['.'] },
      place: { type: 'string', multiple: true, default: PLACES },
      up: { type: 'boolean', default: false },
      write: { type: 'string' },
    },
  });
  return { at: values.at, places: values.place, showUp: values.up, write: values.write };
}
