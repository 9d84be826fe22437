import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { root } from './support/jdk.mjs';
import { startSystem } from './support/system.mjs';
import { filesBelow, Traces } from './support/traces.mjs';
import { orchard as plainOrchard } from './support/users.mjs';

const marker = () => `M${randomBytes(12).toString('hex')}`;
const scaleMarker = marker();
const backendlessMarker = marker();
const consoleMarker = marker();
const [givenToken, keptToken] = [`given-${marker()}`, `kept-${marker()}`]; // of user logins: one handed back, one remembered
const passwordMarker = marker();
const contentMarker = marker();
const userMarker = `U${randomBytes(12).toString('hex')}`; // no secret: shows that the search finds what is stored
// The markers are in the middle, because the last four characters of a key are shown on purpose.
const scaleKey = `test_${scaleMarker}_orch|test`;
const backendlessKey = `${backendlessMarker}-orch`;
const authKey = `dev-${consoleMarker}-orch`;
const orchard = { ...plainOrchard, rest_api_key: backendlessKey, auth_key: authKey };
const application = `/${orchard.application_id}/${backendlessKey}`;

/** Everything every library has to say. */
const talkative = Object.fromEntries(['LEVEL', 'CONSOLE_LEVEL', 'FILE_LEVEL', 'CATEGORY__ORG_HIBERNATE__LEVEL', 'CATEGORY__ORG_FLYWAYDB__LEVEL']
  .map((name) => [`QUARKUS_LOG_${name}`, 'DEBUG']));

let system;
let tenantKey;
let session;
const signatures = []; // of addresses for uploads
const answers = []; // everything the gateway said over HTTP
let log = '';
let output = '';
let database; // every row of every table

before(async () => {
  system = await startSystem('secrets', talkative);
  tenantKey = system.api.key;
  await system.scale.accept(scaleKey);
  await system.scale.project(scaleKey, 'Echo');
  await plant();
  await useTheGateway();
  database = system.gateway.dump();
  await system.gateway.stop();
  output = system.gateway.output();
  log = filesBelow(join(system.home, 'log')).map((file) => readFileSync(file, 'utf8')).join('\n');
});
after(() => system?.stop());

/** The simulator's own application under keys of ours, so that calls really leave with them. */
async function plant() {
  const known = JSON.parse(readFileSync(join(root, 'toolkits/simulators/src/main/resources/dev/patchbay/simulator/backendless/orchard.json')));
  known.developers[0].authKey = authKey;
  known.applications.find(({ id }) => id === orchard.application_id).restKey = backendlessKey;
  await system.backendless.control('POST', 'seed', known);
}

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
  const connected = (status) => async (what, auth, val, user) => {
    const made = (await expect(201, what, 'POST', '/connected_accounts', account(auth, val, user))).json();
    assert.equal(made.status, status, what);
    await expect(200, `read: ${what}`, 'GET', `/connected_accounts/${made.id}`);
    return made.id;
  };
  const [connect, refused] = [connected('ACTIVE'), connected('FAILED')];

  const ada = await connect('connect Scale', scale, { api_key: scaleKey });
  await connect('connect Backendless', backendless, orchard);
  await connect('Backendless in another region', backendless, { ...orchard, region: 'eu' }, 'abroad');
  await connect('a key with a newline behind it', scale, { api_key: `${scaleKey}\n` }, 'newline');
  await refused('a key nobody knows', scale, { api_key: `${scaleKey}wrong` }, 'wrong');
  await refused('a Backendless key nobody knows', backendless, { ...orchard, rest_api_key: `${backendlessKey}wrong` }, 'wrong');
  await refused('an application nobody knows', backendless, { ...orchard, application_id: plainOrchard.rest_api_key }, 'astray');
  await atOddMoments(backendless, account);
  const deleted = await connect('an account that is deleted', scale, { api_key: scaleKey }, 'deleted');
  await expect(200, 'delete it', 'DELETE', `/connected_accounts/${deleted}`);
  await expect(200, 'change the key', 'PATCH', `/connected_accounts/${ada}`, {
    connection: { state: { authScheme: 'API_KEY', val: { api_key: scaleKey } } },
  });
  await expect(200, 'read the account', 'GET', `/connected_accounts/${ada}`);
  await expect(200, 'list the accounts', 'GET', '/connected_accounts');

  await wrongBodies(scale, backendless, ada, account);
  await calls();
  await readEverything();
  const metrics = await ask('metrics', 'GET', '/q/metrics', undefined, { accept: 'text/plain' });
  assert.equal(metrics.status, 200);
  assert.match(metrics.text, /patchbay_tool_calls/);
}

