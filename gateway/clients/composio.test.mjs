import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { z } from 'zod';
import { agentic, Sdk, sent, wants } from './composio/sdk.mjs';
import { calls, calls019, calls05, emptyLists, musts, notOffered } from './composio/wire.mjs';
import { Api } from './support/api.mjs';
import { noChromium, startChromium } from './support/chromium.mjs';
import { connectByForm, connectInBrowser } from './support/connect.mjs';
import { startSystem } from './support/system.mjs';
import { adasKey, bosKey, orchard } from './support/users.mjs';

const generations = [
  { version: '0.21.0', package: '@composio/core', prefix: 'v3.1', calls },
  { version: '0.19.0', package: 'composio-0.19', prefix: 'v3.1', calls: calls019 },
  { version: '0.5.5', package: 'composio-0.5', prefix: 'v3', calls: calls05 },
];
const batches = { list: 'SCALE_AI_LIST_BATCHES', get: 'SCALE_AI_GET_BATCH', create: 'SCALE_AI_CREATE_BATCH' };
const project = 'Fruit Boxes';
/** More than one generation sends, few enough to be used up. */
const perMinute = 300;

let system;
let browser;

before(async () => {
  [system, browser] = await Promise.all([startSystem('composio', { PATCHBAY_RATE_LIMIT_REQUESTS_PER_MINUTE: `${perMinute}` }), noChromium ? undefined : startChromium()]);
  await system.scale.accept(bosKey);
});
after(async () => {
  await browser?.close();
  await system?.stop();
});

async function tenant(name) {
  const { api_key: { key } } = await system.admin('POST', '/tenants', { name });
  return new Api(system.origin, key);
}

/** The page behind a Connect link, filled in as a user does: in a browser, if there is one. */
async function connect(url, fields) {
  await (browser ? connectInBrowser(browser, url, fields) : connectByForm(url, fields));
}

/** Of an object with a class, or with functions of its own. */
function methods(object) {
  const names = [...Object.keys(object), ...Object.getOwnPropertyNames(Object.getPrototypeOf(object))];
  return Object.fromEntries(names.filter((name) => typeof object[name] === 'function').map((name) => [name, object[name]]));
}

/** Where the SDK was told to send the user of this session; it is told a moment from now. */
async function linkOf(session) {
  for (;;) {
    const link = sent.find(({ at, answered }) => at.pathname.endsWith(`/${session}/link`) && answered);
    if (link) return (await link.answered).redirect_url;
    await pause(20);
  }
}

