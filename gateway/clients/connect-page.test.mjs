import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { noChromium, startChromium } from './support/chromium.mjs';
import { startSystem } from './support/system.mjs';

const wrongKey = 'test_mistyped_0000000';
const rightKey = 'test_sim_orchard_01';
/** A directory for pictures of every page, or nothing for none. */
const pictures = process.env.CLIENTS_SCREENSHOTS;

let system;
let browser;
let app;

before(async () => {
  if (noChromium) return;
  [browser, app] = [await startChromium(), await startApp()];
  system = await startSystem('connect-page', { PATCHBAY_ALLOWED_ORIGINS: new URL(app.done).origin });
});
after(async () => {
  await browser?.close();
  await app?.close();
  await system?.stop();
});

/** The tenant's own application, to which the browser comes back. */
async function startApp() {
  const visits = [];
  const server = createServer((request, response) => {
    if (request.url.startsWith('/done')) visits.push({ url: new URL(request.url, 'http://app'), referer: request.headers.referer });
    response.end('<!doctype html><title>back in the app</title>');
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  return { visits, done: `http://127.0.0.1:${server.address().port}/done?chat=7`, close: () => new Promise((closed) => server.close(closed)) };
}

/** What `session.authorize(toolkit)` of the SDK sends. */
async function authorize(user, toolkit, callback) {
  const { session_id: session } = await system.api.session(user, [toolkit]);
  return system.api.post(`/tool_router/session/${session}/link`, { toolkit, ...(callback && { callback_url: callback }) });
}

/** What `connectionRequest.waitForConnection()` of the SDK does, more often. */
async function waitForConnection({ connected_account_id: id }, patience = 20_000) {
  const end = Date.now() + patience;
  for (;;) {
    const account = await system.api.get(`/connected_accounts/${id}`);
    assert.ok(account.auth_config.id, 'the SDK reads it');
    if (account.status === 'ACTIVE') return account;
    assert.ok(!['FAILED', 'EXPIRED', 'REVOKED'].includes(account.status), `${account.status}: ${account.status_reason}`);
    assert.ok(Date.now() < end, `still ${account.status}`);
    await new Promise((done) => setTimeout(done, 250));
  }
}

const status = async ({ connected_account_id: id }) => (await system.api.get(`/connected_accounts/${id}`)).status;

/** A page of a browser of its own; whatever a policy blocks fails the test. */
async function open(t, url, options = {}) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const complaints = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  t.after(async () => {
    await context.close();
    // Answers that say no are no fault of the page; neither is the icon that a browser asks every site for.
    assert.deepEqual(complaints.filter((text) => !/status of 4\d\d|favicon/.test(text)), []);
  });
  await page.goto(url);
  return page;
}

async function picture(page, name) {
  if (!pictures) return;
  mkdirSync(pictures, { recursive: true });
  for (const [look, width] of [['light', 1280], ['light', 360], ['dark', 360]]) {
    await page.emulateMedia({ colorScheme: look });
    await page.setViewportSize({ width, height: 800 });
    await page.screenshot({ path: `${pictures}/${name}-${width}-${look}.png`, fullPage: true });
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1280, height: 800 });
}

const fitsIn = (page, width) => page.setViewportSize({ width, height: 700 })
  .then(() => page.evaluate(() => document.documentElement.scrollWidth))
  .then((wide) => assert.ok(wide <= width, `${wide} px wide in a window of ${width}`));

test('a user connects an account in the browser while the application waits', { skip: noChromium }, async (t) => {
  const link = await authorize('ada', 'scale_ai', app.done);
  assert.equal(await status(link), 'INITIATED');
  const waiting = waitForConnection(link);
  const page = await open(t, link.redirect_url);
  assert.match(await page.textContent('main'), /asks to use your Scale AI account, for the user ada/);
  assert.equal(await page.getAttribute('input[name=api_key]', 'type'), 'password');
  assert.equal(await page.evaluate(() => document.activeElement.name), 'api_key', 'typing can begin at once');
  assert.notEqual(await page.evaluate(() => getComputedStyle(document.querySelector('main')).maxWidth), 'none', 'the style sheet is in force');
  await picture(page, 'form');
  await fitsIn(page, 320);

  await page.keyboard.type(wrongKey);
  await page.keyboard.press('Enter');
  await page.waitForSelector('[role=alert]');
  assert.match(await page.textContent('[role=alert]'), /refused the credential/);
  assert.equal(await page.inputValue('input[name=api_key]'), '');
  assert.ok(!(await page.content()).includes(wrongKey));
  await picture(page, 'refused');
  assert.equal(await status(link), 'INITIATED');

  await page.getByLabel('API key').fill(rightKey);
  await page.getByRole('button', { name: 'Connect' }).click();
  await page.waitForURL(/\/done/); // by itself, once the page has said that it worked

  assert.equal((await waiting).status, 'ACTIVE');
  assert.equal(app.visits.length, 1);
  const { url, referer } = app.visits[0];
  assert.deepEqual(Object.fromEntries(url.searchParams),
    { chat: '7', status: 'success', connected_account_id: link.connected_account_id });
  assert.equal(referer, undefined, 'the address of the page is a secret');
  await system.api.post('/tools/execute/SCALE_AI_LIST_BATCHES', { user_id: 'ada', arguments: {} }, 200);

  await page.goto(link.redirect_url);
  assert.match(await page.textContent('h1'), /has been used/);
  await picture(page, 'used');
});

