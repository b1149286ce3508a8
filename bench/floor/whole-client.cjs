'use strict';
/* What a function would load that used the vendor's client as its examples do, from node_modules. */
const { default: Client, AttachKeyPairRequest } = require('@alicloud/ecs20140526');
const { $OpenApiUtil } = require('@alicloud/openapi-core');

exports.handler = async (event, { credentials }) => {
  const { regionId, keyPairName, instanceIds } = JSON.parse(event.toString());
  const { host } = new URL(process.env.KEYFLEET_ENDPOINT);
  const client = new Client(new $OpenApiUtil.Config({ ...credentials, endpoint: host, protocol: 'HTTP' }));
  const request = new AttachKeyPairRequest({ regionId, keyPairName, instanceIds: JSON.stringify(instanceIds) });
  return (await client.attachKeyPair(request)).body;
};