/** Whatever can be read once the secrets are stored (R16). */
async function readEverything() {
  const { items } = (await expect(200, 'list the accounts', 'GET', '/connected_accounts?limit=1000')).json();
  for (const { id } of items) await expect(200, 'read an account', 'GET', `/connected_accounts/${id}`);
  for (const path of ['/auth_configs', '/toolkits', '/toolkits/scale_ai', '/toolkits/backendless', '/tools', '/tools/enum',
    `/tool_router/session/${session.session_id}`, `/tool_router/session/${session.session_id}/tools`]) {
    await expect(200, `read ${path}`, 'GET', path);
  }
  for (const path of ['/q/health', '/q/health/live', '/q/health/ready', '/q/openapi']) {
    assert.equal((await ask(path, 'GET', path, undefined, {})).status, 200, path);
  }
}

/** Accounts whose key was on its way when the service failed: their reason may quote the service, not the request. */
async function atOddMoments(backendless, account) {
  const odd = [{ kind: 'drop' }, { kind: 'reset' }, { kind: 'status', status: 502 }, { kind: 'bad_json' },
    { kind: 'redirect', location: `${application}/info` },
    { kind: 'answer', status: 400, body: JSON.stringify({ code: 1, message: `GET ${application}/info` }) }];
  for (const [number, fault] of odd.entries()) {
    await system.backendless.fault({ method: 'GET', path: '*/info', times: 3, ...fault });
    const { json } = await expect(201, `connect during ${fault.kind}`, 'POST', '/connected_accounts', account(backendless, orchard, `odd ${number}`));
    assert.ok(json().status === 'ACTIVE', `${fault.kind}: ${JSON.stringify(json())}`);
    await expect(200, `read after ${fault.kind}`, 'GET', `/connected_accounts/${json().id}`);
    await system.backendless.control('DELETE', 'fault');
  }
}

