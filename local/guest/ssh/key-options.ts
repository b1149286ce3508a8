import { fitsAddress, fitsList } from './patterns.ts';

/** The options before a key that say whether and for what it counts (sshd(8), AUTHORIZED_KEYS FILE FORMAT). */
export interface KeyOptions {
  readonly command: string | undefined;
  /** Whether the key counts for a client at this address, at this time. */
  holds(address: string, now: Date): boolean;
}

export function readKeyOptions(text: string): KeyOptions {
  const options = [...text.matchAll(/([A-Za-z-]+)(?:="((?:\\"|[^"])*)")?(?:,|$)/g)].map(
    ([, name = '', value = '']) => [name.toLowerCase(), value.replaceAll('\\"', '"')] as const,
  );
  const valueOf = (wanted: string) => options.find(([name]) => name === wanted)?.[1];
  const from = valueOf('from');
  const expiry = valueOf('expiry-time');
  return {
    command: valueOf('command'),
    holds: (address, now) =>
      !options.some(([name]) => name === 'cert-authority') &&
      (from === undefined || fitsList(address, from.split(','), fitsAddress)) &&
      (expiry === undefined || now < timeOf(expiry)),
  };
}

/** `YYYYMMDD[HHMM[SS]][Z]`, in the system's time zone without `Z`. What is no such time has passed. */
function timeOf(text: string): Date {
  const [, year, month, day, hour = '00', minute = '00', second = '00', zone = ''] =
    /^(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?(Z?)$/.exec(text) ?? [];
  const time = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`);
  return Number.isNaN(time.getTime()) ? new Date(0) : time;
}
