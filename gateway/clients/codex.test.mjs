import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { installCodex } from './codex/codex.mjs';
import { startModel } from './codex/model.mjs';
import { startSystem } from './support/system.mjs';
import { adasKey, connectUsers } from './support/users.mjs';

let system;

before(async () => {
  system = await startSystem('codex');
  await connectUsers(system);
});
after(() => system?.stop());
beforeEach(() => system.scale.forget());

async function codexFor(t, user, plan) {
  const model = await startModel(plan);
  t.after(() => model.close());
  const { mcp } = await system.api.session(user);
  const codex = installCodex({ modelUrl: model.baseUrl, mcp });
  t.after(() => codex.remove());
  return { codex, model, mcp };
}

const exec = ['exec', '--skip-git-repo-check', '--dangerously-bypass-approvals-and-sandbox', 'Do as planned.'];

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
