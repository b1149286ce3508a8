/** Asks for the instances of a region by the vendor's client. */
export function describeInstances(cloud: {
  url: string;
  accessKeyId: string;
  accessKeySecret: string;
}): Promise<unknown>;

/** The body that a function answers with on its HTTP trigger. */
export function callFunction(host: { url: string }, name: string): Promise<string>;
