import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { startSystem } from './support/system.mjs';
import { filesBelow, Traces } from './support/traces.mjs';
import { orchard } from './support/users.mjs';

const marker = () => `M${randomBytes(12).toString('hex')}`;
const scaleMarker = marker();
const backendlessMarker = marker();
const userMarker = `U${randomBytes(12).toString('hex')}`; // no secret: shows that the search finds what is stored
// The markers are in the middle, because the last four characters of a key are shown on purpose.
const scaleKey = `test_${scaleMarker}_orch|test`;
const backendlessKey = `${backendlessMarker}-orch`;
const wrongOrchard = { region: 'us', application_id: '0C4A2B1E-7D35-4F90-8A61-3E5D9B7C2F10', rest_api_key: backendlessKey };

let system;
let tenantKey;
let session;
const answers = []; // everything the gateway said over HTTP
let log = '';
let output = '';

before(async () => {
  system = await startSystem('secrets');
  tenantKey = system.api.key;
  await system.scale.accept(scaleKey);
  await system.scale.project(scaleKey, 'Echo');
  await useTheGateway();
  await system.gateway.stop();
  output = system.gateway.output();
  const file = join(system.home, 'log/patchbay.log');
  log = existsSync(file) ? readFileSync(file, 'utf8') : '';
});
after(() => system?.stop());

/** One request as it is, body as text; the whole answer is kept for the search. */
async function ask(what, method, path, body, headers = { 'x-api-key': tenantKey }) {
  const answer = await fetch(`${system.origin}${path}`, {
    method, body, headers: { accept: 'application/json, text/event-stream', 'content-type': 'application/json', ...headers },
  });
  const text = await answer.text();
  answers.push({ what, status: answer.status, text: `${[...answer.headers].join('\n')}\n\n${text}` });
  return { status: answer.status, json: () => JSON.parse(text), text };
}

const rest = (what, method, path, body) => ask(what, method, `/api/v3.1${path}`, typeof body === 'object' ? JSON.stringify(body) : body);

async function expect(status, what, method, path, body) {
  const answer = await rest(what, method, path, body);
  assert.equal(answer.status, status, `${what}: ${answer.text}`);
  return answer;
}

async function useTheGateway() {
  const config = async (slug) => (await expect(201, `auth config ${slug}`, 'POST', '/auth_configs', {
    toolkit: { slug }, auth_config: { type: 'use_custom_auth', authScheme: 'API_KEY', name: slug },
  })).json().auth_config.id;
  const [scale, backendless] = [await config('scale_ai'), await config('backendless')];
  const account = (auth, val, user = userMarker) => ({
    auth_config: { id: auth }, connection: { user_id: user, state: { authScheme: 'API_KEY', val } },
  });
  const connect = async (what, auth, val, user) =>
    (await expect(201, what, 'POST', '/connected_accounts', account(auth, val, user))).json().id;

  const ada = await connect('connect Scale', scale, { api_key: scaleKey });
  await connect('connect Backendless', backendless, wrongOrchard);
  await connect('connect Backendless with a key it knows', backendless, orchard, 'orchard');
  await connect('a key with a newline behind it', scale, { api_key: `${scaleKey}\n` }, 'newline');
  await connect('a key nobody knows', scale, { api_key: `${scaleKey}wrong` }, 'wrong');
  const deleted = await connect('an account that is deleted', scale, { api_key: scaleKey }, 'deleted');
  await expect(200, 'delete it', 'DELETE', `/connected_accounts/${deleted}`);
  await expect(200, 'change the key', 'PATCH', `/connected_accounts/${ada}`, {
    connection: { state: { authScheme: 'API_KEY', val: { api_key: scaleKey } } },
  });
  await expect(200, 'read the account', 'GET', `/connected_accounts/${ada}`);
  await expect(200, 'list the accounts', 'GET', '/connected_accounts');

  await wrongBodies(scale, backendless, ada, account);
  await calls();
  const metrics = await ask('metrics', 'GET', '/q/metrics', undefined, { accept: 'text/plain' });
  assert.equal(metrics.status, 200);
  assert.match(metrics.text, /patchbay_tool_calls/);
}

