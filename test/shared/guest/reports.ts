import { judge } from '../../../shared/guest/judgement.ts';
import { readGuestKey } from '../../../shared/guest/public-key.ts';
import type { GuestReport, ReportedKey } from '../../../shared/guest/scripts.ts';

/** A key in a report, with which a login succeeds unless something else is said. */
export function reportedKey(line: string, facts: Partial<ReportedKey> = {}): ReportedKey {
  const { type, body, fingerprint } = readGuestKey(line);
  return { type, body, fingerprint, hasOptions: false, options: [], judgement: judge('yes', null, 'yes'), ...facts };
}

/** A report of a guest in which nothing was seen but what is said here. */
export function guestReport(facts: Partial<GuestReport> = {}): GuestReport {
  return {
    ok: true,
    code: null,
    message: '',
    keys: [],
    absent: new Map(),
    would: new Map(),
    hasMoreKeys: false,
    changed: false,
    sshd: null,
    uid: null,
    passwordSet: null,
    account: [],
    differs: [],
    isStale: false,
    isOneOfSeveral: false,
    methods: null,
    hostKeys: [],
    bootId: null,
    ...facts,
  };
}
