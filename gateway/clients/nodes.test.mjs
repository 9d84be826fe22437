import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { mcpOverBoth } from './nodes/mcp.mjs';
import { Person, together } from './support/person.mjs';
import { Relay } from './support/relay.mjs';
import { startTwoNodes } from './support/two-nodes.mjs';

const LIMIT_MS = 5_000; // what is promised for every node
let system;
let here; // where something is revoked
let there; // where it is used
let relay; // what clients take for the gateway

before(async () => {
  relay = await Relay.start();
  system = await startTwoNodes('nodes', { PATCHBAY_PUBLIC_URL: relay.origin });
  [here, there] = system.nodes;
});
after(async () => {
  relay?.close();
  await system?.stop();
});

test('10 000 calls of 200 clients with the same ids and the same tool, in 5 tenants over both nodes: each gets its own answer', async (t) => {
  const tenants = await together(5, 2, (number) => here.tenant(`tenant ${number}`));
  for (const tenant of tenants) tenant.config = await here.api(tenant.key).authConfig('scale_ai');
  // The same users in every tenant: what is theirs must be told apart by tenant and user, not by user.
  const people = await together(200, 8, (number) => Person.connected(here, tenants[number % 5], `user ${Math.floor(number / 5)}`));
  const started = Date.now();
  const wrong = [];
  let [calls, busy] = [0, 0];
  await Promise.all(people.map(async (person, number) => {
    for (let id = 0; id < 50; id++) {
      const call = () => person.call(system.nodes[(number + id) % 2], id, `thing ${number} of ${id}`);
      let { status, fault } = await call();
      // 200 at once can be more than a slow machine takes on: that is said with 503 and nothing is sent, so it can be repeated.
      for (; status === 503; busy++, { status, fault } = await call()) await pause(200);
      calls++;
      if (fault) wrong.push(fault);
    }
  }));
  t.diagnostic(`${calls} calls in ${((Date.now() - started) / 1000).toFixed(1)} s, ${wrong.length} of them wrong, ${busy} asked again after 503`);
  assert.deepEqual(wrong.slice(0, 5), []);
  assert.equal(calls, 10_000);
  const received = await Promise.all(people.map(({ mark }) => system.callsOf(mark)));
  assert.deepEqual(new Set(received), new Set([51])); // 50 calls and the probe of the new account
});

/** Uses something at one node until it is refused, and for a second longer: no cache may bring it back. */
async function untilRefused(use, revoke) {
  for (let warm = 0; warm < 20; warm++) assert.equal((await use()).fault, undefined);
  let accepted = 0;
  let revokedAt;
  const revoking = revoke().then(() => (revokedAt = Date.now()));
  let last;
  for (let refusedAt; !(refusedAt && Date.now() > refusedAt + 1_000); await pause(20)) {
    const begun = Date.now();
    last = await use();
    if (!last.fault) {
      accepted = begun;
      assert.equal(refusedAt, undefined, 'It was refused, and then accepted again.');
    } else {
      refusedAt ??= Date.now();
    }
    if (revokedAt && begun > revokedAt + 3 * LIMIT_MS) break;
  }
  await revoking;
  return { status: last.status, lasted: Math.max(0, accepted - revokedAt), last };
}

