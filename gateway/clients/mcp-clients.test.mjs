import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { ElicitRequestSchema, ToolListChangedNotificationSchema, UrlElicitationRequiredError } from '@modelcontextprotocol/sdk/types.js';
import { inspect } from './mcp/inspector.mjs';
import { remoteClient } from './mcp/remote.mjs';
import { legacyClient, modernClient } from './mcp/typescript.mjs';
import { connectByForm } from './support/connect.mjs';
import { startBehindRelay } from './support/relay.mjs';
import { bosKey, connectUsers } from './support/users.mjs';

/*
 * One address and one token for clients of every revision. What they send is read off a relay in front of the gateway, what leaves
 * for Scale off another behind it.
 */
const MODERN = '2026-07-28';
const WITHIN_MS = 1_000;
const batch = { name: 'SCALE_AI_GET_BATCH', arguments: { batch_name: 'picking week 07' } };
const list = { name: 'SCALE_AI_LIST_BATCHES', arguments: {} };
const everyElicitation = { elicitation: { form: {}, url: {} } };

let system;
let newcomers = 0;

before(async () => {
  system = await startBehindRelay('mcp-clients');
  await connectUsers(system);
});
after(() => system?.stop());

const sessionOf = async (user) => (await system.api.session(user)).mcp;
const newcomer = () => `newcomer ${++newcomers}`; // is connected to nothing
const methods = (mcp) => system.relay.of(mcp).map(({ message }) => message?.method).filter(Boolean);
const theCall = (mcp) => system.relay.of(mcp).find(({ message }) => message?.method === 'tools/call');

function rightBatch({ isError, structuredContent }) {
  assert.ok(!isError, JSON.stringify(structuredContent));
  assert.equal(structuredContent.data.name, 'picking week 07');
}

/** What the page behind a link is for. */
async function connect(link) {
  assert.ok(link.startsWith(`${system.origin}/`), link);
  await connectByForm(link, { api_key: bosKey });
}

/** A newcomer's account is Bo's, who has no batches: that Scale was asked, and took the key, is what counts. */
function rightList({ isError, structuredContent }) {
  assert.ok(!isError, JSON.stringify(structuredContent));
  assert.deepEqual([structuredContent.error, structuredContent.data.docs], [null, []]);
}

