import { setTimeout as wait } from 'node:timers/promises';
import { type Login, logIn } from './log-in.ts';

/** Tries to log in until the instance lets one in, half a minute at most. */
export async function untilIn(login: Login): Promise<{ output: string } | undefined> {
  for (let attempt = 0; attempt < 150; attempt++) {
    const answer = await logIn(login);
    if (typeof answer === 'object') return answer;
    await wait(200);
  }
  return undefined;
}
