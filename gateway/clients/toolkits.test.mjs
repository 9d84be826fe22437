import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { after, before, beforeEach, test } from 'node:test';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { startSystem } from './support/system.mjs';
import { adasKey, connectUsers, orchard } from './support/users.mjs';

const liveKey = 'live_sim_orchard_01';
const result = { task_id: '65f0b2000000000000000001', uuid: '0b7c2a60-1111-4222-8333-944445555666' };
const boxes = { attachment: 'https://pics.example/7.jpg', geometries: { box: { objects_to_annotate: ['apple'], min_height: 10 } } };
const ida = { login: 'ida@orchard.test', password: 'Ringo-88!' };

let system;
let scaleConfig;
let backendlessConfig;

before(async () => {
  system = await startSystem('toolkits');
  await connectUsers(system);
  [scaleConfig, backendlessConfig] = [await system.api.authConfig('scale_ai'), await system.api.authConfig('backendless')];
  await system.api.connect('liv', scaleConfig, { api_key: liveKey });
  await system.api.connect('rolf', backendlessConfig, orchard); // a user whose account remembers a login
});
after(() => system?.stop());
beforeEach(async () => {
  for (const service of [system.scale, system.backendless]) {
    await service.control('POST', 'reset');
    await service.control('DELETE', 'requests');
  }
});

/** A function that calls a tool as this user and answers the envelope; both renderings of a result must say the same. */
async function caller(t, user = 'ada') {
  const { mcp } = await system.api.session(user);
  const client = new Client({ name: 'patchbay-clients', version: '1.0.0' });
  await client.connect(new StreamableHTTPClientTransport(new URL(mcp.url), {
    requestInit: { headers: { Authorization: `Bearer ${mcp.bearer_token}` } },
  }));
  t.after(() => client.close());
  return async (name, args = {}) => {
    const answer = await client.callTool({ name, arguments: args });
    const said = JSON.parse(answer.content[0].text);
    assert.deepEqual(answer.structuredContent, said);
    assert.equal(answer.isError ?? false, !said.successful);
    return said;
  };
}

function dataOf({ successful, data, error }) {
  assert.ok(successful, error);
  return data;
}

function errorOf({ successful, data, error }, ...words) {
  assert.equal(successful, false, JSON.stringify(data));
  for (const word of words) assert.match(error, word instanceof RegExp ? word : new RegExp(`(?<!\\w)${word}(?!\\w)`));
  return error;
}

const sentToScale = (method, path) => sent(system.scale, method, path);
const sentToBackendless = (method, path) => sent(system.backendless, method, `/${orchard.application_id}/${orchard.rest_api_key}${path}`);

async function sent(service, method, path) {
  return (await service.control('GET', 'requests')).filter((request) => request.method === method && request.path === path);
}

test('Scale: a create with unique_id that fails after it took effect is asked for again and answers the one task', async (t) => {
  const call = await caller(t);
  await system.scale.fault({ kind: 'status_after_commit', status: 500, method: 'POST', path: '/v1/task/imageannotation' });
  const made = dataOf(await call('SCALE_AI_CREATE_IMAGE_ANNOTATION_TASK', { ...boxes, unique_id: 'crate/7 é%' }));
  const { docs } = dataOf(await call('SCALE_AI_LIST_TASKS', { unique_id: 'crate/7 é%' }));
  assert.deepEqual(docs.map(({ task_id }) => task_id), [made.task_id]);
  const creates = await sentToScale('POST', '/v1/task/imageannotation');
  assert.deepEqual(creates.map(({ status }) => status), [500, 409]);
  assert.equal(new Set(creates.map(({ body }) => body)).size, 1, 'the very same request');
});

for (const fault of [{ kind: 'status_after_commit', status: 500 }, { kind: 'drop_after_commit' }, { kind: 'reset' }, { kind: 'status', status: 503 }]) {
  test(`Scale: a create without unique_id is sent once, and its failure says what may have happened (${fault.kind})`, async (t) => {
    const call = await caller(t);
    await system.scale.fault({ ...fault, method: 'POST', path: '/v1/task/imageannotation', times: 1 });
    errorOf(await call('SCALE_AI_CREATE_IMAGE_ANNOTATION_TASK', boxes), /first look whether it took effect|may have carried the call out/);
    assert.equal((await sentToScale('POST', '/v1/task/imageannotation')).length, 1);
  });
}

