import assert from 'node:assert/strict';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { java, root } from './jdk.mjs';
import { freePorts, Program } from './process.mjs';
import { simulatorsJar } from './simulators-jar.mjs';

/** Names and keys of the simulator's invented application; they open nothing else. */
export const orchard = {
  id: '0C4A2B1E-7D35-4F90-8A61-3E5D9B7C2F10',
  key: '9F1D6E42-58B3-4C07-A2E9-61D4C8B07A35',
  cloudCodeKey: '3B7A90C5-12EE-4D88-9F04-C6A1D2E5B803',
  ida: { login: 'ida@orchard.test', password: 'Ringo-88!' },
  tom: { login: 'tom@orchard.test', password: 'Plum-77!' },
  developer: { login: 'dev@orchard.test', password: 'console-pass', authKey: 'AUTHKEY-1' },
  now: 1_760_000_000_000,
};

/** The Backendless simulator as a process of its own, without a gateway. */
export class BackendlessSimulator {
  #program;

  constructor(program, origin) {
    this.#program = program;
    this.origin = origin;
  }

  static async start(name) {
    const work = join(root, 'gateway/clients/.work');
    mkdirSync(work, { recursive: true });
    const log = join(work, `${name}-simulators.log`);
    rmSync(log, { force: true });
    const [scale, backendless] = await freePorts(2);
    const program = new Program('The simulators', log, java(), [
      '-Xmx128m', '-XX:+UseSerialGC', '-cp', simulatorsJar(), 'dev.patchbay.simulator.Simulators',
      '--scale-port', `${scale}`, '--backendless-port', `${backendless}`,
    ], process.env);
    const origin = `http://127.0.0.1:${backendless}`;
    await program.ready(`${origin}/__sim/requests`);
    return new BackendlessSimulator(program, origin);
  }

  reset = () => this.control('POST', 'reset');

  /** Behaves differently until the next reset. */
  set = (options) => this.control('POST', 'options', options);

  advance = (ms) => this.control('POST', 'clock', { advance_ms: ms });

  fault = (rule) => this.control('POST', 'fault', rule);

  outbox = () => this.control('GET', 'outbox');

  /** Method, path and status of every request since the last reset, oldest first. */
  async requests() {
    const all = await this.control('GET', 'requests');
    return all.map(({ method, path, query, status }) => ({ method, path, query, status }));
  }

  /** A request that no client library shaped. */
  async raw(method, path, body, headers = {}) {
    const answer = await fetch(this.origin + path, {
      method,
      headers: body === undefined ? headers : { 'content-type': 'application/json', ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, body: text === '' ? undefined : JSON.parse(text) };
  }

  async control(method, command, body) {
    const { status, body: answer } = await this.raw(method, `/__sim/${command}`, body);
    assert.equal(status, 200, JSON.stringify(answer));
    return answer;
  }

  stop = () => this.#program.stop();
}