test('keyboard alone is enough, in each of several ways to connect', { skip: noChromium }, async (t) => {
  const link = await authorize('bo', 'backendless');
  const page = await open(t, link.redirect_url);
  await page.getByRole('link', { name: 'Application id and REST API key' }).press('Enter');
  await page.waitForURL(/_way=native/);
  await picture(page, 'ways');
  await fitsIn(page, 320);
  await page.getByLabel('Application id').fill('0C4A2B1E-7D35-4F90-8A61-3E5D9B7C2F10');
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.name), 'rest_api_key');
  await page.keyboard.type('9F1D6E42-58B3-4C07-A2E9-61D4C8B07A35');
  await page.keyboard.press('Enter');
  await page.waitForSelector('h1.good');
  assert.match(await page.textContent('main'), /Backendless is connected.*You can close this window/s);
  await picture(page, 'connected');
  assert.equal((await waitForConnection(link)).status, 'ACTIVE');
});

test('whoever cancels goes back with a failure', { skip: noChromium }, async (t) => {
  const link = await authorize('carol', 'scale_ai', app.done);
  const page = await open(t, link.redirect_url);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.waitForURL(/\/done/);
  assert.equal(app.visits.at(-1).url.searchParams.get('status'), 'failed');
  await page.goBack();
  assert.equal(page.url(), link.redirect_url, 'the page of the outcome is not among those to go back to');
  assert.match(await page.textContent('h1'), /has been used/);
  assert.equal(await status(link), 'FAILED');
});

test('it works without script, because there is none', { skip: noChromium }, async (t) => {
  const link = await authorize('dan', 'scale_ai');
  const page = await open(t, link.redirect_url, { javaScriptEnabled: false });
  await page.getByLabel('API key').fill(rightKey);
  await page.getByRole('button', { name: 'Connect' }).click();
  await page.waitForSelector('h1.good');
  assert.equal(await status(link), 'ACTIVE');
});

test('a form on another site cannot send itself here', { skip: noChromium }, async (t) => {
  const link = await authorize('eve', 'scale_ai');
  const page = await open(t, link.redirect_url);
  const proof = await page.inputValue('input[name=_proof]', { timeout: 1000 }).catch(() => page.getAttribute('input[name=_proof]', 'value'));
  await page.goto(app.done.replace('/done', '/attack').replace('127.0.0.1', 'localhost'));
  await page.setContent(`<form method="post" action="${link.redirect_url}"><input name="_proof" value="${proof}">
    <input name="_way" value="api_key"><input name="api_key" value="${rightKey}"><button>go</button></form>`);
  await page.click('button');
  await page.waitForSelector('[role=alert]');
  assert.match(await page.textContent('[role=alert]'), /Fill it in again/);
  assert.equal(await status(link), 'INITIATED');
});

test('an expired link and one that never was have pages of their own', { skip: noChromium }, async (t) => {
  const link = await authorize('finn', 'scale_ai');
  await system.database.query('UPDATE connect_link SET expires_at = now() - interval \'1 second\' WHERE used_at IS NULL');
  await system.database.query('UPDATE connected_account SET pending_until = now() - interval \'1 second\' WHERE status = \'INITIATED\'');
  const page = await open(t, link.redirect_url);
  assert.match(await page.textContent('h1'), /has expired/);
  await picture(page, 'expired');
  await assert.rejects(waitForConnection(link), /EXPIRED/);
  await page.goto(`${link.redirect_url}x`);
  assert.match(await page.textContent('h1'), /nothing here/);
  await picture(page, 'unknown');
});

/** An MCP client in a web page, as far as the page's browser lets it. */
const inThePage = async ({ url, token }) => {
  const ask = (headers, message) => fetch(url, {
    method: 'POST', body: JSON.stringify({ jsonrpc: '2.0', id: 1, ...message }),
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', accept: 'application/json, text/event-stream', ...headers },
  });
  try {
    const opened = await ask({}, {
      method: 'initialize', params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'a page', version: '1' } },
    });
    const session = opened.headers.get('mcp-session-id');
    const listed = await ask({ 'mcp-session-id': session, 'mcp-protocol-version': '2025-11-25' }, { method: 'tools/list' });
    const text = await listed.text();
    return { session, tools: JSON.parse(text.startsWith('{') ? text : text.match(/^data: (.*)$/m)[1]).result.tools.length };
  } catch (failure) {
    return failure.name;
  }
};

test('a web page of an allowed origin is an MCP client, and a page of another is not', { skip: noChromium }, async () => {
  const { mcp } = await system.api.session('ida', ['scale_ai']);
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const { origin, port } = new URL(app.done);
    await page.goto(origin);
    const { session, tools } = await page.evaluate(inThePage, { url: mcp.url, token: mcp.bearer_token });
    assert.match(session, /^mcps_/);
    assert.ok(tools > 40);
    await page.goto(`http://localhost:${port}`);
    assert.equal(await page.evaluate(inThePage, { url: mcp.url, token: mcp.bearer_token }), 'TypeError');
  } finally {
    await context.close();
  }
});