const task = '65f0a1000000000000000001';
const wrongArguments = [
  ['a geometry that does not exist', 'SCALE_AI_CREATE_IMAGE_ANNOTATION_TASK', { ...boxes, geometries: { bix: {} } }, /geometries\.bix|geometries.*\bbix\b/, /polygon/],
  ['bounds that cross', 'SCALE_AI_CREATE_IMAGE_ANNOTATION_TASK',
    { ...boxes, geometries: { polygon: { objects_to_annotate: ['a'], min_vertices: 9, max_vertices: 3 } } }, /geometries\.polygon\.max_vertices/, /min_vertices/],
  ['a negative minimum', 'SCALE_AI_CREATE_IMAGE_ANNOTATION_TASK', { ...boxes, geometries: { box: { min_height: -1 } } }, /geometries\.box\.min_height/],
  ['no attachment', 'SCALE_AI_CREATE_IMAGE_ANNOTATION_TASK', { geometries: boxes.geometries }, /\battachment\b/],
  ['neither of two attachments', 'SCALE_AI_CREATE_DOCUMENT_TRANSCRIPTION_TASK', { features: [{ type: 'text', label: 'a' }] }, /\battachment\b/, /\battachments\b/],
  ['six tags', 'SCALE_AI_ADD_TASK_TAGS', { task_id: task, tags: ['1', '2', '3', '4', '5', '6'] }, /\btags\b/, /\b5\b/],
  ['an empty tag', 'SCALE_AI_ADD_TASK_TAGS', { task_id: task, tags: ['a', ''] }, /tags\[1\]/],
  ['tags that are one text', 'SCALE_AI_ADD_TASK_TAGS', { task_id: task, tags: 'a,b' }, /\btags\b/, /array|list/],
  ['too much metadata', 'SCALE_AI_CREATE_IMAGE_ANNOTATION_TASK', { ...boxes, metadata: { a: 'x'.repeat(11_000) } }, /\bmetadata\b/, /10240/],
  ['a page of 101', 'SCALE_AI_LIST_TASKS', { limit: 101 }, /\blimit\b/, /\b100\b/],
  ['a state that does not exist', 'SCALE_AI_LIST_TASKS', { status: 'done' }, /\bstatus\b/, /completed/],
  ['a dot segment', 'SCALE_AI_GET_BATCH', { batch_name: '..' }, /\bbatch_name\b/],
];
for (const [what, slug, args, ...words] of wrongArguments) {
  test(`Scale: ${what} is refused by name, and nothing is sent`, async (t) => {
    errorOf(await (await caller(t))(slug, args), ...words);
    assert.deepEqual(await system.scale.log(), []);
  });
}

test('Scale: what only the service can know is answered with advice', async (t) => {
  const call = await caller(t);
  errorOf(await call('SCALE_AI_GET_BATCH', { batch_name: 'nowhere' }), /HTTP 404/, /LIST_BATCHES shows the names/);
  errorOf(await call('SCALE_AI_CREATE_IMAGE_ANNOTATION_TASK', { ...boxes, batch: 'nowhere' }), /HTTP 404/, /batch/);
  dataOf(await call('SCALE_AI_ADD_TASK_TAGS', { task_id: '65f0a1000000000000000003', tags: ['fifth'] }));
  errorOf(await call('SCALE_AI_ADD_TASK_TAGS', { task_id: '65f0a1000000000000000003', tags: ['sixth'] }), /at most five tags/);
});

test('Scale: names with slashes, spaces, percent signs and other letters arrive as they are', async (t) => {
  const call = await caller(t);
  for (const name of ['a/b', 'two words', '100%', 'a%2Fb', 'Äpfel 🍎', 'q?x=1&y#z', "it's", 'a+b', '...']) {
    dataOf(await call('SCALE_AI_CREATE_BATCH', { project: 'Row A/B scans', name }));
    assert.equal(dataOf(await call('SCALE_AI_GET_BATCH', { batch_name: name })).name, name);
    const { docs } = dataOf(await call('SCALE_AI_LIST_BATCHES', { project: 'Row A/B scans' }));
    assert.ok(docs.some((batch) => batch.name === name), name);
    assert.equal((await sentToScale('GET', `/v1/batches/${encodeURIComponent(name).replace("'", '%27')}`)).length
      + (await sentToScale('GET', `/v1/batches/${encodeURIComponent(name)}`)).length > 0, true, name);
  }
});

