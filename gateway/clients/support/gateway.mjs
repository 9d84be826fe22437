import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { java, libraries, root } from './jdk.mjs';
import { Program } from './process.mjs';

/** The gateway of one system: the same data directory and ports however often it is started. */
export class Gateway {
  #home;
  #output;
  #env;
  #app;
  #program;

  /** @param app the built application; that of this clone unless another is to be compared with it */
  constructor(name, work, home, settings, app = join(root, 'gateway/target/quarkus-app')) {
    this.#home = home;
    this.#app = app;
    this.#output = join(work, `${name}-gateway.log`);
    this.#env = { ...withoutPatchbay(process.env), ...settings, PATCHBAY_HOME: home };
  }

  /** Of the process that runs now. */
  get pid() {
    return this.#program.pid;
  }

  /** What it said in the terminal, over all its starts. */
  output() {
    return readFileSync(this.#output, 'utf8');
  }

  /** @param also environment variables for this start alone */
  launch(also = {}) {
    // The first compiler only: these processes live for minutes, several to a core.
    this.#program = new Program('The gateway', this.#output, java(), [
      '-Xmx512m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', ...launcherFlags(), '--enable-native-access=ALL-UNNAMED',
      '-jar', join(this.#app, 'quarkus-run.jar'),
    ], { ...this.#env, ...also });
  }

  async ready() {
    await this.#program.ready(`http://127.0.0.1:${this.#env.PATCHBAY_HTTP_PORT}/q/health/ready`);
  }

  async start(also = {}) {
    this.launch(also);
    await this.ready();
  }

  async stop() {
    await this.#program.stop();
    this.killDatabase(); // only there if the gateway could not stop it: it was killed, or is broken
  }

  /** Every row of every table of its embedded database as COPY writes them, read as the superuser while the gateway runs. */
  dump() {
    const port = readFileSync(join(this.#home, 'pg/port'), 'utf8').trim();
    return execFileSync(java(), ['-Xmx128m', '-cp', libraries('org.postgresql.postgresql-'), join(root, 'gateway/clients/support/Dump.java'),
      `jdbc:postgresql://127.0.0.1:${port}/patchbay`, join(this.#home, 'keys/pg-superuser')], { maxBuffer: 1 << 30 });
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

/** What ./patchbay itself gives the virtual machine, whatever an operator chooses for heap and collector. */
function launcherFlags() {
  const gateway = readFileSync(join(root, 'patchbay'), 'utf8').match(/^gateway\(\) \{$([^]*?)^\}$/m)[1];
  return gateway.split('PATCHBAY_JAVA_OPTS').at(-1).match(/-XX:[-+]\w+(?= )/g).filter((flag) => !flag.includes('UseSerialGC'));
}

/** A developer's own settings must not decide how a test ends. */
function withoutPatchbay(env) {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(PATCHBAY|QUARKUS)_/.test(name)));
}
