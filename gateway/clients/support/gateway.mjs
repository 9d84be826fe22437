import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { java, root } from './jdk.mjs';
import { Program } from './process.mjs';

/** The gateway of one system: the same data directory and ports however often it is started. */
export class Gateway {
  #home;
  #output;
  #env;
  #program;

  constructor(name, work, home, settings) {
    this.#home = home;
    this.#output = join(work, `${name}-gateway.log`);
    this.#env = { ...withoutPatchbay(process.env), ...settings, PATCHBAY_HOME: home };
  }

  /** What it said in the terminal, over all its starts. */
  output() {
    return readFileSync(this.#output, 'utf8');
  }

  launch() {
    this.#program = new Program('The gateway', this.#output, java(), [
      '-Xmx512m', '-XX:+UseSerialGC', '--enable-native-access=ALL-UNNAMED',
      '-jar', join(root, 'gateway/target/quarkus-app/quarkus-run.jar'),
    ], this.#env);
  }

  async ready() {
    await this.#program.ready(`http://127.0.0.1:${this.#env.PATCHBAY_HTTP_PORT}/q/health/ready`);
  }

  async start() {
    this.launch();
    await this.ready();
  }

  async stop() {
    await this.#program.stop();
    this.killDatabase(); // only there if the gateway could not stop it: it was killed, or is broken
  }

  /** kill -9, the gateway alone: its database goes on. */
  async kill() {
    await this.#program.kill();
  }

  /** kill -9 for the server process of the embedded database, if there is one. */
  killDatabase() {
    const file = join(this.#home, 'pg/data/postmaster.pid');
    if (!existsSync(file)) return false;
    try {
      process.kill(Number(readFileSync(file, 'utf8').split('\n')[0]), 'SIGKILL');
      return true;
    } catch (gone) {
      if (gone.code !== 'ESRCH') throw gone;
      return false;
    }
  }
}

/** A developer's own settings must not decide how a test ends. */
function withoutPatchbay(env) {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(PATCHBAY|QUARKUS)_/.test(name)));
}
