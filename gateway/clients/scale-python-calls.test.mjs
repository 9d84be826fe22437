import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { after, before, beforeEach, test } from 'node:test';
import { startScaleAlone } from './support/scale-alone.mjs';

/*
 * What the official Python client 2.18 puts on the wire, byte for byte where it is peculiar, sent by hand: that client cannot be
 * had from npm. Over TLS, because it retries only there.
 */
const key = 'test_sim_python_client';
const attachment = { attachment: 'https://pics.example/7.jpg' };
let system;
let ca;

before(async () => {
  system = await startScaleAlone('scale-python');
  ca = readFileSync(system.env.NODE_EXTRA_CA_CERTS);
});
after(() => system?.stop());
beforeEach(async () => {
  await system.scale.reset();
  await system.scale.accept(key);
});

/** One call as that client makes it: Basic with an empty password, and a JSON content type with or without a body. */
async function call(method, path, body) {
  const sent = request({
    host: '127.0.0.1', port: new URL(system.origin).port, servername: 'api.scale.com', ca, method, path: `/v1/${path}`,
    headers: {
      host: 'api.scale.com', authorization: `Basic ${Buffer.from(`${key}:`).toString('base64')}`,
      'content-type': 'application/json', ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }),
    },
  });
  sent.end(body);
  const [answer] = await once(sent, 'response');
  let text = '';
  for await (const piece of answer) text += piece;
  return { status: answer.statusCode, json: JSON.parse(text) };
}

async function ok(...args) {
  const { status, json } = await call(...args);
  assert.equal(status, 200, JSON.stringify(json));
  return json;
}

const project = (name = 'crates') => ok('POST', 'projects',
  JSON.stringify({ type: 'imageannotation', name, params: null, rapid: false, studio: false, datasetId: null }));
const batch = (name, inProject = 'crates') => ok('POST', 'batches', JSON.stringify({
  project: inProject, name, callback: '', calibration_batch: false, self_label_batch: false, metadata: {},
}));
const task = (more = {}) => ok('POST', 'task/imageannotation',
  JSON.stringify({ ...attachment, geometries: { box: { objects_to_annotate: ['crate'] } }, ...more }));

test('a JSON content type without a body is no error, whatever the method', async () => {
  await project();
  await batch('b1');
  const { task_id: id } = await task({ unique_id: 'crate-1' });
  assert.equal((await ok('GET', 'batches/b1')).name, 'b1');
  assert.equal((await ok('POST', 'batches/b1/finalize')).status, 'in_progress');
  assert.equal('unique_id' in await ok('DELETE', `task/${id}/unique_id`), false);
});

test('a body that is dropped because it is empty means {} or []', async () => {
  const { task_id: id } = await task({ metadata: { grade: 'A' }, tags: ['dawn'] });
  assert.deepEqual((await ok('POST', `task/${id}/setMetadata`)).metadata, {});
  assert.deepEqual((await ok('PUT', `task/${id}/tags`)).tags, ['dawn']);
  assert.equal('tags' in await ok('POST', `task/${id}/tags`), false);
});

test('booleans in the query are capitalised', async () => {
  await project();
  const { task_id: id } = await task({ project: 'crates' });
  assert.deepEqual((await ok('GET', 'projects?archived=False')).map(({ name }) => name), ['crates']);
  assert.deepEqual(await ok('GET', 'projects?archived=True'), []);
  const { docs } = await ok('GET', 'tasks?project=crates&limited_response=True&include_attachment_url=False');
  assert.deepEqual(docs, [{ task_id: id, status: 'completed', metadata: {}, project: 'crates' }]);
});

test('null is absent, and an empty callback is none', async () => {
  assert.equal((await project()).name, 'crates');
  assert.equal('callback' in await batch('b1'), false);
  assert.deepEqual((await batch('b2')).metadata, {});
});

test('lists are repeated keys, but review states are joined by commas', async () => {
  const made = [];
  for (const id of ['a', 'b', 'c']) made.push((await task({ unique_id: id })).task_id);
  const ids = async (query) => (await ok('GET', `tasks?${query}`)).docs.map(({ unique_id: id }) => id);
  assert.deepEqual(await ids('unique_id=a&unique_id=c'), ['c', 'a']);
  await ok('POST', `task/${made[0]}/audit`, '{"accepted": true, "comments": null}');
  await ok('POST', `task/${made[1]}/audit`, '{"accepted": false, "comments": "blurred"}');
  assert.deepEqual(await ids('customer_review_status=accepted%2Crejected'), ['b', 'a']);
  assert.deepEqual(await ids('customer_review_status=rejected'), ['b']);
});

test('numbers may be texts', async () => {
  const { params } = await task({ geometries: { box: { objects_to_annotate: [], min_width: '30', min_height: '30' } } });
  assert.deepEqual(params.geometries.box, { objects_to_annotate: [], min_width: 30, min_height: 30 });
});

test('times are naive, with microseconds, and mean UTC', async () => {
  const { task_id: id, created_at: made } = await task();
  assert.equal(made, '2026-03-02T09:00:00.000Z');
  const window = async (from, to) => (await ok('GET', `tasks?start_time=${from}&end_time=${to}`)).docs.map((doc) => doc.task_id);
  assert.deepEqual(await window('2026-03-02T08%3A59%3A59.999999', '2026-03-02T09%3A00%3A00.000001'), [id]);
  assert.deepEqual(await window('2026-03-02T09%3A00%3A00.000001', '2026-03-02T10%3A00%3A00.000001'), []);
});

test('names are encoded down to the slash', async () => {
  const name = 'Row A/B: 50% & more?';
  await project(name);
  await batch('north/field 2', name);
  assert.equal((await ok('GET', `projects/${encodeURIComponent(name)}`)).name, name);
  assert.equal((await ok('GET', 'batches/north%2Ffield%202/status')).status, 'in_progress');
  const sent = await system.scale.log();
  assert.equal(sent.at(-1).path, '/v1/batches/north%2Ffield%202/status', 'the log keeps the path as it was sent');
});

test('a create that failed after it was stored is found again by its unique id', async () => {
  await system.scale.fault({ kind: 'status_after_commit', status: 500, method: 'POST', path: '/v1/task/*' });
  const body = JSON.stringify({ ...attachment, geometries: { point: {} }, unique_id: 'pear-1' });
  assert.equal((await call('POST', 'task/imageannotation', body)).status, 500);
  const again = await call('POST', 'task/imageannotation', body);
  assert.equal(again.status, 409);
  const { docs } = await ok('GET', 'tasks?unique_id=pear-1');
  assert.equal(docs.length, 1);
  assert.ok(again.json.error.includes(docs[0].task_id), again.json.error);
});

test('an unknown key is refused before anything else is looked at', async () => {
  await system.scale.reset(); // forgets the key
  for (const path of ['batches?limit=1', 'no/such/path']) assert.equal((await call('GET', path)).status, 401);
});
