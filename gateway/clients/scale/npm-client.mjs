import assert from 'node:assert/strict';
import { test } from 'node:test';
import scaleapi from 'scaleapi';

/*
 * What the npm client's own tests expect of the service, in our words. Run by ../scale-client.test.mjs in a process of its own,
 * because the client finds the simulator through that process's environment: its address is built in.
 */
const client = new scaleapi.ScaleClient(process.env.SCALE_TEST_API_KEY);
const receiver = 'http://www.example.com/callback';
const picture = { callback_url: receiver, attachment_type: 'image', attachment: 'http://pics.example/orchard.jpg' };
const shapes = { ...picture, instruction: 'Mark every ripe apple.', objects_to_annotate: ['apple'], with_labels: true };
const two = {
  callback_url: receiver, instruction: 'Is it the same sort?', attachment_type: 'image',
  attachments: ['http://pics.example/left.jpg', 'http://pics.example/right.jpg'], choices: ['yes', 'no'],
};

/** A call of the callback-style client as a promise. */
const asked = (method, ...args) => new Promise((resolve, reject) => {
  client[method](...args, (failure, answer) => (failure ? reject(failure) : resolve(answer)));
});
const refused = (call, status) => assert.rejects(call, (failure) => {
  assert.ok(failure instanceof scaleapi.ScaleException);
  if (status) assert.equal(failure.errcode, status);
  assert.ok(failure.message);
  return true;
});
const without = (body, ...names) => Object.fromEntries(Object.entries(body).filter(([name]) => !names.includes(name)));

const types = {
  Categorization: {
    good: { ...picture, instruction: 'Public or private?', attachment_type: 'website', categories: ['public', 'private'] },
    missing: ['instruction', 'attachment', 'attachment_type'],
  },
  Transcription: {
    good: { ...picture, instruction: 'Copy the fields.', fields: { title: 'Title' }, repeatable_fields: { name: 'Name of a person' } },
    missing: ['instruction', 'attachment', 'fields', 'repeatable_fields'],
  },
  Comparison: { good: two, missing: ['attachments', 'choices'] },
  Annotation: { good: shapes, missing: ['attachment'] },
  Polygonannotation: { good: shapes, missing: ['attachment'] },
  Lineannotation: { good: { ...shapes, splines: true }, missing: ['attachment'] },
  Pointannotation: { good: shapes, missing: ['attachment'] },
  Cuboidannotation: { good: shapes, missing: ['attachment'] },
  Segmentannotation: {
    good: { ...picture, instruction: 'Colour it.', labels: ['apple', 'leaf'], allow_unlabeled: true },
    missing: ['attachment', 'labels'],
  },
  Datacollection: {
    good: { ...picture, instruction: 'Find the address.', attachment_type: 'website', fields: { address: 'Address' } },
    missing: ['instruction', 'attachment', 'fields'],
  },
  Audiotranscription: { good: { ...picture, attachment_type: 'audio', verbatim: false }, missing: ['attachment'] },
};

for (const [type, { good, missing }] of Object.entries(types)) {
  test(`${type}: made with all it needs`, async () => {
    const task = await asked(`create${type}Task`, good);
    assert.match(task.id, /^[0-9a-f]{24}$/);
    assert.equal(task.type, type.toLowerCase());
  });
  test(`${type}: refused without ${missing.join(', ')}`, () => refused(asked(`create${type}Task`, without(good, ...missing)), 400));
}

test('a size that comes as text is taken', async () => {
  const task = await asked('createAnnotationTask', { ...shapes, min_width: '30' });
  assert.equal(task.params.min_width, 30);
});

test('a recording that is no address is refused',
  () => refused(asked('createAudiotranscriptionTask', { callback_url: receiver, attachment: 'not an address' }), 400));

test('a test task is complete before it can be cancelled', async () => {
  const task = await asked('createComparisonTask', two);
  await refused(new Promise((resolve, reject) => task.cancel((failure) => (failure ? reject(failure) : resolve()))), 400);
});

test('a task read again is the same, and completed', async () => {
  const made = await asked('createComparisonTask', two);
  const read = await asked('fetchTask', made.id);
  assert.deepEqual([made.status, read.status], ['pending', 'completed']);
  for (const field of ['id', 'callback_url', 'instruction', 'params', 'metadata', 'type', 'created_at']) {
    assert.notEqual(made[field], undefined, field);
    assert.deepEqual(made[field], read[field], field);
  }
  await new Promise((resolve, reject) => made.refresh((failure) => (failure ? reject(failure) : resolve())));
  assert.equal(made.status, 'completed');
});

test('a window in time holds what was made in it, and nothing else', async () => {
  const { id, created_at: made } = await asked('createComparisonTask', two);
  const later = (ms) => new Date(Date.parse(made) + ms).toISOString();
  const window = async (from, to) => (await asked('tasks', { start_time: from, end_time: to })).docs.map((task) => task.id);
  assert.deepEqual(await window(made, later(1)), [id]);
  assert.deepEqual(await window(later(1), later(500)), []);
});

test('an unknown task is not found', () => refused(asked('fetchTask', 'no_such_task'), 404));

test('the newest tasks come first', async () => {
  const made = [];
  for (const _ of [1, 2, 3]) made.push((await asked('createComparisonTask', two)).id);
  const page = await asked('tasks', { limit: 3 });
  assert.deepEqual(page.docs.map(({ id }) => id), made.reverse());
  assert.deepEqual([page.limit, page.has_more, page.total > 3], [3, true, true]);
  const next = await asked('tasks', { limit: 1, offset: 2 });
  assert.deepEqual(next.docs.map(({ id }) => id), made.slice(2));
});

test('a wrong key is refused', () => refused(new Promise((resolve, reject) => {
  new scaleapi.ScaleClient('dummy_api_key').tasks({}, (failure) => (failure ? reject(failure) : resolve()));
}), 401));

test('a filter that the client does not know fails in the client, and does no harm on the way', async () => {
  const answers = [];
  await new Promise((resolve) => {
    client.tasks({ bogus: 0 }, (failure, page) => {
      answers.push(failure ?? page);
      if (answers.length === 2) resolve();
    });
  });
  assert.ok(answers[0] instanceof scaleapi.ScaleInvalidRequest);
  assert.ok(answers[1].docs.length > 0);
});
