import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { seeded } from './support/random.mjs';
import { startSystem } from './support/system.mjs';
import { Written } from './support/written.mjs';

const random = seeded();
let system;
let written;

before(async () => {
  system = await startSystem('crash');
  written = new Written(system);
});
after(() => system?.stop());

const keyFile = () => {
  const file = join(system.home, 'api-key');
  return { text: readFileSync(file, 'utf8'), mode: statSync(file).mode, changed: statSync(file).mtimeMs };
};

/** Writes, kills at a random moment, starts again with nothing done in between, and asks for everything. */
async function crash(t, kill) {
  const keyBefore = keyFile();
  const moment = random.between(0, 1000);
  t.diagnostic(`CLIENTS_SEED=${random.seed}, killed after ${moment} ms`);
  await written.once(); // a cold start must not leave the moment empty
  const writers = [1, 2, 3].map(() => written.untilItDies());
  const early = writers.map((writer) => writer.then(() => assert.fail('A writer ended before the kill.')));
  await Promise.race([pause(moment), ...early]);
  await kill();
  await Promise.all(writers);
  await system.gateway.start();
  assert.deepEqual(keyFile(), keyBefore);
  await written.check();
  const [configs, accounts, sessions, calls] = written.acknowledged;
  t.diagnostic(`there so far: ${configs} auth configs, ${accounts} accounts, ${sessions} sessions, ${calls} calls`);
}

for (const round of [1, 2, 3]) {
  test(`round ${round}: nothing acknowledged is lost when the gateway is killed`, (t) => crash(t, () => system.gateway.kill()));
}

test('nothing acknowledged is lost when gateway and database are killed', (t) => crash(t, async () => {
  assert.ok(system.gateway.killDatabase());
  await system.gateway.kill();
}));