async function wrongBodies(scale, backendless, ada, account) {
  const wrong = [
    ...[[scaleKey], { api_key: scaleKey }, { value: [scaleKey] }].map((value) => account(scale, { api_key: value })),
    ...[[backendlessKey], { a: backendlessKey }].map((value) => account(backendless, { ...orchard, rest_api_key: value })),
    account(scale, scaleKey), account(scale, [scaleKey]),
    account(scale, { api_key: scaleKey, extra: scaleKey }),
    account(scale, { api_key: scaleKey, generic_api_key: scaleKey }),
    account(scale, { api_key: `${scaleKey}\u0007` }), account(scale, { api_key: scaleKey.repeat(200) }),
    account(backendless, { ...orchard, rest_api_key: `${backendlessKey}\n/..` }),
    account(backendless, { ...orchard, region: backendlessKey }), account(backendless, { ...orchard, auth_key: { a: authKey } }),
    account(backendless, { ...orchard, auth_key: `${authKey}\u0007` }), account(backendless, { ...orchard, user_token: [keptToken] }),
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
  await unreadable(account(scale, { api_key: scaleKey }), ada, scaleKey);
  await unreadable(account(backendless, { ...orchard, user_token: keptToken }), ada, backendlessKey);
  for (const key of [scaleKey, `Bearer ${scaleKey}`]) {
    await ask('as an API key', 'GET', '/api/v3.1/toolkits', undefined, { 'x-api-key': key });
    await ask('as a token', 'GET', '/api/v3.1/toolkits', undefined, { authorization: key });
  }
  await expect(404, 'as an id', 'GET', `/connected_accounts/${encodeURIComponent(scaleKey)}`);
  await ask('as an unknown path', 'GET', `/api/v3.1/${encodeURIComponent(scaleKey)}`);
}

/** Bodies that are no text, no JSON or far too large, with the key in them. */
async function unreadable(body, id, key) {
  const whole = Buffer.from(JSON.stringify(body));
  const at = whole.indexOf(key);
  const junk = Buffer.from([0xff, 0xfe, 0x00, 0xc3, 0x28, 0x80]);
  const bodies = [
    Buffer.concat([whole.subarray(0, at), junk, whole.subarray(at)]),
    Buffer.concat([whole.subarray(0, at + key.length), junk, whole.subarray(at + key.length)]),
    Buffer.concat([junk, whole]), Buffer.from(whole.toString(), 'utf16le').swap16(),
    `${whole.subarray(0, at)}${`${key} `.repeat(700_000 / key.length)}${whole.subarray(at)}`, // above 512 KB in one text
    `${whole.subarray(0, at)}${`${key} `.repeat(1_200_000 / key.length)}${whole.subarray(at)}`, // above 1 MB
    `${'{"a":'.repeat(70)}"${key}"${'}'.repeat(70)}`, `{"n":${'1'.repeat(200)},"k":"${key}"}`,
  ];
  for (const [method, path] of [['POST', '/connected_accounts'], ['PATCH', `/connected_accounts/${id}`]]) {
    for (const [number, bytes] of bodies.entries()) {
      const answer = await ask(`unreadable body ${number}`, method, `/api/v3.1${path}`, bytes);
      assert.ok([400, 413].includes(answer.status), `${number}: ${answer.status} ${answer.text}`);
    }
  }
  const zipped = await ask('compressed', 'POST', '/api/v3.1/connected_accounts', gzipSync(whole),
    { 'x-api-key': tenantKey, 'content-encoding': 'gzip' });
  assert.equal(zipped.status, 415, zipped.text);
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
  await expect(400, 'a call with a refused key', 'POST', '/tools/execute/SCALE_AI_LIST_BATCHES', { user_id: 'wrong', arguments: {} });
  await expect(400, 'a call with a refused key', 'POST', '/tools/execute/BACKENDLESS_GET_COUNTER_VALUE', {
    user_id: 'wrong', arguments: { counter_name: 'visits' },
  });
  assert.equal((await execute('SCALE_AI_GET_BATCH', { batch_name: 'nope' })).json().successful, false);
  for (const user of [userMarker, 'abroad']) {
    assert.equal((await execute('BACKENDLESS_GET_COUNTER_VALUE', { counter_name: 'visits' }, user)).json().data.current, 41);
  }
  assert.ok((await system.backendless.requests()).some(({ path }) => path === `${application}/counters/visits`), 'calls carried the key');
  // Services that repeat the key: Scale in what the caller named after it, Backendless in the public address of a file.
  const echoed = await execute('SCALE_AI_CREATE_BATCH', { project: 'Echo', name: `for ${scaleKey}` });
  assert.equal(echoed.json().successful, true, echoed.text);
  const files = await execute('BACKENDLESS_DIRECTORY_LISTING', { path: '/' });
  assert.match(files.text, /publicUrl/);
  for (const fault of ['redirect', 'drop', 'reset', 'bad_json', 'truncate', 'status']) {
    for (const [service, method, path, slug, args, elsewhere] of [
      [system.scale, 'GET', '/v1/batches', 'SCALE_AI_LIST_BATCHES', {}, '/elsewhere'],
      [system.backendless, 'GET', '*/counters/*', 'BACKENDLESS_GET_COUNTER_VALUE', { counter_name: 'visits' }, `${application}/elsewhere`],
      [system.backendless, 'PUT', '*/counters/*', 'BACKENDLESS_RESET_COUNTER', { counter_name: 'none' }, `${application}/elsewhere`],
    ]) {
      await service.fault({ kind: fault, method, path, times: 5, status: fault === 'redirect' ? 302 : 502, location: elsewhere });
      const failed = await execute(slug, args);
      assert.equal(failed.json().successful, false, `${slug} after ${fault}: ${failed.text}`);
      await service.control('DELETE', 'fault');
    }
  }
  await logins(execute);
  await timers(execute);
  await uploads(execute);
  const mcp = (name, args) => ask(`MCP ${name}`, 'POST', new URL(session.mcp.url).pathname,
    JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: args } }),
    { authorization: `Bearer ${session.mcp.bearer_token}` });
  assert.match((await mcp('SCALE_AI_LIST_BATCHES', {})).text, /"successful":true/);
  await mcp('BACKENDLESS_GET_COUNTER_VALUE', { counter_name: 'visits' });
  await mcp('SCALE_AI_GET_BATCH', { batch_name: 7 });
}

