import { createHash } from 'node:crypto';
import type { Settings } from '../settings/settings.ts';
import { toEnvelopeTime, toMonitorTime, toPrcTime } from './china-time.ts';
import type { CloudEvent, MonitorEvent } from './event.ts';

/** When and where an event arose, and how it is to be written. */
export interface Origin {
  accountId: string;
  /** Epoch milliseconds. */
  time: number;
  /** One id for all shapes of the same occurrence, from which each takes its own. */
  key: string;
  publishTime: Settings['eventShapes']['publishTime'];
}

/** What differs between the events of EventBridge. */
export interface CloudEventContent {
  source: string;
  type: string;
  subject: string;
  regionId: string;
  data: unknown;
}

/** Puts the envelope of EventBridge's default bus around `data`. */
export function cloudEvent(origin: Origin, { regionId, data, ...head }: CloudEventContent): CloudEvent {
  const { accountId, time, publishTime } = origin;
  return {
    id: uuid(`${origin.key}/${head.type}`),
    ...head,
    specversion: '1.0',
    datacontenttype: 'application/json;charset=utf-8',
    time: toEnvelopeTime(time),
    aliyunaccountid: accountId,
    aliyunpublishtime: publishTime === 'prc' ? toPrcTime(time) : new Date(time).toISOString(),
    aliyuneventbusname: 'default',
    aliyunregionid: regionId,
    aliyunpublishaddr: '127.0.0.1',
    data,
  };
}

/** What differs between the events of CloudMonitor. */
export type MonitorEventContent = Pick<
  MonitorEvent,
  'product' | 'name' | 'level' | 'resourceId' | 'regionId' | 'content'
>;

export function monitorEvent(origin: Origin, content: MonitorEventContent): MonitorEvent {
  return {
    ver: '1.0',
    id: uuid(`${origin.key}/${content.name}`).toUpperCase(),
    userId: origin.accountId,
    eventTime: toMonitorTime(origin.time),
    ...content,
  };
}

/** An id in the form of a UUID, always the same for the same text. */
export function uuid(text: string): string {
  const hex = createHash('md5').update(text).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
