import { parseAuthorizedKeyLine } from './authorized-key-line.ts';

/** A key pair as the metadata service gives it to cloud-init. */
export interface AttachedKeyPair {
  readonly name: string;
  /** OpenSSH format; a comment after the key is replaced by the name. */
  readonly publicKey: string;
}

/**
 * The text of root's authorized_keys after a boot: the key taken before is taken away, the attached one is there once.
 * As cloud-init does it (cloudinit/ssh_util.py, update_authorized_keys): a line with the same key is replaced in its
 * place, otherwise the key is appended; a missing final newline is added. Other lines stay as they are.
 * That the previous key goes is documented for key pairs (ECS 2014-05-26 AttachKeyPair: the new one replaces it), not
 * for the file; choice: what would make two keys work at once is not assumed.
 */
export function takeKeyPair(text: string, previous: AttachedKeyPair | null, attached: AttachedKeyPair | null): string {
  const line = attached && keyLine(attached);
  const key = line && parseAuthorizedKeyLine(line)?.base64;
  const gone = previous && parseAuthorizedKeyLine(keyLine(previous))?.base64;
  let isThere = false;
  const lines = splitLines(text).flatMap((old) => {
    const base64 = parseAuthorizedKeyLine(old)?.base64;
    if (base64 === undefined || (base64 !== key && base64 !== gone)) return [old];
    if (base64 !== key || isThere || !line) return [];
    isThere = true;
    return [line];
  });
  if (line && !isThere) lines.push(line);
  return lines.map((each) => `${each}\n`).join('');
}

function keyLine({ name, publicKey }: AttachedKeyPair): string {
  const [type = '', base64 = ''] = publicKey.trim().split(/\s+/);
  return `${type} ${base64} ${name}`;
}

function splitLines(text: string): string[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}
