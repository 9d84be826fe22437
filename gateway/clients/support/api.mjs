import assert from 'node:assert/strict';

/** The tenant's side: the REST calls an application's backend makes before it hands a session to an MCP client. */
export class Api {
  #origin;
  #key;

  constructor(origin, key) {
    this.#origin = origin;
    this.#key = key;
  }

  get key() {
    return this.#key;
  }

  async post(path, body, status = 201) {
    return this.#ask('POST', path, status, JSON.stringify(body));
  }

  async get(path, status = 200) {
    return this.#ask('GET', path, status);
  }

  async #ask(method, path, status, body) {
    const answer = await fetch(`${this.#origin}/api/v3.1${path}`, {
      method,
      headers: { 'x-api-key': this.#key, ...(body && { 'content-type': 'application/json' }) },
      body,
    });
    const text = await answer.text();
    assert.equal(answer.status, status, `${method} ${path}: ${text}`);
    return JSON.parse(text);
  }

  async authConfig(toolkit, name = `clients ${toolkit}`) {
    const made = await this.post('/auth_configs', {
      toolkit: { slug: toolkit },
      auth_config: { type: 'use_custom_auth', authScheme: 'API_KEY', name },
    });
    return made.auth_config.id;
  }

  async connect(user, authConfig, fields) {
    const account = await this.post('/connected_accounts', {
      auth_config: { id: authConfig },
      connection: { user_id: user, state: { authScheme: 'API_KEY', val: fields } },
    });
    assert.equal(account.status, 'ACTIVE', `connecting ${user}: ${JSON.stringify(account)}`);
    return account;
  }

  /** A session that lists the app tools themselves. */
  async session(user) {
    return this.post('/tool_router/session', {
      user_id: user,
      toolkits: { enable: ['scale_ai', 'backendless'] },
      preload: { tools: 'all' },
    });
  }
}
