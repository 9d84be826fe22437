import { randomBytes } from 'node:crypto';
import { markOf } from './echo-upstream.mjs';

/**
 * A tenant's user whose account has a key nobody else has. The upstream tells by its mark with which key it was called, so that
 * an answer shows whose credential really left.
 */
export class Person {
  static async connected(node, tenant, user) {
    const person = new Person();
    const api = node.api(tenant.key);
    const key = `test_${randomBytes(16).toString('hex')}`;
    Object.assign(person, { tenant, user, mark: markOf(key) });
    const account = await api.connect(user, tenant.config ??= await api.authConfig('scale_ai'), { api_key: key });
    const session = await api.session(user, ['scale_ai']);
    return Object.assign(person, { account: account.id, session: session.session_id, mcp: session.mcp });
  }

  /**
   * Asks for a thing by name, over MCP.
   *
   * @returns the HTTP status, and what was wrong with the answer: another id, name or credential than asked with
   */
  async call(node, id, name, token = this.mcp.bearer_token) {
    const answer = await node.door.rpc({ url: this.mcp.url, bearer_token: token }, id, 'tools/call',
      { name: 'SCALE_AI_GET_BATCH', arguments: { batch_name: name } });
    if (answer.status !== 200) return { status: answer.status, fault: `${answer.status} ${answer.text}` };
    return { status: 200, fault: this.#fault(answer.json(), id, name) };
  }

  #fault({ id: echoed, result, error }, id, name) {
    if (echoed !== id) return `id ${JSON.stringify(echoed)} instead of ${id}`;
    const { successful, data } = error || result.isError ? { successful: false } : result.structuredContent ?? JSON.parse(result.content[0].text);
    if (!successful) return JSON.stringify(error ?? result);
    if (data.name !== name) return `the answer is about '${data.name}', asked was '${name}'`;
    if (data.account !== this.mark) return `sent with the key of ${data.account}, not of ${this.mark} (${this.tenant.id} ${this.user})`;
    return undefined;
  }

  /** The same over REST, with the tenant's key. @returns the fault, if any */
  async execute(node, name) {
    const answer = await node.door.ask('POST', `/api/v3.1/tool_router/session/${this.session}/execute`,
      { 'x-api-key': this.tenant.key }, { tool_slug: 'SCALE_AI_GET_BATCH', arguments: { batch_name: name } });
    if (answer.status !== 200) return { status: answer.status, fault: `${answer.status} ${answer.text}` };
    const { data, error } = answer.json();
    const right = error === null && data.name === name && data.account === this.mark;
    return { status: 200, fault: right ? undefined : answer.text };
  }
}

/** `count` times the work, at most `width` at once; results in order. */
export async function together(count, width, work) {
  const results = new Array(count);
  let next = 0;
  await Promise.all(Array.from({ length: Math.min(width, count) }, async () => {
    for (let number = next++; number < count; number = next++) results[number] = await work(number);
  }));
  return results;
}
