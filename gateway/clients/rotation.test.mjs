import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { KeptFile, Load } from './support/load.mjs';
import { Person, together } from './support/person.mjs';
import { keyLine, startTwoNodes, writeKeyFile } from './support/two-nodes.mjs';

const SECONDS = process.env.PATCHBAY_LONG === '1' ? 60 : 20;
const NOTICED_MS = 5_000; // nodes look at the key file every 2 s
const SEALED = `select tenant_id, 'account_secret' as place, key_version from account_secret
  union all select tenant_id, 'stored_file_chunk', key_version from stored_file_chunk`;
let system;
let tenants;
let people;
let files;

before(async () => {
  system = await startTwoNodes('rotation');
  const [one] = system.nodes;
  tenants = await together(10, 4, (number) => one.tenant(`tenant ${number}`));
  for (const tenant of tenants) tenant.config = await one.api(tenant.key).authConfig('scale_ai');
  people = await together(40, 4, (number) => Person.connected(one, tenants[number % 10], `user ${number}`));
  files = await together(10, 4, (number) => new KeptFile(people[number]).upload(one));
});
after(() => system?.stop());

const wrappedWith = (kek) => system.database.count(
  'select (select count(*) from data_key where kek_id = $1) + (select count(*) from system_key where kek_id = $1)', [kek]);

/**
 * Starts work at a node, holds one of the rows it has to change so that it cannot finish, and once it is under way kills the
 * node: in the middle for certain, not by luck. The row's old state must still be there, or it was not the middle.
 */
async function killInTheMiddle(load, node, begin, row, isUnderWay) {
  const holder = await system.database.connect();
  try {
    await holder.query('begin');
    const held = await holder.query(`select 1 from ${row} for no key update`);
    assert.equal(held.rowCount, 1);
    let ended;
    const work = begin().then((answer) => (ended = JSON.stringify(answer)), () => {});
    for (const deadline = Date.now() + 120_000; !await isUnderWay(); await pause(20)) {
      assert.equal(ended, undefined, 'It ended although a row was held.');
      assert.ok(Date.now() < deadline, 'It never got under way.');
    }
    load.without(node);
    await node.kill();
    await work;
    assert.equal(ended, undefined, 'It ended before it was killed.');
  } finally {
    await holder.end(); // lets go of the row
  }
}

const someoneWaits = () => system.database.count(
  `select count(*) from pg_stat_activity where datname = 'patchbay' and wait_event_type = 'Lock'`);

/** Puts another key file in place and waits until every node works with it. */
async function exchange(lines) {
  writeKeyFile(system.kekFile, lines);
  const ids = lines.map((line) => line.split(':', 1)[0]);
  const deadline = Date.now() + 120_000;
  for (const node of system.nodes) {
    for (let held; JSON.stringify(held) !== JSON.stringify(ids); await pause(100)) {
      const { keys } = await node.admin('GET', '/encryption_keys');
      held = keys.filter(({ present }) => present).map(({ id }) => id);
      if (!keys.find(({ wraps, id }) => wraps && id === ids[0])) held = undefined;
      assert.ok(Date.now() < deadline, `A node does not notice the new key file: ${JSON.stringify(keys)}`);
    }
  }
}

async function restarted(load, node) {
  await node.start();
  load.with(node);
}

