import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { ElicitRequestSchema, ToolListChangedNotificationSchema } from '@modelcontextprotocol/sdk/types.js';
import { legacyClient, modernClient } from '../mcp/typescript.mjs';
import { Person } from '../support/person.mjs';

const MODERN = '2026-07-28';
const WITHIN_MS = 1_000;
const LIMIT_MS = 5_000; // what is promised for every node
const canElicit = { elicitation: { form: {}, url: {} } };

const get = (name) => ({ name: 'SCALE_AI_GET_BATCH', arguments: { batch_name: name } });
const right = ({ structuredContent }, name) => assert.equal(structuredContent?.data?.name, name, JSON.stringify(structuredContent));
const isCall = ({ message }) => message?.method === 'tools/call';

/** Says yes to whatever is asked. */
const approving = ({ params }) => ({
  action: 'accept', content: Object.fromEntries(Object.keys(params.requestedSchema?.properties ?? {}).map((name) => [name, true])) });

/**
 * Clients come through a relay that leads each request to the node of the test's choice, as a load balancer without memory may.
 *
 * @param nodes what there is once the nodes run: the system, the two nodes, and the relay in front of them
 */
export function mcpOverBoth(nodes) {
  let tenant;

  async function person(user, rules = {}) {
    const { here } = nodes();
    tenant ??= await here.tenant('mcp');
    const connected = await Person.connected(here, tenant, user);
    if (Object.keys(rules).length === 0) return connected;
    const session = await here.api(tenant.key).post('/tool_router/session', {
      user_id: user, toolkits: { enable: ['scale_ai'] }, preload: { tools: 'all' }, ...rules });
    return Object.assign(connected, { session: session.session_id, mcp: session.mcp });
  }

  /** The first request to one node, the next to the other, and so on. */
  function alternate() {
    const { here, there, relay } = nodes();
    let count = 0;
    relay.leadTo(() => [here, there][count++ % 2].port);
  }

  const nodesOf = (mcp, wanted) => nodes().relay.of(mcp).filter(wanted).map(({ port }) => port);

  test('2025-11-25: a session that one node opened is the other one\'s too, request by request', async (t) => {
    const { mcp } = await person('a taker of turns');
    alternate();
    const client = await legacyClient(t, mcp, '2025-11-25');
    for (let number = 0; number < 6; number++) right(await client.callTool(get(`turn ${number}`)), `turn ${number}`);
    assert.equal(new Set(nodesOf(mcp, isCall)).size, 2);
  });

  test('2025-11-25: what one node asks is answered at the other', async (t) => {
    const { here, there, relay } = nodes();
    const { mcp, mark } = await person('an asked one', { approval: { require: 'all' } });
    const isAnswer = ({ message }) => message?.result !== undefined;
    relay.leadTo((request) => (isAnswer(request) ? there : here).port);
    let asked = 0;
    const client = await legacyClient(t, mcp, '2025-11-25', canElicit, (its) => its.setRequestHandler(ElicitRequestSchema, async (request) => {
      asked++;
      return approving(request);
    }));
    const before = await nodes().system.callsOf(mark);
    right(await client.callTool(get('approved far away')), 'approved far away');
    assert.equal(asked, 1);
    assert.equal(await nodes().system.callsOf(mark), before + 1);
    assert.deepEqual([nodesOf(mcp, isCall), nodesOf(mcp, isAnswer)], [[here.port], [there.port]]);
  });

  test('2025-11-25: a call is cancelled at the other node within a second', async (t) => {
    const { here, there, relay } = nodes();
    const { mcp } = await person('an impatient one');
    const isCancel = ({ message }) => message?.method === 'notifications/cancelled';
    relay.leadTo((request) => (isCancel(request) ? there : here).port);
    const client = await legacyClient(t, mcp, '2025-11-25');
    const after = await givenUp((signal) => client.callTool(get('never far away'), undefined, { signal }), 'never far away');
    t.diagnostic(`${after} ms`);
    assert.ok(after < WITHIN_MS, `${after} ms`);
    assert.deepEqual([nodesOf(mcp, isCall), nodesOf(mcp, isCancel)], [[here.port], [there.port]]);
  });

  /** @returns how long the upstream was still waited for, in ms */
  async function givenUp(call, name) {
    const { system } = nodes();
    const giveUp = new AbortController();
    const called = assert.rejects(call(giveUp.signal));
    const until = async (wanted) => {
      for (let tries = 0; tries < 500; tries++, await pause(10)) {
        const wait = await system.waitFor(name);
        if (wait?.[wanted]) return wait[wanted];
      }
      return assert.fail(`${name}: never ${wanted}`);
    };
    await until('since');
    const at = Date.now();
    giveUp.abort();
    const left = await until('left');
    await called;
    return left - at;
  }

  test(`${MODERN}: any node serves any request, and goes on with what the other one began`, async (t) => {
    const { here, there, relay } = nodes();
    const { mcp } = await person('a modern one', { approval: { require: 'all' } });
    alternate();
    let asked = 0;
    const client = await modernClient(t, mcp, { pin: MODERN }, canElicit, (its) => its.setRequestHandler('elicitation/create', async (request) => {
      asked++;
      return approving(request);
    }));
    const again = ({ message }) => message?.params?.requestState !== undefined;
    for (let number = 0; number < 4; number++) {
      const [first, second] = number % 2 ? [here, there] : [there, here];
      relay.leadTo((request) => (again(request) ? second : first).port);
      right(await client.callTool(get(`round ${number}`)), `round ${number}`);
    }
    assert.equal(asked, 4);
    assert.deepEqual(nodesOf(mcp, again), [here.port, there.port, here.port, there.port]);
  });

  for (const [revision, open] of [
    ['2025-11-25', async (t, mcp, told) => legacyClient(t, mcp, '2025-11-25', {}, (its) => its.setNotificationHandler(ToolListChangedNotificationSchema, told))],
    [MODERN, async (t, mcp, told) => {
      const client = await modernClient(t, mcp, { pin: MODERN }, {}, (its) => its.setNotificationHandler('notifications/tools/list_changed', told));
      await client.listen({ toolsListChanged: true });
    }],
  ]) {
    test(`${revision}: who listens at one node hears of a change made at the other`, async (t) => {
      const { here, there, relay } = nodes();
      const { mcp, session } = await person(`a listener of ${revision}`);
      relay.leadTo(there.port);
      let told;
      const heard = new Promise((resolve) => (told = resolve));
      await open(t, mcp, told);
      await pause(500); // the stream of the older era opens on its own
      const at = Date.now();
      await here.api(tenant.key).patch(`/tool_router/session/${session}`, { tools: { scale_ai: { disable: ['SCALE_AI_CREATE_BATCH'] } } });
      await heard;
      t.diagnostic(`${Date.now() - at} ms`);
      assert.ok(Date.now() - at < LIMIT_MS);
    });
  }

  test('clients of both eras go on when the node that they began with is killed between two calls', async (t) => {
    const { here, there, relay } = nodes();
    const people = await Promise.all(['an old one', 'a new one'].map((user) => person(user)));
    relay.leadTo(here.port);
    const [old, young] = [await legacyClient(t, people[0].mcp, '2025-11-25'), await modernClient(t, people[1].mcp, 'auto')];
    for (const client of [old, young]) {
      await client.listTools();
      right(await client.callTool(get('before')), 'before');
    }
    await here.kill();
    relay.leadTo(there.port);
    for (const client of [old, young]) {
      assert.ok((await client.listTools()).tools.some(({ name }) => name === 'SCALE_AI_GET_BATCH'));
      right(await client.callTool(get('after')), 'after');
    }
    for (const { mcp } of people) assert.equal(nodesOf(mcp, ({ message }) => message?.method === 'initialize').filter((port) => port === there.port).length, 0);
    await here.start();
  });
}