async function wrongBodies(scale, backendless, ada, account) {
  const wrong = [
    ...[[scaleKey], { api_key: scaleKey }, { value: [scaleKey] }].map((value) => account(scale, { api_key: value })),
    ...[[backendlessKey], { a: backendlessKey }].map((value) => account(backendless, { ...wrongOrchard, rest_api_key: value })),
    account(scale, scaleKey), account(scale, [scaleKey]),
    account(scale, { api_key: scaleKey, extra: scaleKey }),
    account(scale, { api_key: scaleKey, generic_api_key: scaleKey }),
    account(scale, { api_key: `${scaleKey}\u0007` }), account(scale, { api_key: scaleKey.repeat(200) }),
    account(backendless, { ...wrongOrchard, rest_api_key: `${backendlessKey}\n/..` }),
    account(backendless, { ...wrongOrchard, region: backendlessKey }),
    account(backendless, { domain: backendlessKey }),
    { auth_config: { id: scaleKey }, connection: { state: { authScheme: scaleKey, val: { api_key: scaleKey } } } },
    { auth_config: scaleKey, connection: scaleKey },
  ];
  for (const body of wrong) {
    const { status, text } = await rest(`wrong body ${JSON.stringify(body)}`, 'POST', '/connected_accounts', body);
    assert.ok(status === 400 || status === 404, `${JSON.stringify(body)}: ${status} ${text}`); // 404: no such auth config
  }
  const whole = JSON.stringify(account(scale, { api_key: scaleKey }));
  const malformed = [
    whole.slice(0, -2), whole.slice(0, whole.indexOf(scaleKey) + scaleKey.length), `${whole} ${scaleKey}`, `${whole}}`,
    whole.replace(`"${scaleKey}"`, scaleKey), // the quotes were forgotten
    whole.replace(`"${scaleKey}"`, scaleMarker), whole.replace(`"${scaleKey}"`, `'${scaleKey}'`),
    whole.replace(scaleKey, `${scaleKey}\n`), whole.replace(scaleKey, `\\q${scaleKey}`),
    whole.replace('"api_key"', `"api_key":"${scaleKey}","api_key"`), scaleKey, `"${scaleKey}"`, `[${whole}]`,
  ];
  for (const body of malformed) {
    await expect(400, `malformed: ${body}`, 'POST', '/connected_accounts', body);
    await expect(400, `malformed: ${body}`, 'PATCH', `/connected_accounts/${ada}`, body);
  }
  for (const key of [scaleKey, `Bearer ${scaleKey}`]) {
    await ask('as an API key', 'GET', '/api/v3.1/toolkits', undefined, { 'x-api-key': key });
    await ask('as a token', 'GET', '/api/v3.1/toolkits', undefined, { authorization: key });
  }
  await expect(404, 'as an id', 'GET', `/connected_accounts/${encodeURIComponent(scaleKey)}`);
  await ask('as an unknown path', 'GET', `/api/v3.1/${encodeURIComponent(scaleKey)}`);
}

