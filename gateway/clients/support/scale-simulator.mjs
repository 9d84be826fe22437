import assert from 'node:assert/strict';

/** The simulated Scale service's control interface: what really left the gateway. */
export class ScaleSimulator {
  #origin;

  constructor(origin) {
    this.#origin = origin;
  }

  async accept(key) {
    await this.control('POST', 'keys', { key, mode: 'test' });
  }

  /** A project of a registered key: those start without any. */
  async project(key, name) {
    const answer = await fetch(`${this.#origin}/v1/projects`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ type: 'imageannotation', name }),
    });
    assert.equal(answer.status, 200, await answer.clone().text());
  }

  /** All as at start; registered keys are forgotten. */
  async reset() {
    await this.control('POST', 'reset');
  }

  async fault(rule) {
    await this.control('POST', 'fault', rule);
  }

  async forget() {
    await this.control('DELETE', 'requests');
  }

  /** Requests since the last forget(), oldest first, without the simulator's bookkeeping. */
  async requests() {
    const all = await this.control('GET', 'requests');
    return all.map(({ method, path, query, headers, body, status }) => ({
      method, path, query, status,
      authorization: headers.authorization,
      contentType: headers['content-type']?.map((type) => type.split(';')[0]),
      body: body === '' ? undefined : JSON.parse(body),
    }));
  }

  /** The request log as it is, raw paths, header values, hashes of bodies and all. */
  async log() {
    return this.control('GET', 'requests');
  }

  async control(method, command, body) {
    const answer = await fetch(`${this.#origin}/__sim/${command}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: body && JSON.stringify(body),
    });
    assert.equal(answer.status, 200, await answer.clone().text());
    return answer.json();
  }
}
