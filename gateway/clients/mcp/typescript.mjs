import { Client as ModernClient, StreamableHTTPClientTransport as ModernTransport } from '@modelcontextprotocol/client';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

const me = { name: 'patchbay-clients', version: '1.0.0' };
const withToken = ({ bearer_token: token }) => ({ requestInit: { headers: { Authorization: `Bearer ${token}` } } });

/** The SDK offers its newest revision and has no setting for it; everything else about it is as published. */
class Offering extends StreamableHTTPClientTransport {
  #revision;

  constructor(revision, ...rest) {
    super(...rest);
    this.#revision = revision;
  }

  send(message, options) {
    const opening = message.method === 'initialize';
    return super.send(opening ? { ...message, params: { ...message.params, protocolVersion: this.#revision } } : message, options);
  }
}

/** `@modelcontextprotocol/sdk` as a client that knows nothing newer than this revision. */
export async function legacyClient(t, mcp, revision, capabilities = {}, prepare = () => {}) {
  const client = new Client(me, { capabilities });
  prepare(client);
  const transport = new Offering(revision, new URL(mcp.url), withToken(mcp));
  await client.connect(transport);
  t.after(() => client.close());
  return Object.assign(client, { negotiated: transport.protocolVersion, ownSession: transport.sessionId });
}

/** `@modelcontextprotocol/client`. @param mode `auto`, or `{ pin: '2026-07-28' }` */
export async function modernClient(t, mcp, mode, capabilities = {}, prepare = () => {}, options = {}) {
  const client = new ModernClient(me, { capabilities, versionNegotiation: { mode }, ...options });
  prepare(client);
  await client.connect(new ModernTransport(new URL(mcp.url), withToken(mcp)));
  t.after(() => client.close());
  return client;
}
