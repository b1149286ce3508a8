'use strict';
/*
 * The floor of the cold-start bench: what a function would load that signed its calls itself (ACS3-HMAC-SHA256 over
 * node:https) and did nothing else. Not used by any function: theirs is the vendor's own signing.
 */
const { createHash, createHmac, randomUUID } = require('node:crypto');
const http = require('node:http');
const https = require('node:https');

const ALGORITHM = 'ACS3-HMAC-SHA256';
const sha256 = (text) => createHash('sha256').update(text).digest('hex');
const encode = (text) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
const agents = { 'http:': new http.Agent({ keepAlive: true }), 'https:': new https.Agent({ keepAlive: true }) };

function sign(host, query, action, version, { accessKeyId, accessKeySecret, securityToken }) {
  const headers = {
    host,
    'x-acs-action': action,
    'x-acs-version': version,
    'x-acs-date': new Date().toISOString().replace(/\.\d+/, ''),
    'x-acs-signature-nonce': randomUUID(),
    'x-acs-content-sha256': sha256(''),
    ...(securityToken && { 'x-acs-security-token': securityToken }),
  };
  const names = Object.keys(headers).toSorted();
  const lines = names.map((name) => `${name}:${headers[name]}\n`).join('');
  const canonical = ['POST', '/', query, lines, names.join(';'), headers['x-acs-content-sha256']].join('\n');
  const signature = createHmac('sha256', accessKeySecret)
    .update(`${ALGORITHM}\n${sha256(canonical)}`)
    .digest('hex');
  const parts = [`Credential=${accessKeyId}`, `SignedHeaders=${names.join(';')}`, `Signature=${signature}`];
  return { ...headers, authorization: `${ALGORITHM} ${parts.join(',')}` };
}

function call(baseUrl, action, version, parameters, credentials) {
  const { protocol, host, hostname, port } = new URL(baseUrl);
  const pairs = Object.keys(parameters).toSorted();
  const query = pairs.map((name) => `${encode(name)}=${encode(parameters[name])}`).join('&');
  const headers = sign(host, query, action, version, credentials);
  const options = { hostname, port, method: 'POST', path: `/?${query}`, headers, agent: agents[protocol] };
  return new Promise((resolve, reject) => {
    const request = (protocol === 'http:' ? http : https).request(options, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part) => {
        text += part;
      });
      response.on('end', () => resolve(JSON.parse(text)));
    });
    request.on('error', reject).end();
  });
}

/** Attaches like our functions, without looking first, and without anything that keeps it from harm. */
exports.handler = (event, { credentials }) => {
  const { regionId, keyPairName, instanceIds } = JSON.parse(event.toString());
  const parameters = { RegionId: regionId, KeyPairName: keyPairName, InstanceIds: JSON.stringify(instanceIds) };
  return call(process.env.KEYFLEET_ENDPOINT, 'AttachKeyPair', '2014-05-26', parameters, credentials);
};