for (const generation of generations) {
  describe(`@composio/core ${generation.version}`, () => {
    let api;
    let sdk;
    let composio;
    let configs;
    let account;
    /** A test of a call that not every generation has. */
    const since = (call, name, act) => generation.calls[call] && test(name, act);
    const named = (text) => `${text} ${generation.version}`;

    before(async () => {
      api = await tenant(`composio ${generation.version}`);
      sdk = await Sdk.load(generation, system.origin, api.key);
      composio = sdk.composio;
      configs = { scale_ai: await api.authConfig('scale_ai'), backendless: await api.authConfig('backendless') };
      account = await api.connect('ada', configs.scale_ai, { api_key: adasKey });
      await api.connect('ada', configs.backendless, orchard);
    });

    const session = (user = 'ada', settings = {}) => composio.create(user, settings);

    test('toolkits are listed and described with the fields that connecting takes', async () => {
      const all = await sdk.drive('toolkits.get()', () => composio.toolkits.get());
      assert.deepEqual(all.map(({ slug }) => slug).sort(), ['backendless', 'scale_ai']);
      const some = await sdk.drive('toolkits.get(filter)', () => composio.toolkits.get({ sortBy: 'alphabetically', limit: 1 }));
      assert.deepEqual(some.map(({ slug }) => slug), ['backendless']);
      const scale = await sdk.drive('toolkits.get(slug)', () => composio.toolkits.get('scale_ai'));
      assert.equal(scale.meta.toolsCount, 41);
      assert.ok(scale.meta.availableVersions.length > 0);
      assert.deepEqual(
        await sdk.drive('toolkits.getAuthConfigCreationFields', () => composio.toolkits.getAuthConfigCreationFields('scale_ai', 'API_KEY')), []);
      const fields = await sdk.drive('toolkits.getConnectedAccountInitiationFields',
        () => composio.toolkits.getConnectedAccountInitiationFields('scale_ai', 'API_KEY'));
      assert.deepEqual(fields.map(({ name, required }) => [name, required]), [['api_key', true]]);
    });

    test('toolkits have categories', async () => {
      const { items } = await sdk.drive('toolkits.listCategories', () => composio.toolkits.listCategories());
      assert.ok(items.some(({ id }) => id === 'data-labelling'), JSON.stringify(items));
    });

    since('toolkits.getMany', 'several toolkits are asked for at once, and their history of versions is told', async () => {
      const many = await sdk.drive('toolkits.getMany', () => composio.toolkits.getMany(['backendless', 'scale_ai']));
      assert.deepEqual(many.map(({ slug }) => slug).sort(), ['backendless', 'scale_ai']);
      assert.ok(await sdk.drive('toolkits.changelog', () => composio.toolkits.changelog()));
    });

    test('an auth config is made, listed, changed, switched off and on, and deleted', async () => {
      const made = await sdk.drive('authConfigs.create', () => composio.authConfigs.create('scale_ai',
        { type: 'use_custom_auth', authScheme: 'API_KEY', name: 'second', credentials: {} }));
      assert.match(made.id, /^ac_/);
      assert.deepEqual([made.toolkit, made.authScheme, made.isComposioManaged], ['scale_ai', 'API_KEY', false]);
      const { items } = await sdk.drive('authConfigs.list', () => composio.authConfigs.list({ toolkit: 'scale_ai' }));
      assert.deepEqual(items.map(({ id }) => id).sort(), [made.id, configs.scale_ai].sort());
      await sdk.drive('authConfigs.update', () => composio.authConfigs.update(made.id,
        { type: 'custom', credentials: {}, toolAccessConfig: { toolsAvailableForExecution: [batches.list] } }));
      await sdk.drive('authConfigs.disable', () => composio.authConfigs.disable(made.id));
      const off = await sdk.drive('authConfigs.get', () => composio.authConfigs.get(made.id));
      assert.deepEqual([off.status, off.name, off.toolAccessConfig?.toolsAvailableForExecution], ['DISABLED', 'second', [batches.list]]);
      await sdk.drive('authConfigs.enable', () => composio.authConfigs.enable(made.id));
      await sdk.drive('authConfigs.delete', () => composio.authConfigs.delete(made.id));
      assert.equal((await composio.authConfigs.list({ toolkit: 'scale_ai' })).items.length, 1);
    });

    test('an account is connected with a key, listed, read, switched off and on, and deleted', async () => {
      const state = sdk.module.AuthScheme.APIKey({ api_key: adasKey });
      const request = await sdk.drive('connectedAccounts.initiate',
        () => composio.connectedAccounts.initiate('bea', configs.scale_ai, { config: state }));
      assert.equal(request.status, 'ACTIVE');
      await sdk.drive('connectedAccounts.disable', () => composio.connectedAccounts.disable(request.id));
      assert.equal((await composio.connectedAccounts.get(request.id)).status, 'INACTIVE');
      await sdk.drive('connectedAccounts.enable', () => composio.connectedAccounts.enable(request.id));
      const read = await sdk.drive('connectedAccounts.get', () => composio.connectedAccounts.get(request.id));
      assert.deepEqual([read.status, read.toolkit.slug, read.authConfig.id], ['ACTIVE', 'scale_ai', configs.scale_ai]);
      assert.ok(!JSON.stringify(read).includes(adasKey), 'a key comes out again');
      const { items } = await sdk.drive('connectedAccounts.list', () => composio.connectedAccounts.list({ userIds: ['bea'], statuses: ['ACTIVE'] }));
      assert.deepEqual(items.map(({ id }) => id), [request.id]);
      await sdk.drive('connectedAccounts.delete', () => composio.connectedAccounts.delete(request.id));
      await assert.rejects(composio.connectedAccounts.get(request.id), { status: 404 });
    });

    test('a key that the service refuses does not become an account that works', async () => {
      const state = sdk.module.AuthScheme.APIKey({ api_key: 'test_mistyped_0000000' });
      const request = await composio.connectedAccounts.initiate('mia', configs.scale_ai, { config: state });
      assert.equal(request.status, 'FAILED');
      await assert.rejects(request.waitForConnection(3000), { name: 'ConnectionRequestFailedError', message: /401/ });
    });

    test('an account that works still works after a refresh', async () => {
      const refreshed = await sdk.drive('connectedAccounts.refresh', () => composio.connectedAccounts.refresh(account.id));
      assert.deepEqual([refreshed.id, refreshed.status, refreshed.redirect_url], [account.id, 'ACTIVE', null]);
      assert.equal((await composio.connectedAccounts.get(account.id)).status, 'ACTIVE');
    });

    test('a link leads to a page, and the program that waits gets the account', async () => {
      const request = await sdk.drive('connectedAccounts.link', () => composio.connectedAccounts.link('cleo', configs.scale_ai));
      assert.equal(request.status, 'INITIATED');
      const waiting = request.waitForConnection(20_000);
      await connectByForm(request.redirectUrl, { api_key: adasKey });
      const connected = await waiting;
      assert.deepEqual([connected.id, connected.status], [request.id, 'ACTIVE']);
    });

    test('toolkits.authorize gives the address where the user connects, or says that there is no auth config', async () => {
      const request = await sdk.drive('toolkits.authorize', () => composio.toolkits.authorize('dee', 'scale_ai'));
      assert.equal(request.status, 'INITIATED');
      assert.match(request.redirectUrl ?? 'none', /\/link\/lt_/);
      const other = await Sdk.load(generation, system.origin, (await tenant(named('empty'))).key);
      await assert.rejects(other.composio.toolkits.authorize('dee', 'scale_ai'), { name: 'ComposioAuthConfigNotFoundError' });
    });

    test('a second account for the same config is an explicit wish', async () => {
      const act = () => composio.connectedAccounts.initiate('ada', configs.scale_ai, { config: sdk.module.AuthScheme.APIKey({ api_key: bosKey }) });
      await assert.rejects(act(), { name: 'ComposioMultipleConnectedAccountsError' });
    });

    test('a session is made and used again, with an address for MCP clients and its credential', async () => {
      const made = await sdk.drive('composio.create', () => composio.create('ada', { toolkits: ['scale_ai'] }));
      const { sessionId, mcp } = await sdk.drive('composio.use', () => composio.use(made.sessionId));
      assert.deepEqual([sessionId, mcp.type, mcp.url, mcp.headers],
        [made.sessionId, 'http', `${system.origin}/tool_router/${made.sessionId}/mcp`, { 'x-api-key': api.key }]);
      const client = new Client({ name: 'patchbay-clients', version: '1.0.0' });
      await client.connect(new StreamableHTTPClientTransport(new URL(mcp.url), { requestInit: { headers: mcp.headers } }));
      assert.ok((await client.listTools()).tools.some(({ name }) => name === 'COMPOSIO_SEARCH_TOOLS'));
      await client.close();
    });

    test('a session takes every setting that this generation sends', async () => {
      const made = await session('ada', {
        toolkits: ['scale_ai', 'backendless'],
        tools: { scale_ai: { enable: [batches.list, batches.get] }, backendless: { tags: ['readOnlyHint'] } },
        tags: ['readOnlyHint'],
        authConfigs: { scale_ai: configs.scale_ai },
        connectedAccounts: { scale_ai: account.id },
        manageConnections: { enable: true, callbackUrl: 'https://app.example/done' },
        experimental: { assistivePrompt: { userTimezone: 'Europe/Oslo' } },
      });
      const { config } = await api.get(`/tool_router/session/${made.sessionId}`);
      assert.deepEqual(config.toolkits, { enabled: ['scale_ai', 'backendless'] });
      assert.deepEqual(config.tools.scale_ai, { enabled: [batches.list, batches.get] });
      assert.equal(config.manage_connections.callback_url, 'https://app.example/done');
    });

    since('session.update', 'a session is changed, tells a conflict, and is deleted once', async () => {
      const made = await sdk.drive('sessions.create', () => composio.sessions.create('ada', { toolkits: ['scale_ai'], mcp: true }));
      const config = await sdk.drive('session.update', () => made.update({ toolkits: ['backendless'] }));
      assert.deepEqual((config ?? made.config)?.toolkits, { enabled: ['backendless'] });
      await sdk.drive('session.delete', () => made.delete());
      const next = await session();
      await sdk.drive('sessions.use', () => composio.sessions.use(next.sessionId));
      assert.deepEqual(await sdk.drive('sessions.delete', () => composio.sessions.delete(next.sessionId)), { sessionId: next.sessionId, deleted: true });
      await assert.rejects(composio.sessions.delete(next.sessionId), { status: 404 });
    });

    since('session.listConfigHistory', 'a session tells how it was configured before, newest first', async () => {
      const made = await session('ada', { toolkits: ['scale_ai'] });
      await made.update({ toolkits: ['backendless'], tools: null, tags: null, manageConnections: { callbackUrl: null }, expectedConfigVersion: 1 });
      const history = await sdk.drive('session.listConfigHistory', () => made.listConfigHistory({ limit: 10 }));
      assert.deepEqual(history.items.map(({ version, isCurrent, config }) => [version, isCurrent, config.toolkits]),
        [[2, true, { enabled: ['backendless'] }], [1, false, { enabled: ['scale_ai'] }]]);
      await assert.rejects(made.update({ toolkits: ['scale_ai'], expectedConfigVersion: 1 }), { name: 'ComposioSessionConfigConflictError' });
    });

    test('the tools of a session are listed and run by a framework', async () => {
      const framework = sdk.with({ provider: agentic(sdk.module) });
      const made = await framework.create('ada', { toolkits: ['scale_ai'] });
      const tools = await sdk.drive('session.tools', () => made.tools());
      assert.deepEqual(tools.slice(0, 4).map(({ name }) => name),
        ['COMPOSIO_SEARCH_TOOLS', 'COMPOSIO_GET_TOOL_SCHEMAS', 'COMPOSIO_MULTI_EXECUTE_TOOL', 'COMPOSIO_MANAGE_CONNECTIONS']);
      const run = tools.find(({ name }) => name === 'COMPOSIO_MULTI_EXECUTE_TOOL');
      const said = await sdk.drive('a wrapped session tool', () => run.call({
        tools: [{ tool_slug: batches.create, arguments: { project, name: named('wrapped') } }] }));
      assert.deepEqual([said.successful, said.data.results[0].response.data.name], [true, named('wrapped')]);
    });

    test('the OpenAI provider gets tools as functions, all 72 where the session lists them', async () => {
      const { session_id: id } = await api.session('ada');
      const tools = await (await composio.use(id)).tools();
      assert.ok(tools.length >= 72, `${tools.length}`);
      for (const { type, function: { name, parameters } } of tools) assert.deepEqual([type, parameters.type], ['function', 'object'], name);
    });

    since('session.execute', 'a session of direct tools has those of its toolkits and nothing else', async () => {
      const made = await session('ada', { toolkits: ['scale_ai'], sessionPreset: sdk.module.SessionPreset?.DIRECT_TOOLS ?? 'direct_tools' });
      const names = (await made.tools()).map(({ function: { name } }) => name);
      assert.deepEqual([names.length, names.filter((name) => !name.startsWith('SCALE_AI_'))], [41, []]);
    });

    since('provider.handleToolCalls(session)', "a model's calls run in its session, the router's and the app's own", async () => {
      const made = await session('ada', { toolkits: ['scale_ai'] });
      for (const [tool, args, word] of [
        [batches.list, {}, 'picking week 07'],
        ['COMPOSIO_SEARCH_TOOLS', { queries: [{ use_case: 'open a new batch' }] }, batches.create],
      ]) {
        const [{ role, tool_call_id: id, content }] = await sdk.drive('provider.handleToolCalls(session)',
          () => composio.provider.handleToolCalls(made, wants(tool, args)));
        assert.deepEqual([role, id, JSON.parse(content).successful], ['tool', 'call_1', true], content);
        assert.ok(content.includes(word), content);
      }
    });

    since('session.execute', 'a session runs a tool, and a refusal of the service is told as such', async () => {
      const made = await session('ada', { toolkits: ['scale_ai'] });
      const run = (args) => made.execute(batches.create, { project, name: named('executed'), ...args });
      const { data, error, logId } = await sdk.drive('session.execute', () => run());
      assert.deepEqual([data.name, error], [named('executed'), null]);
      assert.match(logId, /^log_/);
      assert.match((await run()).error, /409/);
      await assert.rejects(run({ nam: 1 }), ({ status, error }) => status === 400 && error.error.message.includes('did you mean `name`?'));
    });

    since('session.search', 'a session finds tools, all that is found and nothing outside', async () => {
      const made = await session('ada', { toolkits: ['scale_ai'] });
      const found = await sdk.drive('session.search', () => made.search({ query: 'make a new batch', toolkits: ['scale_ai'] }));
      assert.equal(found.results[0].primaryToolSlugs[0], batches.create);
      assert.ok(found.toolSchemas[batches.create].inputSchema);
      assert.equal(found.toolkitConnectionStatuses[0].hasActiveConnection, true);
      const [elsewhere] = (await made.search({ query: 'reset a counter to its start' })).results;
      assert.deepEqual([...elsewhere.primaryToolSlugs, ...elsewhere.relatedToolSlugs].filter((slug) => !slug.startsWith('SCALE_AI_')), []);
    });

    test('a session lists its toolkits and how its user stands with them', async () => {
      const made = await session('cleo');
      const { items } = await sdk.drive('session.toolkits', () => made.toolkits());
      assert.deepEqual(Object.fromEntries(items.map(({ slug, connection }) => [slug, connection.isActive])), { scale_ai: true, backendless: false });
      const connected = await made.toolkits({ isConnected: true });
      assert.deepEqual(connected.items.map(({ slug, connection }) => [slug, connection.authConfig.id]), [['scale_ai', configs.scale_ai]]);
      assert.deepEqual((await made.toolkits({ toolkits: ['backendless'] })).items.map(({ slug }) => slug), ['backendless']);
      const page = await made.toolkits({ limit: 1 });
      assert.deepEqual([page.items.length, page.totalPages], [1, 2]);
    });

    test('authorize gives an address, and whoever waits gets the account once the user has typed the key', async () => {
      const made = await session('eli', { toolkits: ['scale_ai'] });
      const request = await sdk.drive('session.authorize', () => made.authorize('scale_ai', { callbackUrl: 'https://app.example/done' }));
      const waiting = sdk.drive('connectionRequest.waitForConnection', () => request.waitForConnection(30_000));
      await connect(request.redirectUrl, { api_key: adasKey });
      assert.equal((await waiting).status, 'ACTIVE');
    });

    since('session.ensureConnected, when connected', 'ensureConnected asks only whoever is not connected', async () => {
      const connected = await session('ada', { toolkits: ['scale_ai'] });
      const there = await sdk.drive('session.ensureConnected, when connected', () => connected.ensureConnected('scale_ai'));
      assert.deepEqual([there.wasConnected, there.connectedAccount.id], [true, account.id]);
      const made = await session('fay', { toolkits: ['scale_ai'] });
      const waiting = sdk.drive('session.ensureConnected, when not', () => made.ensureConnected('scale_ai', { timeout: 20_000 }));
      await connectByForm(await linkOf(made.sessionId), { api_key: adasKey });
      assert.equal((await waiting).wasConnected, false);
    });

    since('session.proxyExecute', 'a session sends a request of its own to the service, with the account of its user', async () => {
      const made = await session('ada', { toolkits: ['scale_ai'] });
      const answer = await sdk.drive('session.proxyExecute', () => made.proxyExecute({
        toolkit: 'scale_ai', endpoint: '/batches', method: 'GET', parameters: [{ in: 'query', name: 'limit', value: 1 }] }));
      assert.equal(answer.status, 200);
      assert.equal(answer.data.docs.length, 1);
      await assert.rejects(made.proxyExecute({ toolkit: 'scale_ai', endpoint: 'https://elsewhere.example/x', method: 'GET' }), { status: 400 });
    });

    test('tools.proxyExecute does the same for an account', async () => {
      const answer = await sdk.drive('tools.proxyExecute', () => composio.tools.proxyExecute({
        endpoint: '/batches', method: 'GET', connectedAccountId: account.id, parameters: [] }));
      assert.equal(answer.status, 200);
      assert.ok(answer.data.docs.length > 0);
    });

    since('session.files.list', 'files of a session are announced, listed and deleted; only their transfer is refused, by the SDK: loopback', async () => {
      const made = await session('ada');
      const { files } = made.experimental;
      const refusal = await sdk.drive('session.files.upload',
        () => files.upload(Buffer.from('ripe'), { remotePath: 'notes/apples.txt', mimetype: 'text/plain' }), { fails: 'ComposioBlockedInternalUrlError' });
      assert.match(refusal.message, /127\.0\.0\.1|internal|private|loopback/i);
      const { upload_url: place } = await api.post(`/tool_router/session/${made.sessionId}/mounts/files/upload_url`,
        { mount_relative_path: 'notes/apples.txt', mimetype: 'text/plain' });
      await fetch(place, { method: 'PUT', body: 'ripe', headers: { 'content-type': 'text/plain' } });
      const listed = await sdk.drive('session.files.list', () => files.list({ path: 'notes' }));
      assert.equal(listed.items.length, 1, JSON.stringify(listed));
      const remote = await sdk.drive('session.files.download', () => files.download('notes/apples.txt'));
      assert.equal(await (await fetch(remote.downloadUrl)).text(), 'ripe');
      await sdk.drive('session.files.delete', () => files.delete('notes/apples.txt'));
      assert.deepEqual((await files.list({ path: 'notes' })).items, []);
    });

    test('tools are listed by toolkit, slug and text, and read by slug, with the schemas they were written with', async () => {
      const wrapped = await sdk.drive('tools.get(user, filter)', () => composio.tools.get('ada', { toolkits: ['scale_ai'] }));
      assert.equal(wrapped[0].type, 'function');
      const [raw] = await sdk.drive('tools.getRawComposioTools', () => composio.tools.getRawComposioTools({ tools: [batches.create] }));
      assert.deepEqual([raw.slug, raw.toolkit.slug, raw.inputParameters.required], [batches.create, 'scale_ai', ['project', 'name']]);
      const found = await composio.tools.getRawComposioTools({ toolkits: ['scale_ai'], search: 'create batch', limit: 3 });
      assert.equal(found.length, 3);
      assert.ok(found.some(({ slug }) => slug === batches.create), found.map(({ slug }) => slug).join());
      const [one] = await sdk.drive('tools.get(user, slug)', () => composio.tools.get('ada', batches.create));
      assert.equal(one.function.name, batches.create);
      const same = await sdk.drive('tools.getRawComposioToolBySlug', () => composio.tools.getRawComposioToolBySlug(batches.create));
      assert.deepEqual(same.inputParameters, raw.inputParameters);
      const all = await sdk.drive('tools.getToolsEnum', () => composio.tools.getToolsEnum());
      assert.equal(JSON.stringify(all).match(/"(?:SCALE_AI|BACKENDLESS)_\w+"/g).length, 72);
    });

    test('a tool runs by itself, at a version that is named, pinned or the latest', async () => {
      const run = (composio, settings) => composio.tools.execute(batches.list, { userId: 'ada', arguments: {}, ...settings });
      const said = await sdk.drive('tools.execute', () => run(composio, { dangerouslySkipVersionCheck: true }));
      assert.deepEqual([said.successful, said.error], [true, null]);
      assert.ok(said.data.docs.some(({ name }) => name === 'picking week 07'));
      await assert.rejects(run(composio), sdk.is('ComposioToolVersionRequiredError'));
      const [version] = (await composio.toolkits.get('scale_ai')).meta.availableVersions;
      for (const pinned of [
        run(composio, { version }), run(sdk.with({ toolkitVersions: { scale_ai: version } })), run(composio, { version: '00000000_00' })]) {
        assert.equal((await pinned).successful, true);
      }
    });

    test("a model's calls run without a session too, the router's own among them", async () => {
      for (const [tool, args, word] of [
        [batches.list, {}, 'picking week 07'],
        ['COMPOSIO_SEARCH_TOOLS', { queries: [{ use_case: 'open a new batch' }] }, batches.create],
        ['COMPOSIO_MULTI_EXECUTE_TOOL', { tools: [{ tool_slug: batches.list, arguments: {} }] }, 'picking week 07'],
      ]) {
        const [{ content }] = await sdk.drive('provider.handleToolCalls(user)', () => composio.provider.handleToolCalls('ada', wants(tool, args)));
        assert.equal(JSON.parse(content).successful, true, content);
        assert.ok(content.includes(word), content);
      }
    });

    test('a file is announced, and sent where the SDK lets it', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'composio-'));
      try {
        const bytes = randomBytes(5000);
        writeFileSync(join(folder, 'row 7.png'), bytes);
        const upload = () => composio.files.upload({ file: join(folder, 'row 7.png'), toolSlug: 'SCALE_AI_UPLOAD_FILE', toolkitSlug: 'scale_ai' });
        if (generation.prefix === 'v3.1') {
          await sdk.drive('files.upload', upload, { fails: 'ComposioBlockedInternalUrlError' });
        } else {
          const file = await sdk.drive('files.upload', upload);
          const said = await composio.tools.execute('SCALE_AI_UPLOAD_FILE',
            { userId: 'ada', arguments: { file, project_name: project }, dangerouslySkipVersionCheck: true });
          assert.equal(said.successful, true, said.error);
          const { parts } = (await system.scale.log()).filter(({ path }) => path === '/v1/files/upload').at(-1);
          assert.equal(parts.find(({ name }) => name === 'file').sha256, createHash('sha256').update(bytes).digest('hex'));
        }
        const { items } = await sdk.drive('files.list', () => composio.getClient().files.list({ toolkit_slug: 'scale_ai' }));
        assert.equal(items.length, generation.prefix === 'v3.1' ? 0 : 1);
      } finally {
        rmSync(folder, { recursive: true });
      }
    });

    test('there are no triggers, and no servers of the older product', async () => {
      assert.deepEqual((await sdk.drive('triggers.listActive', () => composio.triggers.listActive({}))).items, []);
      assert.deepEqual((await sdk.drive('triggers.listTypes', () => composio.triggers.listTypes({}))).items, []);
      const from = sent.length;
      const refusal = await sdk.drive('mcp.list', () => composio.mcp.list({}), { fails: ({ status, cause }) => (status ?? cause?.status) === 501 });
      assert.match(JSON.stringify(refusal.error ?? refusal.cause.error), /tool_router\/session/, 'what to use instead');
      assert.equal(sent.length, from + 1, 'what will never work is not tried again');
    });

    describe('errors', () => {
      test('a tool that does not exist', async () => {
        await assert.rejects(composio.tools.getRawComposioToolBySlug('SCALE_AI_CREATE_BACH'), { name: 'ComposioToolNotFoundError' });
      });

      test('a toolkit that does not exist', async () => {
        await assert.rejects(composio.toolkits.get('nope'),
          sdk.is(generation.prefix === 'v3.1' ? 'ComposioToolkitNotFoundError' : 'ComposioToolkitFetchError'));
      });

      test('a user who is not connected', async () => {
        await assert.rejects(composio.tools.execute(batches.list, { userId: 'nobody', arguments: {}, dangerouslySkipVersionCheck: true }),
          { name: 'ComposioConnectedAccountNotFoundError', message: /no connected account/i });
      });

      test('a call that could not be tried', async () => {
        await assert.rejects(
          composio.tools.execute(batches.list, { userId: 'ada', connectedAccountId: 'ca_nothing', arguments: {}, dangerouslySkipVersionCheck: true }),
          ({ name }) => ['ComposioToolExecutionError', 'ComposioConnectedAccountNotFoundError'].includes(name) || assert.fail(name));
      });

      test('an account, an auth config and a session that do not exist', async () => {
        await assert.rejects(composio.connectedAccounts.get('ca_nothing'), { status: 404 });
        await assert.rejects(composio.authConfigs.get('ac_nothing'), { status: 404 });
        await assert.rejects(composio.use('trs_nothing'), { status: 404 });
        await assert.rejects(composio.connectedAccounts.waitForConnection('ca_nothing', 2000), { name: 'ComposioConnectedAccountNotFoundError' });
      });

      test('a key that is not one', async () => {
        const invented = sdk.with({ apiKey: api.key.replace(/.{6}$/, 'AAAAAA') });
        await assert.rejects(invented.create('ada'), { status: 401 });
      });

      test('a managed auth config, which there is none of', async () => {
        await assert.rejects(composio.authConfigs.create('scale_ai'), { status: 400 });
      });

      since('session.execute', 'a tool outside the rules of a session', async () => {
        const made = await session('ada', { toolkits: ['scale_ai'] });
        await assert.rejects(made.execute('BACKENDLESS_RESET_COUNTER', { counter_name: 'visits' }),
          ({ status, error }) => status === 400 && error.error.message.startsWith('[Session Restriction]'));
        await assert.rejects(made.authorize('backendless'), { status: 403 });
      });

      since('connectedAccounts.revoke', 'an API key cannot be revoked from here', async () => {
        await sdk.drive('connectedAccounts.revoke', () => composio.connectedAccounts.revoke(account.id),
          { fails: 'ComposioConnectedAccountRevocationNotSupportedError' });
      });

      since('connectedAccounts.updateAcl', 'rules about who may use an account that is private', async () => {
        await sdk.drive('connectedAccounts.updateAcl', () => composio.connectedAccounts.updateAcl(account.id, { allowAllUsers: true }),
          { fails: 'ComposioAclOnlyForSharedError' });
        const made = await session('ada');
        await assert.rejects(made.authorize('scale_ai', { experimental: { aclConfigForShared: { allowAllUsers: true } } }),
          { name: 'ComposioAclOnlyForSharedError' });
      });
    });

    since('session.execute', 'of several accounts one is named, and the error lists them', async () => {
      const first = await api.connect('gus', configs.scale_ai, { api_key: adasKey });
      const second = await api.connect('gus', configs.scale_ai, { api_key: bosKey });
      await api.patch(`/connected_accounts/${second.id}`, { alias: 'bos' });
      const made = await session('gus', { toolkits: ['scale_ai'], multiAccount: { enable: true, requireExplicitSelection: true } });
      const open = await made.execute(batches.list, {}).then(({ error }) => error, ({ message }) => message);
      assert.match(open, /\bbos, scale_ai_[a-z]+-[a-z]+|\bscale_ai_[a-z]+-[a-z]+, bos/);
      assert.ok((await made.execute(batches.list, {}, { account: first.id })).data.docs.length > 0);
      assert.deepEqual((await made.execute(batches.list, {}, { account: 'bos' })).data.docs, []);
    });

    since('connectedAccounts.updateAcl', 'a shared account works for whom it admits, where it is pinned', async () => {
      const made = await session('hal', { toolkits: ['scale_ai'] });
      const request = await made.authorize('scale_ai', { experimental: { accountType: 'SHARED', aclConfigForShared: { allowedUserIds: ['ivy'] } } });
      await connectByForm(request.redirectUrl, { api_key: adasKey });
      const pinned = (user) => session(user, { toolkits: ['scale_ai'], connectedAccounts: { scale_ai: request.id } });
      assert.equal((await (await pinned('ivy')).execute(batches.list, {})).error, null);
      await assert.rejects(pinned('jon'), ({ status }) => [400, 403].includes(status));
      await sdk.beside(() => composio.connectedAccounts.updateAcl(request.id, { allowAllUsers: true }));
      assert.equal((await (await pinned('jon')).execute(batches.list, {})).error, null);
      const { items } = await composio.connectedAccounts.list({ userIds: ['hal'], accountType: 'SHARED' });
      assert.deepEqual(items.map(({ id }) => id), [request.id]);
    });

    since('composio.use with custom tools', "a tool of the program's own stands beside the session's", async () => {
      const { experimental_createTool: createTool } = await import(`${generation.package}/experimental`);
      const ripeness = createTool('RIPENESS', {
        name: 'Ripeness', description: 'Tells how ripe an apple of the orchard is.', inputParams: z.object({ apple: z.string() }),
        execute: async ({ apple }) => ({ apple, ripe: true }),
      });
      const created = await session('ada', { toolkits: ['scale_ai'], experimental: { customTools: [ripeness] } });
      const used = await sdk.drive('composio.use with custom tools', () => composio.use(created.sessionId, { customTools: [ripeness] }));
      for (const made of [created, used]) {
        assert.deepEqual((await made.execute('RIPENESS', { apple: 'Gravenstein' })).data, { apple: 'Gravenstein', ripe: true });
        const { results } = await sdk.beside(() => made.search({ query: 'how ripe is an apple' }));
        assert.ok([...results[0].primaryToolSlugs, ...results[0].relatedToolSlugs].includes('LOCAL_RIPENESS'), JSON.stringify(results));
        assert.equal((await made.execute(batches.list, {})).error, null);
      }
    });

    since('logs.search', 'calls are found again in the log, by tool and by id', async () => {
      const made = await session('ada', { toolkits: ['scale_ai'] });
      const { logId } = await made.execute(batches.get, { batch_name: 'picking week 07' });
      const { logs } = await sdk.drive('logs.search', () => composio.logs.search(
        { filters: [{ field: 'tool_slug', operator: '==', value: batches.get }, { field: 'session_id', operator: '==', value: made.sessionId }] }));
      assert.deepEqual(logs.map(({ id, status }) => [id, status]), [[logId, 'success']]);
      const one = await sdk.drive('logs.get', () => composio.logs.get(logId));
      assert.deepEqual([one.id, one.status, one.context.sessionId], [logId, 'success', made.sessionId]);
      assert.ok(one.timings.endTime >= one.timings.startTime);
      assert.ok(!JSON.stringify(one).includes(adasKey));
    });

    test('every call of the contract was driven, and those left out are not in this SDK', async () => {
      assert.deepEqual(sdk.missing(), []);
      const made = await session();
      const places = { ...composio, composio, session: { ...made.experimental, ...methods(made) }, sessions: composio.sessions };
      for (const call of Object.keys(generation.calls).filter((each) => generation.calls[each] === null)) {
        const [, root, path] = /^(\w+)\.([\w.]+)(?:$|,)/.exec(call) ?? [];
        if (root) assert.equal(path.split('.').reduce((place, name) => place?.[name], places[root]), undefined, call);
      }
    });
  });
}

