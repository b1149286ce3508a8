import type { State } from '../state.ts';

/** One control route: a method and a path under `/_local`. */
export interface Route {
  method: 'GET' | 'POST' | 'DELETE';
  /** A last segment `:id` stands for any one segment and is given to `run`. */
  path: `/_local/${string}`;
  /** A POST that needs neither a body nor a content type. Default false: a form of a web page has no JSON to send. */
  takesNoBody?: true;
  /**
   * Answers with a value to send as JSON, or a promise of it. `body` is the parsed body, `{}` when there was none.
   * @throws InvalidInput (400) or NotFound (404)
   */
  run(state: State, body: unknown, id: string): unknown;
}

/** The thing named in the path does not exist. */
export class NotFound extends Error {
  override readonly name = 'NotFound';
}
