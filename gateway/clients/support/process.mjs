import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

const PATIENCE_MS = 240_000;
const STOP_MS = 30_000;

/** A program under test, its output appended to a log file. It never outlives this process. */
export class Program {
  #name;
  #log;
  #child;
  #last = () => this.#child.kill('SIGTERM');

  constructor(name, log, command, args, env) {
    this.#name = name;
    this.#log = log;
    const out = openSync(log, 'a');
    this.#child = spawn(command, args, { env, stdio: ['ignore', out, out] });
    closeSync(out);
    process.once('exit', this.#last);
  }

  get pid() {
    return this.#child.pid;
  }

  /** Asks until the address answers 200; the program's own last words are the error otherwise. */
  async ready(url) {
    const deadline = Date.now() + PATIENCE_MS;
    while (Date.now() < deadline) {
      if (this.#child.exitCode !== null || this.#child.signalCode !== null) {
        throw new Error(`${this.#name} ended before it was ready.\n${this.tail()}`);
      }
      const ok = await fetch(url).then((answer) => answer.ok, () => false);
      if (ok) return;
      await pause(100);
    }
    throw new Error(`${this.#name} was not ready after ${PATIENCE_MS / 1000} s.\n${this.tail()}`);
  }

  tail() {
    return readFileSync(this.#log, 'utf8').split('\n').slice(-40).join('\n');
  }

  async stop() {
    const killer = setTimeout(() => this.#child.kill('SIGKILL'), STOP_MS);
    await this.#end('SIGTERM');
    clearTimeout(killer);
  }

  /** Ends it as a power cut would: it gets to do nothing more. */
  async kill() {
    await this.#end('SIGKILL');
  }

  async #end(signal) {
    process.removeListener('exit', this.#last);
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill(signal);
    await ended;
  }
}

/** Ports that were free a moment ago, all different. */
export async function freePorts(count) {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer().listen(0, '127.0.0.1');
      await once(server, 'listening');
      return server;
    }),
  );
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map(async (server) => once(server.close(), 'close')));
  return ports;
}
