import type { Forecast, Foreseen } from '../../shared/rotation/report/forecast.ts';
import { alignColumns, printable } from './columns.ts';

const HEADINGS = ['WOULD', 'PRODUCT', 'REGION', 'INSTANCE', 'KEY PAIR', 'WHY'];

/** What a dry run says would be brought about, for people: how much and how long, then instance by instance. */
export function renderForecast(forecast: Forecast): string[] {
  const { instances, added, restarted, retired, ticks, seconds } = forecast;
  const later = instances.filter(({ isLater }) => isLater).length;
  const left = instances.filter(({ steps }) => steps.length === 0).length;
  const counts = `${added} to add, ${restarted} to restart, ${retired} to retire, ${later} later, ${left} left as they are`;
  const work = `${ticks} ${ticks === 1 ? 'tick' : 'ticks'} at the least, working about ${durationText(seconds)}`;
  return [
    `  would: ${counts}`,
    `  ${work}; ${graceText(forecast)}`,
    ...(instances.length > 0 ? ['', ...alignColumns([HEADINGS, ...instances.map(toRow)])] : []),
  ];
}

function graceText({ graceSeconds, note }: Forecast): string {
  return graceSeconds > 0 ? `both keys work for ${durationText(graceSeconds)} after the promotion` : printable(note);
}

function toRow({ steps, isLater, product, regionId, instanceId, keyPairName, why }: Foreseen): string[] {
  const would = steps.length === 0 ? '-' : `${steps.join(', ')}${isLater ? ' (later)' : ''}`;
  return [would, product, regionId ?? '-', instanceId, keyPairName ?? '-', why].map(printable);
}

function durationText(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 7_200) return `${Math.round(seconds / 60)} min`;
  return `${Math.round(seconds / 3_600)} h`;
}
