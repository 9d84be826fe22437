import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { join, resolve } from 'node:path';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { Api } from '../clients/support/api.mjs';
import { Gateway } from '../clients/support/gateway.mjs';
import { root } from '../clients/support/jdk.mjs';
import { freePorts } from '../clients/support/process.mjs';

/**
 * Ten calls of an agent with a 1 MB answer in the middle, once with a session that keeps nothing (every answer inline) and once
 * with one that keeps what is above the usual 20,000 characters. Counted is what the model writes and reads, each text once:
 * with every further turn an agent pays for the whole conversation again, so the real difference is larger.
 */
const app = resolve(process.argv[2] ?? join(root, 'gateway/target/quarkus-app'));
const ROWS = 4_000;
/** Of the tokens; less than this is a failure. */
const LEAST = 0.99;

const task = (i) => ({
  task_id: `task_${String(i).padStart(6, '0')}`, type: 'imageannotation', status: i % 7 ? 'completed' : 'pending', batch: `orchard-${i}`,
  created_at: new Date(1_700_000_000_000 + i * 60_000).toISOString(), metadata: { row: i, site: `site-${i % 13}`, reviewed: i % 3 === 0 },
  params: { instruction: `Box every apple in picture ${i}; leave out what is cut off at the edge.`, objects_to_annotate: ['apple', 'leaf'] },
});

/** Stands for Scale: one page of tasks of about a megabyte, small answers for everything else. */
function serve(port) {
  const tasks = JSON.stringify({ docs: Array.from({ length: ROWS }, (_, i) => task(i)), total: ROWS, limit: ROWS, has_more: false });
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      const path = request.url.split('?', 1)[0];
      const text = path === '/v1/tasks' ? tasks
        : path === '/v1/batches' ? JSON.stringify({ docs: [], total: 0, limit: 1, has_more: false })
          : JSON.stringify({ name: path.slice(path.lastIndexOf('/') + 1), project: 'orchard', status: 'in_progress' });
      response.writeHead(200, { 'content-type': 'application/json' }).end(text);
    });
  });
  return new Promise((up) => server.listen(port, '127.0.0.1', () => up(server)));
}

/** An MCP client that counts what a model would write and read. */
class Agent {
  #mcp;
  #id = 0;
  written = 0;
  read = 0;

  constructor(mcp) {
    this.#mcp = mcp;
  }

  async call(name, args) {
    const response = await fetch(this.#mcp.url, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.#mcp.bearer_token}`, 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
      body: JSON.stringify({ jsonrpc: '2.0', id: ++this.#id, method: 'tools/call', params: { name, arguments: args } }),
    });
    const { result, error } = await response.json();
    if (error || result.isError) throw new Error(`${name}: ${JSON.stringify(error ?? result).slice(0, 500)}`);
    const text = result.content.map((part) => part.text ?? '').join('\n');
    this.written += countTokens(JSON.stringify({ name, arguments: args }));
    this.read += countTokens(text);
    return JSON.parse(text);
  }

  /** One app tool through the meta tool; gives the tool's own data. */
  async tool(slug, args) {
    const answer = await this.call('COMPOSIO_MULTI_EXECUTE_TOOL', { tools: [{ tool_slug: slug, arguments: args }], sync_response_to_workbench: false });
    const { results } = answer.data ?? answer;
    if (!results[0].response?.successful) throw new Error(`${slug}: ${JSON.stringify(results[0]).slice(0, 500)}`);
    return results[0].response.data;
  }
}

/** A handle is wherever the preview is. */
const handleIn = (value) => /res_[A-Za-z0-9]{22}/.exec(JSON.stringify(value))?.[0];

/** Two small calls, the large one, seven that use it. What the model must write out by itself without handles, it writes. */
async function inline(agent) {
  await agent.tool('SCALE_AI_GET_BATCH', { batch_name: 'orchard' });
  await agent.tool('SCALE_AI_GET_BATCH', { batch_name: task(0).batch });
  const { docs } = await agent.tool('SCALE_AI_LIST_TASKS', { project: 'orchard', limit: 100 });
  const pending = docs.filter(({ status }) => status === 'pending').slice(0, 7);
  for (const { batch } of pending) await agent.tool('SCALE_AI_GET_BATCH', { batch_name: batch });
}

async function withHandles(agent) {
  await agent.tool('SCALE_AI_GET_BATCH', { batch_name: 'orchard' });
  await agent.tool('SCALE_AI_GET_BATCH', { batch_name: task(0).batch });
  const handle = handleIn(await agent.tool('SCALE_AI_LIST_TASKS', { project: 'orchard', limit: 100 }));
  if (!handle) throw new Error('The large answer came inline: was it above the threshold?');
  await agent.call('PATCHBAY_READ_RESULT', { handle, path: "docs[?status=='pending'].batch", limit: 7 });
  await agent.call('PATCHBAY_READ_RESULT', { handle, path: 'docs', grep: 'site-12', count: true });
  for (let i = 0; i < 5; i++) {
    await agent.tool('SCALE_AI_GET_BATCH', { batch_name: { $result: handle, path: `docs[?status=='pending'].batch | [${i}]` } });
  }
}

const work = join(root, 'gateway/bench/.work');
mkdirSync(work, { recursive: true });
const folder = mkdtempSync(join(work, 'chain-'));
const [upstreamPort, port] = await freePorts(2);
const upstream = await serve(upstreamPort);
const home = join(folder, 'home');
const gateway = new Gateway('chain', folder, home, {
  PATCHBAY_TOOLKIT_SCALE_AI_BASE_URL: `http://127.0.0.1:${upstreamPort}/v1`, PATCHBAY_EGRESS_DEV_ALLOW: `127.0.0.1:${upstreamPort}`,
  PATCHBAY_HTTP_PORT: `${port}`,
}, app);
try {
  await gateway.start();
  const origin = `http://127.0.0.1:${port}`;
  const key = readFileSync(join(home, 'api-key'), 'utf8').trim();
  const api = new Api(origin, key);
  await api.connect('ada', await api.authConfig('scale_ai'), { api_key: 'test_bench_ada' });
  const session = async (threshold) => {
    const response = await fetch(`${origin}/api/v3.1/tool_router/session`, {
      method: 'POST', headers: { 'x-api-key': key, 'content-type': 'application/json' },
      body: JSON.stringify({ user_id: 'ada', toolkits: { enable: ['scale_ai'] }, workbench: { enable: true, auto_offload_threshold: threshold } }),
    });
    if (response.status !== 201) throw new Error(`session: ${response.status} ${await response.text()}`);
    return new Agent((await response.json()).mcp);
  };
  const [whole, handles] = [await session(2_000_000_000), await session(20_000)];
  await inline(whole);
  await withHandles(handles);
  const total = ({ read, written }) => read + written;
  console.log('| ten calls | tokens written | tokens read | together |\n|---|---|---|---|');
  console.log(`| every answer inline | ${whole.written} | ${whole.read} | ${total(whole)} |`);
  console.log(`| large answers behind handles | ${handles.written} | ${handles.read} | ${total(handles)} |`);
  const saved = 1 - total(handles) / total(whole);
  console.log(`\n${(total(whole) / total(handles)).toFixed(0)} times fewer, ${(100 * saved).toFixed(2)} % saved`);
  if (saved < LEAST) throw new Error(`At least ${100 * LEAST} % were to be saved.`);
} finally {
  await gateway.stop();
  upstream.close();
  rmSync(folder, { recursive: true, force: true });
}
