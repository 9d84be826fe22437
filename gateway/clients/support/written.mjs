import assert from 'node:assert/strict';

/** Writes until the gateway dies, and remembers what was acknowledged, with all that is needed to ask for it later. */
export class Written {
  #system;
  #configs = [];
  #accounts = [];
  #sessions = [];
  #batches = [];
  #tried = new Map(); // user → key; accounts that nobody was promised must be whole as well, if they are there
  #count = 0;

  constructor(system) {
    this.#system = system;
  }

  get acknowledged() {
    return [this.#configs, this.#accounts, this.#sessions, this.#batches].map((list) => list.length);
  }

  /** One writer; it ends with the first request that gets no answer, or a dying system's 5xx. */
  async untilItDies() {
    try {
      for (;;) await this.once();
    } catch (failure) {
      if (!diedMeanwhile(failure)) throw failure;
    }
  }

  /** A user from nothing to a call: auth config, account, session, call. */
  async once() {
    const { api, scale } = this.#system;
    const number = ++this.#count;
    const [user, key, name, batch] = [`user ${number}`, `test_sim_crash_${number}`, `config ${number}`, `batch ${number}`];
    await scale.accept(key);
    await scale.project(key, user);
    const auth = await api.authConfig('scale_ai', name);
    this.#configs.push({ id: auth, name });
    this.#tried.set(user, key);
    const account = await api.connect(user, auth, { api_key: key });
    this.#accounts.push({ id: account.id, user, key });
    const session = await api.session(user);
    this.#sessions.push({ id: session.session_id, user, mcp: session.mcp });
    const call = { tool_slug: 'SCALE_AI_CREATE_BATCH', arguments: { project: user, name: batch } };
    const { error } = await api.post(`/tool_router/session/${session.session_id}/execute`, call, 200);
    assert.equal(error, null);
    this.#batches.push({ batch, key });
  }

  /** Everything acknowledged so far, in all rounds, is there, whole, and works. */
  async check() {
    const { api, scale } = this.#system;
    await each(this.#configs, async ({ id, name }) => {
      const config = await api.get(`/auth_configs/${id}`);
      assert.deepEqual([config.id, config.name, config.status, config.toolkit.slug], [id, name, 'ENABLED', 'scale_ai']);
    });
    await each(this.#accounts, async ({ id, user }) => {
      const account = await api.get(`/connected_accounts/${id}`);
      assert.deepEqual([account.id, account.user_id, account.status], [id, user, 'ACTIVE']);
    });
    await each(this.#sessions, async ({ id, user, mcp }) => {
      const session = await api.get(`/tool_router/session/${id}`);
      assert.deepEqual([session.session_id, session.config.user_id, session.mcp.url], [id, user, mcp.url]);
      assert.ok((await listTools(mcp)).includes('SCALE_AI_CREATE_BATCH'));
    });
    await this.#checkCredentials();
    const created = (await scale.requests()).filter(({ method, path }) => method === 'POST' && path === '/v1/batches');
    for (const { batch, key } of this.#batches) {
      const sent = created.filter(({ body }) => body.name === batch);
      assert.deepEqual(sent.map(({ authorization }) => authorization), [[`Basic ${key}`]], `${batch} was to be sent once`);
    }
  }

  /** Also of the accounts whose creation was cut off: half an account would be one that cannot call. */
  async #checkCredentials() {
    const { api, scale } = this.#system;
    const { items } = await api.get('/connected_accounts?limit=1000');
    assert.ok(items.length >= this.#accounts.length && items.length < 1000);
    await each(items, async ({ id, user_id: user }) => {
      const call = { user_id: user, connected_account_id: id, arguments: { project: user } };
      const { successful, error } = await api.post('/tools/execute/SCALE_AI_LIST_BATCHES', call, 200);
      assert.ok(successful, `${user}: ${error}`);
    });
    const listed = new Map((await scale.requests()).filter(({ method }) => method === 'GET')
      .map(({ query, authorization }) => [new URLSearchParams(query).get('project'), authorization]));
    for (const { user_id: user } of items) {
      assert.deepEqual(listed.get(user), [`Basic ${this.#tried.get(user)}`], `${user} called with another key`);
    }
  }
}

/** A connection that broke, or a refusal because the database is gone; anything else is a fault. */
function diedMeanwhile(failure) {
  return failure instanceof TypeError || (failure instanceof assert.AssertionError && failure.actual >= 500);
}

async function listTools({ url, bearer_token: token }) {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' }),
  });
  assert.equal(answer.status, 200, await answer.clone().text());
  return (await answer.json()).result.tools.map(({ name }) => name);
}

async function each(items, work) {
  const waiting = [...items];
  await Promise.all(Array.from({ length: 4 }, async () => {
    for (let item = waiting.shift(); item; item = waiting.shift()) await work(item);
  }));
}
