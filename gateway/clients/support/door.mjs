import { Agent, request } from 'node:http';

/**
 * One node's HTTP port, called under the name that the installation is known by: `fetch` does not let a caller choose Host,
 * and nodes behind one public address accept no other.
 */
export class Door {
  #port;
  #host;
  #agent = new Agent({ keepAlive: true });

  constructor(port, host) {
    this.#port = port;
    this.#host = host;
  }

  /** @returns status, headers, text and json(); a connection that breaks is thrown as it is */
  async ask(method, path, headers = {}, body) {
    const bytes = body === undefined || Buffer.isBuffer(body) || typeof body === 'string' ? body : JSON.stringify(body);
    const typed = bytes === body ? {} : { 'content-type': 'application/json' };
    return new Promise((resolve, reject) => {
      const sent = request({
        host: '127.0.0.1', port: this.#port, method, path, agent: this.#agent,
        headers: { host: this.#host, ...typed, ...(bytes !== undefined && { 'content-length': Buffer.byteLength(bytes) }), ...headers },
      }, (answer) => {
        const parts = [];
        answer.on('data', (part) => parts.push(part));
        answer.on('error', reject);
        answer.on('end', () => {
          const text = Buffer.concat(parts).toString();
          resolve({ status: answer.statusCode, headers: answer.headers, text, json: () => JSON.parse(text) });
        });
      });
      sent.on('error', reject);
      sent.end(bytes);
    });
  }

  /** One JSON-RPC message to an MCP address of this installation. */
  async rpc({ url, bearer_token: token }, id, method, params) {
    return this.ask('POST', new URL(url).pathname,
      { authorization: `Bearer ${token}`, accept: 'application/json, text/event-stream' }, { jsonrpc: '2.0', id, method, params });
  }

  close() {
    this.#agent.destroy();
  }
}
