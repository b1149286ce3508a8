/** The part of `@alicloud/fc2` 2.6.6 that is used; it brings no types. */
declare module '@alicloud/fc2' {
  export default class FcClient {
    constructor(
      accountId: string,
      config: {
        accessKeyID: string;
        accessKeySecret: string;
        securityToken?: string;
        endpoint: string;
        region: string;
        secure: boolean;
        /** Milliseconds. */
        timeout: number;
      },
    );
    /** `data` is parsed where the answer is declared as JSON, else text. */
    invokeFunction(
      service: string,
      name: string,
      event: string,
    ): Promise<{ headers: Readonly<Record<string, string | undefined>>; data: unknown }>;
  }
}
