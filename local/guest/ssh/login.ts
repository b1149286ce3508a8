import type { SshdSettings } from './sshd-settings.ts';

/** How far one connection's login has come. */
export class Login {
  /** The command that runs in place of what the client asks for. */
  command: string | undefined;
  private passed: string[] = [];

  /** Methods that get it further now. */
  next(settings: SshdSettings): string[] {
    const offered = [...(settings.publicKeys ? ['publickey'] : []), ...(settings.passwords ? ['password'] : [])];
    if (settings.methods.length === 0) return offered;
    return offered.filter((method) => this.listsWith(method, settings).length > 0);
  }

  /** Notes that a method was passed. Whether the login is complete with it. */
  pass(method: string, settings: SshdSettings): boolean {
    const lists = this.listsWith(method, settings);
    this.passed.push(method);
    return settings.methods.length === 0 || lists.some((list) => list.length === this.passed.length);
  }

  /** Lists of AuthenticationMethods that begin with what was passed, and go on with this method. */
  private listsWith(method: string, { methods }: SshdSettings) {
    const so = [...this.passed, method];
    return methods.filter((list) => so.every((each, index) => list[index] === each));
  }
}
