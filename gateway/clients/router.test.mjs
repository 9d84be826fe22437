import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { ToolListChangedNotificationSchema } from '@modelcontextprotocol/sdk/types.js';
import { startSystem } from './support/system.mjs';
import { connectUsers } from './support/users.mjs';

let system;

before(async () => {
  system = await startSystem('router');
  await connectUsers(system);
});
after(() => system?.stop());

/** A session as the SDK's create('ada') makes it, and a client at its address. */
async function router(t, rules = {}, user = 'ada') {
  const session = await system.api.post('/tool_router/session', { user_id: user, ...rules });
  const client = new Client({ name: 'patchbay-clients', version: '1.0.0' });
  const headers = { Authorization: `Bearer ${session.mcp.bearer_token}` };
  await client.connect(new StreamableHTTPClientTransport(new URL(session.mcp.url), { requestInit: { headers } }));
  t.after(() => client.close());
  return { session, client };
}

async function data(client, name, args) {
  const { structuredContent } = await client.callTool({ name, arguments: args });
  assert.equal(structuredContent.error, null);
  return structuredContent.data;
}

test('an agent finds a tool, fills in its call and runs it, without having seen a list of them', async (t) => {
  const { client } = await router(t);
  const { tools } = await client.listTools();
  assert.deepEqual(tools.map(({ name }) => name), [
    'COMPOSIO_SEARCH_TOOLS', 'COMPOSIO_GET_TOOL_SCHEMAS', 'COMPOSIO_MULTI_EXECUTE_TOOL', 'COMPOSIO_MANAGE_CONNECTIONS', 'PATCHBAY_READ_RESULT']);
  const found = await data(client, 'COMPOSIO_SEARCH_TOOLS', { queries: [{ use_case: 'open a new batch in a project' }] });
  const [slug] = found.results[0].primary_tool_slugs;
  assert.equal(slug, 'SCALE_AI_CREATE_BATCH');
  const needed = found.tool_schemas[slug].input_schema.required;
  assert.deepEqual(needed, ['project', 'name']);
  assert.ok(found.results[0].recommended_plan_steps.some((step) => step.startsWith(slug)), JSON.stringify(found.results[0]));
  const run = await data(client, 'COMPOSIO_MULTI_EXECUTE_TOOL', {
    tools: [{ tool_slug: slug, arguments: { project: 'Fruit Boxes', name: 'found by search' } }], session_id: found.session.id,
  });
  assert.equal(run.success_count, 1);
  assert.equal(run.results[0].response.data.name, 'found by search');
});

test('a search gives every member that the SDK insists on', async () => {
  const { session_id: id } = await system.api.post('/tool_router/session', { user_id: 'ada' });
  const found = await system.api.post(`/tool_router/session/${id}/search`, { queries: [{ use_case: 'reset a counter' }] }, 200);
  assert.equal(found.success, true);
  assert.equal(found.error, null);
  const [result] = found.results;
  assert.deepEqual([typeof result.index, typeof result.use_case], ['number', 'string']);
  for (const list of [result.primary_tool_slugs, result.related_tool_slugs, result.toolkits, found.next_steps_guidance]) assert.ok(Array.isArray(list));
  for (const status of found.toolkit_connection_statuses) {
    assert.deepEqual(
      [typeof status.toolkit, typeof status.description, typeof status.status_message, typeof status.has_active_connection],
      ['string', 'string', 'string', 'boolean']);
  }
  for (const schema of Object.values(found.tool_schemas)) {
    assert.deepEqual([typeof schema.tool_slug, typeof schema.toolkit], ['string', 'string']);
    if (schema.schemaRef) assert.equal(schema.schemaRef.tool, 'COMPOSIO_GET_TOOL_SCHEMAS');
  }
  assert.deepEqual(Object.keys(found.session).sort(), ['generate_id', 'id', 'instructions']);
  assert.deepEqual(Object.keys(found.time_info).sort(), ['current_time_utc', 'current_time_utc_epoch_seconds', 'message']);
});

test('a large answer is read in parts and passed on by its handle', async (t) => {
  const { client } = await router(t, { workbench: { auto_offload_threshold: 200 } });
  const run = await data(client, 'COMPOSIO_MULTI_EXECUTE_TOOL', { tools: [{ tool_slug: 'SCALE_AI_LIST_BATCHES', arguments: {} }] });
  const { handle } = run.results[0].response.data;
  assert.match(handle, /^res_/);
  const names = await data(client, 'PATCHBAY_READ_RESULT', { handle, path: 'docs', fields: ['name'] });
  assert.ok(names.items.length > 0 && names.items.every(({ name }) => name), JSON.stringify(names));
  const status = await data(client, 'COMPOSIO_MULTI_EXECUTE_TOOL', {
    tools: [{ tool_slug: 'SCALE_AI_GET_BATCH', arguments: { batch_name: { $result: handle, path: 'docs[0].name' } } }] });
  assert.equal(status.results[0].response?.data.name, names.items[0].name, JSON.stringify(status));
  const { resources } = await client.listResources();
  const resource = resources.find(({ uri }) => uri.includes(handle));
  const { contents } = await client.readResource({ uri: resource.uri });
  assert.equal(JSON.parse(contents[0].text).docs[0].name, names.items[0].name);
});

test('a client that listens hears that the tools have changed', async (t) => {
  const { client, session } = await router(t);
  const heard = new Promise((told) => client.setNotificationHandler(ToolListChangedNotificationSchema, told));
  await system.api.patch(`/tool_router/session/${session.session_id}`, { search: { enable: false } });
  assert.equal((await heard).method, 'notifications/tools/list_changed');
  const { tools } = await client.listTools();
  assert.ok(!tools.some(({ name }) => name === 'COMPOSIO_SEARCH_TOOLS'));
});

test('who is not connected gets a link that works', async (t) => {
  const { client } = await router(t, {}, 'a newcomer');
  const { results } = await data(client, 'COMPOSIO_MANAGE_CONNECTIONS', { toolkits: ['scale_ai'] });
  assert.equal(results.scale_ai.status, 'initiated');
  const page = await fetch(results.scale_ai.redirect_url);
  assert.equal(page.status, 200);
  assert.match(await page.text(), /Scale AI/);
  const { structuredContent } = await client.callTool({ name: 'COMPOSIO_MULTI_EXECUTE_TOOL', arguments: {
    tools: [{ tool_slug: 'SCALE_AI_LIST_BATCHES', arguments: {} }] } });
  assert.ok(structuredContent.data.results[0].error.includes(results.scale_ai.redirect_url), JSON.stringify(structuredContent));
});
