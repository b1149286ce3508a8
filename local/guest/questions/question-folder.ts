import {
  closeSync,
  constants,
  fstatSync,
  opendirSync,
  openSync,
  readFileSync,
  unlinkSync,
  watch,
  writeSync,
} from 'node:fs';
import { type Location, locate } from '../files/locate.ts';

/** For systems that have no watch to give: inotify(7) has limits for each user. */
const pollMs = 250;
/** Several changes at once are looked at together. */
const gatherMs = 2;
/** A guest that fills its folder delays itself alone. */
const filesAtOnce = 64;
/** Holds six keys of RSA-16384. */
const maxBytes = 32 * 1024;
/** The last line of a whole question. */
const end = '\n?\n';

/**
 * Answers the questions in a guest's folder, which its shim `ssh` (../files/shims/ssh.sh) leaves there: adds the answer to
 * a question's file, then takes the file away; the asker, which has it open, reads on. The folder holds what the guest
 * likes: links are not followed and a FIFO is not waited for.
 */
export class QuestionFolder {
  private stopWatching: (() => void) | undefined;

  constructor(
    private readonly folder: string,
    private readonly answer: (question: string) => string,
  ) {}

  /** Answers from now on, and what is there already. Does nothing when it does so already. */
  open(): void {
    this.stopWatching ??= watchFolder(this.folder, () => this.answerAll());
  }

  close(): void {
    this.stopWatching?.();
    this.stopWatching = undefined;
  }

  private answerAll(): void {
    attempt(() => {
      const location = locate(this.folder, '.');
      try {
        for (const name of namesIn(location)) attempt(() => this.answerOne(location.at(name)));
      } finally {
        location.close();
      }
    });
  }

  private answerOne(file: string): void {
    const { O_APPEND, O_NOCTTY, O_NOFOLLOW, O_NONBLOCK, O_RDWR } = constants;
    const fd = openSync(file, O_RDWR | O_APPEND | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY);
    try {
      const stats = fstatSync(fd);
      if (!stats.isFile() || stats.size > maxBytes) return;
      const text = readFileSync(fd, 'utf8');
      if (!text.endsWith(end)) return;
      writeSync(fd, this.answer(text));
      unlinkSync(file);
    } finally {
      closeSync(fd);
    }
  }
}

function namesIn(location: Location): string[] {
  const folder = opendirSync(location.at('.'));
  const names: string[] = [];
  try {
    for (let entry = folder.readSync(); entry && names.length < filesAtOnce; entry = folder.readSync())
      names.push(entry.name);
  } finally {
    folder.closeSync();
  }
  return names;
}

/** Calls `look` at once, after each change, and now and then. Returns what ends that. */
function watchFolder(folder: string, look: () => void): () => void {
  let soon: NodeJS.Timeout | undefined;
  const lookSoon = () => {
    soon ??= setTimeout(() => {
      soon = undefined;
      look();
    }, gatherMs);
  };
  const poll = setInterval(look, pollMs);
  const watcher = attempt(() => watch(folder, lookSoon).on('error', () => {}));
  look();
  return () => {
    clearTimeout(soon);
    clearInterval(poll);
    watcher?.close();
  };
}

/** What a guest does to its folder is no failure of the host. */
function attempt<T>(task: () => T): T | undefined {
  try {
    return task();
  } catch {
    return undefined;
  }
}
