import { createHash, type KeyObject } from 'node:crypto';
import { PIECE_LENGTH, piecesOf, stretchesOf } from './pieces.ts';

/** Tells whether a run of Base64 characters has a piece of a private key in it. */
export interface KnownKeys {
  isIn(run: string): boolean;
}

/** The keys that this process made or met. */
export interface MetKeys extends KnownKeys {
  /** How many. */
  readonly size: number;
  /** False when it was known already, or has no pieces. */
  add(privateKey: KeyObject): boolean;
}

/** @param record is given digests of a new key's pieces, one a line: what is written down is no key */
export function createMetKeys(record: (digests: string) => void): MetKeys {
  const pieces = new Set<string>();
  // Nearly no stretch is a piece, and a bit for the 24 of four characters says so much faster than the set.
  const beginnings = new Uint8Array(2 ** 21);
  let size = 0;
  return {
    get size() {
      return size;
    },
    add: (privateKey) => {
      const [first, ...more] = piecesOf(privateKey);
      if (first === undefined || pieces.has(first)) return false;
      size += 1;
      for (const piece of [first, ...more]) {
        pieces.add(piece);
        const begin = beginningOf(piece);
        beginnings[begin >> 3] = (beginnings[begin >> 3] ?? 0) | (1 << (begin & 7));
      }
      record([first, ...more].map((piece) => `${digest(piece)}\n`).join(''));
      return true;
    },
    isIn: (run) => {
      let begin = 0;
      for (let at = 0; at < run.length; at++) {
        begin = next(begin, run.charCodeAt(at));
        const isLikely = ((beginnings[begin >> 3] ?? 0) & (1 << (begin & 7))) !== 0;
        if (isLikely && pieces.has(run.slice(at - 3, at - 3 + PIECE_LENGTH))) return true;
      }
      return false;
    },
  };
}

/** The keys of all processes, of which only digests were recorded. */
export function recordedKeys(digests: string): KnownKeys {
  const known = new Set(digests.split('\n'));
  return { isIn: (run) => stretchesOf(run).some((stretch) => known.has(digest(stretch))) };
}

/** Of the last four characters, six bits of each. */
const next = (begin: number, code: number) => ((begin << 6) | (code & 63)) & 0xffffff;
const beginningOf = (piece: string) => [0, 1, 2, 3].reduce((begin, at) => next(begin, piece.charCodeAt(at)), 0);

function digest(piece: string): string {
  return createHash('sha256').update(piece).digest('base64').slice(0, 16);
}
