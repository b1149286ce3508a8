import { algorithms } from '../ssh/sshd-settings.ts';

/** A public key, and the file that it came from as the asker named it. */
export interface OfferedKey {
  readonly file: string;
  readonly base64: string;
}

/** Whether an sshd takes keys of a user. */
export interface Question {
  readonly user: string;
  readonly address: string;
  readonly port: number;
  /** Patterns of the signature algorithms that the client is to use (ssh_config(5) PubkeyAcceptedAlgorithms). */
  readonly algorithms: readonly string[];
  readonly keys: readonly OfferedKey[];
}

/** Reads what the shim `ssh` wrote: lines of a word and its value. */
export function readQuestion(text: string): Question {
  const lines = text.split('\n').map((line) => /^(?<name>\w+) (?<value>.*)$/.exec(line)?.groups ?? {});
  const all = (wanted: string) => lines.filter(({ name }) => name === wanted).map(({ value = '' }) => value);
  const [user = '', address = '', port = ''] = ['user', 'address', 'port'].map((name) => all(name)[0]);
  const accepted = all('option')
    .map((option) => /^pubkeyaccepted(?:algorithms|keytypes)[\s=]+(?<value>.*)$/i.exec(option)?.groups?.['value'])
    .find((value) => value !== undefined);
  return { user, address, port: Number(port), algorithms: algorithms(accepted), keys: all('key').map(toKey) };
}

/** `BODY FILE` */
function toKey(value: string): OfferedKey {
  const [base64 = '', ...file] = value.split(' ');
  return { base64, file: file.join(' ') };
}
