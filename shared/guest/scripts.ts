/** What Keyfleet runs inside an instance through Cloud Assistant, as root by `/bin/sh`, and how it reads the answer. */
export { addKeyScript } from './add-key.ts';
export type { CauseCode, GuestCode } from './codes.ts';
export { inspectScript } from './inspect.ts';
export type { Judgement, Takes } from './judgement.ts';
export { removeKeyScript } from './remove-key.ts';
export { type GuestReport, parseGuestReport, type ReportedKey, type SshdSettings } from './report.ts';
export type { Proof } from './script.ts';
export { findKey, isGone, judgementOf, judgePassword, type OtherWays, otherWaysIn, wouldTake } from './ways-in.ts';
