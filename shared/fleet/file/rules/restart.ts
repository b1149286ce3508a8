import { products } from '../../../products/index.ts';
import { type KeyPairRule, productsOf } from './rule.ts';

/** Restarts are asked for in so many words, and never where they could not happen. */
export const checkRestart: KeyPairRule = ({ takeEffect, fallback, restart }) => {
  const asking = takeEffect === 'restart' ? 'takeEffect' : fallback === 'restart' ? 'fallback' : null;
  if (!asking || restart !== 'never') return [];
  return [{ path: [asking], expected: 'restart: new or restart: always beside it, because never is the default' }];
};

/** Where nothing can be changed inside a running instance, `online` needs to know what to do instead. */
export const checkOnline: KeyPairRule = (entry) => {
  if (entry.takeEffect !== 'online' || entry.fallback !== 'none') return [];
  const offline = productsOf(entry).filter((product) => !products[product].remoteCommands);
  if (offline.length === 0) return [];
  const expected = `a fallback beside it (onNextStart or restart), because ${offline.join(', ')} has no remote command`;
  return [{ path: ['takeEffect'], expected }];
};
