import core from '@alicloud/openapi-core';

const { Config, Params, OpenApiRequest } = core.$OpenApiUtil;

export async function describeInstances({ url, accessKeyId, accessKeySecret }) {
  const config = { accessKeyId, accessKeySecret, endpoint: new URL(url).host, protocol: 'HTTP' };
  const how = { protocol: 'HTTP', pathname: '/', method: 'POST', authType: 'AK', style: 'RPC' };
  const what = { action: 'DescribeInstances', version: '2014-05-26', reqBodyType: 'formData', bodyType: 'json' };
  const request = new OpenApiRequest({ query: { RegionId: 'cn-hangzhou' } });
  const { body } = await new core.default(new Config(config)).callApi(new Params({ ...how, ...what }), request, {});
  return body.Instances.Instance.map(({ InstanceId, KeyPairName }) => ({ InstanceId, KeyPairName }));
}

export async function callFunction({ url }, name) {
  return (await fetch(`${url}/${name}`)).text();
}
