import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { ErrorCode } from '@modelcontextprotocol/sdk/types.js';
import { startSystem } from './support/system.mjs';
import { adasKey, bosKey, connectUsers } from './support/users.mjs';

let system;

before(async () => {
  system = await startSystem('mcp-sdk');
  await connectUsers(system);
});
after(() => system?.stop());
beforeEach(() => system.scale.forget());

/** A client as anybody would write it: the session's URL and its token, nothing of ours. */
async function connect(t, url, headers) {
  const client = new Client({ name: 'patchbay-clients', version: '1.0.0' });
  await client.connect(new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } }));
  t.after(() => client.close());
  return client;
}

async function clientOf(t, user) {
  const { mcp } = await system.api.session(user);
  return connect(t, mcp.url, { Authorization: `Bearer ${mcp.bearer_token}` });
}

/** Both renderings of a result must say the same; answers the envelope {data, error, successful, …}. */
function envelope(result) {
  assert.equal(result.content.length, 1);
  assert.equal(result.content[0].type, 'text');
  const said = JSON.parse(result.content[0].text);
  assert.deepEqual(result.structuredContent, said);
  return said;
}

function dataOf(result) {
  const { data, error, successful } = envelope(result);
  assert.ok(!result.isError, error);
  assert.deepEqual({ error, successful }, { error: null, successful: true });
  return data;
}

function errorOf(result) {
  const { error, successful } = envelope(result);
  assert.equal(result.isError, true);
  assert.equal(successful, false);
  return error;
}

test('a session carries a token that lasts at most a day', async () => {
  const { mcp } = await system.api.session('ada');
  assert.equal(mcp.type, 'http');
  assert.ok(mcp.url.startsWith(`${system.origin}/tool_router/trs_`), mcp.url);
  const left = Date.parse(mcp.bearer_token_expires_at) - Date.now();
  assert.ok(left > 0 && left <= 24 * 3600 * 1000, mcp.bearer_token_expires_at);
});

test('initialize agrees on a revision and offers tools', async (t) => {
  const client = await clientOf(t, 'ada');
  assert.match(client.getServerVersion().name, /patchbay/i);
  assert.ok(client.getServerCapabilities().tools);
});

test('tools are listed with schemas and hints', async (t) => {
  const client = await clientOf(t, 'ada');
  const { tools } = await client.listTools();
  const tool = (name) => tools.find((candidate) => candidate.name === name) ?? assert.fail(`${name} is not listed`);

  const create = tool('SCALE_AI_CREATE_BATCH');
  assert.equal(create.inputSchema.type, 'object');
  assert.deepEqual(create.inputSchema.required, ['project', 'name']);
  assert.equal(create.inputSchema.additionalProperties, false);
  assert.equal(create.inputSchema.properties.project.type, 'string');
  const hints = ({ readOnlyHint, destructiveHint, idempotentHint, openWorldHint }) =>
    ({ readOnlyHint, destructiveHint, idempotentHint, openWorldHint });
  assert.deepEqual(hints(create.annotations),
    { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: true });
  assert.deepEqual(hints(tool('SCALE_AI_GET_BATCH').annotations),
    { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: true });
  assert.deepEqual(hints(tool('SCALE_AI_DELETE_TASK_TAGS').annotations),
    { readOnlyHint: false, destructiveHint: true, idempotentHint: true, openWorldHint: true });
  for (const { name, description, inputSchema } of tools) {
    assert.match(name, /^[A-Za-z0-9_-]{1,64}$/);
    assert.ok(description, `${name} has no description`);
    assert.equal(inputSchema.type, 'object', name);
  }
});

test('creating a batch sends one request with the body and the key of that user', async (t) => {
  const client = await clientOf(t, 'ada');
  const result = await client.callTool({
    name: 'SCALE_AI_CREATE_BATCH',
    arguments: { project: 'Fruit Boxes', name: 'clients: south 1', metadata: { crew: 'b' } },
  });
  const { project, name, metadata } = dataOf(result);
  assert.deepEqual({ project, name, metadata }, { project: 'Fruit Boxes', name: 'clients: south 1', metadata: { crew: 'b' } });
  assert.deepEqual(await system.scale.requests(), [{
    method: 'POST', path: '/v1/batches', query: '', status: 200,
    authorization: [`Basic ${adasKey}`],
    contentType: ['application/json'],
    body: { project: 'Fruit Boxes', name: 'clients: south 1', metadata: { crew: 'b' } },
  }]);
});

