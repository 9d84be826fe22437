import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { java, root } from './jdk.mjs';
import { freePorts, Program } from './process.mjs';
import { ScaleSimulator } from './scale-simulator.mjs';
import { simulatorsJar } from './simulators-jar.mjs';

/**
 * The simulators without a gateway, for clients of Scale itself. Such a client has its address built in, so it is led here by
 * `env`: a proxy that knows Scale's host names, and the authority that has signed their certificate.
 */
export async function startScaleAlone(name) {
  const work = join(root, 'gateway/clients/.work');
  mkdirSync(work, { recursive: true });
  const folder = mkdtempSync(join(work, `${name}-`));
  const log = join(work, `${name}-simulators.log`);
  rmSync(log, { force: true });
  const [port, other] = await freePorts(2);
  const program = new Program('The simulators', log, java(), [
    '-Xmx128m', '-XX:+UseSerialGC', '-cp', simulatorsJar(), 'dev.patchbay.simulator.Simulators',
    '--scale-port', `${port}`, '--backendless-port', `${other}`, '--ca-folder', folder,
  ], process.env);
  const stop = async () => {
    await program.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  const origin = `http://127.0.0.1:${port}`;
  try {
    await program.ready(`${origin}/__sim/requests`);
  } catch (failure) {
    await stop();
    throw failure;
  }
  return {
    origin, stop,
    scale: new ScaleSimulator(origin),
    env: { HTTPS_PROXY: origin, NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem'), NO_PROXY: '', no_proxy: '' },
  };
}