/** A call whose arguments may be refused: its answer counts, not whether it works. */
async function attempt(slug, args) {
  const { status, text } = await rest(`${slug} with ${Object.keys(args)}`, 'POST', `/tools/execute/${slug}`, { user_id: userMarker, arguments: args });
  assert.ok(status === 200 || status === 400, text);
}

/** The simulator invents short tokens, so the service is made to answer with marked ones; that these are unknown to it is one more refusal. */
async function logins(execute) {
  const login = { login: 'ida@orchard.test', password: passwordMarker };
  const answering = (token) => system.backendless.fault({
    kind: 'answer', method: 'POST', path: '*/users/login', times: 1, status: 200, headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ___class: 'Users', objectId: 'U-1', email: login.login, 'user-token': token }),
  });
  const wrong = await execute('BACKENDLESS_USER_LOGIN', login);
  assert.equal(wrong.json().data.code, '3003', wrong.text);
  await answering(givenToken);
  const given = (await execute('BACKENDLESS_USER_LOGIN', login)).json();
  assert.deepEqual([given.data['user-token'], given.sensitive], [givenToken, ['data.user-token']]);
  answers.pop(); // handed back on purpose, here alone
  for (const name of ['user_token', 'user-token', 'userToken']) {
    const stale = await execute('BACKENDLESS_USER_FIND', { user_id: 'U-1', [name]: givenToken });
    assert.equal(stale.json().data.code, '3064', stale.text);
  }
  await execute('BACKENDLESS_VALIDATE_USER_TOKEN', { userToken: givenToken });
  await execute('BACKENDLESS_USER_LOGOUT', { 'user-token': givenToken });

  await answering(keptToken);
  const kept = (await execute('BACKENDLESS_USER_LOGIN', { ...login, remember: true })).json();
  assert.deepEqual([kept.successful, kept.data.remembered, kept.sensitive], [true, 'user-token', undefined]);
  const acting = await execute('BACKENDLESS_GET_COUNTER_VALUE', { counter_name: 'visits' });
  assert.equal(acting.json().data.code, '3064', `the simulator refuses this token by name: ${acting.text}`);
  await expect(200, 'list the accounts with a token', 'GET', '/connected_accounts');

  const passwords = [
    ['BACKENDLESS_USER_REGISTRATION', { email: 'nora@orchard.test', password: passwordMarker }],
    ['BACKENDLESS_USER_REGISTRATION', { email: 'no address', password: { a: passwordMarker } }],
    ['BACKENDLESS_USER_REGISTRATION', { email: 'no address', passwort: passwordMarker }],
    ['BACKENDLESS_USER_CHANGE_PASSWORD', { user_id: 'U-9', password: passwordMarker, user_token: givenToken }],
    ['BACKENDLESS_USER_LOGIN', { login: 'ida@orchard.test', password: [passwordMarker] }],
    ['BACKENDLESS_USER_LOGIN', { ...login, remember: 'yes' }],
    ['BACKENDLESS_USER_FIND', { user_id: 'U-1', user_token: { a: givenToken } }],
    ['BACKENDLESS_USER_UPDATE', { user_id: 'U-1', properties: { password: passwordMarker, nested: { pin: [passwordMarker] } } }],
    ['BACKENDLESS_USER_UPDATE', { user_id: 'U-1', properties: [passwordMarker] }],
    ['BACKENDLESS_USER_FIND', { user_id: 'U-1', user_token: givenToken, userToken: keptToken }],
  ];
  for (const [slug, args] of passwords) await attempt(slug, args);
  await system.backendless.fault({
    kind: 'answer', method: 'PUT', path: '*/users/*', times: 1, status: 400, headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code: 3044, message: `The password ${passwordMarker} is too weak` }),
  });
  const weak = await execute('BACKENDLESS_USER_UPDATE', { user_id: 'U-1', properties: { password: passwordMarker } });
  assert.match(weak.text, /The password \[redacted\] is too weak/);
  await system.backendless.fault({ kind: 'reset_after_commit', method: 'POST', path: '*/users/register', times: 1 });
  await execute('BACKENDLESS_USER_REGISTRATION', { email: 'mia@orchard.test', password: passwordMarker });
}

