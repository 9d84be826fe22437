import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { seeded } from './support/random.mjs';
import { startSystem } from './support/system.mjs';
import { Written } from './support/written.mjs';

const ROUNDS = process.env.PATCHBAY_LONG === '1' ? Number(process.env.CLIENTS_ROUNDS ?? 100) : 3;
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

/** Each ends with both gone or to be found as they were left: the next start has to cope. */
const deaths = {
  'the gateway gets kill -9': () => system.gateway.kill(),
  'the database stops immediately, then the gateway gets kill -9': async () => {
    assert.ok(system.database.kill('SIGQUIT'));
    await pause(random.between(0, 200));
    await system.gateway.kill();
  },
  'database and gateway get kill -9': async () => {
    assert.ok(system.database.kill('SIGKILL'));
    await system.gateway.kill();
  },
};

/** Writes, kills at a random moment, starts again with nothing done in between, and asks for everything. */
async function crash(t, kill, last) {
  const keyBefore = keyFile();
  const moment = random.between(0, 3000);
  t.diagnostic(`CLIENTS_SEED=${random.seed}, killed after ${moment} ms`);
  await written.once(); // a cold start must not leave the moment empty
  const writers = [1, 2, 3].map(() => written.untilItDies());
  const early = writers.map((writer) => writer.then(() => assert.fail('A writer ended before the kill.')));
  await Promise.race([pause(moment), ...early]);
  written.killing();
  await kill();
  await Promise.all(writers);
  await system.gateway.start();
  assert.deepEqual(keyFile(), keyBefore);
  await written.check(last);
  t.diagnostic(`there so far: ${written.acknowledged}`);
}

for (let round = 1; round <= ROUNDS; round++) {
  const [what, kill] = Object.entries(deaths)[(round - 1) % 3];
  test(`round ${round}: nothing acknowledged is lost and nothing is half made when ${what}`, (t) => crash(t, kill, round === ROUNDS));
}
