import { once } from 'node:events';
import { Agent, createServer, request } from 'node:http';
import { startSystem } from './system.mjs';

/** Of one hop only; the relay's own connection has its own. */
const HOP = new Set(['connection', 'keep-alive', 'proxy-connection', 'transfer-encoding', 'upgrade']);

/**
 * What a reverse proxy in front of the gateway is: all goes through as it came, Host and Origin included, streams as they flow, and
 * when one side leaves, the other hears it. It notes what the clients send. Because clients are given its address, it must be the
 * gateway's public one.
 */
export class Relay {
  #server;
  #agent = new Agent({ keepAlive: true });
  #port;
  #tokens = new Map();

  /**
   * Every request, in order: `method`, `path`, `headers`, `message` where its body is JSON, `port` to which it went, and, once they
   * are known, `status`, and `left`, when its sender hung up before the answer was whole.
   */
  seen = [];

  static async start() {
    const relay = new Relay();
    relay.#server = createServer((incoming, answer) => relay.#forward(incoming, answer)).listen(0, '127.0.0.1');
    await once(relay.#server, 'listening');
    relay.port = relay.#server.address().port;
    relay.origin = `http://localhost:${relay.port}`;
    return relay;
  }

  /** @param port of loopback to which it leads from now on, or what chooses one for a request as `seen` has it */
  leadTo(port) {
    this.#port = typeof port === 'function' ? port : () => port;
  }

  /** Requests to this path that bring no credential get this one: for clients that cannot send any. */
  authorize(path, token) {
    this.#tokens.set(path, token);
  }

  /** What came for one session since the beginning. */
  of({ url }) {
    const { pathname } = new URL(url);
    return this.seen.filter(({ path }) => path === pathname);
  }

  async #forward(incoming, answer) {
    const parts = [];
    try {
      for await (const part of incoming) parts.push(part);
    } catch {
      return; // left before all was said
    }
    const body = Buffer.concat(parts);
    const entry = this.#note(incoming, body);
    entry.port = this.#port(entry);
    const onward = request({
      host: '127.0.0.1', port: entry.port, agent: this.#agent, method: incoming.method, path: incoming.url, headers: this.#headers(incoming),
    }, (back) => {
      entry.status = back.statusCode;
      answer.writeHead(back.statusCode, back.statusMessage, passed(back.rawHeaders));
      answer.flushHeaders();
      back.on('error', () => answer.destroy());
      back.pipe(answer);
    });
    onward.on('error', () => answer.destroy());
    answer.on('close', () => {
      if (answer.writableFinished) return;
      entry.left = Date.now();
      onward.destroy();
    });
    onward.end(body);
  }

  #headers(incoming) {
    const headers = passed(incoming.rawHeaders);
    const token = this.#tokens.get(incoming.url);
    if (token && !incoming.headers.authorization) headers.push('Authorization', `Bearer ${token}`);
    return headers;
  }

  #note({ method, url: path, headers }, body) {
    const entry = { method, path, headers, message: json(body) };
    this.seen.push(entry);
    return entry;
  }

  close() {
    this.#server.closeAllConnections();
    this.#server.close();
    this.#agent.destroy();
  }
}

/** Headers as they were spelled, in their order, repeated ones repeated. */
function passed(raw) {
  const kept = [];
  for (let at = 0; at < raw.length; at += 2) if (!HOP.has(raw[at].toLowerCase())) kept.push(raw[at], raw[at + 1]);
  return kept;
}

/** @returns nothing where it is none: no body, an upload, or a client that is tried with nonsense */
function json(body) {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/**
 * A system whose clients all come through a relay, and whose calls to Scale leave through another.
 *
 * @returns the system, with `relay` for what clients said and `scaleRelay` for what Scale heard
 */
export async function startBehindRelay(name, settings = {}) {
  const [relay, scaleRelay] = [await Relay.start(), await Relay.start()];
  const close = () => [relay, scaleRelay].forEach((each) => each.close());
  try {
    const system = await startSystem(name, ({ http, scale, backendless }) => {
      relay.leadTo(http);
      scaleRelay.leadTo(scale);
      return {
        PATCHBAY_PUBLIC_URL: relay.origin,
        PATCHBAY_TOOLKIT_SCALE_AI_BASE_URL: `http://127.0.0.1:${scaleRelay.port}/v1`,
        PATCHBAY_EGRESS_DEV_ALLOW: `127.0.0.1:${scaleRelay.port},127.0.0.1:${backendless}`,
        ...settings,
      };
    });
    const stop = async () => {
      close();
      await system.stop();
    };
    return { ...system, relay, scaleRelay, stop };
  } catch (failure) {
    close();
    throw failure;
  }
}
