import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { java, root } from './support/jdk.mjs';
import { startSystem } from './support/system.mjs';
import { Traces } from './support/traces.mjs';
import { orchard as plainOrchard } from './support/users.mjs';

const marker = () => `M${randomBytes(12).toString('hex')}`;
const [scaleMarker, backendlessMarker, consoleMarker, passwordMarker] = [marker(), marker(), marker(), marker()];
const userMarker = `U${randomBytes(12).toString('hex')}`; // no secret: shows that the search finds what is in memory
const scaleKey = `test_${scaleMarker}_orch`;
const orchard = { ...plainOrchard, rest_api_key: `${backendlessMarker}-orch`, auth_key: `dev-${consoleMarker}-orch` };
const CALLS = 100;
const IDLE_MS = 60_000; // R14

let system;
let heap;
let flags; // of the virtual machine, as it runs

before(async () => {
  system = await startSystem('heap');
  await system.scale.accept(scaleKey);
  await plant();
  await useTheGateway();
  await pause(IDLE_MS);
  flags = jcmd('VM.flags', '-all').toString();
  heap = dump();
});
after(() => system?.stop());

/** The simulator's own application under keys of ours, so that calls really leave with them. */
async function plant() {
  const known = JSON.parse(readFileSync(join(root, 'toolkits/simulators/src/main/resources/dev/patchbay/simulator/backendless/orchard.json')));
  known.developers[0].authKey = orchard.auth_key;
  known.applications.find(({ id }) => id === orchard.application_id).restKey = orchard.rest_api_key;
  await system.backendless.control('POST', 'seed', known);
}

async function useTheGateway() {
  const { api } = system;
  const [scale, backendless] = [await api.authConfig('scale_ai'), await api.authConfig('backendless')];
  await api.connect(userMarker, scale, { api_key: scaleKey });
  await api.connect(userMarker, backendless, orchard);
  const works = async (slug, args) => {
    const answer = await api.post(`/tools/execute/${slug}`, { user_id: userMarker, arguments: args }, 200);
    assert.equal(answer.successful, true, JSON.stringify(answer));
  };
  await works('BACKENDLESS_CREATE_TIMER', { name: 'pickup', frequency: { schedule: 'daily', repeat: { every: 1 } } });
  for (let call = 0; call < CALLS / 4; call++) {
    await works('SCALE_AI_LIST_BATCHES', {});
    await works('BACKENDLESS_GET_COUNTER_VALUE', { counter_name: 'visits' });
    await works('BACKENDLESS_GET_TIMER', { name: 'pickup' });
    await api.post('/tools/execute/BACKENDLESS_USER_LOGIN', {
      user_id: userMarker, arguments: { login: 'ida@orchard.test', password: passwordMarker },
    }, 200);
  }
  const sent = await system.backendless.control('GET', 'requests');
  assert.ok(sent.some(({ path }) => path.includes(orchard.rest_api_key)), 'calls carried the key');
  assert.ok(sent.some(({ headers }) => headers['auth-key']?.includes(orchard.auth_key)), 'calls carried the auth-key');
}

const jcmd = (...command) => execFileSync(join(java(), '../jcmd'), [`${system.gateway.pid}`, ...command], { maxBuffer: 1 << 24 });

/** Everything reachable in the gateway's heap, after two collections. */
function dump() {
  const file = join(system.home, 'heap.hprof');
  jcmd('GC.run');
  jcmd('GC.run');
  jcmd('GC.heap_dump', file);
  const content = readFileSync(file);
  if (!process.env.KEEP) rmSync(file); else execFileSync("mv", [file, process.env.KEEP]);
  return content;
}

test('a crash of the gateway leaves no image of its memory', () => {
  assert.match(flags, / HeapDumpOnOutOfMemoryError += false /);
  assert.match(flags, / CreateCoredumpOnCrash += false /);
  assert.match(flags, / HeapDumpBeforeFullGC += false /);
  assert.match(flags, / HeapDumpAfterFullGC += false /);
});

test('the search finds what is in memory', () => {
  assert.ok(new Traces(userMarker).in(heap).includes('raw'));
});

for (const [what, secret] of Object.entries({
  "Scale's key": scaleMarker, "Backendless' REST key": backendlessMarker,
  "Backendless' auth-key": consoleMarker, "a user's password in the arguments": passwordMarker,
})) {
  test(`${what}: nowhere in the heap once its calls are over`, () => assert.deepEqual(new Traces(secret).in(heap), []));
}
