import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { appendFileSync, chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { after, before, test } from 'node:test';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { installCodex } from './codex/codex.mjs';
import { startModel } from './codex/model.mjs';
import { inspector, inspectorEnv } from './mcp/inspector.mjs';
import { remote } from './mcp/remote.mjs';
import { blocks, played } from './support/guide.mjs';
import { root } from './support/jdk.mjs';
import { node22 } from './support/node-22.mjs';
import { startSystem } from './support/system.mjs';
import { connectUsers } from './support/users.mjs';

/*
 * Every block of code in docs/guides that a client can be had for is run as it stands there. Python: what runs is the guide's program
 * itself, on stand-ins (guides/python) for the packages it imports, which cannot be had; they put on the wire what the real ones do.
 */
const work = join(root, 'gateway/clients/.work');
const python = path('python3');
const claude = process.env.CLIENTS_CLAUDE ?? path('claude');
const list = ['COMPOSIO_MULTI_EXECUTE_TOOL', { tools: [{ tool_slug: 'SCALE_AI_LIST_BATCHES', arguments: {} }] }];
const batch = 'picking week 07';

let system;
let folder;

before(async () => {
  system = await startSystem('guides');
  await connectUsers(system);
  folder = mkdtempSync(join(work, 'guide-'));
  symlinkSync(system.home, join(folder, '.patchbay')); // where the guides read the key
});
after(async () => {
  if (folder) rmSync(folder, { recursive: true, force: true });
  await system?.stop();
});

function path(program) {
  return process.env.PATH.split(delimiter).map((place) => join(place, program)).find(existsSync);
}

/** Why a block does not run, or false. A check that demands its clients demands Python too. */
const noPython = python === undefined && process.env.PATCHBAY_REQUIRE_CLIENTS !== '1' && 'there is no python3 here';

const shell = (text, env = {}, cwd = folder) => played('bash', ['-euo', 'pipefail', '-c', text], { cwd, env: { BASE: system.origin, ...env } });
const settings = () => ({ PATCHBAY_URL: system.origin, PATCHBAY_API_KEY: system.api.key });

/** A guide's JavaScript where its imports are found. */
async function node(t, text, env) {
  const file = join(folder, 'guide.mjs');
  writeFileSync(file, text);
  t.after(() => rmSync(file, { force: true }));
  return played(process.execPath, [file], { cwd: folder, env: { ...settings(), ...env } });
}

async function pythonic(text, plan) {
  const answer = await played(python ?? 'python3', ['-c', text], {
    cwd: folder, env: { ...settings(), PYTHONPATH: join(root, 'gateway/clients/guides/python'), PYTHONDONTWRITEBYTECODE: '1', STAND_IN_PLAN: JSON.stringify(plan) } });
  assert.equal(answer.code, 0, answer.stderr);
  return { said: answer.stdout, wire: answer.stderr.trim().split('\n').map((line) => JSON.parse(line)) };
}

test('curl: a session, a search, a call, a link and MCP', async () => {
  const { code, stdout, stderr } = await shell(blocks('curl.md', 'sh').join('\n'));
  assert.equal(code, 0, stderr);
  const answers = stdout.trim().split('\n').map((line) => JSON.parse(line));
  const [found, made, tools, executed, account, listed, called, token] = answers;
  assert.equal(found.results[0].primary_tool_slugs[0], 'SCALE_AI_CREATE_BATCH');
  assert.deepEqual([made.data.project, made.error], ['Fruit Boxes', null]);
  assert.equal(tools.items.length, 3);
  assert.equal(executed.successful, true);
  assert.equal(account.status, 'INITIATED');
  assert.ok(listed.result.tools.some(({ name }) => name === 'COMPOSIO_SEARCH_TOOLS'));
  assert.equal(called.result.isError ?? false, false);
  assert.match(token.token, /^ey/);
});

test('approvals: reading goes through, and what nobody has approved is answered as the guide says', async () => {
  const { code, stdout, stderr } = await shell(blocks('approvals.md', 'sh').join('\n'));
  assert.equal(code, 0, stderr);
  const [read, refused] = stdout.trim().split('\n').map((line) => JSON.parse(line));
  assert.equal(read.error, null);
  const { message, slug } = refused.error;
  assert.deepEqual({ error: { message, slug } }, JSON.parse(blocks('approvals.md', 'json')[0]));
});

test('AutoGen: the guide runs, its requests are those of the Python client, and it ends what it began', { skip: noPython }, async () => {
  const [program] = blocks('autogen.md', 'python');
  const { said, wire } = await pythonic(program, [list]);
  assert.ok(said.includes(batch), said);
  const post = (method, status = 200, type = 'application/json') => ({ verb: 'POST', method, status, type });
  const listening = { verb: 'GET', method: null, status: 200, type: 'text/event-stream' };
  const ended = { verb: 'DELETE', method: null, status: 204, type: null };
  assert.deepEqual(wire, [post('initialize'), post('notifications/initialized', 202, null), listening, post('tools/list'), post('tools/call'), ended]);
});

test("AutoGen: the session's own token opens it as well, and all tools come in one page", { skip: noPython }, async () => {
  const [program] = blocks('autogen.md', 'python');
  const [, token] = /^    (headers=\{"Authorization".*\})$/m.exec(readFileSync(join(root, 'docs/guides/autogen.md'), 'utf8'));
  const [, all] = /^`(\{"user_id".*"all"\}\})`/m.exec(readFileSync(join(root, 'docs/guides/autogen.md'), 'utf8'));
  const changed = program.replace('headers={"x-api-key": KEY}', token).replace('{"user_id": user}', all);
  assert.notEqual(changed, program);
  const { said, wire } = await pythonic(changed, [['SCALE_AI_LIST_BATCHES', {}]]);
  assert.ok(said.includes(batch), said);
  assert.deepEqual(wire.map(({ method }) => method).filter(Boolean), ['initialize', 'notifications/initialized', 'tools/list', 'tools/call']);
});

test('OpenAI Agents SDK: the JavaScript program runs a tool', async (t) => {
  const model = await startModel([{ tool: list[0], arguments: list[1] }]);
  t.after(() => model.close());
  const { code, stdout, stderr } = await node(t, blocks('openai-agents.md', 'js')[0], {
    OPENAI_API_KEY: 'unused', OPENAI_BASE_URL: model.baseUrl, OPENAI_AGENTS_DISABLE_TRACING: '1' });
  assert.equal(code, 0, stderr);
  assert.ok(stdout.includes(batch), stdout);
  assert.ok(model.turns[0].tools.some(({ name }) => name === 'COMPOSIO_SEARCH_TOOLS'));
});

test('OpenAI Agents SDK: the Python program runs on stand-ins', { skip: noPython }, async () => {
  const { said } = await pythonic(blocks('openai-agents.md', 'python')[0], [list]);
  assert.ok(said.includes(batch), said);
});

test('Codex: the commands make a server that works, in a conversation of one turn', async (t) => {
  const model = await startModel([{ tool: 'COMPOSIO_SEARCH_TOOLS', arguments: { queries: [{ use_case: 'list batches' }] } }]);
  t.after(() => model.close());
  const codex = installCodex({ modelUrl: model.baseUrl });
  t.after(() => codex.remove());
  symlinkSync(system.home, join(codex.home, '.patchbay'));
  mkdirSync(join(codex.home, 'bin'));
  writeFileSync(join(codex.home, 'bin/codex'), `#!/bin/sh\nexec "${process.execPath}" "${codex.program}" "$@"\n`);
  chmodSync(join(codex.home, 'bin/codex'), 0o755);
  const env = { ...codex.env, PATH: `${codex.home}/bin${delimiter}${process.env.PATH}` };
  const { code, stdout, stderr } = await shell(blocks('codex.md', 'sh').join('\n'), env, codex.home);
  assert.equal(code, 0, stderr);
  assert.match(stdout, /patchbay.*PATCHBAY_TOKEN\s+enabled\s+Bearer token/);
  assert.match(stdout, /SCALE_AI_LIST_BATCHES/, stderr);
});

test('Codex: the configuration for VS Code and the app works with the same program', async (t) => {
  const model = await startModel([{ tool: 'COMPOSIO_SEARCH_TOOLS', arguments: { queries: [{ use_case: 'list batches' }] } }]);
  t.after(() => model.close());
  const codex = installCodex({ modelUrl: model.baseUrl });
  t.after(() => codex.remove());
  const { mcp } = await system.api.post('/tool_router/session', { user_id: 'ada' });
  appendFileSync(join(codex.home, 'config.toml'), `${blocks('codex.md', 'toml')[0].replace('URL', mcp.url).replace('TOKEN', mcp.bearer_token)}required = true\n`);
  const { code, stdout, stderr } = await codex.run('exec', '--skip-git-repo-check', 'Do as planned.');
  assert.equal(code, 0, stderr);
  assert.match(stdout, /SCALE_AI_LIST_BATCHES/, stderr);
});

/*
 * Claude Code is 380 MB and not free software, so the suite does not install it; it is used where there is one (CLIENTS_CLAUDE names it).
 */
test('Claude Code: the commands connect, and so does the project file', { skip: !claude && 'there is no claude here; CLIENTS_CLAUDE names one' }, async (t) => {
  const home = mkdtempSync(join(work, 'claude-'));
  t.after(() => rmSync(home, { recursive: true, force: true }));
  symlinkSync(system.home, join(home, '.patchbay'));
  mkdirSync(join(home, 'bin'));
  symlinkSync(claude, join(home, 'bin/claude'));
  const env = { HOME: home, PATH: `${home}/bin${delimiter}${process.env.PATH}`, CLAUDE_CONFIG_DIR: home };
  const added = await shell(blocks('claude-code.md', 'sh')[0], env, home);
  assert.equal(added.code, 0, added.stderr);
  assert.match(added.stdout, /patchbay.*Connected/, added.stdout);
  const { mcp } = await system.api.post('/tool_router/session', { user_id: 'ada' });
  const project = join(home, 'project');
  mkdirSync(project);
  writeFileSync(join(project, '.mcp.json'), blocks('claude-code.md', 'json')[0]);
  const listed = await shell('claude mcp get patchbay', { ...env, PATCHBAY_MCP_URL: mcp.url, PATCHBAY_TOKEN: mcp.bearer_token }, project);
  assert.match(listed.stdout, /Status: .*(Connected|Pending approval)/, listed.stdout + listed.stderr);
});

test("Claude Code: the project file is a configuration with the session's address and header", async () => {
  const { mcpServers: { patchbay } } = JSON.parse(blocks('claude-code.md', 'json')[0]);
  const { mcp } = await system.api.post('/tool_router/session', { user_id: 'ada' });
  const filled = JSON.parse(JSON.stringify(patchbay).replace('${PATCHBAY_MCP_URL}', mcp.url).replace('${PATCHBAY_TOKEN}', mcp.bearer_token));
  const answer = await fetch(filled.url, {
    method: 'POST', headers: { ...filled.headers, 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' }) });
  assert.equal(answer.status, 200);
});

/** A place to work in whose programs are those of the guides: what npx would fetch is what is installed here. */
function workplace(t, programs) {
  const home = mkdtempSync(join(work, 'guide-home-'));
  t.after(() => rmSync(home, { recursive: true, force: true }));
  symlinkSync(system.home, join(home, '.patchbay'));
  mkdirSync(join(home, 'bin'));
  for (const [name, script] of Object.entries(programs)) {
    writeFileSync(join(home, 'bin', name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(home, 'bin', name), 0o755);
  }
  return { home, env: { HOME: home, PATH: `${home}/bin${delimiter}${process.env.PATH}` } };
}

/** npx with the package and version that the guide names, which must be the one that is tested. */
const npx = (name, runtime, program) => {
  const { version } = JSON.parse(readFileSync(join(root, 'gateway/clients/node_modules', name, 'package.json'), 'utf8'));
  return `[ "$1 $2" = '-y ${name}@${version}' ] || { echo "not $2" >&2; exit 1; }\nshift 2\nexec "${runtime}" "${program}" "$@"`;
};

test('any client: the command prints the address and the header', async () => {
  const { code, stdout, stderr } = await shell(blocks('mcp-clients.md', 'sh')[0]);
  assert.equal(code, 0, stderr);
  const [, url, authorization] = stdout.match(/^address {2}(\S+)\nheader {3}Authorization: (Bearer \S+)\n$/) ?? assert.fail(stdout);
  await assertOpens(url, { Authorization: authorization });
});

/** An address and headers are all that is needed. */
async function assertOpens(url, headers) {
  const answer = await fetch(url, {
    method: 'POST', headers: { ...headers, 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'guide', version: '1' } } }) });
  assert.equal(answer.status, 200, await answer.text());
}

const filled = async (block) => {
  const { mcp } = await system.api.post('/tool_router/session', { user_id: 'ada' });
  return JSON.parse(block.replace('"URL"', JSON.stringify(mcp.url)).replace('TOKEN', mcp.bearer_token).replace('${input:patchbay-token}', mcp.bearer_token));
};

test('Inspector: the commands list the tools and call one', async (t) => {
  const { home, env } = workplace(t, { npx: npx('@modelcontextprotocol/inspector', node22, inspector) });
  const { code, stdout, stderr } = await shell(blocks('inspector.md', 'sh').join('\n'), { ...env, ...inspectorEnv(home) }, home);
  assert.equal(code, 0, stderr);
  assert.match(stdout, /"name": "COMPOSIO_SEARCH_TOOLS"/);
  assert.match(stdout, /SCALE_AI_LIST_BATCHES/);
});

test('Inspector: the file of servers is one for the newest revision', async (t) => {
  const { home, env } = workplace(t, {});
  writeFileSync(join(home, 'mcp.json'), JSON.stringify(await filled(blocks('inspector.md', 'json')[0])));
  const { code, stdout, stderr } = await played(node22,
    [inspector, '--cli', '--config', 'mcp.json', '--server', 'patchbay', '--method', 'tools/list'], { cwd: home, env: { ...env, ...inspectorEnv(home) } });
  assert.equal(code, 0, stderr);
  assert.match(stdout, /"name": "COMPOSIO_SEARCH_TOOLS"/);
});

test('mcp-remote: the configuration starts a program that is a server', async (t) => {
  const { home, env } = workplace(t, { npx: npx('mcp-remote', process.execPath, remote) });
  const { mcpServers: { patchbay } } = await filled(blocks('mcp-remote.md', 'json')[0]);
  const client = new Client({ name: 'guide', version: '1.0.0' });
  await client.connect(new StdioClientTransport({
    command: patchbay.command, args: patchbay.args, env: { ...env, ...patchbay.env }, cwd: home, stderr: 'ignore' }));
  t.after(() => client.close());
  const { tools } = await client.listTools();
  assert.ok(tools.some(({ name }) => name === 'COMPOSIO_SEARCH_TOOLS'));
});

test("VS Code: the project file is a configuration with the session's address and a header", async () => {
  const { servers: { patchbay }, inputs } = await filled(blocks('vscode.md', 'json')[0]);
  assert.deepEqual([patchbay.type, inputs.map(({ id }) => id)], ['http', ['patchbay-token']]);
  await assertOpens(patchbay.url, patchbay.headers);
});

test('TypeScript: both programs call a tool, and print the page of whoever is not connected', async (t) => {
  const [older, newest] = blocks('typescript-sdk.md', 'js');
  for (const [program, wanted, stranger] of [[older, /picking week 07/, 'a stranger'], [newest, /^2026-07-28\n.*picking week 07/, 'another stranger']]) {
    const called = await node(t, program);
    assert.equal(called.code, 0, called.stderr);
    assert.match(called.stdout, wanted);
    const refused = await node(t, program, { PATCHBAY_USER: stranger });
    assert.equal(refused.code, 0, refused.stderr);
    const [page] = refused.stdout.match(/https?:\/\/[^\s"]+/) ?? assert.fail(refused.stdout);
    assert.equal((await fetch(page)).status, 200);
  }
});

test('Composio: the two settings are all that the program needs', async (t) => {
  const { code, stdout, stderr } = await node(t, blocks('from-composio.md', 'js')[0]);
  assert.equal(code, 0, stderr);
  assert.match(stdout, /COMPOSIO_SEARCH_TOOLS/);
  assert.ok(stdout.includes(batch), stdout);
});

test('every Python block is Python', { skip: noPython }, () => {
  for (const guide of readdirSync(join(root, 'docs/guides'))) {
    if (!/^```python$/m.test(readFileSync(join(root, 'docs/guides', guide), 'utf8'))) continue;
    for (const block of blocks(guide, 'python')) execFileSync(python ?? 'python3', ['-c', 'import ast, sys; ast.parse(sys.stdin.read())'], { input: block });
  }
});
