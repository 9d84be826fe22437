import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Api } from './api.mjs';
import { BackendlessSimulator } from './backendless-simulator.mjs';
import { Database } from './database.mjs';
import { Gateway } from './gateway.mjs';
import { java, root } from './jdk.mjs';
import { freePorts, Program } from './process.mjs';
import { ScaleSimulator } from './scale-simulator.mjs';
import { simulatorsJar } from './simulators-jar.mjs';

const work = join(root, 'gateway/clients/.work');

/**
 * The real system: gateway and simulators as processes, with a data directory and ports of their own, as
 * `./patchbay up --demo` starts them but without the tour. Logs stay in .work/<name>-*.log.
 *
 * @param settings environment variables for the gateway, beside those it needs, or what makes them of everybody's ports;
 *        a public address among them is where the calls go
 */
export async function startSystem(name, settings = {}) {
  mkdirSync(work, { recursive: true });
  const home = mkdtempSync(join(work, `${name}-`));
  const [http, scale, backendless] = await freePorts(3);
  const further = typeof settings === 'function' ? settings({ http, scale, backendless }) : settings;
  for (const program of ['gateway', 'simulators']) rmSync(join(work, `${name}-${program}.log`), { force: true });
  const programs = [];
  const stop = async () => {
    for (const program of programs) await program.stop();
    rmSync(home, { recursive: true, force: true });
  };
  try {
    const simulators = new Program('The simulators', join(work, `${name}-simulators.log`), java(), [
      '-Xmx128m', '-XX:+UseSerialGC', '-cp', simulatorsJar(), 'dev.patchbay.simulator.Simulators',
      '--scale-port', `${scale}`, '--backendless-port', `${backendless}`,
    ], process.env);
    programs.push(simulators);
    const gateway = new Gateway(name, work, home, {
      PATCHBAY_HTTP_PORT: `${http}`,
      PATCHBAY_TOOLKIT_SCALE_AI_BASE_URL: `http://127.0.0.1:${scale}/v1`,
      PATCHBAY_TOOLKIT_BACKENDLESS_BASE_URL: `http://127.0.0.1:${backendless}`,
      PATCHBAY_EGRESS_DEV_ALLOW: `127.0.0.1:${scale},127.0.0.1:${backendless}`,
      ...further,
    });
    programs.unshift(gateway); // stopped first, while its services still answer
    gateway.launch();
    const origin = further.PATCHBAY_PUBLIC_URL ?? `http://127.0.0.1:${http}`;
    await simulators.ready(`http://127.0.0.1:${scale}/__sim/requests`);
    await simulators.ready(`http://127.0.0.1:${backendless}/__sim/requests`);
    await gateway.ready();
    const key = readFileSync(join(home, 'api-key'), 'utf8').trim();
    const adminKey = readFileSync(join(home, 'admin-key'), 'utf8').trim();
    return {
      origin, home, gateway, stop, adminKey,
      database: new Database(home),
      api: new Api(origin, key),
      /** The operator's side. */
      admin: async (method, path, body) => {
        const answer = await fetch(`${origin}/api/admin/v1${path}`, {
          method, headers: { authorization: `Bearer ${adminKey}`, 'content-type': 'application/json' }, body: body && JSON.stringify(body),
        });
        const text = await answer.text();
        assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${text}`);
        return text === '' ? undefined : JSON.parse(text);
      },
      scale: new ScaleSimulator(`http://127.0.0.1:${scale}`),
      backendless: new BackendlessSimulator(simulators, `http://127.0.0.1:${backendless}`),
    };
  } catch (failure) {
    await stop();
    throw failure;
  }
}