test('keys of both kinds are replaced under load, through kill -9, and no call fails', async (t) => {
  const [one, two] = system.nodes;
  const [k1] = readFileSync(system.kekFile, 'utf8').trim().split('\n');
  const k2 = keyLine('k2');
  const before = new Map((await system.database.query('select tenant_id, purpose, max(version) as v from data_key group by 1, 2'))
    .map((key) => [`${key.tenant_id} ${key.purpose}`, key.v]));
  const load = new Load(system, people, files);
  const step = (what) => t.diagnostic(`${load.seconds.toFixed(1)} s: ${what}`);
  try {
    await exchange([k1, k2]);
    step('second key-encryption key added');
    await exchange([k2, k1]);
    step('promoted');

    const last = tenants.map(({ id }) => id).sort().at(-1);
    await killInTheMiddle(load, one, () => one.admin('POST', '/encryption_keys/rewrap'),
      `data_key where (tenant_id, purpose, version) = (select tenant_id, purpose, version from data_key
        where tenant_id = '${last}' and kek_id = 'k1' order by purpose, version limit 1)`,
      async () => await someoneWaits() || await wrappedWith('k2') > 5);
    const left = await wrappedWith('k1');
    assert.ok(left > 0);
    step(`killed in the middle of rewrapping, ${left} keys left`);
    await restarted(load, one);
    await one.admin('POST', '/encryption_keys/rewrap');
    assert.equal(await wrappedWith('k1'), 0);
    step('rewrapped');

    const [first, ...others] = tenants;
    const [{ key_version: old }] = await system.database.query('select key_version from account_secret where tenant_id = $1 limit 1', [first.id]);
    const onOld = () => system.database.count('select count(*) from account_secret where tenant_id = $1 and key_version <= $2', [first.id, old]);
    const all = await onOld();
    await killInTheMiddle(load, two, () => two.admin('POST', `/tenants/${first.id}/data_keys/rotate`),
      `account_secret where (tenant_id, account_id, field) = (select tenant_id, account_id, field from account_secret
        where tenant_id = '${first.id}' and key_version <= ${old} order by account_id desc, field desc limit 1)`,
      async () => await someoneWaits() || await onOld() < all);
    const unsealed = await onOld();
    assert.ok(unsealed > 0);
    step(`killed in the middle of a rotation, ${unsealed} credentials left`);
    await restarted(load, two);
    await two.admin('POST', `/tenants/${first.id}/data_keys/rotate`);
    await together(others.length, 2, (number) => system.nodes[number % 2].admin('POST', `/tenants/${others[number].id}/data_keys/rotate`));
    step('data keys of all tenants rotated');
    await Promise.all([0, 1, 0, 1].map((node) => system.nodes[node].admin('POST', `/tenants/${first.id}/data_keys/rotate`)));
    step('overlapping rotations at both nodes');

    await exchange([k2]);
    for (const node of system.nodes) {
      load.without(node);
      await node.stop();
      await restarted(load, node);
    }
    step('first key-encryption key removed, both nodes started again');
    while (load.seconds < SECONDS) await pause(100);
  } finally {
    await load.end();
    for (const fault of load.faults.slice(0, 5)) t.diagnostic(fault); // whatever else ended the test
    step(`${load.calls} calls, ${load.faults.length} failed, ${load.broken} lost with the nodes that were killed; `
      + `${load.people.length} accounts, ${load.files.length} files`);
  }
  assert.deepEqual(load.faults.slice(0, 5), []);
  assert.ok(load.calls >= 20 * load.seconds);
  assert.equal(await wrappedWith('k1'), 0);

  const keys = await system.database.query(
    'select tenant_id, purpose, count(*)::int as versions, min(version) as v from data_key where tenant_id = any ($1) group by 1, 2',
    [tenants.map(({ id }) => id)]);
  for (const { tenant_id: tenant, purpose, versions, v } of keys) {
    assert.equal(versions, 1, `${tenant} has ${versions} data keys for ${purpose}`);
    assert.ok(v > (before.get(`${tenant} ${purpose}`) ?? 0), `${tenant}: ${purpose} was not rotated`);
  }
  const newest = new Map(tenants.map(({ id }) => [id, new Set(keys.filter(({ tenant_id: tenant }) => tenant === id).map(({ v }) => v))]));
  const sealed = (await system.database.query(SEALED)).filter(({ tenant_id: tenant }) => newest.has(tenant));
  assert.ok(sealed.length >= load.people.length + load.files.length);
  for (const { tenant_id: tenant, place, key_version: version } of sealed) {
    assert.ok(newest.get(tenant).has(Number(version)), `${place} of ${tenant} is sealed with version ${version}`);
  }
  const faults = [
    ...await together(load.people.length, 8, async (number) => (await load.people[number].call(two, number, 'after')).fault),
    ...await together(load.files.length, 8, (number) => load.files[number].check(one)),
  ].filter(Boolean);
  assert.deepEqual(faults, []);
});

test('a node with another key-encryption key is not ready, answers 503 and writes nothing, until it has the right one', async (t) => {
  const [, two] = system.nodes;
  for (const node of system.nodes) await node.stop();
  const right = readFileSync(system.kekFile, 'utf8').trim().split('\n');
  const contents = await system.database.contents();
  const person = people[0];
  const refusesEverything = async () => {
    for (const [method, path, headers, body] of [
      ['GET', '/q/health/ready', {}],
      ['GET', '/api/v3.1/toolkits', { 'x-api-key': person.tenant.key }],
      ['POST', `/api/v3.1/tool_router/session/${person.session}/execute`, { 'x-api-key': person.tenant.key },
        { tool_slug: 'SCALE_AI_GET_BATCH', arguments: { batch_name: 'a' } }],
      ['POST', '/api/v3.1/auth_configs', { 'x-api-key': person.tenant.key },
        { toolkit: { slug: 'scale_ai' }, auth_config: { type: 'use_custom_auth', authScheme: 'API_KEY', name: 'no' } }],
      ['POST', new URL(person.mcp.url).pathname, { authorization: `Bearer ${person.mcp.bearer_token}` }, { jsonrpc: '2.0', id: 1, method: 'ping' }],
      ['GET', '/api/v3.1/toolkits', { 'x-api-key': 'ak_wrong' }],
    ]) {
      const answer = await two.door.ask(method, path, headers, body);
      assert.equal(answer.status, 503, `${method} ${path}: ${answer.status} ${answer.text}`);
      for (const line of [...right, ...readFileSync(system.kekFile, 'utf8').trim().split('\n')]) {
        assert.ok(!answer.text.includes(line.slice(line.indexOf(':') + 1)), 'The answer holds a key.');
      }
    }
    await assert.rejects(two.admin('POST', '/tenants', { name: 'no' }), /503/);
    assert.equal((await two.door.ask('GET', '/q/health/live')).status, 200);
  };

  writeKeyFile(system.kekFile, [keyLine('k2')]); // the name is right, the key is not
  two.launch();
  for (let up = false; !up; await pause(100)) up = await two.door.ask('GET', '/q/health/live').then(({ status }) => status === 200, () => false);
  await refusesEverything();
  writeKeyFile(system.kekFile, [keyLine('k9')]); // neither
  await pause(NOTICED_MS);
  await refusesEverything();
  assert.deepEqual(await system.database.contents(), contents);

  writeKeyFile(system.kekFile, right);
  const begun = Date.now();
  for (let ready = false; !ready; await pause(100)) {
    ready = (await two.door.ask('GET', '/q/health/ready')).status === 200;
    assert.ok(Date.now() < begun + 120_000, 'It does not become ready.');
  }
  t.diagnostic(`ready ${Date.now() - begun} ms after the right file was put back`);
  assert.equal((await person.call(two, 1, 'again')).fault, undefined);
});
