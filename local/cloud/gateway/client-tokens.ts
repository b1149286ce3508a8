import type { AnswerBody } from '../action/action.ts';
import { CloudError } from '../action/refusal.ts';
import { forgetOldest } from './forget-oldest.ts';
import { gatewayRefusals } from './refusals.ts';

interface Remembered {
  fingerprint: string;
  answer: AnswerBody | Promise<AnswerBody>;
}

/**
 * Answers by `ClientToken`: the same token with the same parameters is answered as before (with a request id of its
 * own), with others it is refused. Source: ECS "How to ensure idempotence".
 * Choices, not documented: a token belongs to one caller and product and covers the action as well; a refused call is
 * not remembered; a token lasts until the cloud is reset, or many came after it. CreateKeyPair's private key is kept with the token it was
 * asked with, because the replay has to answer it again.
 */
export interface ClientTokens {
  once(token: string, fingerprint: string, run: () => AnswerBody | Promise<AnswerBody>): Promise<AnswerBody>;
  clear(): void;
}

/** @param kept how many tokens are remembered */
export function createClientTokens(kept: () => number): ClientTokens {
  const remembered = new Map<string, Remembered>();
  return {
    once: async (token, fingerprint, run) => {
      const earlier = remembered.get(token);
      if (earlier && earlier.fingerprint !== fingerprint) throw new CloudError(gatewayRefusals.idempotentMismatch);
      if (earlier) return earlier.answer;
      const answer = run();
      remembered.set(token, { fingerprint, answer });
      forgetOldest(remembered, kept());
      try {
        return await answer;
      } catch (error) {
        remembered.delete(token);
        throw error;
      }
    },
    clear: () => remembered.clear(),
  };
}
