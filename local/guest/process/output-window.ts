const headBytes = 6000;
const tailBytes = 24 * 1024 - headBytes;

/**
 * The part of an output that is kept: its first 6,000 bytes and its last, 24 KB together.
 * Sources: ECS 2014-05-26 DescribeInvocationResults (`Dropped`: text beyond 24 KB is discarded); the open-source agent
 * (aliyun_assist_client, taskengine/outputbuffer) keeps beginning and end.
 */
export class OutputWindow {
  private head = Buffer.alloc(0);
  private tail = Buffer.alloc(0);
  private total = 0;

  /** Bytes that were discarded. */
  get droppedBytes(): number {
    return this.total - this.head.length - this.tail.length;
  }

  add(chunk: Buffer): void {
    this.total += chunk.length;
    const missing = headBytes - this.head.length;
    if (missing > 0) this.head = Buffer.concat([this.head, chunk.subarray(0, missing)]);
    this.tail = Buffer.concat([this.tail, chunk.subarray(missing)]).subarray(-tailBytes);
  }

  kept(): Buffer {
    return Buffer.concat([this.head, this.tail]);
  }
}
