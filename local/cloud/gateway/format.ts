import type { Call } from './call.ts';

export type Format = 'json' | 'xml';

/**
 * The format of the answer. RPC V1: what `Format` says, in any case, and XML when it says nothing. ACS3: JSON (choice:
 * not documented; so is that `Format=XML` is heeded there too).
 * Source: ECS 2014-05-26 "Common parameters", Format; "Request signatures V3" for JSON.
 */
export function formatOf({ scheme, sent }: Pick<Call, 'scheme' | 'sent'>): Format {
  const asked = sent.get('Format')?.toLowerCase();
  if (asked === 'json' || asked === 'xml') return asked;
  return scheme === 'acs3' ? 'json' : 'xml';
}
