/** What Keyfleet runs inside an instance through Cloud Assistant, as root by `/bin/sh`, and how it reads the answer. */
export { addKeyScript } from './add-key.ts';
export { inspectScript } from './inspect.ts';
export { removeKeyScript } from './remove-key.ts';
export { type GuestCode, type GuestReport, parseGuestReport, type ReportedKey, type SshdSettings } from './report.ts';
