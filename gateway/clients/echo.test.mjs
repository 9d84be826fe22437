import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { startSystem } from './support/system.mjs';
import { Traces } from './support/traces.mjs';
import { orchard as plainOrchard } from './support/users.mjs';

const marker = () => `M${randomBytes(12).toString('hex')}`;
const markers = { scale: marker(), rest: marker(), console: marker(), token: marker() };
const user = 'ada';
const document = 'SCALE_AI_GET_V1_TASK_RESPONSE_URL'; // the one tool whose answer can be a file

/** A service that repeats each request whole: address, headers, query, body, in each form that such services use. */
class Echo {
  #server = createServer((request, answer) => this.#answer(request, answer));
  requests = [];
  /** How the next answers look: [status, content type, what to say of the request]. */
  form = [200, 'application/json', ({ all }) => JSON.stringify(all)];

  async start() {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return this.#server.address().port;
  }

  async #answer(request, answer) {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const url = new URL(request.url, 'http://echo');
    const all = {
      method: request.method, url: request.url, path: url.pathname, query: Object.fromEntries(url.searchParams),
      headers: request.headers, raw: request.rawHeaders, body: Buffer.concat(chunks).toString(),
    };
    this.requests.push(all);
    const [status, type, say, more = {}] = this.form;
    answer.writeHead(status, { 'content-type': type, ...Object.fromEntries(Object.entries(more).map(([name, of]) => [name, of({ all })])) });
    answer.end(say({ all }));
  }

  stop() {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

const text = ({ all }) => `You sent ${all.method} ${all.url} with ${all.raw.join(', ')}`;
const forms = {
  'JSON': [200, 'application/json', ({ all }) => JSON.stringify(all)],
  'a refusal in JSON': [400, 'application/json', ({ all }) => JSON.stringify({ code: 1, message: text({ all }), error: text({ all }), all })],
  'a refusal in text': [401, 'text/plain', text],
  'a failure in text': [500, 'text/plain', text],
  'a page': [403, 'text/html', ({ all }) => `<html><body>${text({ all })}</body></html>`],
  'broken JSON': [200, 'application/json', ({ all }) => `{"all": ${JSON.stringify(all)}`],
  'a redirect': [302, 'text/plain', text, { location: ({ all }) => `http://127.0.0.1:1${all.url}?${new URLSearchParams(all.headers)}` }],
  'base64': [200, 'application/json', ({ all }) => JSON.stringify(all.raw.concat(all.url.split('/')).map((part) => Buffer.from(part).toString('base64')))],
  'the password of the header': [200, 'application/json', ({ all }) =>
    JSON.stringify({ user: Buffer.from((all.headers.authorization ?? 'Basic ').slice(6), 'base64').toString() })],
  'percent-encoded': [200, 'application/json', ({ all }) => JSON.stringify(encodeURIComponent(JSON.stringify(all)))],
  // Not JSON from the first character on, or it would be read as content. The second is no text either.
  'a small file': [200, 'application/octet-stream', ({ all }) => `x${JSON.stringify(all)}`],
  'a binary file': [200, 'image/png', ({ all }) => Buffer.concat([Buffer.from([0x89, 0xff, 0x00, 0xc3]), Buffer.from(JSON.stringify(all)), Buffer.from([0xfe])])],
  'a large file': [200, 'application/octet-stream', ({ all }) => `${'x'.repeat(100_000)}${JSON.stringify(all)}`],
};

const echo = new Echo();
let system;
const answers = []; // what callers and stored files said

before(async () => {
  const port = await echo.start();
  system = await startSystem('echo', {
    PATCHBAY_TOOLKIT_SCALE_AI_BASE_URL: `http://127.0.0.1:${port}/v1`,
    PATCHBAY_TOOLKIT_BACKENDLESS_BASE_URL: `http://127.0.0.1:${port}`,
    PATCHBAY_EGRESS_DEV_ALLOW: `127.0.0.1:${port}`,
  });
  const { api } = system;
  const [scale, backendless] = [await api.authConfig('scale_ai'), await api.authConfig('backendless')];
  await api.connect(user, scale, { api_key: `test_${markers.scale}_orch` });
  await api.connect(user, backendless, {
    ...plainOrchard, rest_api_key: `${markers.rest}-orch`, auth_key: `dev-${markers.console}-orch`, user_token: `kept-${markers.token}-orch`,
  });
  for (const [name, form] of Object.entries(forms)) {
    echo.form = form;
    for (const [slug, args] of [['SCALE_AI_LIST_BATCHES', {}], [document, { task_id: 'task', uuid: 'result' }],
      ['BACKENDLESS_GET_COUNTER_VALUE', { counter_name: 'visits' }], ['BACKENDLESS_GET_TIMER', { name: 'pickup' }],
      ['BACKENDLESS_DIRECTORY_LISTING', { path: '/' }]]) {
      await execute(`${slug}, ${name}`, slug, args);
    }
  }
  answers.push({ what: 'accounts', body: JSON.stringify(await api.get('/connected_accounts')) });
  await system.gateway.stop();
});
after(async () => {
  await system?.stop();
  echo.stop();
});

async function execute(what, slug, args) {
  const answer = await fetch(`${system.origin}/api/v3.1/tools/execute/${slug}`, {
    method: 'POST', headers: { 'x-api-key': system.api.key, 'content-type': 'application/json' },
    body: JSON.stringify({ user_id: user, arguments: args }),
  });
  const body = await answer.text();
  answers.push({ what, body });
  const file = JSON.parse(body).data?.file;
  if (file?.s3url) answers.push({ what: `${what}, stored`, body: Buffer.from(await (await fetch(file.s3url)).arrayBuffer()) });
  if (file?.base64) answers.push({ what: `${what}, inline`, body: Buffer.from(file.base64, 'base64') });
}

test('the service got the keys, and its answers reached the callers', () => {
  const sent = JSON.stringify(echo.requests);
  for (const [name, secret] of Object.entries(markers).filter(([name]) => name !== 'scale')) assert.ok(sent.includes(secret), name);
  assert.ok(new Traces(markers.scale).in(sent).length > 0, 'in the Basic header');
  for (const what of [...['JSON', 'a refusal in JSON'].map((name) => `SCALE_AI_LIST_BATCHES, ${name}`),
    ...['JSON', 'a small file, inline', 'a binary file, inline', 'a large file, stored'].map((name) => `${document}, ${name}`)]) {
    const told = answers.find((answer) => answer.what === what);
    assert.ok(told?.body.includes('[redacted]'), `${what}: ${told?.body.slice(-600)}`);
  }
});

for (const [name, secret] of Object.entries(markers)) {
  const traces = new Traces(secret);
  test(`${name}: masked in every answer and stored file`, () => {
    assert.deepEqual(answers.flatMap(({ what, body }) => traces.in(body).map((spelling) => `${what}: ${spelling}: ${body.slice(-700)}`)), []);
  });

  test(`${name}: in no log and no file`, () => {
    assert.deepEqual([traces.in(system.gateway.output()), traces.below(system.home)], [[], []]);
  });
}
