import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { played } from '../support/guide.mjs';
import { node22 } from '../support/node-22.mjs';

const clients = fileURLToPath(new URL('../', import.meta.url));

/** The Inspector's launcher; what is asked of it are its command line's own options. */
export const inspector = join(clients, 'node_modules/@modelcontextprotocol/inspector/clients/launcher/build/index.js');

/** It keeps what it learns in the home directory, and asks the desktop for a place for secrets. */
export const inspectorEnv = (home) => ({ HOME: home, MCP_INSPECTOR_SECRET_STORE: 'memory' });

/**
 * One request by the Inspector's command line.
 *
 * @param era `legacy`, `auto` or `modern`: the setting that only its configuration file has
 * @returns its exit code (5: the tool failed) and what it printed, read
 */
export async function inspect({ url, bearer_token: token }, era, ...options) {
  const home = mkdtempSync(join(clients, '.work/inspector-'));
  try {
    const config = join(home, 'mcp.json');
    const patchbay = { type: 'streamable-http', url, headers: { Authorization: `Bearer ${token}` }, protocolEra: era };
    writeFileSync(config, JSON.stringify({ mcpServers: { patchbay } }));
    const { code, stdout, stderr } = await played(node22,
      [inspector, '--cli', '--config', config, '--server', 'patchbay', ...options], { cwd: home, env: inspectorEnv(home) });
    return { code, stderr, said: stdout === '' ? undefined : JSON.parse(stdout) };
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}
