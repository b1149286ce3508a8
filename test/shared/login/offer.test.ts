import ssh2, { type ParsedKey } from 'ssh2';
import { describe, expect, it } from 'vitest';
import { createOffer } from '../../../shared/login/ssh/offer.ts';
import { type FormName, keyOf } from './keys.ts';

/** Makes one attempt after the other, and says after each what is known when the server hangs up over it. */
function hangUpAfterEach(form: FormName) {
  const offer = createOffer('root', ssh2.utils.parseKey(keyOf(form).privateKey) as ParsedKey);
  const attempt = () => {
    offer.next([], false, () => {});
    offer.endAttempts();
    return { isOpen: offer.isOpen(), isRefused: offer.isRefused() };
  };
  return { attempt, endAttempts: offer.endAttempts, isRefused: offer.isRefused };
}

describe('a key that is offered to a server that bears few attempts', () => {
  it('a key that is offered to a server that bears few attempts is refused when there is no other form of it', () => {
    expect(hangUpAfterEach("ed25519 as OpenSSH's").attempt()).toEqual({ isOpen: false, isRefused: true });
  });

  it('a key that is offered to a server that bears few attempts is open until its last form was offered', () => {
    const { attempt } = hangUpAfterEach('RSA as PKCS#1');
    const isOpen = { isOpen: true, isRefused: false };

    expect([attempt(), attempt(), attempt()]).toEqual([isOpen, isOpen, { isOpen: false, isRefused: true }]);
  });

  it('a key that is offered to a server that bears few attempts is not refused by one that hangs up before', () => {
    const { endAttempts, isRefused } = hangUpAfterEach("ed25519 as OpenSSH's");
    endAttempts();

    expect(isRefused()).toBe(false);
  });
});