const linkIn = (text) => text.match(/https?:\/\/[^\s"\\)]+/)?.[0] ?? assert.fail(`no link in: ${text}`);

/** Calls a tool whose service never answers, gives up, and tells when the service was left alone after that. */
async function givenUp(call) {
  await system.scale.fault({ kind: 'hang', path: '/v1/batches/picking%20week%2007' });
  const from = system.scaleRelay.seen.length;
  const giveUp = new AbortController();
  const called = assert.rejects(call(giveUp.signal));
  const hanging = async () => {
    for (let tries = 0; tries < 500; tries++, await pause(10)) if (system.scaleRelay.seen.length > from) return system.scaleRelay.seen[from];
    return assert.fail('the call did not reach Scale');
  };
  const request = await hanging();
  await pause(50);
  const at = Date.now();
  giveUp.abort();
  for (let waited = 0; !request.left && waited < 5 * WITHIN_MS; waited += 10) await pause(10);
  await called;
  assert.ok(request.left, 'Scale was never left alone');
  return request.left - at;
}

/** Resolves when a list has changed, because the session is no longer to have a tool. */
async function change(session, heard) {
  const changedAt = Date.now();
  await system.api.patch(`/tool_router/session/${session.session_id}`, { search: { enable: false } });
  await heard;
  return Date.now() - changedAt;
}

for (const revision of ['2024-11-05', '2025-03-26', '2025-06-18', '2025-11-25']) {
  describe(`the TypeScript SDK at ${revision}`, () => {
    test('gets the revision that it offers, and works with it', async (t) => {
      const mcp = await sessionOf('ada');
      const client = await legacyClient(t, mcp, revision);
      assert.equal(client.negotiated, revision);
      assert.ok(client.ownSession, 'no Mcp-Session-Id');
      const { tools } = await client.listTools();
      assert.ok(tools.some(({ name }) => name === batch.name));
      rightBatch(await client.callTool(batch));
      assert.deepEqual(methods(mcp), ['initialize', 'notifications/initialized', 'tools/list', 'tools/call']);
      assert.equal(theCall(mcp).headers['mcp-protocol-version'], revision);
    });

    test('reads a stored result, and the prompts that there are', async (t) => {
      const session = await system.api.post('/tool_router/session', { user_id: 'ada', workbench: { auto_offload_threshold: 200 } });
      const client = await legacyClient(t, session.mcp, revision);
      await client.callTool({ name: 'COMPOSIO_MULTI_EXECUTE_TOOL', arguments: { tools: [{ tool_slug: 'SCALE_AI_LIST_BATCHES', arguments: {} }] } });
      const { resources } = await client.listResources();
      const { contents } = await client.readResource({ uri: resources[0].uri });
      assert.ok(JSON.parse(contents[0].text).docs.length > 0);
      const { prompts } = await client.listPrompts();
      assert.ok(prompts.length > 0);
      for (const { name, arguments: wanted = [] } of prompts) {
        const { messages } = await client.getPrompt({ name, arguments: Object.fromEntries(wanted.map((each) => [each.name, 'list batches'])) });
        assert.ok(messages[0].content.text, name);
      }
    });

    test('gives a call up: the service is left alone within a second', async (t) => {
      const mcp = await sessionOf('ada');
      const client = await legacyClient(t, mcp, revision);
      const after = await givenUp((signal) => client.callTool(batch, undefined, { signal }));
      t.diagnostic(`${after} ms`);
      assert.ok(after < WITHIN_MS, `${after} ms`);
      // The connection is not what ended it.
      assert.ok(methods(mcp).includes('notifications/cancelled'));
      assert.equal(theCall(mcp).left, undefined);
      rightBatch(await client.callTool(batch));
    });

    test('hears that the tools have changed', async (t) => {
      const session = await system.api.post('/tool_router/session', { user_id: 'ada' });
      const client = await legacyClient(t, session.mcp, revision);
      const heard = new Promise((told) => client.setNotificationHandler(ToolListChangedNotificationSchema, told));
      t.diagnostic(`${await change(session, heard)} ms`);
      const { tools } = await client.listTools();
      assert.ok(!tools.some(({ name }) => name === 'COMPOSIO_SEARCH_TOOLS'));
    });
  });
}

describe('a connection is missing', () => {
  /** The call fails with a link, and works once somebody has gone there. */
  async function byLink(client) {
    const { isError, content } = await client.callTool(list);
    assert.equal(isError, true);
    await connect(linkIn(content[0].text));
    rightList(await client.callTool(list));
  }

  for (const revision of ['2024-11-05', '2025-03-26', '2025-06-18']) {
    test(`${revision}: the result has a link, whatever the client says it can show`, async (t) => {
      await byLink(await legacyClient(t, await sessionOf(newcomer()), revision, everyElicitation));
    });
  }

  test('2025-11-25: error -32042 with an address to open', async (t) => {
    const client = await legacyClient(t, await sessionOf(newcomer()), '2025-11-25', everyElicitation);
    const needed = await client.callTool(list).then(JSON.stringify, (refused) => refused);
    assert.ok(needed instanceof UrlElicitationRequiredError, needed);
    const [{ mode, url, elicitationId, message }] = needed.elicitations;
    assert.equal(mode, 'url');
    assert.ok(elicitationId);
    assert.match(message, /scale.ai/i);
    await connect(url);
    rightList(await client.callTool(list));
  });

  test('2025-11-25, a client that opens no addresses: the result has a link', async (t) => {
    await byLink(await legacyClient(t, await sessionOf(newcomer()), '2025-11-25', { elicitation: { form: {} } }));
  });

  for (const [named, mode] of [['auto', 'auto'], ['pinned', { pin: MODERN }]]) {
    test(`${MODERN}, ${named}: the client opens the address, the person connects, and the call goes on`, async (t) => {
      const mcp = await sessionOf(newcomer());
      const asked = [];
      const client = await modernClient(t, mcp, mode, everyElicitation, (its) => its.setRequestHandler('elicitation/create', async ({ params }) => {
        asked.push(params);
        await connect(params.url);
        return { action: 'accept' };
      }));
      rightList(await client.callTool(list));
      assert.deepEqual(asked.map((params) => params.mode), ['url']);
      const calls = system.relay.of(mcp).map(({ message }) => message).filter(({ method }) => method === 'tools/call');
      assert.equal(calls.length, 2);
      assert.notEqual(calls[0].id, calls[1].id);
    });
  }

  test(`${MODERN}: who declines is told in the result, and nothing is sent`, async (t) => {
    let asked = 0;
    const client = await modernClient(t, await sessionOf(newcomer()), 'auto', everyElicitation, (its) => its.setRequestHandler('elicitation/create', async () => {
      asked++;
      return { action: 'decline' };
    }));
    const from = system.scaleRelay.seen.length;
    const { isError } = await client.callTool(list);
    assert.deepEqual([isError, asked], [true, 1]);
    assert.equal(system.scaleRelay.seen.length, from);
  });

  test(`${MODERN}, a client that opens no addresses: the result has a link`, async (t) => {
    const client = await modernClient(t, await sessionOf(newcomer()), 'auto');
    assert.equal(client.getProtocolEra(), 'modern');
    await byLink(client);
  });
});

describe('calls that a person approves', () => {
  const create = (name) => ({ name: 'SCALE_AI_CREATE_BATCH', arguments: { project: 'Fruit Boxes', name } });
  const rules = { toolkits: { enable: ['scale_ai'] }, preload: { tools: 'all' }, approval: { require: 'writes' } };
  const clients = {
    '2025-06-18': (t, mcp, ask) => legacyClient(t, mcp, '2025-06-18', { elicitation: {} }, (its) => its.setRequestHandler(ElicitRequestSchema, ask)),
    '2025-11-25': (t, mcp, ask) => legacyClient(t, mcp, '2025-11-25', everyElicitation, (its) => its.setRequestHandler(ElicitRequestSchema, ask)),
    [MODERN]: (t, mcp, ask) => modernClient(t, mcp, { pin: MODERN }, everyElicitation, (its) => its.setRequestHandler('elicitation/create', ask)),
  };

  for (const [revision, client] of Object.entries(clients)) {
    test(`${revision}: the client is asked, and its answer counts`, async (t) => {
      const { mcp } = await system.api.post('/tool_router/session', { user_id: 'ada', ...rules });
      const asked = [];
      const answers = ['decline', 'accept'];
      const its = await client(t, mcp, async ({ params }) => {
        asked.push(params.message);
        const action = answers.shift();
        return action === 'accept' ? { action, content: {} } : { action };
      });
      const from = system.scaleRelay.seen.length;
      assert.equal((await its.callTool(create(`declined at ${revision}`))).isError, true);
      assert.equal(system.scaleRelay.seen.length, from, 'it was sent');
      const { structuredContent } = await its.callTool(create(`approved at ${revision}`));
      assert.equal(structuredContent.data?.name, `approved at ${revision}`, JSON.stringify(structuredContent));
      assert.equal(asked.length, 2);
      assert.match(asked[1], new RegExp(`approved at ${revision}`));
      rightBatch(await its.callTool(batch)); // reads are not asked about
      assert.equal(asked.length, 2);
    });
  }

  test('2025-03-26, which cannot be asked: refused, and nothing is sent', async (t) => {
    const { mcp } = await system.api.post('/tool_router/session', { user_id: 'ada', ...rules });
    const client = await legacyClient(t, mcp, '2025-03-26');
    const from = system.scaleRelay.seen.length;
    const { isError, content } = await client.callTool(create('nobody was asked'));
    assert.equal(isError, true);
    assert.match(content[0].text, /approve/);
    assert.equal(system.scaleRelay.seen.length, from);
  });
});

describe('how far a batch of calls is', () => {
  const three = { name: 'COMPOSIO_MULTI_EXECUTE_TOOL', arguments: {
    tools: Array.from({ length: 3 }, () => ({ tool_slug: batch.name, arguments: batch.arguments })) } };

  for (const [revision, call] of [
    ['2025-11-25', async (t, mcp, onprogress) => (await legacyClient(t, mcp, '2025-11-25')).callTool(three, undefined, { onprogress })],
    [MODERN, async (t, mcp, onprogress) => (await modernClient(t, mcp, 'auto')).callTool(three, { onprogress })],
  ]) {
    test(`${revision}: is told while it runs`, async (t) => {
      const { mcp } = await system.api.post('/tool_router/session', { user_id: 'ada' });
      const reports = [];
      const { structuredContent } = await call(t, mcp, (report) => reports.push(report));
      assert.equal(structuredContent.data.success_count, 3);
      assert.ok(reports.length > 0, 'nothing was told');
      assert.deepEqual(reports.map(({ progress }) => progress), reports.map(({ progress }) => progress).toSorted((a, b) => a - b));
      assert.ok(reports.every(({ progress, total }) => progress <= total && total === 3), JSON.stringify(reports));
    });
  }
});

for (const [named, mode] of [['auto', 'auto'], ['pinned', { pin: MODERN }]]) {
  describe(`@modelcontextprotocol/client, ${named}`, () => {
    test(`speaks ${MODERN} and nothing else`, async (t) => {
      const mcp = await sessionOf('ada');
      const client = await modernClient(t, mcp, mode);
      assert.deepEqual([client.getProtocolEra(), client.getNegotiatedProtocolVersion()], ['modern', MODERN]);
      const { tools } = await client.listTools();
      assert.ok(tools.some(({ name }) => name === batch.name));
      rightBatch(await client.callTool(batch));
      assert.ok((await client.listResourceTemplates()).resourceTemplates.length > 0);
      assert.ok((await client.listPrompts()).prompts.length > 0);
      assert.deepEqual(new Set(methods(mcp)),
        new Set(['server/discover', 'tools/list', 'tools/call', 'resources/templates/list', 'prompts/list']));
      for (const { headers, message } of system.relay.of(mcp)) {
        assert.equal(headers['mcp-protocol-version'], MODERN, message.method);
        assert.equal(headers['mcp-session-id'], undefined, message.method);
      }
    });

    test('gives a call up: the service is left alone within a second', async (t) => {
      const mcp = await sessionOf('ada');
      const client = await modernClient(t, mcp, mode);
      const after = await givenUp((signal) => client.callTool(batch, { signal }));
      t.diagnostic(`${after} ms`);
      assert.ok(after < WITHIN_MS, `${after} ms`);
      assert.ok(theCall(mcp).left, 'the stream was not closed');
      rightBatch(await client.callTool(batch));
    });

    test('listens, and hears that the tools have changed', async (t) => {
      const session = await system.api.post('/tool_router/session', { user_id: 'ada' });
      let told;
      const heard = new Promise((resolve) => (told = resolve));
      const client = await modernClient(t, session.mcp, mode, {}, (its) => its.setNotificationHandler('notifications/tools/list_changed', told));
      const stream = await client.listen({ toolsListChanged: true });
      assert.equal(stream.honoredFilter.toolsListChanged, true);
      t.diagnostic(`${await change(session, heard)} ms`);
      await stream.close();
      const { tools } = await client.listTools();
      assert.ok(!tools.some(({ name }) => name === 'COMPOSIO_SEARCH_TOOLS'));
    });
  });
}

describe('MCP Inspector', () => {
  for (const [era, opening] of [['legacy', 'initialize'], ['auto', 'server/discover'], ['modern', 'server/discover']]) {
    test(`${era}: lists the tools and calls one`, async () => {
      const mcp = await sessionOf('ada');
      const listed = await inspect(mcp, era, '--method', 'tools/list');
      assert.equal(listed.code, 0, listed.stderr);
      assert.ok(listed.said.tools.some(({ name }) => name === batch.name));
      const called = await inspect(mcp, era, '--method', 'tools/call', '--tool-name', batch.name, '--tool-arg', 'batch_name=picking week 07');
      assert.equal(called.code, 0, called.stderr);
      rightBatch(called.said);
      const said = methods(mcp);
      assert.equal(said[0], opening);
      assert.equal(said.includes('initialize'), opening === 'initialize');
    });
  }

  test('a failed tool is its exit code 5', async () => {
    const { code, said } = await inspect(await sessionOf('ada'), 'legacy',
      '--method', 'tools/call', '--tool-name', batch.name, '--tool-arg', 'batch_name=nowhere');
    assert.equal(code, 5);
    assert.equal(said.isError, true);
  });

  test('an invented token is its exit code 3', async () => {
    const { code } = await inspect({ ...await sessionOf('ada'), bearer_token: 'invented' }, 'legacy', '--method', 'tools/list');
    assert.equal(code, 3);
  });
});

describe('mcp-remote', () => {
  for (const [protocol, opening] of [['legacy', 'initialize'], ['auto', 'server/discover']]) {
    test(`${protocol}: a client that can only start programs lists the tools and calls one`, async (t) => {
      const mcp = await sessionOf('ada');
      const client = await remoteClient(t, mcp, '--protocol', protocol);
      const { tools } = await client.listTools();
      assert.ok(tools.some(({ name }) => name === batch.name));
      rightBatch(await client.callTool(batch));
      const said = methods(mcp);
      assert.equal(said[0], opening);
      assert.equal(said.includes('initialize'), opening === 'initialize', said.join(' '));
    });
  }
});
