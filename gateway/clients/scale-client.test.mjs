import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { after, before, test } from 'node:test';
import { startScaleAlone } from './support/scale-alone.mjs';

const key = 'test_sim_npm_client';
let system;

before(async () => {
  system = await startScaleAlone('scale-client');
  await system.scale.accept(key); // an environment of its own, empty, as the client's tests expect
});
after(() => system?.stop());

/** Runs a file of tests in a process whose environment leads Scale's clients to the simulator. */
async function run(file) {
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const child = spawn(process.execPath, ['--test-reporter=tap', fileURLToPath(new URL(file, import.meta.url))], {
    env: { ...env, ...system.env, SCALE_TEST_API_KEY: key }, stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (text) => { output += text; });
  child.stderr.on('data', (text) => { output += text; });
  const [code] = await once(child, 'close');
  const counted = (what) => Number(new RegExp(`^# ${what} (\\d+)$`, 'm').exec(output)?.[1] ?? -1);
  return { code, output, passed: counted('pass'), failed: counted('fail') };
}

test('the npm client scaleapi 2.3.2, unmodified, finds all it expects', async (t) => {
  const { code, output, passed, failed } = await run('scale/npm-client.mjs');
  assert.equal(code, 0, output);
  assert.deepEqual([passed, failed], [31, 0], output);
  t.diagnostic(`${passed} cases of the npm client passed`);

  const requests = await system.scale.log();
  assert.ok(requests.length > passed);
  assert.deepEqual([...new Set(requests.map(({ headers }) => headers.host[0]))], ['api.scaleapi.com'], 'the client used its own address');
  const known = requests.filter(({ headers }) => headers.authorization[0] === `Basic ${key}`);
  assert.equal(known.length, requests.length - 1, 'all but the one with a wrong key');
});
