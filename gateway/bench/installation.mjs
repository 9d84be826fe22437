import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Api } from '../clients/support/api.mjs';
import { Database } from '../clients/support/database.mjs';
import { Gateway } from '../clients/support/gateway.mjs';
import { freePorts } from '../clients/support/process.mjs';

const STATISTICS = ['shared_preload_libraries=pg_stat_statements', 'pg_stat_statements.track=all', 'pg_stat_statements.track_utility=off'];

/** One build of the gateway, up, with a database of its own that counts statements, and one user connected to the upstream. */
export async function install(name, app, work, upstreamPort) {
  const home = join(work, name);
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const [makerPort, port] = await freePorts(2);
  const upstream = {
    PATCHBAY_TOOLKIT_SCALE_AI_BASE_URL: `http://127.0.0.1:${upstreamPort}/v1`, PATCHBAY_EGRESS_DEV_ALLOW: `127.0.0.1:${upstreamPort}`,
    PATCHBAY_RATE_LIMIT_REQUESTS_PER_MINUTE: '100000000', // what is measured is not what is allowed
  };
  const database = new Database(join(home, 'db'));
  const kek = { PATCHBAY_KEK_FILE: join(home, 'db/keys/kek') };
  // The embedded database's settings are the gateway's own; one that counts statements has to be started apart.
  const maker = new Gateway(`${name}-db`, work, join(home, 'db'), { ...upstream, PATCHBAY_HTTP_PORT: `${makerPort}` }, app);
  await maker.start().finally(() => maker.stop());
  await database.start(STATISTICS);
  const gateway = new Gateway(name, work, join(home, 'node'), {
    ...upstream, ...kek, ...database.settings(), PATCHBAY_HTTP_PORT: `${port}`,
  }, app);
  const stop = async () => {
    await gateway.stop();
    await database.stop();
  };
  try {
    await gateway.start();
    await database.query('create extension pg_stat_statements');
    return { name, database, stop, origin: `http://127.0.0.1:${port}`, key: readFileSync(join(home, 'db/api-key'), 'utf8').trim(), doors: await doors(`http://127.0.0.1:${port}`, readFileSync(join(home, 'db/api-key'), 'utf8').trim()) };
  } catch (failure) {
    await stop();
    throw failure;
  }
}

/** The same call through each door, as options for the load generator. A build of before an era refuses its requests: see {@link eras}. */
async function doors(origin, key) {
  const api = new Api(origin, key);
  await api.connect('ada', await api.authConfig('scale_ai'), { api_key: 'test_bench_ada' });
  const { mcp } = await api.session('ada', ['scale_ai']);
  const post = (url, headers, body) => ({ url, method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });
  const args = { batch_name: 'orchard' };
  const call = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'SCALE_AI_GET_BATCH', arguments: args } };
  return {
    'MCP tools/call': post(mcp.url, { authorization: `Bearer ${mcp.bearer_token}`, accept: 'application/json, text/event-stream' },
      call),
    'REST execute': post(`${origin}/api/v3.1/tools/execute/SCALE_AI_GET_BATCH`, { 'x-api-key': key }, { user_id: 'ada', arguments: args }),
  };
}

/** The same call once more, in the words of each protocol revision and without any, by one credential. */
export async function eras(origin, key) {
  const { mcp } = await new Api(origin, key).session('ada', ['scale_ai']);
  const post = (url, headers, body) => ({
    url, method: 'POST', headers: { 'content-type': 'application/json', 'x-api-key': key, ...headers }, body: JSON.stringify(body),
  });
  const args = { batch_name: 'orchard' };
  const session = mcp.url.split('/').at(-2);
  const accept = { accept: 'application/json, text/event-stream' };
  const meta = {
    'io.modelcontextprotocol/protocolVersion': '2026-07-28',
    'io.modelcontextprotocol/clientCapabilities': {},
    'io.modelcontextprotocol/clientInfo': { name: 'bench', version: '1' },
  };
  const modern = (method, name, params) => post(mcp.url,
    { ...accept, 'mcp-protocol-version': '2026-07-28', 'mcp-method': method, ...(name && { 'mcp-name': name }) },
    { jsonrpc: '2.0', id: 1, method, params: { ...params, _meta: meta } });
  const initialize = post(mcp.url, accept, { jsonrpc: '2.0', id: 0, method: 'initialize', params: {
    protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'bench', version: '1' } } });
  const opened = await fetch(initialize.url, initialize);
  const legacy = (method, params) => post(mcp.url,
    { ...accept, 'mcp-protocol-version': '2025-11-25', 'mcp-session-id': opened.headers.get('mcp-session-id') }, { jsonrpc: '2.0', id: 1, method, params });
  return {
    calls: {
      'bare transport': post(`${origin}/api/v3.1/tool_router/session/${session}/execute`, {}, { tool_slug: 'SCALE_AI_GET_BATCH', arguments: args }),
      '2026-07-28': modern('tools/call', 'SCALE_AI_GET_BATCH', { name: 'SCALE_AI_GET_BATCH', arguments: args }),
      '2025-11-25': legacy('tools/call', { name: 'SCALE_AI_GET_BATCH', arguments: args }),
    },
    openings: {
      '2026-07-28': [modern('server/discover'), modern('tools/list')],
      '2025-11-25': [initialize, legacy('tools/list')],
    },
  };
}
