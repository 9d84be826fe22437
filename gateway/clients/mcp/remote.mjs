import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';

const clients = fileURLToPath(new URL('../', import.meta.url));

export const remote = join(clients, 'node_modules/mcp-remote/dist/proxy.js');

/** A client that can only start a program, and mcp-remote as that program. @param options of mcp-remote's command line */
export async function remoteClient(t, { url, bearer_token: token }, ...options) {
  const home = mkdtempSync(join(clients, '.work/remote-'));
  const client = new Client({ name: 'patchbay-clients', version: '1.0.0' });
  await client.connect(new StdioClientTransport({
    command: process.execPath, args: [remote, url, '--header', 'Authorization:${AUTH_HEADER}', ...options], cwd: home, stderr: 'ignore',
    env: { PATH: process.env.PATH, HOME: home, AUTH_HEADER: `Bearer ${token}` },
  }));
  t.after(async () => {
    await client.close();
    rmSync(home, { recursive: true, force: true });
  });
  return client;
}
