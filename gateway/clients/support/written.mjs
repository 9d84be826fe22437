import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';

const OUTCOME_MS = 5_000; // within which an outcome is written, if the machine is not busy with other things

/**
 * Writes of every kind until the gateway dies, and how to ask for each of them later. What was answered 2xx must be there, whole
 * and of use; what was not answered may be there, but not by half.
 */
export class Written {
  #system;
  #tenant;
  #fresh = []; // acknowledged since the last check
  #older = [];
  #tried = new Map(); // user → key of those who were being made since the last check
  #batches = [];
  #files = [];
  #journal;
  #kills = [];
  #count = 0;

  constructor(system) {
    this.#system = system;
  }

  /** To be said at once before the system is killed. */
  killing() {
    this.#kills.push(Date.now());
  }

  /** How many of each kind, in all rounds. */
  get acknowledged() {
    const counts = {};
    for (const { kind } of [...this.#older, ...this.#fresh]) counts[kind] = (counts[kind] ?? 0) + 1;
    return Object.entries(counts).map(([kind, count]) => `${count} ${kind}`).join(', ');
  }

  /** One writer; it ends with the first request that gets no answer, or a dying system's 5xx. */
  async untilItDies() {
    try {
      for (;;) await this.once();
    } catch (failure) {
      if (!diedMeanwhile(failure)) throw failure;
    }
  }

  #made(kind, check) {
    this.#fresh.push({ kind, check });
  }

  /** A user from nothing to a call, and what an application does besides. */
  async once() {
    const { api, scale } = this.#system;
    const number = ++this.#count;
    const [user, key] = [`user ${number}`, `test_sim_crash_${number}`];
    await scale.accept(key);
    await scale.project(key, user);
    const auth = await this.#authConfig(`config ${number}`);
    this.#tried.set(user, key);
    const account = await api.connect(user, auth, { api_key: key });
    this.#made('accounts', async () => {
      const found = await api.get(`/connected_accounts/${account.id}`);
      assert.deepEqual([found.id, found.user_id, found.status], [account.id, user, 'ACTIVE']);
    });
    const session = await this.#session(user);
    await this.#call(session, key, user, `batch ${number}`);
    await this.#file(session, user, number);
    await this.#apiKey(number);
    await this.#deletion(auth, key, `gone ${number}`);
  }

  async #authConfig(name) {
    const { api } = this.#system;
    const id = await api.authConfig('scale_ai', name);
    this.#made('auth configs', async () => {
      const config = await api.get(`/auth_configs/${id}`);
      assert.deepEqual([config.id, config.name, config.status, config.toolkit.slug], [id, name, 'ENABLED', 'scale_ai']);
    });
    return id;
  }

  async #session(user) {
    const { api } = this.#system;
    const session = await api.session(user);
    const { session_id: id, mcp } = session;
    const path = `/tool_router/session/${id}`;
    let changed = false; // until that is answered, either form is right, but no mixture
    this.#made('sessions', async () => {
      const found = await api.get(path);
      assert.deepEqual([found.session_id, found.config.user_id, found.mcp.url], [id, user, mcp.url]);
      const enabled = found.config_version === 1 && !changed ? ['scale_ai', 'backendless'] : ['scale_ai'];
      assert.deepEqual(found.config.toolkits, { enabled });
      assert.ok((await listTools(mcp)).includes('SCALE_AI_CREATE_BATCH'));
    });
    await api.patch(path, { toolkits: { enable: ['scale_ai'] } });
    changed = true;
    this.#made('changes of sessions', async () => assert.equal((await api.get(path)).config_version, 2));
    return session;
  }

  async #call({ session_id: session }, key, project, name) {
    const call = { tool_slug: 'SCALE_AI_CREATE_BATCH', arguments: { project, name } };
    const { error, log_id: log } = await this.#system.api.post(`/tool_router/session/${session}/execute`, call, 200);
    assert.equal(error, null);
    const answeredAt = Date.now();
    this.#batches.push({ name, key });
    this.#made('calls', async () => {
      const [row, ...more] = await this.#system.database.query(
        'select tool, status, finished_at is not null as finished from tool_execution where id = $1', [log]);
      assert.deepEqual(more, []);
      // The intent is committed before the call, the outcome soon after its answer: the last before a kill may still be open.
      const open = row?.status === 'running' && this.#kills.some((at) => Math.abs(answeredAt - at) < OUTCOME_MS);
      const expected = open ? { status: 'running', finished: false } : { status: 'succeeded', finished: true };
      assert.deepEqual(row, { tool: 'SCALE_AI_CREATE_BATCH', ...expected }, `the record of ${name}`);
    });
  }

  async #file({ session_id: session }, user, number) {
    const { api } = this.#system;
    const bytes = Buffer.from(`line of ${user}\n`.repeat(1 + (number * 977) % 9_000)); // up to 2 chunks and a bit
    const key = await api.upload(`${user}.txt`, bytes);
    this.#made('files', async () => {
      const call = { tool_slug: 'SCALE_AI_UPLOAD_FILE', arguments: { file: { s3key: key }, display_name: key } };
      const { error } = await api.post(`/tool_router/session/${session}/execute`, call, 200);
      assert.equal(error, null, `file of ${user}`);
      this.#files.push({ key, sha256: createHash('sha256').update(bytes).digest('hex') });
    });
  }

  async #apiKey(number) {
    const { admin } = this.#system;
    this.#tenant ??= (await this.#system.database.query('select first_tenant_id as id from installation'))[0].id;
    const { key } = await admin('POST', `/tenants/${this.#tenant}/api_keys`, { name: `key ${number}` });
    this.#made('API keys', async () => {
      const answer = await fetch(`${this.#system.origin}/api/v3.1/toolkits`, { headers: { 'x-api-key': key } });
      assert.equal(answer.status, 200, `key ${number}: ${await answer.text()}`);
    });
  }

  async #deletion(auth, key, user) {
    const { api, database } = this.#system;
    const { id } = await api.connect(user, auth, { api_key: key });
    await api.delete(`/connected_accounts/${id}`);
    this.#made('deletions of accounts', async () => {
      await api.get(`/connected_accounts/${id}`, 404);
      assert.equal(await database.count('select count(*) from account_secret where account_id = $1', [id]), 0, 'its credential is still there');
    });
  }

  /** What was acknowledged since the last check, or all of it, is there, whole, and works; nothing is half made. */
  async check(all = false) {
    const { scale } = this.#system;
    this.#journal = await scale.log();
    await each(this.#fresh, ({ check }) => check());
    if (all) await each(this.#older, ({ check }) => check());
    this.#older.push(...this.#fresh.splice(0));
    await this.#checkCredentials();
    this.#checkBatches();
    await this.#checkFiles();
    await this.#checkWholeness();
    await scale.forget(); // it is kept in the simulator's memory
  }

  /** Also of the accounts whose creation was cut off: half an account would be one that cannot call. */
  async #checkCredentials() {
    const { api, scale } = this.#system;
    const found = [];
    await each([...this.#tried.keys()], async (user) => {
      const { items } = await api.get(`/connected_accounts?user_ids=${encodeURIComponent(user)}`);
      for (const { id } of items) {
        const call = { user_id: user, connected_account_id: id, arguments: { project: user } };
        const { successful, error } = await api.post('/tools/execute/SCALE_AI_LIST_BATCHES', call, 200);
        assert.ok(successful, `${user}: ${error}`);
        found.push(user);
      }
    });
    const listed = new Map((await scale.log()).filter(({ method, query }) => method === 'GET' && query)
      .map(({ query, headers }) => [new URLSearchParams(query).get('project'), headers.authorization]));
    for (const user of found) {
      assert.deepEqual(listed.get(user), [`Basic ${this.#tried.get(user)}`], `${user} called with another key`);
    }
    this.#tried.clear();
  }

  #checkBatches() {
    const created = this.#journal.filter(({ method, path }) => method === 'POST' && path === '/v1/batches')
      .map(({ body, headers }) => ({ name: JSON.parse(body).name, authorization: headers.authorization }));
    for (const { name, key } of this.#batches.splice(0)) {
      const sent = created.filter((batch) => batch.name === name);
      assert.deepEqual(sent.map(({ authorization }) => authorization), [[`Basic ${key}`]], `${name} was to be sent once`);
    }
  }

  async #checkFiles() {
    const sent = new Set((await this.#system.scale.log()).flatMap(({ parts }) => parts ?? []).map(({ sha256 }) => sha256));
    for (const { key, sha256 } of this.#files.splice(0)) assert.ok(sent.has(sha256), `${key} is not what was uploaded`);
  }

  /** What no route shows: rows that belong together are there together. */
  async #checkWholeness() {
    const halves = {
      'accounts without a credential': `select count(*) from connected_account a where not exists
        (select 1 from account_secret s where s.tenant_id = a.tenant_id and s.account_id = a.id)`,
      'credentials without their data key': `select count(*) from account_secret s where not exists
        (select 1 from data_key k where k.tenant_id = s.tenant_id and k.version = s.key_version)`,
      'files with missing chunks': `select count(*) from stored_file f where state = 'complete' and size >
        (select coalesce(sum(octet_length(sealed)), 0) from stored_file_chunk c where c.tenant_id = f.tenant_id and c.file_id = f.id
          and (select count(*) = max(number) + 1 from stored_file_chunk n where n.tenant_id = f.tenant_id and n.file_id = f.id))`,
      'sessions without the history of their configuration': `select count(*) from session s where s.config_version <>
        (select count(*) from session_config_version v where v.tenant_id = s.tenant_id and v.session_id = s.id)`,
    };
    for (const [what, query] of Object.entries(halves)) assert.equal(await this.#system.database.count(query), 0, what);
    const { problems } = await this.#system.admin('POST', '/audit/verify', {});
    assert.deepEqual(problems, []);
  }
}

/** A connection that broke, or a refusal because the database is gone; anything else is a fault. */
function diedMeanwhile(failure) {
  return failure instanceof TypeError || (failure instanceof assert.AssertionError && (failure.actual >= 500 || / 5\d\d /.test(failure.message)));
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