async function timers(execute) {
  const timer = { name: 'pickup', frequency: { schedule: 'daily', repeat: { every: 1 } } };
  const made = await execute('BACKENDLESS_CREATE_TIMER', timer);
  assert.equal(made.json().successful, true, made.text);
  const asked = (await system.backendless.control('GET', 'requests')).filter(({ path }) => path.includes('/console/'));
  assert.ok(asked.some(({ headers }) => headers['auth-key']?.includes(authKey)), 'calls carried the auth-key');
  for (const [fault, more] of [['status', { status: 502 }], ['reset', {}], ['redirect', { location: `/?auth-key=${authKey}` }],
    ['answer', { status: 401, body: JSON.stringify({ code: 1001, message: `The auth-key ${authKey} has run out` }) }]]) {
    await system.backendless.fault({ kind: fault, path: '*/console/*', times: 5, ...more });
    assert.equal((await execute('BACKENDLESS_GET_TIMER', { name: 'pickup' })).json().successful, false);
    await system.backendless.control('DELETE', 'fault');
  }
  await execute('BACKENDLESS_GET_TIMER', { name: 'no such timer' });
  assert.equal((await execute('BACKENDLESS_DELETE_TIMER', { timer_name: 'pickup' })).json().successful, true);
}

/** Content that is kept until it is used, or refused on its way. */
async function uploads(execute) {
  const content = Buffer.from(`${contentMarker}\n`.repeat(5000));
  const announce = async (bytes) => {
    const { json } = await expect(200, 'announce a file', 'POST', '/files/upload/request', {
      toolkit_slug: 'scale_ai', tool_slug: 'SCALE_AI_UPLOAD_FILE', filename: 'row.txt', mimetype: 'text/plain',
      md5: createHash('md5').update(bytes).digest('hex'),
    });
    signatures.push(new URL(json().new_presigned_url).searchParams.get('signature'));
    return json();
  };
  const put = (url, body) => ask('send a file', 'PUT', url.slice(system.origin.length), body, { 'content-type': 'text/plain' });
  const announced = await announce(content);
  assert.equal((await put(announced.new_presigned_url, content)).status, 200);
  const used = await execute('SCALE_AI_UPLOAD_FILE', { file: { name: 'row.txt', mimetype: 'text/plain', s3key: announced.key } });
  assert.equal(used.json().successful, true, used.text);
  const base64 = await execute('SCALE_AI_UPLOAD_FILE', { file: { name: 'row.txt', mimetype: 'text/plain', base64: content.toString('base64') } });
  assert.equal(base64.json().successful, true, base64.text);
  const other = await announce(content);
  assert.notEqual((await put(other.new_presigned_url, content.subarray(1))).status, 200, 'not what was announced');
  await put(other.new_presigned_url.replace(/signature=....../, 'signature=AAAAAA'), content);
  for (const file of [{ base64: `${contentMarker}!` }, { base64: [contentMarker] }, { name: 'x', mimetype: 'text/plain' }]) {
    await expect(400, 'a file that is none', 'POST', '/tools/execute/SCALE_AI_UPLOAD_FILE', { user_id: userMarker, arguments: { file } });
  }
  await system.scale.fault({ kind: 'reset', method: 'POST', path: '/v1/files/upload', times: 1 });
  await execute('SCALE_AI_UPLOAD_FILE', { file: { name: 'row.txt', mimetype: 'text/plain', s3key: announced.key } });
}

