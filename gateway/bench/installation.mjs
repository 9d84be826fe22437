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
    return { name, database, stop, doors: await doors(`http://127.0.0.1:${port}`, readFileSync(join(home, 'db/api-key'), 'utf8').trim()) };
  } catch (failure) {
    await stop();
    throw failure;
  }
}

/** The same call through both doors, as options for the load generator. */
async function doors(origin, key) {
  const api = new Api(origin, key);
  await api.connect('ada', await api.authConfig('scale_ai'), { api_key: 'test_bench_ada' });
  const { mcp } = await api.session('ada', ['scale_ai']);
  const post = (url, headers, body) => ({ url, method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });
  const args = { batch_name: 'orchard' };
  return {
    'MCP tools/call': post(mcp.url, { authorization: `Bearer ${mcp.bearer_token}`, accept: 'application/json, text/event-stream' },
      { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'SCALE_AI_GET_BATCH', arguments: args } }),
    'REST execute': post(`${origin}/api/v3.1/tools/execute/SCALE_AI_GET_BATCH`, { 'x-api-key': key }, { user_id: 'ada', arguments: args }),
  };
}
