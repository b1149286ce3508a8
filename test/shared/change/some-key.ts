/** A public key as OpenSSH writes it, well-formed, with a name in place of its numbers. */
export function someKey(name: string): string {
  const fields = ['ssh-rsa', name].map((text) =>
    Buffer.concat([Buffer.from([0, 0, 0, text.length]), Buffer.from(text)]),
  );
  return `ssh-rsa ${Buffer.concat(fields).toString('base64')}`;
}