test('Scale: a list of tags in a query is sent as a repeated parameter', async (t) => {
  const call = await caller(t);
  const { docs } = dataOf(await call('SCALE_AI_LIST_TASKS', { tags: ['dawn', 'rain'] }));
  assert.ok(docs.length > 0);
  const [{ query }] = await sentToScale('GET', '/v1/tasks');
  assert.deepEqual(new URLSearchParams(query).getAll('tags'), ['dawn', 'rain']);
});

test('Scale: following next_page gives every task once, and the last page has none', async (t) => {
  const call = await caller(t);
  for (const number of [1, 2, 3, 4]) dataOf(await call('SCALE_AI_CREATE_IMAGE_ANNOTATION_TASK', { ...boxes, unique_id: `page ${number}` }));
  const all = dataOf(await call('SCALE_AI_LIST_TASKS')).docs.map(({ task_id }) => task_id);
  assert.equal(all.length, 7);
  const seen = [];
  for (let next = { limit: 2, limited_response: true }, pages = 0; next; pages++) {
    assert.ok(pages < 4, 'it ends');
    const page = dataOf(await call('SCALE_AI_LIST_TASKS', next));
    seen.push(...page.docs.map(({ task_id }) => task_id));
    next = page.next_page?.arguments;
    if (next) assert.deepEqual([next.limit, next.limited_response], [2, true]);
  }
  assert.deepEqual(seen, all);
});

async function upload(bytes, md5 = createHash('md5').update(bytes).digest('hex')) {
  const announced = await system.api.post('/files/upload/request', {
    toolkit_slug: 'scale_ai', tool_slug: 'SCALE_AI_UPLOAD_FILE', filename: 'row 7 é.png', mimetype: 'image/png', md5,
  }, 200);
  const { status } = await fetch(announced.new_presigned_url, { method: 'PUT', body: bytes });
  return { key: announced.key, status };
}