const nowhere = {
  Scale: new Traces(scaleMarker),
  Backendless: new Traces(backendlessMarker),
  'Console of Backendless': new Traces(consoleMarker),
  'user token that was handed back': new Traces(givenToken.slice('given-'.length)),
  'user token that was remembered': new Traces(keptToken.slice('kept-'.length)),
  "user's password": new Traces(passwordMarker),
  'content of an upload': new Traces(contentMarker),
};

for (const [service, traces] of Object.entries(nowhere)) {
  test(`${service}: in no answer`, () => {
    assert.deepEqual(answers.flatMap(({ what, status, text }) => traces.in(text).map((spelling) => `${spelling}, ${status} after ${what}: ${text}`)), []);
  });

  test(`${service}: in no log and on no terminal`, () => {
    assert.deepEqual([traces.in(log), traces.in(output)], [[], []]);
  });

  test(`${service}: in no row of the database`, () => assert.deepEqual(traces.in(database), []));

  test(`${service}: in no file of the data directory`, () => assert.deepEqual(traces.below(system.home), []));
}

test("the project's API key is in its file and in the first start's greeting only", () => {
  const traces = new Traces(tenantKey.replace(/^ak_/, ''));
  assert.deepEqual(traces.below(system.home), ['api-key: raw']);
  assert.deepEqual(traces.in(database), []);
  assert.equal(output.split(tenantKey).length, 2, 'shown once');
  assert.deepEqual(answers.filter(({ text }) => traces.in(text).length > 0), []);
});

test("a session's token is in no log and no file", () => {
  const signature = Buffer.from(session.mcp.bearer_token.split('.')[2]);
  assert.ok(answers.some(({ text }) => text.includes(signature)), 'it was answered once');
  for (const text of [log, output]) assert.ok(!text.includes(signature));
  assert.deepEqual(filesBelow(system.home).filter((file) => readFileSync(file).includes(signature)), []);
});

test("the signature of an upload's address is in no log and no file", () => {
  assert.equal(signatures.length, 2);
  for (const signature of signatures) {
    for (const text of [log, output]) assert.ok(!text.includes(signature));
    assert.deepEqual(new Traces(signature).below(system.home), []);
    assert.deepEqual(new Traces(signature).in(database), []);
  }
});

test('no log names a whole session id', () => {
  assert.doesNotMatch(log + output, /trs_[0-9A-Za-z]{22}/);
});

test('the search finds what is there', () => {
  assert.ok(new Traces(userMarker).below(join(system.home, 'pg/data')).some((found) => found.endsWith(': raw')));
  assert.deepEqual(new Traces(userMarker).in(database), ['raw']);
  assert.match(output, / level=DEBUG /);
  assert.match(log, /call tool=SCALE_AI_LIST_BATCHES outcome=succeeded/);
  const header = Buffer.from(`${scaleKey}:`).toString('base64');
  for (const text of [scaleKey, header, encodeURIComponent(scaleKey), Buffer.from(scaleKey).toString('hex')]) {
    assert.notDeepEqual(nowhere.Scale.in(`before ${text} after`), [], text);
  }
});
