import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const work = fileURLToPath(new URL('../.work/', import.meta.url));
const program = fileURLToPath(new URL('../node_modules/@openai/codex/bin/codex.js', import.meta.url));
const PATIENCE_MS = 60_000;

/**
 * The Codex command line with a fresh home and a stand-in model. Not under /tmp: Codex refuses that as a home.
 *
 * @param mcp the session that is its MCP server, if it is to know one from the start
 * @param features names of its feature flags that are to be on
 */
export function installCodex({ modelUrl, mcp, features = [] }) {
  mkdirSync(work, { recursive: true });
  const home = mkdtempSync(`${work}codex-home-`);
  writeFileSync(`${home}/config.toml`, `
model = "stand-in"
model_provider = "stand-in"
check_for_update_on_startup = false

[features]
${features.map((name) => `${name} = true\n`).join('')}
[analytics]
enabled = false

[model_providers.stand-in]
name = "stand-in"
base_url = "${modelUrl}"
wire_api = "responses"
env_key = "STAND_IN_KEY"
request_max_retries = 0
stream_max_retries = 0
${mcp ? serverOf(mcp) : ''}`);
  const env = { PATH: process.env.PATH, HOME: home, CODEX_HOME: home, STAND_IN_KEY: 'unused', ...(mcp && { PATCHBAY_TOKEN: mcp.bearer_token }) };
  return {
    home,
    env,
    program,
    run: (...args) => run(args, home, env),
    remove: () => rmSync(home, { recursive: true, force: true }),
  };
}

function serverOf(mcp) {
  return `
# required: Codex otherwise starts its first turn without a server that needs more than about a second.
[mcp_servers.patchbay]
url = "${mcp.url}"
bearer_token_env_var = "PATCHBAY_TOKEN"
required = true
`;
}

async function run(args, cwd, env) {
  const child = spawn(process.execPath, [program, ...args], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], timeout: PATIENCE_MS });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text) => (stderr += text));
  const [code] = await once(child, 'close');
  return { code, stdout, stderr };
}
