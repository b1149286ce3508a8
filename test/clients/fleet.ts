import { type LocalCloud, startLocalCloud } from '@keyfleet/local-cloud';
import { onTestFinished } from 'vitest';
import { type Recorder, startRecorder } from './recorder.ts';

/** An OpenSSH line that every product takes; its private half was thrown away. */
export const publicKeyLine =
  'ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQCqK8B0DXeyvoBLlN1LqTeTuMHCrz5fX/GZov4ADYdnWY67Tg6nZVn7M8ls5eXee2J6DPy9uoBvt3SNrpq7bcFChrwY76+Igd6ebx+7Fd8w94nNnozNNzFsdQSgd7CKH9uP/g3LVUlsyXwGaMzVb03Y4nPfLdtngmloTpLJSsenJsakHyz8t5Kq8h25f4hOMyUBGECtyX3cmf0/W6ny4R/1cx+BdyAxGwLgQzYz6UWsiDHNK/OGEJO8DZuxIZMNzexn8yIyRiR9nTd+am5X1ZVNM0VJ26D9fFpxtZsj0eqhbXN8i7BQLf4LMEWY/kxS4AZWYGuQl+KOz/2hqRQHSPv/ test';

/** A cloud with one instance of everything, and what stands between it and the client. */
export interface Fleet {
  cloud: LocalCloud;
  recorder: Recorder;
  /** What each client's configuration has. */
  key: { accessKeyId: string; accessKeySecret: string };
}

export async function openFleet(): Promise<Fleet> {
  const cloud = await startLocalCloud();
  const recorder = await startRecorder(cloud.url);
  onTestFinished(async () => {
    await recorder.close();
    await cloud.close();
  });
  const regionId = 'cn-hangzhou';
  cloud.instances.add([
    { product: 'ecs', regionId, instanceId: 'i-linux' },
    { product: 'ecs', regionId, instanceId: 'i-windows', os: 'windows' },
    { product: 'swas', regionId, instanceId: 's-linux' },
    { product: 'ens', instanceId: 'e-linux', status: 'Stopped' },
  ]);
  const { accessKeyId, accessKeySecret } = cloud;
  return { cloud, recorder, key: { accessKeyId, accessKeySecret } };
}
