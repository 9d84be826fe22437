import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { installCodex } from './codex/codex.mjs';
import { startModel } from './codex/model.mjs';
import { startBehindRelay } from './support/relay.mjs';
import { adasKey, connectUsers } from './support/users.mjs';

let system;

before(async () => {
  system = await startBehindRelay('codex');
  await connectUsers(system);
});
after(() => system?.stop());
beforeEach(() => system.scale.forget());

async function codexFor(t, user, plan, features) {
  const model = await startModel(plan);
  t.after(() => model.close());
  const { mcp } = await system.api.session(user);
  const codex = installCodex({ modelUrl: model.baseUrl, mcp, features });
  t.after(() => codex.remove());
  return { codex, model, mcp };
}

const exec = ['exec', '--skip-git-repo-check', '--dangerously-bypass-approvals-and-sandbox', 'Do as planned.'];

const said = (mcp) => system.relay.of(mcp).map(({ message }) => message?.method).filter(Boolean);

/** The second call needs what only the first one's output says. */
const chain = [
  { tool: 'SCALE_AI_LIST_BATCHES', arguments: { project: 'Fruit Boxes' } },
  {
    tool: 'SCALE_AI_GET_BATCH',
    arguments: (output) => ({ batch_name: output.match(/"name\\?":\\?"([^"\\]+)/)?.[1] ?? `no batch in: ${output}` }),
  },
];

async function chained(codex) {
  const { code, stdout, stderr } = await codex.run(...exec);
  assert.equal(code, 0, stderr);
  const [listed, got, ...more] = await system.scale.requests();
  assert.deepEqual([listed.path, more], ['/v1/batches', []]);
  assert.equal(got.status, 200, got.path);
  assert.match(stdout, new RegExp(decodeURIComponent(got.path.split('/').at(-1))));
}

test('codex lists the session as a server with a bearer token', async (t) => {
  const { codex, mcp } = await codexFor(t, 'ada', []);
  const { code, stdout, stderr } = await codex.run('mcp', 'list');
  assert.equal(code, 0, stderr);
  const line = stdout.split('\n').find((candidate) => candidate.startsWith('patchbay')) ?? assert.fail(stdout);
  assert.ok(line.includes(mcp.url), line);
  assert.match(line, /PATCHBAY_TOKEN\s+enabled\s+Bearer token/);
});

test('codex calls a tool and prints its result', async (t) => {
  const { codex, model } = await codexFor(t, 'ada', [
    { tool: 'SCALE_AI_CREATE_BATCH', arguments: { project: 'Fruit Boxes', name: 'made by codex' } },
  ]);
  const { code, stdout, stderr } = await codex.run(...exec);
  assert.equal(code, 0, stderr);
  assert.match(stdout, /made by codex/, stderr);
  assert.ok(model.turns[0].tools.some(({ namespace, name }) => namespace === 'mcp__patchbay' && name === 'BACKENDLESS_GET_COUNTER_VALUE'),
    JSON.stringify(model.turns[0].tools.map(({ name }) => name)));
  const [{ method, path, authorization, body }] = await system.scale.requests();
  assert.deepEqual({ method, path, authorization, body }, {
    method: 'POST', path: '/v1/batches', authorization: [`Basic ${adasKey}`],
    body: { project: 'Fruit Boxes', name: 'made by codex' },
  });
});

test('codex tells the model of a missing connection instead of failing', async (t) => {
  const { codex } = await codexFor(t, 'carol', [{ tool: 'SCALE_AI_GET_BATCH', arguments: { batch_name: 'picking week 07' } }]);
  const { code, stdout, stderr } = await codex.run(...exec);
  assert.equal(code, 0, stderr);
  assert.match(stdout, /no connected account/i, stderr);
  assert.deepEqual(await system.scale.requests(), []);
});

test('codex uses the output of one tool in the call of the next', async (t) => {
  const { codex, mcp } = await codexFor(t, 'ada', chain);
  await chained(codex);
  assert.deepEqual(said(mcp).filter((method) => method === 'initialize' || method === 'tools/call'), ['initialize', 'tools/call', 'tools/call']);
});

test('codex with its flag for 2026-07-28 does the same without a handshake', async (t) => {
  const { codex, mcp } = await codexFor(t, 'ada', chain, ['mcp_2026_07_28']);
  await chained(codex);
  const methods = said(mcp);
  assert.equal(methods[0], 'server/discover');
  assert.ok(!methods.includes('initialize'), methods.join(' '));
  const calls = system.relay.of(mcp).filter(({ message }) => message?.method === 'tools/call');
  assert.deepEqual(calls.map(({ headers }) => [headers['mcp-protocol-version'], headers['mcp-method'], headers['mcp-name']]), [
    ['2026-07-28', 'tools/call', 'SCALE_AI_LIST_BATCHES'], ['2026-07-28', 'tools/call', 'SCALE_AI_GET_BATCH']]);
  for (const { headers } of system.relay.of(mcp)) assert.equal(headers['mcp-session-id'], undefined);
});
