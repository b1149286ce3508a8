import { XML } from '@darabonba/typescript';
import { describe, expect, it } from 'vitest';
import { addInstance, importKeyPair, openCloud } from '../../open-cloud.ts';
import { call, send } from '../../signed-call.ts';
import { exchange } from './exchange.ts';
import { callRpcV1 } from './rpc-v1-call.ts';

const region = { RegionId: 'cn-hangzhou' };
const read = (xml: string): Record<string, Record<string, unknown>> => XML.parseXml(xml, null);

describe('format of an answer to RPC V1', () => {
  it.each([
    ['JSON', 'application/json;charset=utf-8'],
    ['json', 'application/json;charset=utf-8'],
    ['XML', 'text/xml;charset=utf-8'],
    ['xml', 'text/xml;charset=utf-8'],
    ['', 'text/xml;charset=utf-8'],
    [undefined, 'text/xml;charset=utf-8'],
  ])('the format of an answer to RPC V1 is by Format=%s %s', async (Format, contentType) => {
    const cloud = await openCloud();
    const { status, headers } = await callRpcV1(cloud, 'ecs', 'DescribeKeyPairs', region, { scheme: { Format } });
    expect({ status, contentType: headers['content-type'] }).toEqual({ status: 200, contentType });
  });

  it('the format of an answer to RPC V1 is refused when it is another, in XML', async () => {
    const cloud = await openCloud();
    const { status, code, text } = await callRpcV1(cloud, 'ecs', 'DescribeKeyPairs', region, {
      scheme: { Format: 'YAML' },
    });
    expect({ status, code }).toEqual({ status: 400, code: 'InvalidParameter.Format' });
    expect(read(text)).toMatchObject({ Error: { Message: 'Specified parameter format is not valid.' } });
  });
});

describe('answer in XML', () => {
  const xml = { scheme: { Format: 'XML' } };

  it('an answer in XML is named after the action, and wraps the rows of ECS as its JSON does', async () => {
    const cloud = await openCloud();
    await importKeyPair(cloud, 'ecs', 'ops');
    const id = addInstance(cloud, { product: 'ecs' });
    const target = { ...region, KeyPairName: 'ops', InstanceIds: `["${id}","i-none"]` };
    const { headers, text } = await callRpcV1(cloud, 'ecs', 'AttachKeyPair', target, xml);
    expect(read(text)).toEqual({
      AttachKeyPairResponse: {
        RequestId: headers['x-acs-request-id'],
        KeyPairName: 'ops',
        TotalCount: '2',
        FailCount: '1',
        Results: {
          Result: [
            { InstanceId: id, Code: '200', Message: 'successful', Success: 'true' },
            expect.objectContaining({ InstanceId: 'i-none', Success: 'false' }),
          ],
        },
      },
    });
  });

  it('repeats the element where SWAS has a plain list', async () => {
    const cloud = await openCloud();
    await importKeyPair(cloud, 'swas', 'ops');
    await importKeyPair(cloud, 'swas', 'other');
    const { text } = await callRpcV1(cloud, 'swas', 'ListKeyPairs', region, xml);
    expect(read(text).ListKeyPairsResponse?.KeyPairs).toMatchObject([{ KeyPairName: 'ops' }, { KeyPairName: 'other' }]);
  });

  it('an answer in XML is Error when the call is refused, with the fields of the JSON', async () => {
    const cloud = await openCloud();
    const { status, headers, text } = await callRpcV1(cloud, 'ecs', 'DescribeKeyPairs', {}, xml);
    expect(status).toBe(400);
    expect(text).toMatch(/^<\?xml version='1.0' encoding='UTF-8'\?><Error><RequestId>/);
    expect(read(text).Error).toEqual({
      RequestId: headers['x-acs-request-id'],
      HostId: new URL(cloud.url).host,
      Code: 'MissingParameter',
      Message: 'The input parameter "RegionId" that is mandatory for processing this request is not supplied.',
      Recommend: expect.stringContaining('MissingParameter'),
    });
  });

  it('an answer in XML is KMS when KMS refuses', async () => {
    const cloud = await openCloud();
    const { status, text } = await callRpcV1(cloud, 'kms', 'GetSecretValue', { SecretName: 'none' }, xml);
    expect(status).toBe(404);
    expect(read(text).KMS).toMatchObject({ HttpStatus: '404', Code: 'Forbidden.ResourceNotFound' });
  });

  it('an answer in XML says why a principal was denied', async () => {
    const cloud = await openCloud();
    const key = cloud.principals.create({ name: 'intern', policy: 'none' });
    const { text } = await callRpcV1(cloud, 'ecs', 'DescribeKeyPairs', region, { ...xml, key });
    expect(read(text).Error).toMatchObject({ AccessDeniedDetail: { AuthAction: 'ecs:DescribeKeyPairs' } });
  });

  it('an answer in XML is what somebody who sends nothing at all gets', async () => {
    const cloud = await openCloud();
    const { status, headers, text } = await exchange(cloud.url, { method: 'GET' });
    expect({ status, type: headers['content-type'] }).toEqual({ status: 400, type: 'text/xml;charset=utf-8' });
    expect(read(text).Error?.Code).toBe('MissingAction');
  });

  it('an answer in XML can be cut in its middle by a fault, and lose rows by another', async () => {
    const cloud = await openCloud();
    await importKeyPair(cloud, 'ecs', 'ops');
    const ask = async () => (await callRpcV1(cloud, 'ecs', 'DescribeKeyPairs', region, xml)).text;
    const whole = await ask();
    cloud.faults.add({ fault: 'truncated', times: 1 });
    expect(await ask()).toHaveLength(Math.floor(whole.length / 2));
    cloud.faults.add({ fault: 'missingRows', times: 1 });
    expect(read(await ask()).DescribeKeyPairsResponse?.KeyPairs).toBe('');
  });
});

describe('format of an answer to ACS3', () => {
  it('the format of an answer to ACS3 is JSON', async () => {
    const cloud = await openCloud();
    expect((await call(cloud, 'ecs', 'DescribeKeyPairs', region)).headers.get('content-type')).toContain('json');
  });

  it('the format of an answer to ACS3 is XML when that is asked for', async () => {
    const cloud = await openCloud();
    const answer = await send(cloud, 'ecs', 'DescribeKeyPairs', { ...region, Format: 'XML' });
    expect(read(await answer.text())).toHaveProperty('DescribeKeyPairsResponse');
  });

  it('the format of an answer to ACS3 is JSON too when the signature is missing', async () => {
    const cloud = await openCloud();
    const headers = { 'x-acs-date': '2026-01-01T00:00:00Z', 'x-acs-version': '2014-05-26' };
    const { json } = await exchange(cloud.url, { headers: { ...headers, 'x-acs-action': 'DescribeKeyPairs' } });
    expect(json()).toMatchObject({ Code: 'MissingAccessKeyId' });
  });
});