describe('beside the SDK', () => {
  let api;
  const ask = async (method, path, body, headers = {}, prefix = 'v3.1') => {
    const answer = await fetch(`${system.origin}/api/${prefix}${path}`, {
      method, headers: { 'x-api-key': api.key, ...(body && { 'content-type': 'application/json' }), ...headers }, body: body && JSON.stringify(body) });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, text, json: text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : undefined };
  };

  before(async () => {
    api = await tenant('beside');
    const config = await api.authConfig('scale_ai');
    await api.connect('ada', config, { api_key: adasKey });
  });

  test('required scopes of tools are told: none, for keys', async () => {
    const { status, json } = await ask('POST', '/tools/scopes/required', { tools: [batches.list] });
    Sdk.operations.add('POST /tools/scopes/required');
    assert.deepEqual([status, json.scopes_required, json.per_tool_requirements.map(({ tool }) => tool)], [200, [], [batches.list]]);
  });

  test('a create with an Idempotency-Key happens once', async () => {
    const key = randomBytes(12).toString('hex');
    const make = (body) => ask('POST', '/tools/execute/SCALE_AI_CREATE_BATCH', body, { 'idempotency-key': key });
    const body = { user_id: 'ada', arguments: { project, name: `once ${key}` } };
    const [first, second] = [await make(body), await make(body)];
    assert.deepEqual([first.status, second.status], [200, 200], second.text);
    assert.deepEqual([first.json.successful, second.json], [true, first.json]);
    const other = await make({ ...body, arguments: { project, name: 'another' } });
    assert.ok([400, 409, 422].includes(other.status), `${other.status} ${other.text}`);
    const sessions = [];
    for (let i = 0; i < 2; i++) sessions.push((await ask('POST', '/tool_router/session', { user_id: 'ada' }, { 'idempotency-key': `${key}s` })).json.session_id);
    assert.equal(sessions[0], sessions[1]);
  });

  test('what reached a service is not to be repeated by the SDK itself', async () => {
    await system.scale.fault({ kind: 'status_after_commit', status: 500, method: 'POST', path: '/v1/batches', times: 1 });
    const { headers } = await ask('POST', '/tools/execute/SCALE_AI_CREATE_BATCH', { user_id: 'ada', arguments: { project, name: 'not twice' } });
    assert.equal(headers.get('x-should-retry'), 'false');
  });

  test('every answer tells how much of the limit is left', async () => {
    for (const [method, path] of [['GET', '/toolkits'], ['GET', '/connected_accounts/ca_nothing']]) {
      const { headers } = await ask(method, path);
      for (const name of ['x-ratelimit', 'x-ratelimit-remaining', 'x-ratelimit-window-size']) assert.match(headers.get(name) ?? 'none', /^\d+/, `${path} ${name}`);
    }
  });

  test('who asked too often in a minute is told when to come again', async () => {
    const { key } = await tenant('spent');
    const ask = () => fetch(`${system.origin}/api/v3.1/toolkits`, { headers: { 'x-api-key': key } });
    let refused;
    for (let round = 0; !refused && round < 2; round++) { // a minute may end while one is spent
      const answers = await Promise.all(Array.from({ length: perMinute + 1 }, ask));
      refused = answers.find(({ status }) => status === 429);
    }
    assert.match(refused?.headers.get('retry-after') ?? 'none', /^[1-5]?\d$|^60$/);
    for (const generation of generations) {
      const { composio } = await Sdk.load(generation, system.origin, key);
      const refusal = await composio.getClient().toolkits.list({}, { maxRetries: 0 }).then(() => assert.fail(), (thrown) => thrown);
      assert.deepEqual([refusal.status, refusal.constructor.name], [429, 'RateLimitError'], generation.version);
    }
  });

  test('lists carry an ETag, and are not sent again to who has them', async () => {
    for (const path of ['/toolkits', '/tools?toolkit_slug=scale_ai', '/tools/SCALE_AI_CREATE_BATCH']) {
      const { headers } = await ask('GET', path);
      const again = await ask('GET', path, undefined, { 'if-none-match': headers.get('etag') ?? 'none' });
      assert.deepEqual([again.status, again.text], [304, ''], path);
    }
  });

  for (const prefix of ['v3.1', 'v3']) {
    test(`what is not offered says so under /api/${prefix}, and is not retried`, async () => {
      const wrong = [];
      for (const operation of notOffered) {
        const [method, path] = operation.split(' ');
        const { status, headers, json } = await ask(method, path, method === 'GET' || method === 'DELETE' ? undefined : {}, {}, prefix);
        if (status !== 501 || json?.error?.status !== 501 || headers.get('x-should-retry') !== 'false') wrong.push(`${operation}: ${status}`);
      }
      assert.deepEqual(wrong, []);
    });

    test(`what there is none of is an empty list under /api/${prefix}`, async () => {
      const wrong = [];
      for (const operation of emptyLists) {
        const [method, path] = operation.split(' ');
        const { status, json } = await ask(method, path, undefined, {}, prefix);
        if (status !== 200 || json?.items?.length !== 0) wrong.push(`${operation}: ${status}`);
      }
      assert.deepEqual(wrong, []);
    });
  }

  test('the run has seen every operation that the SDKs need', (t) => {
    t.diagnostic(`operations seen: ${Sdk.operations.size}`);
    writeFileSync(new URL('.work/composio-operations.json', import.meta.url), JSON.stringify([...Sdk.operations].sort(), null, 1));
    assert.deepEqual(musts.filter((operation) => !Sdk.operations.has(operation)), []);
  });
});
