/**
 * An event as EventBridge hands it to a target: CloudEvents 1.0 with Alibaba Cloud's extensions.
 * Source: EventBridge "Event overview" and "EBS events"; an event that a function received (`aliyunpublishtime` in UTC).
 */
export interface CloudEvent {
  id: string;
  source: string;
  specversion: string;
  type: string;
  datacontenttype?: string;
  subject?: string;
  /** `2020-11-19T21:04:41+08:00` */
  time: string;
  aliyunaccountid: string;
  /** `…T13:04:42.179Z`; in some documents local time with the suffix `PRC`. */
  aliyunpublishtime: string;
  aliyuneventbusname: string;
  aliyunregionid: string;
  aliyunpublishaddr?: string;
  data: unknown;
}

/**
 * An event as CloudMonitor hands it to a target. Of its two resource ids the outer one is an ARN.
 * Source: ECS "Instance event notification" (2021).
 */
export interface MonitorEvent {
  ver: string;
  id: string;
  product: string;
  resourceId: string;
  level: string;
  name: string;
  userId: string;
  /** China's time: `20190409T121826.922+0800`. */
  eventTime: string;
  regionId: string;
  content: Readonly<Record<string, unknown>>;
}

export type WireEvent = CloudEvent | MonitorEvent;

/** EventBridge delivers what has an envelope; CloudMonitor the rest. */
export function isCloudEvent(event: WireEvent): event is CloudEvent {
  return 'source' in event;
}
