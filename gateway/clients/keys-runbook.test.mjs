import assert from 'node:assert/strict';
import { cpSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { Api } from './support/api.mjs';
import { root } from './support/jdk.mjs';
import { startSystem } from './support/system.mjs';
import { keyLine, writeKeyFile } from './support/two-nodes.mjs';

/** What docs/runbooks/keys.md tells an operator to do when keys or the database are lost, done as it stands there. */
const RUNBOOK = readFileSync(join(root, 'docs/runbooks/keys.md'), 'utf8');
const KEY = { api_key: 'test_sim_orchard_01' };
let system;
let kekFile;
let first; // the line of the first key-encryption key
let tenant;
let account;

before(async () => {
  system = await startSystem('keys-runbook');
  kekFile = join(system.home, 'keys/kek');
  first = readFileSync(kekFile, 'utf8').trim();
  account = await system.api.connect('ada', await system.api.authConfig('scale_ai'), KEY);
  [{ tenant_id: tenant }] = await system.database.query('select tenant_id from connected_account');
});
after(() => system?.stop());

const id = (line) => line.split(':', 1)[0];
const adminKey = () => readFileSync(join(system.home, 'admin-key'), 'utf8').trim();

async function admin(method, path, body) {
  const answer = await fetch(`${system.origin}/api/admin/v1${path}`, {
    method, headers: { authorization: `Bearer ${adminKey()}`, 'content-type': 'application/json' }, body: body && JSON.stringify(body),
  });
  const text = await answer.text();
  assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${text}`);
  return text === '' ? undefined : JSON.parse(text);
}

async function until(what, isSo) {
  for (const deadline = Date.now() + 60_000; !await isSo(); await pause(100)) assert.ok(Date.now() < deadline, what);
}

const encryptionKey = async (line) => (await admin('GET', '/encryption_keys')).keys.find((key) => key.id === id(line));

/** Replaces the first key-encryption key, as the runbook's "Rotate" has it, up to the line that is removed. */
async function rotateTo(line) {
  writeKeyFile(kekFile, [first, line]);
  await until('the new key is not noticed', async () => (await encryptionKey(line))?.present);
  writeKeyFile(kekFile, [line, first]);
  await until('the new key does not wrap', async () => (await encryptionKey(line)).wraps);
  await admin('POST', '/encryption_keys/rewrap');
}

/** Starts a gateway that is not ready. @returns what its readiness says */
async function refusal(also) {
  system.gateway.launch(also);
  let answer;
  await until('it does not come up', async () => (answer = await fetch(`${system.origin}/q/health/ready`).catch(() => undefined)) !== undefined);
  assert.equal(answer.status, 503);
  return answer.text();
}

/** Makes new data keys. @returns how many values of the tenant are lost */
async function unreadable() {
  const { purposes } = await admin('POST', `/tenants/${tenant}/data_keys/rotate`);
  return purposes.reduce((sum, each) => sum + each.unreadable, 0);
}

const call = (api = system.api, status = 200) =>
  api.post('/tools/execute/SCALE_AI_LIST_BATCHES', { user_id: 'ada', arguments: {} }, status);

async function succeeds(api) {
  const { successful, error } = await call(api);
  assert.equal(error, null);
  assert.equal(successful, true);
}

test('a backup of the database opens with the key file of its time, and with no later one', async () => {
  const backup = join(system.home, 'backup');
  await system.gateway.stop();
  cpSync(join(system.home, 'pg/data'), backup, { recursive: true });
  await system.gateway.start();
  const second = keyLine('k2');
  await rotateTo(second);
  await admin('POST', `/tenants/${tenant}/data_keys/rotate`);
  writeKeyFile(kekFile, [second]);
  await until('the old key is still there', async () => !(await encryptionKey(first))?.present);
  await system.api.delete(`/connected_accounts/${account.id}`);

  await system.gateway.stop();
  rmSync(join(system.home, 'pg/data'), { recursive: true });
  cpSync(backup, join(system.home, 'pg/data'), { recursive: true });
  const told = await refusal();
  assert.match(told, new RegExp(`'${id(first)}'`));
  writeKeyFile(kekFile, [first]);
  await system.gateway.ready();

  assert.equal((await system.api.get(`/connected_accounts/${account.id}`)).status, 'ACTIVE');
  await succeeds();
});

test('one key that only data keys need is lost: the rest goes on, and who connects again is served', async () => {
  const under = await system.database.query('select tenant_id, purpose, version, kek_id, wrapped from data_key');
  const second = keyLine('k2');
  await rotateTo(second);
  for (const key of under) { // as if the rewrapping had ended before them
    await system.database.query('update data_key set kek_id = $4, wrapped = $5 where (tenant_id, purpose, version) = ($1, $2, $3)',
      [key.tenant_id, key.purpose, key.version, key.kek_id, key.wrapped]);
  }
  await system.gateway.stop();
  writeKeyFile(kekFile, [second]);
  assert.match(await refusal(), new RegExp(`'${id(first)}'`));
  await system.gateway.stop();

  const lost = { PATCHBAY_KEK_LOST: id(first) };
  await system.gateway.start(lost);
  assert.match((await call(system.api, 400)).error.message, /stored credential cannot be read. Connect the account again/);
  assert.equal(await unreadable(), 1);
  await system.api.patch(`/connected_accounts/${account.id}`, { connection: { state: { authScheme: 'API_KEY', val: KEY } } });
  await succeeds();
  assert.equal(await unreadable(), 0);

  await system.gateway.stop();
  await system.gateway.start();
  await succeeds();
});

test('everything is lost: what needs no key is kept, and tenants begin again', async () => {
  const session = await system.api.session('ada', ['scale_ai']);
  await system.gateway.stop();
  const statement = /psql -U patchbay_owner patchbay -c '([^']+)'/.exec(RUNBOOK)[1];
  writeKeyFile(kekFile, [keyLine('k3')]);
  assert.match(await refusal(), /key/);
  await system.gateway.stop();
  await system.database.start();
  await system.database.asOwner(statement);
  await system.database.stop();
  const before = adminKey();
  await system.gateway.start();

  assert.notEqual(adminKey(), before);
  const { key } = await admin('POST', `/tenants/${tenant}/api_keys`, { name: 'after the loss' });
  const api = new Api(system.origin, key);
  assert.equal((await api.get(`/tool_router/session/${session.session_id}`)).session_id, session.session_id);
  assert.equal((await fetch(`${system.origin}/api/v3.1/toolkits`, { headers: { 'x-api-key': system.api.key } })).status, 401);
  const [config] = (await api.get('/auth_configs')).items;
  await api.connect('ada', config.id, KEY);
  await succeeds(api);
  const { problems } = await admin('POST', '/audit/verify', { tenant });
  assert.ok(problems.length > 0);
});
