import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';

/** The tenant's side: the REST calls an application's backend makes before it hands a session to an MCP client. */
export class Api {
  #door;
  #key;

  /** @param door an origin, or what has ask(method, path, headers, body) */
  constructor(door, key) {
    this.#door = typeof door === 'string' ? { ask: (...request) => fetched(door, ...request) } : door;
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

  async patch(path, body, status = 200) {
    return this.#ask('PATCH', path, status, JSON.stringify(body));
  }

  async delete(path, status = 200) {
    return this.#ask('DELETE', path, status);
  }

  /** Announces a file and sends its content. @returns the key that tools take as `s3key` */
  async upload(name, bytes) {
    const announced = await this.post('/files/upload/request', {
      toolkit_slug: 'scale_ai', tool_slug: 'SCALE_AI_UPLOAD_FILE', filename: name, mimetype: 'text/plain',
      md5: createHash('md5').update(bytes).digest('hex'),
    }, 200);
    const { pathname, search } = new URL(announced.new_presigned_url);
    const { status, text } = await this.#door.ask('PUT', `${pathname}${search}`, {}, bytes);
    assert.equal(status, 200, `upload of ${name}: ${text}`);
    return announced.key;
  }

  async #ask(method, path, status, body) {
    const headers = { 'x-api-key': this.#key, ...(body && { 'content-type': 'application/json' }) };
    const answer = await this.#door.ask(method, `/api/v3.1${path}`, headers, body);
    assert.equal(answer.status, status, `${method} ${path}: ${answer.text}`);
    return JSON.parse(answer.text);
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
  async session(user, toolkits = ['scale_ai', 'backendless']) {
    return this.post('/tool_router/session', {
      user_id: user,
      toolkits: { enable: toolkits },
      preload: { tools: 'all' },
    });
  }
}

async function fetched(origin, method, path, headers, body) {
  const answer = await fetch(`${origin}${path}`, { method, headers, body });
  return { status: answer.status, text: await answer.text() };
}
