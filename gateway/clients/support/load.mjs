import { createHash, randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Person } from './person.mjs';

const EVERY_MS = 40; // 25 calls a second, whatever they take
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

/** A file of a person, and the call that sends it on: only then is it opened. */
export class KeptFile {
  constructor(person, bytes = randomBytes(20_000)) {
    this.person = person;
    this.bytes = bytes;
  }

  async upload(node) {
    this.key = await node.api(this.person.tenant.key).upload('kept.txt', this.bytes);
    return this;
  }

  /** @returns what is wrong, if anything */
  async check(node) {
    const { person } = this;
    const { data, error } = await node.api(person.tenant.key).post(`/tool_router/session/${person.session}/execute`,
      { tool_slug: 'SCALE_AI_UPLOAD_FILE', arguments: { file: { s3key: this.key } } }, 200);
    const right = error === null && data.account === person.mark && data.sha256 === sha256(this.bytes);
    return right ? undefined : `file ${this.key}: ${JSON.stringify(error ?? data)}`;
  }
}

/**
 * Users who go on working whatever the operator does: calls with credentials from before, new accounts, files read and
 * written, over the nodes that are up. A call fails when it is not answered as it should be, by content; only a connection that
 * breaks because its node was killed does not count, as a balancer would have to cope with it too.
 */
export class Load {
  #system;
  #down = new Set();
  #running = new Set();
  #over = false;
  #loop;
  #started = Date.now();
  faults = [];
  calls = 0;
  broken = 0;

  constructor(system, people, files) {
    this.#system = system;
    this.people = people; // both grow
    this.files = files;
    this.#loop = this.#run();
  }

  get seconds() {
    return (Date.now() - this.#started) / 1000;
  }

  /** From here on this node gets no new calls, and those that are under way may break. */
  without(node) {
    this.#down.add(node);
  }

  with(node) {
    this.#down.delete(node);
  }

  /** Until everything that was begun has its answer. */
  async end() {
    this.#over = true;
    await this.#loop;
    await Promise.all(this.#running);
  }

  async #run() {
    for (let number = 0; !this.#over; await pause(5)) {
      for (; !this.#over && number * EVERY_MS < Date.now() - this.#started; number++) {
        const call = this.#call(number).finally(() => this.#running.delete(call));
        this.#running.add(call);
      }
    }
  }

  async #call(number) {
    const up = this.#system.nodes.filter((node) => !this.#down.has(node));
    const node = up[number % up.length];
    this.calls++;
    try {
      const fault = await this.#use(node, number);
      if (fault) this.faults.push(`call ${number} after ${this.seconds.toFixed(1)} s: ${fault}`);
    } catch (failure) {
      if (this.#down.has(node) && failure.code?.startsWith('ECONN')) this.broken++;
      else this.faults.push(`call ${number} after ${this.seconds.toFixed(1)} s: ${failure.message}`);
    }
  }

  async #use(node, number) {
    const person = this.people[Math.floor(number / 2) % this.people.length];
    switch (number % 20) {
      case 5: {
        const made = await Person.connected(node, person.tenant, `during ${number}`);
        this.people.push(made);
        return undefined;
      }
      case 10: {
        this.files.push(await new KeptFile(person).upload(node));
        return undefined;
      }
      case 3: case 15:
        return this.files[number % this.files.length].check(node);
      default:
        return (await person.call(node, number, `thing ${number}`)).fault;
    }
  }
}
