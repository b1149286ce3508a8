const keptBytes = 24 * 1024;
const headBytes = 6000;
const tailBytes = keptBytes - headBytes;

/**
 * The part of an output that is kept: its first 6,000 bytes and its last, 24 KB together.
 * Sources: ECS 2014-05-26 DescribeInvocationResults (`Dropped`: text beyond 24 KB is discarded); the open-source agent
 * (aliyun_assist_client, taskengine/outputbuffer) keeps beginning and end.
 */
export class OutputWindow {
  private readonly head: Buffer[] = [];
  private readonly tail: Buffer[] = [];
  private headLength = 0;
  private tailLength = 0;
  private dropped = 0;

  /** Bytes that were discarded. */
  get droppedBytes(): number {
    return this.dropped + Math.max(0, this.tailLength - tailBytes);
  }

  add(chunk: Buffer): void {
    const first = chunk.subarray(0, headBytes - this.headLength);
    if (first.length > 0) this.head.push(first);
    this.headLength += first.length;
    const rest = chunk.subarray(first.length);
    if (rest.length > 0) this.addToTail(rest);
  }

  kept(): Buffer {
    const tail = Buffer.concat(this.tail);
    return Buffer.concat([...this.head, tail.subarray(Math.max(0, tail.length - tailBytes))]);
  }

  private addToTail(chunk: Buffer): void {
    this.tail.push(chunk);
    this.tailLength += chunk.length;
    for (let oldest = this.tail[0]; oldest && this.tailLength - oldest.length >= tailBytes; oldest = this.tail[0]) {
      this.tail.shift();
      this.tailLength -= oldest.length;
      this.dropped += oldest.length;
    }
  }
}