describe('what is revoked at one node', { concurrency: true }, () => {
  const cases = {
    'an API key': (person) =>
      [() => person.execute(there, 'a'), () => here.admin('DELETE', `/tenants/${person.tenant.id}/api_keys/${person.tenant.keyId}`), [401]],
    'an account': (person) =>
      [() => person.call(there, 1, 'a'), () => here.api(person.tenant.key).delete(`/connected_accounts/${person.account}`), [200, 400, 404]],
    'an account, used with the API key': (person) =>
      [() => person.execute(there, 'a'), () => here.api(person.tenant.key).delete(`/connected_accounts/${person.account}`), [400, 404]],
    "a session's tokens": (person) =>
      [() => person.call(there, 1, 'a'), () => here.api(person.tenant.key).delete(`/tool_router/session/${person.session}/tokens`), [401]],
    'a session': (person) =>
      [() => person.call(there, 1, 'a'), () => here.api(person.tenant.key).delete(`/tool_router/session/${person.session}`), [401, 404]],
    'a tenant': (person) =>
      [() => person.call(there, 1, 'a'), () => here.admin('DELETE', `/tenants/${person.tenant.id}`, { confirm: person.tenant.id }), [401, 404]],
  };
  for (const [what, prepare] of Object.entries(cases)) {
    test(`${what} is refused at the other within 5 s, and sends nothing any more`, async (t) => {
      const person = await Person.connected(here, await here.tenant(what), 'ada');
      const [use, revoke, statuses] = prepare(person);
      const { status, lasted, last } = await untilRefused(use, revoke);
      t.diagnostic(`accepted for ${lasted} ms after the answer to the revocation, then ${status}`);
      assert.ok(last.fault, 'It is still accepted.');
      assert.ok(statuses.includes(status), last.fault);
      assert.ok(lasted <= LIMIT_MS, `${lasted} ms`);
      const sent = await system.callsOf(person.mark);
      assert.ok((await use()).fault);
      assert.equal(await system.callsOf(person.mark), sent);
    });
  }
});

describe('keys that sign session tokens', () => {
  const kidOf = (token) => JSON.parse(Buffer.from(token.split('.')[0], 'base64url')).kid;
  const fresh = async (person) => (await here.api(person.tenant.key).post(`/tool_router/session/${person.session}/tokens`, {})).token;
  const everywhere = async (person, token) => Promise.all(system.nodes.map((node) => person.call(node, 1, 'a', token)));

  test('tokens from before and after a rotation are good at both nodes; those of a removed key at none, within 5 s', async (t) => {
    const person = await Person.connected(here, await here.tenant('signing'), 'ada');
    const before = await fresh(person);
    const faults = [];
    let [calls, over] = [0, false];
    const using = (async () => {
      for (; !over; await pause(20)) {
        faults.push(...(await everywhere(person, before)).map(({ fault }) => fault).filter(Boolean));
        calls += 2;
      }
    })();
    await here.admin('POST', '/signing_keys/rotate');
    const rotatedAt = Date.now();
    let after = await fresh(person);
    for (; kidOf(after) === kidOf(before); after = await fresh(person)) {
      // A token of any key that signs must be good at once wherever it is shown.
      for (const { fault } of await everywhere(person, after)) assert.equal(fault, undefined);
      assert.ok(Date.now() < rotatedAt + 60_000, 'The new key never signs.');
      await pause(100);
    }
    for (const { fault } of await everywhere(person, after)) assert.equal(fault, undefined);
    t.diagnostic(`the new key signs ${Date.now() - rotatedAt} ms after the rotation`);
    over = true;
    await using;
    assert.deepEqual(faults, []);
    t.diagnostic(`${calls} calls with the older token during the rotation, 0 refused`);

    let remove;
    const removed = new Promise((go) => (remove = go)).then(() => here.admin('DELETE', `/signing_keys/${kidOf(before)}`));
    let waiting = system.nodes.length; // both are warm before it is removed
    const ends = await Promise.all(system.nodes.map((node) => untilRefused(() => person.call(node, 1, 'a', before), async () => {
      if (--waiting === 0) remove();
      await removed;
    })));
    t.diagnostic(`after its removal: ${ends.map(({ lasted }) => lasted).join(' and ')} ms`);
    for (const { status, lasted, last } of ends) {
      assert.deepEqual([status, lasted <= LIMIT_MS], [401, true], `${lasted} ms, ${last.fault}`);
    }
    for (const { fault } of await everywhere(person, after)) assert.equal(fault, undefined);
  });
});

// Last, because a node is killed and started again.
describe('an MCP client whose requests go to either node', () => mcpOverBoth(() => ({ system, here, there, relay })));