async function calls() {
  session = (await expect(201, 'session', 'POST', '/tool_router/session', {
    user_id: userMarker, toolkits: { enable: ['scale_ai', 'backendless'] }, preload: { tools: 'all' },
  })).json();
  const execute = (slug, args, user = userMarker) =>
    expect(200, `${slug} for ${user}`, 'POST', `/tools/execute/${slug}`, { user_id: user, arguments: args });
  const listed = await execute('SCALE_AI_LIST_BATCHES', {});
  assert.equal(listed.json().successful, true, listed.text);
  assert.equal((await execute('SCALE_AI_LIST_BATCHES', {}, 'newline')).json().successful, true);
  assert.equal((await execute('SCALE_AI_LIST_BATCHES', {}, 'wrong')).json().successful, false);
  assert.equal((await execute('SCALE_AI_GET_BATCH', { batch_name: 'nope' })).json().successful, false);
  assert.equal((await execute('BACKENDLESS_GET_COUNTER_VALUE', { counter_name: 'visits' })).json().successful, false);
  await execute('BACKENDLESS_DIRECTORY_LISTING', { path: '/' });
  // Services that repeat the key: Scale in what the caller named after it, Backendless in the public address of a file.
  const echoed = await execute('SCALE_AI_CREATE_BATCH', { project: 'Echo', name: `for ${scaleKey}` });
  assert.equal(echoed.json().successful, true, echoed.text);
  const files = await execute('BACKENDLESS_DIRECTORY_LISTING', { path: '/' }, 'orchard');
  assert.match(files.text, /publicUrl/);
  for (const fault of ['redirect', 'drop', 'bad_json', 'status']) {
    await system.scale.fault({ kind: fault, method: 'GET', path: '/v1/batches', times: 1, status: 502, location: '/elsewhere' });
    await execute('SCALE_AI_LIST_BATCHES', {});
  }
  const mcp = (name, args) => ask(`MCP ${name}`, 'POST', new URL(session.mcp.url).pathname,
    JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: args } }),
    { authorization: `Bearer ${session.mcp.bearer_token}` });
  assert.match((await mcp('SCALE_AI_LIST_BATCHES', {})).text, /"successful":true/);
  await mcp('BACKENDLESS_GET_COUNTER_VALUE', { counter_name: 'visits' });
  await mcp('SCALE_AI_GET_BATCH', { batch_name: 7 });
}

const nowhere = {
  Scale: new Traces(scaleMarker),
  'refused Backendless': new Traces(backendlessMarker),
  'accepted Backendless': new Traces(orchard.rest_api_key),
};

for (const [service, traces] of Object.entries(nowhere)) {
  test(`the ${service} key is in no answer`, () => {
    assert.deepEqual(answers.flatMap(({ what, status, text }) => traces.in(text).map((spelling) => `${spelling}, ${status} after ${what}: ${text}`)), []);
  });

  test(`the ${service} key is in no log and on no terminal`, () => {
    assert.deepEqual([traces.in(log), traces.in(output)], [[], []]);
  });

  test(`the ${service} key is in no file of the data directory`, () => assert.deepEqual(traces.below(system.home), []));
}

test("the project's API key is in its file and in the first start's greeting only", () => {
  const traces = new Traces(tenantKey.replace(/^ak_/, ''));
  assert.deepEqual(traces.below(system.home), ['api-key: raw']);
  assert.equal(output.split(tenantKey).length, 2, 'shown once');
  assert.deepEqual(answers.filter(({ text }) => traces.in(text).length > 0), []);
});

test("a session's token is in no log and no file", () => {
  const signature = Buffer.from(session.mcp.bearer_token.split('.')[2]);
  assert.ok(answers.some(({ text }) => text.includes(signature)), 'it was answered once');
  for (const text of [log, output]) assert.ok(!text.includes(signature));
  assert.deepEqual(filesBelow(system.home).filter((file) => readFileSync(file).includes(signature)), []);
});

test('no log names a whole session id', () => {
  assert.doesNotMatch(log + output, /trs_[0-9A-Za-z]{22}/);
});

test('the search finds what is there', () => {
  assert.ok(new Traces(userMarker).below(join(system.home, 'pg/data')).some((found) => found.endsWith(': raw')));
  assert.match(log, /call tool=SCALE_AI_LIST_BATCHES outcome=succeeded/);
  const header = Buffer.from(`${scaleKey}:`).toString('base64');
  for (const text of [scaleKey, header, encodeURIComponent(scaleKey), Buffer.from(scaleKey).toString('hex')]) {
    assert.notDeepEqual(nowhere.Scale.in(`before ${text} after`), [], text);
  }
});