test("two users' calls carry their own keys and see their own data", async (t) => {
  const [ada, bo] = [await clientOf(t, 'ada'), await clientOf(t, 'bo')];
  const batches = async (client) => dataOf(await client.callTool({ name: 'SCALE_AI_LIST_BATCHES', arguments: {} })).docs;
  assert.ok((await batches(ada)).some(({ name }) => name === 'picking week 07'));
  assert.deepEqual(await batches(bo), []);
  const keys = (await system.scale.requests()).map(({ authorization }) => authorization[0]);
  assert.deepEqual(keys, [`Basic ${adasKey}`, `Basic ${bosKey}`]);
});

test('a user without an account is told so, and nothing is sent', async (t) => {
  const client = await clientOf(t, 'carol');
  const error = errorOf(await client.callTool({ name: 'SCALE_AI_GET_BATCH', arguments: { batch_name: 'picking week 07' } }));
  assert.match(error, /no connected account/i);
  assert.match(error, /scale_ai/);
  assert.deepEqual(await system.scale.requests(), []);
});

test('a slash and a space inside a name stay inside one path segment', async (t) => {
  const client = await clientOf(t, 'ada');
  const batch = dataOf(await client.callTool({ name: 'SCALE_AI_GET_BATCH', arguments: { batch_name: 'north/field 2' } }));
  assert.equal(batch.name, 'north/field 2');
  assert.deepEqual((await system.scale.requests()).map(({ path }) => path), ['/v1/batches/north%2Ffield%202']);
});

test('a DELETE keeps its body', async (t) => {
  const client = await clientOf(t, 'ada');
  const task = '65f0a1000000000000000003';
  const result = await client.callTool({ name: 'SCALE_AI_DELETE_TASK_TAGS', arguments: { task_id: task, tags: ['rain', 'nope'] } });
  assert.deepEqual(dataOf(result).tags, ['dawn', 'hill', 'wind']);
  const [{ method, path, body }] = await system.scale.requests();
  assert.deepEqual({ method, path, body }, { method: 'DELETE', path: `/v1/task/${task}/tags`, body: ['rain', 'nope'] });
});

test('a bare number from Backendless arrives under a name', async (t) => {
  const client = await clientOf(t, 'ada');
  const result = await client.callTool({ name: 'BACKENDLESS_GET_COUNTER_VALUE', arguments: { counter_name: 'visits' } });
  assert.deepEqual(dataOf(result), { current: 41 });
});

test("the service's own refusal is a result the model can read", async (t) => {
  const client = await clientOf(t, 'ada');
  const error = errorOf(await client.callTool({
    name: 'SCALE_AI_CREATE_BATCH', arguments: { project: 'Fruit Boxes', name: 'picking week 07' },
  }));
  assert.match(error, /409/);
  assert.ok(!error.includes(adasKey));
});

test('an unknown tool is a protocol error', async (t) => {
  const client = await clientOf(t, 'ada');
  await assert.rejects(client.callTool({ name: 'SCALE_AI_CREATE_BACH', arguments: {} }), { code: ErrorCode.InvalidParams });
});

test('a wrong argument is named, and nothing is sent', async (t) => {
  const client = await clientOf(t, 'ada');
  const error = errorOf(await client.callTool({
    name: 'SCALE_AI_CREATE_BATCH', arguments: { project: 'Fruit Boxes', nam: 'south 2' },
  }));
  assert.match(error, /\bnam\b/);
  assert.match(error, /\bname\b/);
  assert.deepEqual(await system.scale.requests(), []);
});

test("the tenant's key opens a session too, an invented one does not", async (t) => {
  const { mcp } = await system.api.session('ada');
  await connect(t, mcp.url, { 'x-api-key': system.api.key });
  const invented = system.api.key.replace(/.{6}$/, 'AAAAAA');
  await assert.rejects(connect(t, mcp.url, { 'x-api-key': invented }), { code: 401 });
});

test('without a credential the URL alone opens nothing', async (t) => {
  const { mcp } = await system.api.session('ada');
  await assert.rejects(connect(t, mcp.url, {}), { code: 401 });
});

test("one session's token does not open another session", async (t) => {
  const [ada, bo] = [await system.api.session('ada'), await system.api.session('bo')];
  await assert.rejects(connect(t, bo.mcp.url, { Authorization: `Bearer ${ada.mcp.bearer_token}` }),
    ({ code }) => code === 401 || code === 404);
});

test('a session that does not exist is not found, even with the right key', async (t) => {
  const { mcp, session_id } = await system.api.session('ada');
  const absent = mcp.url.replace(session_id, session_id.replace(/.{6}$/, 'AAAAAA'));
  await assert.rejects(connect(t, absent, { 'x-api-key': system.api.key }), { code: 404 });
});
