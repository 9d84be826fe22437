import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Api } from './api.mjs';
import { Database } from './database.mjs';
import { Door } from './door.mjs';
import { Gateway } from './gateway.mjs';
import { root } from './jdk.mjs';
import { freePorts, Program } from './process.mjs';

const work = join(root, 'gateway/clients/.work');
const publicUrl = 'http://tools.patchbay.test';

/** A line of a key file: 256 random bits under a name. */
export const keyLine = (id) => `${id}:${randomBytes(32).toString('base64')}`;

/** Whole or not at all, and for its owner only, as an operator should do it. */
export function writeKeyFile(file, lines) {
  writeFileSync(`${file}.new`, `${lines.join('\n')}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/**
 * Two gateway processes with nothing in common but one PostgreSQL, one file of key-encryption keys and one public address.
 * The cluster is made by a first, short-lived gateway with its embedded database, whose server then runs alone: so each node can
 * be killed and started again without the other noticing.
 */
export async function startTwoNodes(name, settings = {}) {
  mkdirSync(work, { recursive: true });
  const folder = mkdtempSync(join(work, `${name}-`));
  for (const program of ['db', 'one', 'two']) rmSync(join(work, `${name}-${program}-gateway.log`), { force: true });
  const [upstreamPort, makerPort, ...ports] = await freePorts(4);
  const kekFile = join(folder, 'kek');
  writeKeyFile(kekFile, [keyLine('k1')]);
  const database = new Database(join(folder, 'db'));
  const upstream = new Program('The upstream', join(work, `${name}-upstream.log`), process.execPath,
    [join(root, 'gateway/clients/support/echo-upstream.mjs'), `${upstreamPort}`], process.env);
  const nodes = [];
  const stop = async () => {
    await Promise.all(nodes.map((node) => node.stop()));
    await database.stop();
    await upstream.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  const common = {
    PATCHBAY_KEK_FILE: kekFile, PATCHBAY_PUBLIC_URL: publicUrl,
    PATCHBAY_TOOLKIT_SCALE_AI_BASE_URL: `http://127.0.0.1:${upstreamPort}/v1`,
    PATCHBAY_EGRESS_DEV_ALLOW: `127.0.0.1:${upstreamPort}`,
    ...settings,
  };
  try {
    const maker = new Gateway(`${name}-db`, work, join(folder, 'db'), { ...common, PATCHBAY_HTTP_PORT: `${makerPort}` });
    try {
      await maker.start();
    } finally {
      await maker.stop();
    }
    await database.start();
    const keyOf = (file) => readFileSync(join(folder, 'db', file), 'utf8').trim();
    for (const [index, id] of ['one', 'two'].entries()) {
      nodes.push(new Node(new Gateway(`${name}-${id}`, work, join(folder, id), {
        ...common, ...database.settings(), PATCHBAY_HTTP_PORT: `${ports[index]}`,
      }), ports[index], new URL(common.PATCHBAY_PUBLIC_URL).host, keyOf('admin-key')));
    }
    await Promise.all([upstream.ready(`http://127.0.0.1:${upstreamPort}/__echo/calls`), ...nodes.map((node) => node.start())]);
    return {
      nodes, database, kekFile, stop, folder,
      tenantKey: keyOf('api-key'),
      /** How often the upstream was called with the credential of this mark. */
      callsOf: async (mark) => (await (await fetch(`http://127.0.0.1:${upstreamPort}/__echo/calls`)).json())[mark] ?? 0,
      /** Since when a thing that is never answered has been waited for, and when it was given up, by the upstream's own clock, which is ours. */
      waitFor: async (name) => (await (await fetch(`http://127.0.0.1:${upstreamPort}/__echo/waits`)).json())[name],
    };
  } catch (failure) {
    await stop();
    throw failure;
  }
}

class Node {
  #gateway;
  #host;
  #adminKey;
  #door;

  constructor(gateway, port, host, adminKey) {
    this.#gateway = gateway;
    this.port = port;
    this.#host = host;
    this.#adminKey = adminKey;
  }

  /** Without waiting until it is ready. */
  launch() {
    this.#door = new Door(this.port, this.#host);
    this.#gateway.launch();
  }

  async start() {
    this.launch();
    await this.#gateway.ready();
  }

  async stop() {
    this.#door?.close();
    await this.#gateway.stop();
  }

  async kill() {
    await this.#gateway.kill();
  }

  get door() {
    return this.#door;
  }

  output() {
    return this.#gateway.output();
  }

  /** The tenant's side, through this node. */
  api(key) {
    return new Api(this.#door, key);
  }

  /** The operator's side. @returns the answer's JSON; anything but 2xx is a failed assertion */
  async admin(method, path, body) {
    const answer = await this.#door.ask(method, `/api/admin/v1${path}`, { authorization: `Bearer ${this.#adminKey}` }, body);
    assert.ok(answer.status >= 200 && answer.status < 300, `${method} ${path}: ${answer.status} ${answer.text}`);
    return answer.text === '' ? undefined : answer.json();
  }

  /** A new tenant's API key. */
  async tenant(name) {
    const made = await this.admin('POST', '/tenants', { name });
    return { id: made.id, key: made.api_key.key, keyId: made.api_key.id };
  }
}