test('Scale: a file of 3 MB that was uploaded first reaches the service whole, under its own name too', async (t) => {
  const call = await caller(t);
  const bytes = randomBytes(3_000_000);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const { key, status } = await upload(bytes);
  assert.equal(status, 200);
  const name = { name: 'row 7 é.png', mimetype: 'image/png' };
  for (const file of [{ ...name, s3key: key }, { s3key: key }]) {
    const made = dataOf(await call('SCALE_AI_UPLOAD_FILE', { file, project_name: 'Fruit Boxes' }));
    assert.match(made.attachment_url, /^scaledata:\/\//);
    assert.equal(made.size, bytes.length);
    const { parts } = (await sentToScale('POST', '/v1/files/upload')).at(-1);
    const part = parts.find(({ name }) => name === 'file');
    assert.deepEqual([part.filename, part.content_type, part.length, part.sha256], ['row 7 é.png', 'image/png', bytes.length, sha256]);
    dataOf(await call('SCALE_AI_CREATE_IMAGE_ANNOTATION_TASK', { ...boxes, attachment: made.attachment_url }));
  }
});

test('Scale: a small file can be base64, a large one is told the way', async (t) => {
  const call = await caller(t);
  const small = randomBytes(300_000);
  const name = { name: 'small.bin', mimetype: 'application/octet-stream' };
  dataOf(await call('SCALE_AI_UPLOAD_FILE', { file: { ...name, base64: small.toString('base64') } }));
  const { parts } = (await sentToScale('POST', '/v1/files/upload')).at(-1);
  assert.equal(parts.find((part) => part.name === 'file').sha256, createHash('sha256').update(small).digest('hex'));
  await assert.rejects(call('SCALE_AI_UPLOAD_FILE', { file: { ...name, base64: randomBytes(3_000_000).toString('base64') } }),
    { code: 413, message: /files\/upload\/request/ });
});

test('Scale: a file that was never sent, is not there or is not clear is refused by name', async (t) => {
  const call = await caller(t);
  const bytes = randomBytes(2_000);
  const wrong = await upload(bytes, createHash('md5').update('other').digest('hex'));
  assert.ok(wrong.status >= 400, `${wrong.status}`);
  const good = await upload(bytes);
  const name = { name: 'a.png', mimetype: 'image/png' };
  for (const [file, ...words] of [
    [{ ...name, s3key: wrong.key }, /file\.s3key/],
    [{ ...name, s3key: 'file_nobodyknowsthis' }, /file\.s3key/],
    [{ ...name, s3key: '../../etc/passwd' }, /file\.s3key/],
    [{ ...name, base64: '***' }, /file\.base64/],
    [{ ...name, s3key: good.key, base64: 'AAAA' }, /\bfile\b/, /exactly one/],
    [name, /\bfile\b/, /s3key/],
    [{ url: 'https://127.0.0.1/secret' }, /file\.url/],
    [{ ...name, mimetype: 'png', base64: 'AAAA' }, /file\.mimetype/],
  ]) errorOf(await call('SCALE_AI_UPLOAD_FILE', { file }), ...words);
  assert.deepEqual(await sentToScale('POST', '/v1/files/upload'), []);
});

test('Scale: a secure result is a file for the live key, and a refusal with advice for the test key', async (t) => {
  const live = await caller(t, 'liv');
  const answered = dataOf(await live('SCALE_AI_GET_V1_TASK', { task_id: result.task_id }));
  assert.ok(JSON.stringify(answered.response).includes(`/task/${result.task_id}/response_url/${result.uuid}`));
  const { file } = dataOf(await live('SCALE_AI_GET_V1_TASK_RESPONSE_URL', result));
  assert.equal(file.mimetype, 'image/png');
  const bytes = file.base64 ? Buffer.from(file.base64, 'base64') : Buffer.from(await (await fetch(file.s3url)).arrayBuffer());
  assert.equal(bytes.subarray(1, 4).toString(), 'PNG');
  assert.equal(bytes.length, file.size);
  errorOf(await (await caller(t))('SCALE_AI_GET_V1_TASK_RESPONSE_URL', result), /HTTP 401/, /live key/);
});

test('Scale: an account shows its environment and not its key', async () => {
  const { items } = await system.api.get('/connected_accounts?toolkit_slugs=scale_ai&user_ids=ada,liv');
  const shown = Object.fromEntries(items.map((item) => [item.user_id, item.state.val.environment]));
  assert.deepEqual(shown, { ada: 'test', liv: 'live' });
  for (const key of [adasKey, liveKey]) assert.ok(!JSON.stringify(items).includes(key));
});

test('Scale: a wrong key is told when it is connected, and each call says so', async (t) => {
  const made = await system.api.post('/connected_accounts', {
    auth_config: { id: scaleConfig }, connection: { user_id: 'wim', state: { authScheme: 'API_KEY', val: { api_key: 'test_nobody_knows' } } },
  });
  assert.equal(made.status, 'FAILED');
  const account = await system.api.get(`/connected_accounts/${made.id}`);
  assert.match(account.status_reason, /HTTP 401/);
  errorOf(await (await caller(t, 'wim'))('SCALE_AI_LIST_BATCHES'), /HTTP 401/, /scale_ai/);
});

test('Backendless: a long condition goes by POST and finds the same rows', async (t) => {
  const call = await caller(t);
  const find = async (where) => dataOf(await call('BACKENDLESS_GENERAL_OBJECT_RETRIEVAL', { table_name: 'Orchard', where, sortBy: ['name asc'] }))
    .objects.map(({ name }) => name);
  const short = "name = 'Lindqvist''s Hill' OR trees < 100";
  const long = `${short}${" OR name = 'nobody has this name'".repeat(80)}`;
  assert.ok(long.length > 2000);
  const found = await find(short);
  assert.deepEqual(found, ['Bergen Slope', "Lindqvist's Hill"]);
  assert.deepEqual(await find(long), found);
  const [got] = await sentToBackendless('GET', '/data/Orchard');
  assert.equal(new URLSearchParams(got.query.replaceAll('+', '%2B')).get('where'), short);
  const [posted] = await sentToBackendless('POST', '/data/Orchard/find');
  assert.equal(JSON.parse(posted.body).where, long);
});

test('Backendless: following next_page gives every row once', async (t) => {
  const call = await caller(t);
  const seen = [];
  for (let next = { table_name: 'Row', pageSize: 1, sortBy: 'label asc' }, pages = 0; next; pages++) {
    assert.ok(pages < 5, 'it ends');
    const page = dataOf(await call('BACKENDLESS_GENERAL_OBJECT_RETRIEVAL', next));
    seen.push(...page.objects.map(({ label }) => label));
    next = page.next_page?.arguments;
  }
  assert.deepEqual(seen, ['A', 'B', 'C']);
});

test('Backendless: zero, false and nothing are results', async (t) => {
  const call = await caller(t);
  assert.deepEqual(dataOf(await call('BACKENDLESS_GET_COUNTER_VALUE', { counter_name: 'never/written %' })), { current: 0 });
  assert.deepEqual(dataOf(await call('BACKENDLESS_SET_COUNTER_VALUE', { counter_name: 'visits', expected: 7, updatedvalue: 8 })), { result: false });
  assert.deepEqual(dataOf(await call('BACKENDLESS_SET_COUNTER_VALUE', { counter_name: 'visits', expected: 41, updatedvalue: 0 })), { result: true });
  assert.deepEqual(dataOf(await call('BACKENDLESS_GET_COUNTER_VALUE', { counter_name: 'visits' })), { current: 0 });
  assert.deepEqual(dataOf(await call('BACKENDLESS_RESET_COUNTER', { counter_name: 'visits' })), {});
  assert.deepEqual(dataOf(await call('BACKENDLESS_VALIDATE_USER_TOKEN', { userToken: 'NO-TOKEN' })), { is_valid: false });
});

for (const legacy of [false, true]) {
  test(`Backendless: a refusal ${legacy ? 'that comes with HTTP 200' : 'with its own status'} is a failure with code and hint`, async (t) => {
    const call = await caller(t);
    await system.backendless.set({ legacy_200: legacy });
    const said = await call('BACKENDLESS_USER_LOGIN', { ...ida, password: 'wrong' });
    errorOf(said, /code 3003/, /Login or password is wrong/);
    assert.equal(said.data.code, '3003');
    assert.equal(said.data.http_status === 200, legacy);
    errorOf(await call('BACKENDLESS_GENERAL_OBJECT_RETRIEVAL', { table_name: 'orchrad' }), /code 1009/, /case-sensitive/);
  });
}

test('Backendless: a login gives a token marked as a secret, with which the user changes their own properties', async (t) => {
  const call = await caller(t);
  const said = await call('BACKENDLESS_USER_LOGIN', ida);
  const { objectId, 'user-token': token } = dataOf(said);
  assert.deepEqual(said.sensitive, ['data.user-token']);
  await system.backendless.set({ anonymous_update: 'refused' });
  errorOf(await call('BACKENDLESS_USER_UPDATE', { user_id: objectId, properties: { name: 'Nobody' } }), /code 3028/, /Log in first/);
  for (const argument of ['user_token', 'user-token', 'userToken']) {
    const updated = dataOf(await call('BACKENDLESS_USER_UPDATE', { user_id: objectId, properties: { name: argument }, [argument]: token }));
    assert.equal(updated.name, argument);
  }
  errorOf(await call('BACKENDLESS_USER_UPDATE', { user_id: 'U-2', properties: { name: 'Tim' }, user_token: token }), /own properties|code 30\d\d/);
});

test('Backendless: a remembered login acts in later calls until the logout forgets it', async (t) => {
  const call = await caller(t, 'rolf');
  await system.backendless.set({ anonymous_update: 'refused' });
  const said = await call('BACKENDLESS_USER_LOGIN', { ...ida, remember: true });
  const data = dataOf(said);
  assert.deepEqual([data.remembered, 'user-token' in data, said.sensitive], ['user-token', false, undefined]);
  const rename = (name) => call('BACKENDLESS_USER_UPDATE', { user_id: data.objectId, properties: { name } });
  assert.equal(dataOf(await rename('Ida II')).name, 'Ida II');
  const tokenOf = async () => (await sentToBackendless('PUT', `/users/${data.objectId}`)).at(-1).headers['user-token'];
  assert.equal((await tokenOf()).length, 1);
  errorOf(await (await caller(t))('BACKENDLESS_USER_UPDATE', { user_id: data.objectId, properties: { name: 'x' } }), /code 3028/); // another account
  assert.equal('already_logged_out' in dataOf(await call('BACKENDLESS_USER_LOGOUT')), false);
  errorOf(await rename('Ida III'), /code 3028/, /Log in first/);
  assert.equal(await tokenOf(), undefined);
});

test('Backendless: a remembered token that has run out is told apart, and a new login mends it', async (t) => {
  const call = await caller(t, 'rolf');
  dataOf(await call('BACKENDLESS_USER_LOGIN', { ...ida, remember: true }));
  await system.backendless.advance(3_601_000);
  errorOf(await call('BACKENDLESS_GET_COUNTER_VALUE', { counter_name: 'visits' }), /code 3064/, /Log in again/);
  dataOf(await call('BACKENDLESS_USER_LOGIN', { ...ida, remember: true }));
  assert.equal(dataOf(await call('BACKENDLESS_GET_COUNTER_VALUE', { counter_name: 'visits' })).current, 41);
  await system.backendless.advance(3_601_000);
  assert.equal(dataOf(await call('BACKENDLESS_USER_LOGOUT')).already_logged_out, true);
  assert.equal(dataOf(await call('BACKENDLESS_GET_COUNTER_VALUE', { counter_name: 'visits' })).current, 41);
});

test('Backendless: a timer tool says what the account lacks, and works once it is there', async (t) => {
  const call = await caller(t);
  const timer = { name: 'pickup', frequency: { schedule: 'weekly', repeat: { every: 1 }, weekdays: ['Monday', 'thu'] } };
  errorOf(await call('BACKENDLESS_CREATE_TIMER', timer), /auth_key/, /nothing was sent/);
  assert.deepEqual((await system.backendless.requests()).filter(({ path }) => path.includes('console')), []);
  await system.api.connect('dora', backendlessConfig, { ...orchard, auth_key: 'AUTHKEY-1' });
  const dora = await caller(t, 'dora');
  const made = dataOf(await dora('BACKENDLESS_CREATE_TIMER', timer));
  assert.deepEqual(made.frequency.repeat.on, [2, 5]);
  assert.equal(dataOf(await dora('BACKENDLESS_GET_TIMER', { name: 'pickup' })).id, made.id);
  errorOf(await dora('BACKENDLESS_GET_TIMER', { name: 'pikup' }), /pickup/);
  dataOf(await dora('BACKENDLESS_DELETE_TIMER', { timer_name: 'pickup' }));
  errorOf(await dora('BACKENDLESS_GET_TIMER', { name: 'pickup' }), /no timers/);
});

test('Backendless: files are listed page by page, counted, copied, moved and deleted', async (t) => {
  const call = await caller(t);
  const names = async (path) => {
    const seen = [];
    for (let next = { path, pagesize: 2 }, pages = 0; next; pages++) {
      assert.ok(pages < 5, 'it ends');
      const page = dataOf(await call('BACKENDLESS_DIRECTORY_LISTING', next));
      seen.push(...page.items.map(({ name }) => name));
      next = page.next_page?.arguments;
    }
    return seen.sort();
  };
  assert.deepEqual(await names('/reports'), ['2025 q1.txt', 'archive', 'übersicht.pdf']);
  assert.equal(dataOf(await call('BACKENDLESS_GET_FILE_COUNT', { path: '/reports' })).count, 2);
  const copy = { source_path: '/reports/2025 q1.txt', target_path: '/new season/100% %2F' };
  errorOf(await call('BACKENDLESS_COPY_FILE', copy), /target_path|code 6006/);
  assert.equal(dataOf(await call('BACKENDLESS_COPY_FILE', { ...copy, target_path: '/new season' })).copied_path, '/new season/2025 q1.txt');
  assert.equal(dataOf(await call('BACKENDLESS_MOVE_FILE', { source_path: '/reports/übersicht.pdf', target_path: '/new season' })).moved_path,
    '/new season/übersicht.pdf');
  assert.deepEqual(await names('/new season'), ['2025 q1.txt', 'übersicht.pdf']);
  dataOf(await call('BACKENDLESS_DELETE_FILE', { relative_path: '/new season/übersicht.pdf' }));
  assert.deepEqual(await names('/new season'), ['2025 q1.txt']);
  errorOf(await call('BACKENDLESS_DELETE_FILE', { relative_path: '/new season/übersicht.pdf' }), /code 6000/, /gone already/);
  errorOf(await call('BACKENDLESS_DELETE_FILE', { relative_path: '/reports/../web/index.html' }), /relative_path/);
  errorOf(await call('BACKENDLESS_DELETE_DIRECTORY', { directory_path: '/' }), /directory_path/);
});
